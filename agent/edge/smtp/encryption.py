"""TLS with the mail server: whom to trust, and why a certificate is not trusted."""

from __future__ import annotations

import hmac
import ssl
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from agent.core.mail.certificate import certificate_of
from agent.core.mail.distrust import clock_in, day, why_untrusted
from agent.edge.authorities import load_authorities

if TYPE_CHECKING:
    from agent.core.mail.server import MailServer
    from agent.core.model.errors import AgentError
    from agent.edge.smtp.bounded_client import SmtpSession


def encrypt(client: SmtpSession, server: MailServer, *, verify: bool) -> None:
    """Begin TLS; AgentError where the certificate is not the pinned one. ssl.SSLError where it fails."""
    context = _trusting_nobody() if server.certificate_sha256 or not verify else _trusting_the_system(server)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    client.encrypt(lambda link: context.wrap_socket(link, server_hostname=server.host))
    if server.certificate_sha256 and verify:
        seen = fingerprint(shown_by(client, server))
        wanted = "".join(server.certificate_sha256.replace(":", "").split()).lower()
        if not hmac.compare_digest(wanted.encode(), seen.encode()):
            raise server.trouble("certificate_not_pinned", seen)


def shown_by(client: SmtpSession, server: MailServer) -> bytes:
    """Return the certificate (DER) that the server showed; AgentError where there is no encryption."""
    link = client.link()
    if not isinstance(link, ssl.SSLSocket):
        raise server.trouble("no_certificate")
    return link.getpeercert(binary_form=True) or b""


def encryption_of(client: SmtpSession, server: MailServer) -> str:
    """Return version and last day of the certificate of an encrypted session: "TLSv1.3, 2027-01-31"."""
    link = client.link()
    certificate = certificate_of(shown_by(client, server))
    version = (link.version() if isinstance(link, ssl.SSLSocket) else None) or "TLS"
    return f"{version}, {day(certificate.not_after)}" if certificate else version


def fingerprint(der: bytes) -> str:
    """Return the SHA-256 of a certificate, 64 hexadecimal digits."""
    return sha256(der).hexdigest()


def untrusted(
    server: MailServer, error: ssl.SSLCertVerificationError, der: bytes, greeting: bytes
) -> AgentError:
    """Return why the certificate was refused; `der` is empty where it could not be looked at."""
    now = datetime.now(UTC)
    distrust = why_untrusted(
        error.verify_code, error.verify_message, certificate_of(der), now, clock_in(greeting)
    )
    return server.trouble(distrust.kind, distrust.seen or fingerprint(der), day(now))


def _trusting_nobody() -> ssl.SSLContext:
    """Return a context that takes any certificate: for who compares it with a fingerprint."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _trusting_the_system(server: MailServer) -> ssl.SSLContext:
    """Return a context that trusts whom the system trusts to be a server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not load_authorities(context):
        raise server.trouble("no_authorities")
    return context
