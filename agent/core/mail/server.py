"""Where mail is handed in, and what can go wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.mail.smtp_failures import trouble

if TYPE_CHECKING:
    from agent.core.model.access import Secret
    from agent.core.model.errors import AgentError

SECURITIES = ("none", "starttls", "tls")


@dataclass(frozen=True, slots=True)
class ClientCertificate:
    """What this office shows to a mail server that knows it by a certificate.

    `name` and `path` are those of a PEM file with the certificate and its encrypted key; `passphrase` opens
    the key, None where nobody entered one.
    """

    name: str
    path: str
    passphrase: Secret | None


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server, as the settings' [mail] says.

    `security` is none, starttls or tls. `certificate_sha256` (64 hex digits, colons allowed) pins
    that one certificate instead of asking the system's authorities. A host outside private,
    loopback and link-local addresses is used only with `allow_public_host`. `client_certificate` is shown
    to a server that asks for one. Raises ValueError for an empty host or another security.
    """

    host: str
    port: int
    security: str
    user: str | None = None
    certificate_sha256: str | None = None
    allow_public_host: bool = False
    client_certificate: ClientCertificate | None = None

    def __post_init__(self) -> None:
        # A misspelt word would otherwise be taken for none, and the mail would travel in plain.
        if not self.host or self.security not in SECURITIES:
            raise ValueError(f"not a mail server: host {self.host!r}, security {self.security!r}")

    def trouble(self, kind: str, seen: str = "", clock: str = "", name: str = "") -> AgentError:
        """Return the error of this kind about this server."""
        return trouble(kind, self.host, self.port, seen, clock, name)
