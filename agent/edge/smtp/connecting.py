"""The way to the mail server: its name, whether it stands in the office, the connection."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from agent.core.mail.smtp_failures import is_in_the_office

if TYPE_CHECKING:
    from agent.core.mail.limits import SmtpLimits
    from agent.core.mail.server import MailServer
    from agent.edge.smtp.bounded_client import Deadline

# Hears of each step that went well: its name, and what was seen there. What a server says is untrusted.
Reached = Callable[[str, str], None]


def tell_nobody(step: str, seen: str) -> None:
    """Hear of a step, and keep it for oneself."""


def connect(
    server: MailServer, limits: SmtpLimits, deadline: Deadline, reached: Reached = tell_nobody
) -> socket.socket:
    """Connect to the first of the host's addresses that answers; each was checked before."""
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise server.trouble("bad_name") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    reached("lookup", ", ".join(addresses))
    outside = [address for address in addresses if not is_in_the_office(address)]
    if outside and not server.allow_public_host:
        raise server.trouble("public_host", outside[0])
    reached("outside" if outside else "inside", (outside or addresses)[0])
    link = _first_that_answers(addresses, server.port, limits, deadline)
    reached("connect", str(link.getpeername()[0]))
    return link


def _first_that_answers(
    addresses: list[str], port: int, limits: SmtpLimits, deadline: Deadline
) -> socket.socket:
    for address in addresses[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((address, port), deadline.left(limits.connect))
    return socket.create_connection((addresses[-1], port), deadline.left(limits.connect))
