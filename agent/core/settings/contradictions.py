"""What is right by itself in the settings, but not together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages import settings as messages
from agent.core.settings.repeating import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.settings import Settings
    from agent.core.settings.check import Flaw


def contradictions(settings: Settings) -> Iterator[Flaw]:
    """Yield what keeps the settings from being used."""
    network = settings.network
    if not network.communities and not network.users:
        yield ("network", "communities"), messages.SOME_RIGHT, messages.NEITHER
    names = [user.name for user in network.users]
    for position, name in enumerate(names):
        if name in names[:position]:
            path = ("network", "users", position, "name")
            yield path, messages.OTHER_NAME, shown(name)


def refused_when_sending(settings: Settings) -> Iterator[Flaw]:
    """Yield what only the sending of mail refuses: printers are read all the same."""
    mail = settings.mail
    if mail.security == "none" and mail.client_certificate:
        yield ("mail", "security"), messages.ENCRYPTED, shown(mail.security)
