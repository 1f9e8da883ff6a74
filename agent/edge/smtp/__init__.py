"""The mail server: one connection, one message, and what the server said, in words for people."""

from __future__ import annotations

import contextlib
import logging
import re
import socket
import ssl
from typing import TYPE_CHECKING

from agent.core.mail.envelope import bare_address
from agent.core.mail.limits import BY_THE_RFC, FOR_A_PERSON, SmtpLimits
from agent.core.mail.server import MailServer
from agent.core.mail.smtp_failures import TLS_KINDS, tls_kind
from agent.core.model.errors import AgentError
from agent.edge.smtp.bounded_client import Deadline, SmtpSession, Stage
from agent.edge.smtp.connecting import Reached, connect, tell_nobody
from agent.edge.smtp.encryption import encrypt, sent_by, tell_encryption, untrusted
from agent.edge.smtp.login import log_in
from agent.edge.smtp.transaction import MakeMessage, name_all, transact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.model.access import Secret

LOG = logging.getLogger(__name__)
TLS_PORT = 465  # RFC 8314: TLS from the first byte
DONE = range(200, 300)
PERMANENT = range(500, 600)


@contextlib.contextmanager
def handed_in(  # noqa: PLR0913, PLR0917 (an SMTP transaction has these parts)
    server: MailServer,
    password: Secret | None,
    sender: str,
    recipients: Sequence[str],
    message: MakeMessage,
    limits: SmtpLimits = BY_THE_RFC,
) -> Iterator[Mapping[str, SmtpRefusal]]:
    """Hand in a message (CRLF lines) and yield the refused recipients; the others got it.

    `message` makes it, given the largest size in octets that the server takes (None: it does not say). The
    block runs as soon as the server has confirmed: what is noted there is noted before the goodbye, which
    may take its time. Where every recipient was refused nothing was sent.
    Raises TemporaryError where a later try may do, LetterRefusedError where the server refuses this
    message for good, AgentError where a person is needed, ValueError for what is no mail address.
    """
    as_sent = {bare_address(recipient): recipient for recipient in recipients}
    if server.user and password is None:
        raise server.trouble("password_missing")
    deadline = Deadline.after(limits.letter)
    with contextlib.ExitStack() as stack:
        client = stack.enter_context(_session(server, limits, deadline, password=password))
        with _as_agent_errors(server, client, limits, deadline):
            if server.user and password is not None:
                log_in(client, server, server.user, password)
            refused = transact(client, bare_address(sender), tuple(as_sent), message)
        yield {as_sent[address]: refusal for address, refusal in refused.items()}
        _say_goodbye(client, limits)


def send(  # noqa: PLR0913, PLR0917 (as handed_in)
    server: MailServer,
    password: Secret | None,
    sender: str,
    recipients: Sequence[str],
    message: bytes,
    limits: SmtpLimits = BY_THE_RFC,
) -> Mapping[str, SmtpRefusal]:
    """Hand in `message` as it is and return the refused recipients; see handed_in."""
    with handed_in(server, password, sender, recipients, lambda _: message, limits) as refused:
        return refused


def certificate_of(
    host: str, port: int, security: str, *, allow_public_host: bool = False, limits: SmtpLimits = BY_THE_RFC
) -> bytes:
    """Return the server's certificate (DER); nothing is sent there.

    `security` is starttls or tls. Raises AgentError and TemporaryError as `handed_in` does.
    """
    server = MailServer(host, port, security, allow_public_host=allow_public_host)
    return _chain_of(server, limits, Deadline.after(limits.letter))[0]


def _chain_of(server: MailServer, limits: SmtpLimits, deadline: Deadline) -> tuple[bytes, ...]:
    with _session(server, limits, deadline, verify=False) as client:
        return sent_by(client, server)


def rehearse(  # noqa: PLR0913, PLR0917 (as handed_in)
    server: MailServer,
    password: Secret | None,
    sender: str,
    recipients: Sequence[str],
    reached: Reached,
    limits: SmtpLimits = FOR_A_PERSON,
) -> Mapping[str, SmtpRefusal]:
    """Do as handed_in does up to the recipients, hand nothing in, and return the refused ones.

    `reached` hears of each step that went well: its name and what was seen there. Raises as handed_in.
    """
    deadline = Deadline.after(limits.letter)
    with _session(server, limits, deadline, password=password, reached=reached) as client:
        with _as_agent_errors(server, client, limits, deadline):
            if server.user:
                if password is None:
                    raise server.trouble("password_missing")
                log_in(client, server, server.user, password)
                reached("login", server.user)
            refused = name_all(
                client, bare_address(sender), [bare_address(one) for one in recipients], reached
            )
        _say_goodbye(client, limits)
        return refused


@contextlib.contextmanager
def _session(  # noqa: PLR0913 (what a session is told)
    server: MailServer,
    limits: SmtpLimits,
    deadline: Deadline,
    *,
    verify: bool = True,
    password: Secret | None = None,
    reached: Reached = tell_nobody,
) -> Iterator[SmtpSession]:
    """Connect, and begin as _begin() does; the connection is closed at the end."""
    with _as_agent_errors(server, None, limits, deadline):
        link = connect(server, limits, deadline, reached)
    # The own address as the EHLO name: asking for the full host name can take DNS half a minute.
    own = link.getsockname()[0].partition("%")[0]
    client = SmtpSession(server, link, limits, deadline, f"[IPv6:{own}]" if ":" in own else f"[{own}]")
    client.secret = password
    try:
        with _as_agent_errors(server, client, limits, deadline):
            _begin(client, server, verify=verify, reached=reached)
        yield client
    finally:
        client.close()


def _begin(client: SmtpSession, server: MailServer, *, verify: bool, reached: Reached) -> None:
    """Read the greeting, encrypt, introduce ourselves; without `verify` up to the server's certificate."""
    if server.security == "none" and server.client_certificate is not None:
        raise server.trouble("own_certificate_in_plain")
    if server.security == "tls":
        encrypt(client, server, verify=verify)
        if not verify:
            return
        tell_encryption(client, server, reached)
    code, client.greeting = client.getreply()
    if code not in DONE:
        raise client.refusal(code, client.greeting).as_error()
    reached("greeting", client.greeting.decode("utf-8", "replace").partition("\n")[0])
    client.stage, client.limit = Stage.COMMANDS, client.limits.command
    _introduce(client)
    if server.security == "starttls":
        _start_tls(client, server)
        encrypt(client, server, verify=verify)
        if verify:
            tell_encryption(client, server, reached)
            _introduce(client)
    reached("offer", client.esmtp_features.get("auth", "").strip())


def _introduce(client: SmtpSession) -> None:
    """Say EHLO; HELO only to a server that does not know EHLO."""
    code, words = client.ehlo()
    if code in PERMANENT:
        code, words = client.helo()
    if code not in DONE:
        raise client.refusal(code, words).as_error()


def _start_tls(client: SmtpSession, server: MailServer) -> None:
    if not client.has_extn("starttls"):
        raise server.trouble("no_starttls")
    code, words = client.docmd("STARTTLS")
    if code not in DONE:
        raise client.refusal(code, words).as_error()


def _say_goodbye(client: SmtpSession, limits: SmtpLimits) -> None:
    """Say QUIT and wait a moment for the answer; whatever becomes of it, the message is there."""
    client.stage, client.limit, client.deadline = Stage.COMMANDS, limits.quit, Deadline.after(limits.quit)
    with contextlib.suppress(OSError, AgentError):
        client.docmd("QUIT")


@contextlib.contextmanager
def _as_agent_errors(
    server: MailServer, client: SmtpSession | None, limits: SmtpLimits, deadline: Deadline
) -> Iterator[None]:
    """Turn what the network and TLS raise into words for people; `client` is None before it connected."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        LOG.warning("certificate of %s: %s", server.host, error.verify_message)
        greeting = client.greeting if client else b""
        raise untrusted(server, error, _looked_at(server, limits, deadline), greeting) from error
    except OSError as error:
        stage = client.stage if client else None
        kind, seen = _kind_of(error, stage, server)
        LOG.warning("mail server %s: %s (%s)", server.host, kind, seen or type(error).__name__)
        raise server.trouble(kind, seen) from error


def _looked_at(server: MailServer, limits: SmtpLimits, deadline: Deadline) -> tuple[bytes, ...]:
    """Return the chain in a session of its own, empty where the server does not send it again."""
    try:
        return _chain_of(server, limits, deadline)
    except AgentError as error:
        LOG.warning("its certificate could not be looked at: %s", error.title)
        return ()


def _kind_of(error: OSError, stage: Stage | None, server: MailServer) -> tuple[str, str]:
    """Return the kind of a fault by how far the session was, and OpenSSL's reason where it gives one."""
    if stage is Stage.CONFIRMING:
        return "unconfirmed", ""
    # TLS 1.3 has the server's last word on the handshake come with its first reply.
    if isinstance(error, ssl.SSLError) and (stage is Stage.HANDSHAKE or error.reason in TLS_KINDS):
        reason = error.reason or "?"
        return tls_kind(reason, from_the_first_byte=server.security == "tls"), _in_words(reason)
    if stage is Stage.GREETING and isinstance(error, TimeoutError):
        is_tls_port = server.port == TLS_PORT and server.security != "tls"
        return "tls_expected" if is_tls_port else "silent", ""
    kinds: tuple[tuple[type[OSError], str], ...] = (
        (socket.gaierror, "name_not_found"),
        (TimeoutError, "timed_out"),
        (ConnectionRefusedError, "connection_refused"),
        (ConnectionError, "closed"),
        (ssl.SSLError, "closed"),
    )
    return next((kind for family, kind in kinds if isinstance(error, family)), "unreachable"), ""


def _in_words(reason: str) -> str:
    return re.sub(r"[^a-z0-9.]+", " ", reason.lower())
