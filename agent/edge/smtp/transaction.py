"""One mail transaction: MAIL, RCPT for each recipient, DATA, the message, the final dot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from agent.core.mail.smtp_reply import PERMANENT, TEMPORARY, SmtpRefusal
from agent.edge.smtp.bounded_client import SmtpSession, Stage

if TYPE_CHECKING:
    from agent.edge.smtp.connecting import Reached

MakeMessage = Callable[[int | None], bytes]

DONE = range(200, 300)
GO_ON = range(300, 400)
CLOSING = 421  # the server ends the session with this reply
_LONGEST_SIZE = 12  # digits of an octet count that anybody means


def transact(
    client: SmtpSession, sender: str, recipients: Sequence[str], make_message: MakeMessage
) -> Mapping[str, SmtpRefusal]:
    """Hand the message in and return the refused recipients; where all are, nothing was sent.

    Raises AgentError and TemporaryError for what concerns every recipient.
    """
    message = make_message(size_limit(client))
    client.limit = client.limits.command
    code, words = client.mail(sender, _options(client, message))
    if code not in DONE:
        raise client.refusal(code, words).of_sender().of_letter()
    refused: dict[str, SmtpRefusal] = {}
    for recipient in recipients:
        code, words = client.rcpt(recipient)
        if code == CLOSING:
            raise client.refusal(code, words).as_error()
        if code not in DONE:
            refused[recipient] = client.refusal(code, words)
    if len(refused) < len(recipients):
        _hand_over(client, message)
    elif all(refusal.is_about_us for refusal in refused.values()):
        raise next(iter(refused.values())).as_error()
    return refused


def name_all(
    client: SmtpSession, sender: str, recipients: Sequence[str], reached: Reached
) -> Mapping[str, SmtpRefusal]:
    """Name sender and recipients as transact does, without a message, and return the refused recipients."""
    client.limit = client.limits.command
    code, words = client.mail(sender)
    if code not in DONE:
        raise client.refusal(code, words).of_sender().of_letter()
    reached("sender", sender)
    refused: dict[str, SmtpRefusal] = {}
    for recipient in recipients:
        code, words = client.rcpt(recipient)
        if code == CLOSING:
            raise client.refusal(code, words).as_error()
        if code in DONE:
            reached("recipient", recipient)
        else:
            refused[recipient] = client.refusal(code, words)
    client.docmd("RSET")
    return refused


def size_limit(client: SmtpSession) -> int | None:
    """Return the largest message that the server takes, in octets (RFC 1870); None where it does not say."""
    said = client.esmtp_features.get("size", "")
    is_number = said.isascii() and said.isdigit() and len(said) <= _LONGEST_SIZE
    return int(said) or None if is_number else None


def _options(client: SmtpSession, message: bytes) -> list[str]:
    return [f"SIZE={len(message)}"] if client.has_extn("size") else []


def _hand_over(client: SmtpSession, message: bytes) -> None:
    client.limit = client.limits.data
    _expect(client, client.docmd("DATA"), GO_ON)
    # A line that begins with a dot gets another one: a dot alone ends the message (RFC 5321 section 4.5.2).
    try:
        client.send(re.sub(rb"(?m)^\.", b"..", message))
    except ConnectionError:
        _expect_no_refusal(client)
        raise
    client.limit, client.stage = client.limits.dot, Stage.CONFIRMING
    client.send(b".\r\n" if message.endswith(b"\r\n") else b"\r\n.\r\n")
    _expect(client, client.getreply(), DONE)


def _expect_no_refusal(client: SmtpSession) -> None:
    """Raise what a server said before it hung up in the middle of a message; some do so with large ones."""
    try:
        code, words = client.getreply()
    except OSError:
        return  # it said nothing
    if code in PERMANENT or code in TEMPORARY:
        raise client.refusal(code, words).of_letter()


def _expect(client: SmtpSession, reply: tuple[int, bytes], expected: range) -> None:
    """Raise what any other reply means for this letter."""
    code, words = reply
    if code not in expected:
        raise client.refusal(code, words).of_letter()
