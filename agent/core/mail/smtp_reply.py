"""What a mail server's refusal means: for now or for ever, and in which words a person hears it.

Reply codes after RFC 5321 section 4.2, enhanced status codes after RFC 3463 and RFC 4954. The
server's own words are untrusted: they are quoted clipped and printable, and decide nothing but
which sentence is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.core.errors import AgentError, TemporaryError

QUOTE_LIMIT = 200  # characters of the server's words that a person gets to see
TEMPORARY = range(400, 500)
PASSWORD_COMMAND = "meters settings password"  # noqa: S105 (the name of a command)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused step or recipient. `permanent`: trying again changes nothing, a person must."""

    permanent: bool
    title: str
    advice: str

    def as_error(self) -> AgentError:
        """Return it as an AgentError, or as a TemporaryError where a later try may do."""
        return (
            AgentError(self.title, self.advice) if self.permanent else TemporaryError(self.title, self.advice)
        )


# (pattern over "code enhanced-code words", what happened, what to do); the first that fits speaks.
PERMANENT_ROWS = (
    (
        r"5\.7\.30\b|5\.7\.139\b|basic auth\w* is (disabled|not supported)",
        "The mail service no longer accepts a user name and password (basic authentication is off).",
        (
            "Name another mail server, such as a relay in the office that needs no login, "
            "or ask the service's administrator."
        ),
    ),
    (
        r"5\.7\.9\b|application-specific password",
        "The mail service wants an app password, not the password of the person.",
        f"Create an app password in the mail account and enter it with: {PASSWORD_COMMAND}",
    ),
    (
        r"^(523|538)\b|^5\d\d .*(must issue a starttls|starttls (is )?required|encryption (is )?required)",
        "The mail server wants an encrypted connection before it goes on.",
        "Set mail.security to starttls (mostly port 587) or tls (mostly port 465).",
    ),
    (
        r"5\.7\.57\b|^530\b|authentication (is )?required|not authenticated|login first",
        "The mail server takes mail only after a login.",
        f"Set mail.user, and enter its password with: {PASSWORD_COMMAND}",
    ),
    (
        r"^535\b|5\.7\.[38]\b",
        "The mail server did not accept the user name or the password.",
        f"Check mail.user, and enter the password again with: {PASSWORD_COMMAND}",
    ),
    (
        r"5\.2\.2\b|mailbox (is )?full|over ?quota",
        "The recipient's mailbox is full.",
        "Ask the recipient to make room, or name another one in mail.recipients.",
    ),
    (
        r"^552\b|5\.3\.4\b|5\.2\.3\b|too (large|big)|size limit|exceeds.* size",
        "The report is larger than the mail server allows.",
        "Ask the server's administrator to allow larger messages, or save the report to a file.",
    ),
    (
        r"5\.1\.[012]\b|user unknown|no such (user|mailbox)|unknown (user|recipient)|invalid recipient",
        "The mail server does not know this recipient.",
        "Check the address in mail.recipients.",
    ),
    (
        r"5\.1\.[78]\b|sender address rejected|send ?as ?denied|not (owned|allowed to send as)",
        "The mail server does not let this sender address send.",
        "Set mail.sender to an address that belongs to the account, or ask the server's administrator.",
    ),
    (  # last: many a server has the word in its own name
        r"\brelay(ing)?\b(?![.\w-])",
        "The mail server does not pass mail on from this computer to that address (relaying denied).",
        "Set mail.user and a password, or ask the server's administrator to allow this computer to relay.",
    ),
)
OTHER_PERMANENT = ("The mail server refused the message.", "Show the server's words to its administrator.")
OTHER_TEMPORARY = (
    "The mail server asks to come back later.",
    "Nothing to do: the report waits and is sent again later.",
)


def refusal_of(code: int, words: str | bytes, secrets: tuple[str, ...] = ()) -> Refusal:
    """Return what this reply means. Codes 400 to 499 are temporary, everything else is permanent.

    `secrets` are texts that this side sent before (password, its base64 forms): a server that
    repeats them does not get them shown.
    """
    words = words if isinstance(words, str) else words.decode("utf-8", "replace")
    said = _quoted(code, words, secrets)
    if code in TEMPORARY:
        title, advice = OTHER_TEMPORARY
        return Refusal(False, f"{title} It said: {said}", advice)
    subject = f"{code} {' '.join(words.split())}"
    title, advice = next(
        (row[1:] for row in PERMANENT_ROWS if re.search(row[0], subject, re.IGNORECASE)), OTHER_PERMANENT
    )
    return Refusal(True, f"{title} It said: {said}", advice)


def _quoted(code: int, words: str, secrets: tuple[str, ...]) -> str:
    for secret in filter(None, secrets):
        words = words.replace(secret, "<secret>")
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    line = f"{code} {' '.join(printable.split())}".strip()
    return f'"{line[:QUOTE_LIMIT]}…"' if len(line) > QUOTE_LIMIT else f'"{line}"'
