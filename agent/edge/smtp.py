"""The mail server: one connection, one message, and what the server said, in words for people."""

from __future__ import annotations

import base64
import contextlib
import hmac
import smtplib
import socket
import ssl
from hashlib import sha256
from typing import TYPE_CHECKING

from agent.core.mail.envelope import bare_address
from agent.core.mail.server import MailServer
from agent.core.mail.smtp_reply import Refusal, refusal_of
from agent.core.mail.smtp_trouble import (
    CERTIFICATE_KINDS,
    TLS_KINDS,
    is_in_the_office,
    plain_address,
)
from agent.edge.authorities import load_authorities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.access import Secret

TIMEOUT = 30.0  # seconds that each step may take: connecting, a reply, the message
TLS_PORT = 465  # RFC 8314: TLS from the first byte


def send(  # noqa: PLR0913, PLR0917 (an SMTP transaction has these parts)
    server: MailServer,
    password: Secret | None,
    sender: str,
    recipients: Sequence[str],
    message: bytes,
    timeout: float = TIMEOUT,
) -> Mapping[str, Refusal]:
    """Hand in `message` (CRLF lines) and return the refused recipients; the others got it.

    Raises TemporaryError where a later try may do, AgentError where a person is needed (also where
    every recipient was refused for ever), ValueError for what is no mail address.
    """
    wire = {bare_address(recipient): recipient for recipient in recipients}
    if server.user and password is None:
        raise server.trouble("password_missing")
    with _told(server), _session(server, timeout) as client:
        _secure(client, server)
        if server.user and password is not None:
            _login(client, server, password)
        return _hand_in(client, bare_address(sender), wire, message)


def certificate_of(
    host: str, port: int, security: str, *, allow_public_host: bool = False, timeout: float = TIMEOUT
) -> str:
    """Return the SHA-256 of the server's certificate (DER), 64 hex digits; nothing is sent there.

    `security` is starttls or tls. Raises AgentError and TemporaryError as `send` does.
    """
    server = MailServer(host, port, security, allow_public_host=allow_public_host)
    with _told(server), _session(server, timeout, verify=False) as client:
        _secure(client, server, verify=False)
        return _fingerprint(client, server)


@contextlib.contextmanager
def _session(server: MailServer, timeout: float, *, verify: bool = True) -> Iterator[smtplib.SMTP]:
    """Connect, read the greeting; say goodbye at the end, whatever the server makes of it."""
    link = _connect(server, timeout)
    # The own address as the EHLO name: asking for the full host name can take DNS half a minute.
    own = link.getsockname()[0].partition("%")[0]
    client = smtplib.SMTP(local_hostname=f"[IPv6:{own}]" if ":" in own else f"[{own}]", timeout=timeout)
    client.sock = link
    try:
        if server.security == "tls":
            _encrypt(client, server, verify=verify)
        code, words = client.getreply()
        if code != 220:  # noqa: PLR2004 (RFC 5321: service ready)
            raise smtplib.SMTPConnectError(code, words)
        yield client
        with contextlib.suppress(smtplib.SMTPException, OSError):
            client.quit()
    finally:
        client.close()


def _connect(server: MailServer, timeout: float) -> socket.socket:
    """Connect to the first of the host's addresses that answers; each was checked before."""
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or too long
        raise server.trouble("bad_name") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    outside = [address for address in addresses if not is_in_the_office(address)]
    if outside and not server.allow_public_host:
        raise server.trouble("public_host", outside[0])
    for address in addresses[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((address, server.port), timeout)
    return socket.create_connection((addresses[-1], server.port), timeout)


def _secure(client: smtplib.SMTP, server: MailServer, *, verify: bool = True) -> None:
    client.ehlo_or_helo_if_needed()
    if server.security != "starttls":
        return
    if not client.has_extn("starttls"):
        raise server.trouble("no_starttls")
    code, words = client.docmd("STARTTLS")
    if code != 220:  # noqa: PLR2004 (RFC 3207: ready to start TLS)
        raise smtplib.SMTPResponseException(code, words)
    _encrypt(client, server, verify=verify)
    client.ehlo()


def _encrypt(client: smtplib.SMTP, server: MailServer, *, verify: bool) -> None:
    """Wrap the connection in TLS. What came unencrypted before is forgotten (RFC 3207 section 4.2)."""
    context = _trusting_nobody() if server.certificate_sha256 or not verify else _trusting_the_system(server)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    client.sock = context.wrap_socket(_link(client), server_hostname=server.host)
    client.file = None
    client.esmtp_features, client.does_esmtp = {}, False
    if server.certificate_sha256 and verify:
        seen = _fingerprint(client, server)
        wanted = "".join(server.certificate_sha256.replace(":", "").split()).lower()
        if not hmac.compare_digest(wanted.encode(), seen.encode()):
            raise server.trouble("certificate_not_pinned", seen)


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


def _fingerprint(client: smtplib.SMTP, server: MailServer) -> str:
    link = _link(client)
    if not isinstance(link, ssl.SSLSocket):
        raise server.trouble("no_certificate")
    return sha256(link.getpeercert(binary_form=True) or b"").hexdigest()


def _link(client: smtplib.SMTP) -> socket.socket:
    if client.sock is None:  # smtplib closes it when the server does
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    return client.sock


def _login(client: smtplib.SMTP, server: MailServer, password: Secret) -> None:
    """Log in by PLAIN (RFC 4616) or LOGIN, in UTF-8: smtplib's own login takes ASCII passwords only."""
    link = _link(client)
    if not isinstance(link, ssl.SSLSocket) and not plain_address(link.getpeername()[0]).is_loopback:
        raise server.trouble("password_in_plain")
    offered = client.esmtp_features.get("auth", "").upper().split()
    user, secret = str(server.user).encode(), password.reveal().encode("utf-8", "surrogateescape")
    tokens = [base64.b64encode(token).decode() for token in (b"\0" + user + b"\0" + secret, user, secret)]
    if "PLAIN" in offered:
        code, words = client.docmd("AUTH", f"PLAIN {tokens[0]}")
    elif "LOGIN" in offered:
        code, words = _login_in_two_steps(client, tokens[1], tokens[2])
    else:
        raise server.trouble("no_login")
    if code != 235:  # noqa: PLR2004 (RFC 4954: authentication succeeded)
        raise refusal_of(code, words, (*tokens, password.reveal())).as_error()


def _login_in_two_steps(client: smtplib.SMTP, user: str, secret: str) -> tuple[int, bytes]:
    for command in ("AUTH LOGIN", user):
        code, words = client.docmd(command)
        if code != 334:  # noqa: PLR2004 (RFC 4954: go on)
            return code, words
    return client.docmd(secret)


def _hand_in(
    client: smtplib.SMTP, sender: str, wire: Mapping[str, str], message: bytes
) -> Mapping[str, Refusal]:
    try:
        refused = client.sendmail(sender, list(wire), message)
    except smtplib.SMTPRecipientsRefused as error:
        refusals = _refusals(error.recipients, wire)
        kinds = {refusal.permanent for refusal in refusals.values()}
        if len(kinds) == 1 or len(refusals) < len(wire):
            first = min(refusals.values(), key=lambda refusal: refusal.permanent)
            raise first.as_error() from error
        return refusals
    return _refusals(refused, wire)


def _refusals(refused: Mapping[str, tuple[int, bytes]], wire: Mapping[str, str]) -> dict[str, Refusal]:
    return {wire[address]: refusal_of(code, words) for address, (code, words) in refused.items()}


@contextlib.contextmanager
def _told(server: MailServer) -> Iterator[None]:
    """Turn what the network, TLS and SMTP raise into words for people."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        if error.smtp_code < 0:  # smtplib's sign for an answer without a reply code
            raise server.trouble("not_smtp") from error
        raise refusal_of(error.smtp_code, error.smtp_error).as_error() from error
    except smtplib.SMTPServerDisconnected as error:
        silent = isinstance(error.__context__, TimeoutError)
        waits_for_tls = silent and server.port == TLS_PORT and server.security != "tls"
        kind = "tls_expected" if waits_for_tls else "silent" if silent else "closed"
        raise server.trouble(kind) from error
    except ssl.SSLCertVerificationError as error:
        kind = CERTIFICATE_KINDS.get(error.verify_code, "certificate_untrusted")
        place = (server.host, server.port, server.security)
        seen = certificate_of(*place, allow_public_host=server.allow_public_host)
        raise server.trouble(kind, seen) from error
    except OSError as error:
        raise server.trouble(_kind_of(error)) from error


def _kind_of(error: OSError) -> str:
    if isinstance(error, ssl.SSLError):
        return TLS_KINDS.get(error.reason or "", "tls_failed")
    kinds: tuple[tuple[type[OSError], str], ...] = (
        (socket.gaierror, "name_not_found"),
        (TimeoutError, "timed_out"),
        (ConnectionRefusedError, "connection_refused"),
        (ConnectionError, "closed"),
    )
    return next((kind for family, kind in kinds if isinstance(error, family)), "unreachable")
