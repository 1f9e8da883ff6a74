"""TLS with the mail server: whom to trust, and why a certificate is not trusted."""

from __future__ import annotations

import hmac
import ssl
import sys
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from agent.core.mail.certificate import certificate_of
from agent.core.mail.distrust import clock_in, day, why_untrusted
from agent.edge.authorities import load_authorities
from agent.edge.smtp import client_certificate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.mail.server import MailServer
    from agent.core.model.errors import AgentError
    from agent.edge.smtp.bounded_client import SmtpSession
    from agent.edge.smtp.connecting import Reached

MOST_SENT = 10  # certificates of a chain that are looked at: OpenSSL itself takes up to 100


def encrypt(client: SmtpSession, server: MailServer, *, verify: bool) -> None:
    """Begin TLS; AgentError where the certificate is not the pinned one. ssl.SSLError where it fails."""
    context = _trusting_nobody() if server.certificate_sha256 or not verify else _trusting_the_system(server)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if server.client_certificate is not None:
        client_certificate.load(context, server, server.client_certificate)
        client.was_asked = client_certificate.note_request(context)
    client.encrypt(lambda link: context.wrap_socket(link, server_hostname=server.host))
    if server.certificate_sha256 and verify:
        seen = fingerprint(shown_by(client, server))
        wanted = "".join(server.certificate_sha256.replace(":", "").split()).lower()
        if not hmac.compare_digest(wanted.encode(), seen.encode()):
            raise server.trouble("certificate_not_pinned", seen)


def shown_by(client: SmtpSession, server: MailServer) -> bytes:
    """Return the certificate (DER) that the server showed; AgentError where there is no encryption."""
    return _encrypted(client, server).getpeercert(binary_form=True) or b""


def sent_by(client: SmtpSession, server: MailServer) -> tuple[bytes, ...]:
    """Return all certificates (DER) that the server sent, its own first; AgentError as shown_by."""
    link = _encrypted(client, server)
    if sys.version_info >= (3, 13):
        sent = tuple(link.get_unverified_chain())
    else:  # the method was there already, but on the inner object alone
        inner: Any = link._sslobj  # type: ignore[attr-defined] # noqa: SLF001 (see above)
        chain = inner.get_unverified_chain() or ()
        sent = tuple(ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in chain)
    return sent[:MOST_SENT] or (shown_by(client, server),)


def tell_encryption(client: SmtpSession, server: MailServer, reached: Reached) -> None:
    """Tell the TLS version, then the chain: "2027-01-31; mail.office.test, An authority"."""
    reached("encryption", _encrypted(client, server).version() or "TLS")
    if server.client_certificate is not None:
        name = server.client_certificate.name
        reached("client_certificate" if client.was_asked else "not_asked_for_certificate", name)
    chain = [one for der in sent_by(client, server) if (one := certificate_of(der)) is not None]
    if chain:
        names = dict.fromkeys(name for one in chain for name in (one.subject, one.issuer) if name)
        is_pinned = bool(server.certificate_sha256)
        reached("pinned" if is_pinned else "chain", f"{day(chain[0].not_after)}; {', '.join(names)}")


def _encrypted(client: SmtpSession, server: MailServer) -> ssl.SSLSocket:
    link = client.link()
    if not isinstance(link, ssl.SSLSocket):
        raise server.trouble("no_certificate")
    return link


def fingerprint(der: bytes) -> str:
    """Return the SHA-256 of a certificate, 64 hexadecimal digits."""
    return sha256(der).hexdigest()


def untrusted(
    server: MailServer, error: ssl.SSLCertVerificationError, sent: Sequence[bytes], greeting: bytes
) -> AgentError:
    """Return why the certificate was refused; `sent` is what the server sent, empty where that is unknown."""
    now = datetime.now(UTC)
    chain = [one for der in sent if (one := certificate_of(der)) is not None]
    distrust = why_untrusted(error.verify_code, error.verify_message, chain, now, clock_in(greeting))
    seen = distrust.seen or fingerprint(sent[0] if sent else b"")
    return server.trouble(distrust.kind, seen, day(now), distrust.issuer)


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
