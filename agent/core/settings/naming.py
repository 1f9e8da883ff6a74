"""What in the settings tells whose office it is: what the support bundle replaces by marks."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from agent.core.discovery.targets import names, parse_targets
from agent.core.model.access import SNMP_PORT
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Keys of settings.toml whose texts name the office, and the mark of each.
NAMING = {
    "site": {"id": "SITE", "name": "SITE", "enrolment": "CODE"},
    "mail": {
        "host": "SERVER",
        "user": "MAIL",
        "sender": "MAIL",
        "recipients": "MAIL",
        "client_certificate": "FILE",
        "profile": "PROFILE",
    },
}


def named_in(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield pairs (kind, text) of what names the office in a parsed document, however wrong that is."""
    for section, keys in NAMING.items():
        for key, kind in keys.items():
            yield from ((kind, text) for text in _texts(_in(document, section, key)))
    for key in ("targets", "exclude"):
        yield from (("NAME", name) for text in _texts(_in(document, "network", key)) for name in _hosts(text))
    users = _in(document, "network", "users")
    for user in users if isinstance(users, list) else ():
        yield from (("USER", text) for text in _texts(_in({"user": user}, "user", "name")))


def _in(document: Mapping[str, Any], section: str, key: str) -> object:
    held = document.get(section)
    return held.get(key) if isinstance(held, dict) else None


def _texts(value: object) -> Iterator[str]:
    yield from (one for one in (value if isinstance(value, list) else (value,)) if isinstance(one, str))


def _hosts(target: str) -> tuple[str, ...]:
    with suppress(AgentError):  # what is no target is told by the check of the settings
        return names(parse_targets([target], SNMP_PORT))
    return ()
