"""Where a device is asked, and with which credentials."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field, replace


class Secret:
    """A text that must not show: it prints as <secret> and is read by `reveal` alone."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text itself, to hand it to the one who needs it."""
        return self._text

    def __repr__(self) -> str:
        return "<secret>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


SNMP_PORT = 161


@dataclass(frozen=True, slots=True, order=True)
class Endpoint:
    """An IPv4 or IPv6 address in its canonical text form, and a UDP port."""

    address: str
    port: int = SNMP_PORT

    @property
    def is_ipv6(self) -> bool:
        """True where the address is an IPv6 one (a scope such as %eth0 may follow it)."""
        return ":" in self.address

    def __str__(self) -> str:
        host = f"[{self.address}]" if self.is_ipv6 else self.address
        return host if self.port == SNMP_PORT else f"{host}:{self.port}"

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Order endpoints as people count addresses: IPv4 before IPv6, .9 before .10."""
        parsed = ipaddress.ip_address(self.address)
        return parsed.version, int(parsed), self.port


# Of SNMPv3 users (RFC 3414, RFC 7860). AES is CFB128-AES-128 (RFC 3826).
AUTH_PROTOCOLS = ("MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512")
# AES is CFB128-AES-128 (RFC 3826); AES-192 and AES-256 have no RFC: their keys are as net-snmp extends them.
PRIVACY_PROTOCOLS = ("DES", "AES", "AES-192", "AES-256")
NO_PRIVACY = "none"  # as the settings say that nothing is encrypted
SHORTEST_PASSPHRASE = 8  # RFC 3414 section 11.2; net-snmp makes no key from less


@dataclass(frozen=True, slots=True)
class User:
    """An SNMPv3 user (RFC 3414). The security level follows from which passphrases are there.

    `auth_protocol` is one of AUTH_PROTOCOLS, `privacy_protocol` one of PRIVACY_PROTOCOLS.
    """

    name: str
    auth_protocol: str = "SHA"
    auth_passphrase: Secret | None = None
    privacy_protocol: str = "AES"
    privacy_passphrase: Secret | None = None
    context: str = ""

    @property
    def security_level(self) -> str:
        """noAuthNoPriv, authNoPriv or authPriv."""
        if self.auth_passphrase is None:
            return "noAuthNoPriv"
        return "authNoPriv" if self.privacy_passphrase is None else "authPriv"


@dataclass(frozen=True, slots=True)
class Access:
    """How one device is asked: `version` is "1", "2c" (with a community) or "3" (with a user)."""

    version: str
    community: Secret | None = None
    user: User | None = field(default=None)

    def in_context(self, context: str) -> Access:
        """Return the same access in an SNMP context: contextName (RFC 3411), or community@context."""
        if self.user:
            return replace(self, user=replace(self.user, context=context))
        community = self.community.reveal() if self.community else ""
        return replace(self, community=Secret(f"{community}@{context}"))
