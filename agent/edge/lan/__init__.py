"""The machine's interfaces and the name service: nothing is sent to a printer from here."""

import contextlib
import ipaddress
import logging
import sys
import threading

from agent.core.discovery.networks import Interface
from agent.core.messages import system_errors
from agent.core.messages import targets as messages
from agent.core.model.errors import TemporaryError

LOG = logging.getLogger(__name__)

LONGEST_RESOLVE = 5.0  # seconds; a dead name server would take up to a minute


def interfaces() -> tuple[Interface, ...]:
    """Return every address of the machine, IPv4 and IPv6, loopback too.

    Raises TemporaryError where the system doesn't tell them.
    """
    import ifaddr

    try:
        adapters = list(ifaddr.get_adapters())
    except OSError as error:
        raise TemporaryError(messages.NO_INTERFACES, {"reason": system_errors.reason_of(error)}) from error
    out = _leading_out()
    # Windows: the adapter's nice name is the driver's, the address's one is what the person sees.
    return tuple(
        Interface(
            ip.nice_name,
            adapter.nice_name,
            ip.ip if isinstance(ip.ip, str) else ip.ip[0],
            ip.network_prefix,
            leads_out=adapter.index in out,
        )
        for adapter in adapters
        for ip in adapter.ips
    )


def _leading_out() -> frozenset[int]:
    """Return the indexes of the cards with the default route or an address by DHCP, as far as known."""
    try:
        if sys.platform == "win32":
            from agent.edge.lan import windows

            return windows.leading_out()
        if sys.platform == "darwin":
            from agent.edge.lan import macos

            return macos.leading_out()
        from agent.edge.lan import linux

        return linux.leading_out()
    except OSError as error:
        LOG.warning("which cards lead out is not known: %s", error)
        return frozenset()


def has_default_route() -> bool | None:
    """Tell whether this computer has a default route of IPv4, None where the system does not say."""
    try:
        if sys.platform == "win32":
            from agent.edge.lan import windows

            return windows.has_gateway()
        if sys.platform == "darwin":
            from agent.edge.lan import macos

            return bool(macos.leading_out())
        from agent.edge.lan import linux

        return linux.has_default_route()
    except OSError as error:
        LOG.warning("whether there is a default route is not known: %s", error)
        return None


def resolve(name: str) -> tuple[str, ...]:
    """Return the addresses of a name in canonical form, each once; empty where there are none in time.

    The question runs in a thread of its own: the system's resolver knows no timeout.
    """
    found: list[str] = []
    thread = threading.Thread(target=_ask, args=(name, found), name=f"resolve {name}", daemon=True)
    thread.start()
    thread.join(LONGEST_RESOLVE)
    return tuple(dict.fromkeys(found))


def _ask(name: str, found: list[str]) -> None:
    import socket

    # UnicodeError: a name that the IDNA encoding refuses, such as one with a label of 64 characters.
    with contextlib.suppress(OSError, UnicodeError):
        answers = socket.getaddrinfo(name, None, type=socket.SOCK_DGRAM)
        found.extend(_address(str(sockaddr[0]), sockaddr) for *_, sockaddr in answers)


def _address(text: str, sockaddr: tuple[object, ...]) -> str:
    """Spell an address with its scope, which Windows gives as a number beside a bare fe80:: address."""
    parsed = ipaddress.ip_address(text)
    scope = sockaddr[3] if len(sockaddr) > 3 else 0  # noqa: PLR2004 (address, port, flow, scope: RFC 3493)
    if parsed.is_link_local and scope and "%" not in text:
        return f"{parsed}%{scope}"
    return str(parsed)
