"""Logging in by what the server offers: PLAIN, LOGIN, CRAM-MD5, one after the other where one is refused.

smtplib's own login takes ASCII passwords only, and tries every mechanism with a wrong password too.
"""

from __future__ import annotations

import base64
import hmac
import ssl
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent.core.mail.service_refusals import PERMANENT
from agent.core.mail.smtp_failures import plain_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent.core.mail.server import MailServer
    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.core.model.access import Secret
    from agent.edge.smtp.bounded_client import SmtpSession

    Reply = tuple[int, bytes]

DONE = range(200, 300)
GO_ON = range(300, 400)
WRONG_LOGIN = 535  # RFC 4954: authentication credentials invalid
# Some servers say 535 of a mechanism that they offer and don't have, so one other is tried. No third: each
# of these answers may count as a failed login, and an account is locked after three to ten of them.
MOST_WRONG_LOGINS = 2
# Whatever the mechanism is, these stay.
HOPELESS = frozenset({"encryption_wanted", *(row.meaning for row in PERMANENT)})


def log_in(client: SmtpSession, server: MailServer, user: str, password: Secret) -> None:
    """Log in; AgentError where no mechanism lets us in, and before a password would travel in plain."""
    link = client.link()
    if not isinstance(link, ssl.SSLSocket) and not plain_address(link.getpeername()[0]).is_loopback:
        raise server.trouble("password_in_plain")
    offered = client.esmtp_features.get("auth", "").upper().split()
    mechanisms = [mechanism for mechanism in MECHANISMS if mechanism in offered]
    if not mechanisms:
        raise server.trouble("no_login")
    client.has_told_secret = True
    secret = password.reveal().encode("utf-8", "surrogateescape")
    refusals: list[tuple[int, SmtpRefusal]] = []
    for mechanism in mechanisms:
        try:
            code, words = MECHANISMS[mechanism](client, user.encode(), secret)
        except OSError:
            if not refusals:
                raise
            break  # it refused us and hung up: the refusal is what there is to tell
        if code in DONE:
            return
        refusals.append((code, client.refusal(code, words)))
        if not _another_may_do(refusals):
            break
    raise _most_telling(refusals).as_error()


def _another_may_do(refusals: list[tuple[int, SmtpRefusal]]) -> bool:
    refusal = refusals[-1][1]
    wrong = sum(code == WRONG_LOGIN for code, _ in refusals)
    return refusal.permanent and refusal.meaning not in HOPELESS and wrong < MOST_WRONG_LOGINS


def _most_telling(refusals: list[tuple[int, SmtpRefusal]]) -> SmtpRefusal:
    """Return the last word on the login itself, else the last on a mechanism."""
    wrong = [refusal for code, refusal in refusals if code == WRONG_LOGIN]
    return (wrong or [refusal for _, refusal in refusals])[-1]


def _plain(client: SmtpSession, user: bytes, secret: bytes) -> Reply:
    """Log in by RFC 4616."""
    return client.docmd("AUTH", f"PLAIN {_base64(b'%b%b%b%b' % (bytes(1), user, bytes(1), secret))}")


def _login(client: SmtpSession, user: bytes, secret: bytes) -> Reply:
    """Log in by the two questions of LOGIN, which no RFC describes."""
    code, words = client.docmd("AUTH", "LOGIN")
    for answer in (user, secret):
        if code not in GO_ON:
            return code, words
        code, words = client.docmd(_base64(answer))
    return code, words


def _cram_md5(client: SmtpSession, user: bytes, secret: bytes) -> Reply:
    """Log in by RFC 2195."""
    code, words = client.docmd("AUTH", "CRAM-MD5")
    if code not in GO_ON:
        return code, words
    try:
        challenge = base64.b64decode(words, validate=True)
    except ValueError as error:
        raise client.trouble("garbled") from error
    try:
        digest = hmac.new(secret, challenge, "md5").hexdigest()
    except ValueError as error:  # a computer whose rules forbid MD5
        raise client.trouble("no_login") from error
    return client.docmd(_base64(b"%b %b" % (user, digest.encode())))


def _base64(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


# In the order in which they are tried.
MECHANISMS: Mapping[str, Callable[[SmtpSession, bytes, bytes], Reply]] = MappingProxyType(
    {"PLAIN": _plain, "LOGIN": _login, "CRAM-MD5": _cram_md5}
)
