"""What a mail server's refusal means: for now or for ever, and in which words a person hears it.

Reply codes after RFC 5321 section 4.2, enhanced status codes after RFC 3463 and RFC 4954. The
server's own words are untrusted: they are quoted clipped and printable, and decide nothing but
which sentence is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent.core.errors import AgentError, TemporaryError
from agent.core.words import mailing

QUOTE_LIMIT = 200  # characters of the server's words that a person gets to see
TEMPORARY = range(400, 500)


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


# (pattern over "code enhanced-code words", what that means); the first that fits speaks. The sentences
# stand in words/mailing.py.
PERMANENT_ROWS = (
    (r"5\.7\.30\b|5\.7\.139\b|basic auth\w* is (disabled|not supported)", "basic_auth_off"),
    (r"5\.7\.9\b|application-specific password", "app_password"),
    (
        r"^(523|538)\b|^5\d\d .*(must issue a starttls|starttls (is )?required|encryption (is )?required)",
        "encryption_wanted",
    ),
    (r"5\.7\.57\b|^530\b|authentication (is )?required|not authenticated|login first", "login_wanted"),
    (r"^535\b|5\.7\.[38]\b", "login_refused"),
    (r"5\.2\.2\b|mailbox (is )?full|over ?quota", "mailbox_full"),
    (r"^552\b|5\.3\.4\b|5\.2\.3\b|too (large|big)|size limit|exceeds.* size", "too_large"),
    (
        r"5\.1\.[012]\b|user unknown|no such (user|mailbox)|unknown (user|recipient)|invalid recipient",
        "recipient_unknown",
    ),
    (
        r"5\.1\.[78]\b|sender address rejected|send ?as ?denied|not (owned|allowed to send as)",
        "sender_refused",
    ),
    (r"\brelay(ing)?\b(?![.\w-])", "relaying_denied"),  # last: many a server has the word in its own name
)


def refusal_of(code: int, words: str | bytes, secrets: tuple[str, ...] = ()) -> Refusal:
    """Return what this reply means. Codes 400 to 499 are temporary, everything else is permanent.

    `secrets` are texts that this side sent before (password, its base64 forms): a server that
    repeats them does not get them shown.
    """
    words = words if isinstance(words, str) else words.decode("utf-8", "replace")
    said = _quoted(code, words, secrets)
    permanent = code not in TEMPORARY
    subject = f"{code} {' '.join(words.split())}"
    meanings = (meaning for pattern, meaning in PERMANENT_ROWS if re.search(pattern, subject, re.IGNORECASE))
    title, advice = mailing.REFUSALS[next(meanings, "other") if permanent else "later"]
    return Refusal(permanent, mailing.it_said(title, said), advice)


def _quoted(code: int, words: str, secrets: tuple[str, ...]) -> str:
    for secret in filter(None, secrets):
        words = words.replace(secret, "<secret>")
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    line = f"{code} {' '.join(printable.split())}".strip()
    return f'"{line[:QUOTE_LIMIT]}…"' if len(line) > QUOTE_LIMIT else f'"{line}"'
