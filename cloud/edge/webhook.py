"""A webhook called: over TLS, to the address that its name has, never into a private network."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Address = IPv4Address | IPv6Address

PATIENCE = 10  # seconds, for each of connecting and answering
READ = 1024  # octets of an answer: its status is all that is asked
_NAT64 = ip_network("64:ff9b::/96")  # an IPv4 address in disguise, RFC 6052


def is_public(address: Address) -> bool:
    """Return whether an address is one of the internet's, and hides no other one within it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address in _NAT64:
            return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Webhooks:
    """How webhooks are called: to which addresses, by which getaddrinfo, on which port."""

    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    is_allowed: Callable[[Address], bool] = is_public
    resolve: Callable[..., Any] = socket.getaddrinfo
    port: int = 443

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> str | None:
        """Send a body; return why it was not taken, None if it was. Redirects are not followed."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", self.port
        try:
            found = self.resolve(host, port, type=socket.SOCK_STREAM)
            addresses = [str(one[4][0]) for one in found]
            if not addresses or not all(self.is_allowed(ip_address(one)) for one in addresses):
                return "private_address"
            target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            return self._send(_To(host, port, addresses[0], self.context), target, headers, body)
        except ssl.SSLError as error:
            return f"tls: {error.reason or type(error).__name__}"
        except (OSError, HTTPException) as error:
            return f"no answer: {type(error).__name__}"

    def _send(self, to: _To, target: str, headers: Mapping[str, str], body: bytes) -> str | None:
        try:
            to.request("POST", target, body, {**headers, "user-agent": "meters-receiver"})
            answer = to.getresponse()
            answer.read(READ)
            return None if answer.status // 100 == 2 else f"status {answer.status}"  # noqa: PLR2004 (2xx)
        finally:
            to.close()


class _To(HTTPSConnection):
    """A connection to one address, whose certificate has to be that of the name."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=PATIENCE, context=context)
        self.address = address
        self.tls = context

    def connect(self) -> None:
        """Connect to the address; the name is not asked again."""
        plain = socket.create_connection((self.address, self.port), PATIENCE)
        try:
            self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise
