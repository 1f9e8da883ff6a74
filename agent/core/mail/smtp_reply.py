"""What a mail server's refusal means: for now or for ever, and in which words a person hears it.

Reply codes after RFC 5321 section 4.2, enhanced status codes after RFC 3463 and RFC 4954. The
server's own words are untrusted: they are quoted clipped and printable, and decide nothing but
which sentence is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.mail import service_refusals
from agent.core.messages import refusals
from agent.core.messages import service_refusals as service_messages
from agent.core.model.errors import AgentError, TemporaryError, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping


QUOTE_LIMIT = 200  # characters of the server's words that a person gets to see
TEMPORARY = range(400, 500)
PERMANENT = range(500, 600)
_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?![\w.])")


class LetterRefusedError(AgentError):
    """The server refuses this one letter for good; others it may take. `too_large` says why."""

    def __init__(self, kind: Wording, facts: Mapping[str, object], *, too_large: bool) -> None:
        super().__init__(kind, facts)
        self.too_large = too_large


@dataclass(frozen=True, slots=True)
class SmtpRefusal:
    """One refused step or recipient. `permanent`: trying again changes nothing, a person must.

    `meaning` is its row in messages/texts/refusals.py or service_refusals.py, `said` the server's reply
    as far as it may be shown.
    """

    permanent: bool
    kind: Wording
    meaning: str = "other"
    said: str = ""

    @property
    def title(self) -> str:
        """Return the title, with the server's own words."""
        return self.as_error().title

    @property
    def advice(self) -> str:
        """Return the advice."""
        return self.as_error().advice

    @property
    def is_about_us(self) -> bool:
        """True where login, sender or this computer is refused, whoever the recipient is."""
        return self.permanent and self.meaning in ABOUT_US

    def of_sender(self) -> SmtpRefusal:
        """Return the refusal where the sender was named: this is refused, whatever the words are."""
        if not self.permanent or self.is_about_us or self.meaning == "too_large":
            return self
        return replace(self, kind=refusals.REFUSALS["sender_refused"], meaning="sender_refused")

    def as_error(self) -> AgentError:
        """Return it as an AgentError, or as a TemporaryError where a later try may do."""
        make = AgentError if self.permanent else TemporaryError
        return make(self.kind, self._facts())

    def of_letter(self) -> AgentError:
        """Return it as as_error() does, a permanent one as the refusal of this one letter."""
        if not self.permanent or self.is_about_us:
            return self.as_error()
        return LetterRefusedError(self.kind, self._facts(), too_large=self.meaning == "too_large")

    def _facts(self) -> Mapping[str, object]:
        return {"quoted": self.said}


# (pattern over "code enhanced-code words", what that means); the first that fits speaks, those of known
# services (service_refusals.py) before these. The sentences stand in messages/texts/refusals.py and
# service_refusals.py.
_OF_CERTIFICATES = (
    (r"no client certificate|client certificate (is )?required", "certificate_wanted"),
    (r"client certificate (is )?not trusted|untrusted client certificate", "certificate_unknown"),
)
PERMANENT_ROWS = (
    *((row.pattern, row.meaning) for row in service_refusals.PERMANENT),
    *_OF_CERTIFICATES,
    (
        r"^(523|538)\b|^5\d\d .*(must issue a starttls|starttls (is )?required|encryption (is )?required)",
        "encryption_wanted",
    ),
    (r"5\.7\.57\b|^530\b|authentication (is )?required|not authenticated|login first", "login_wanted"),
    (r"^53[45]\b|5\.7\.[389]\b", "login_refused"),
    (r"spamhaus|block(ed)? ?list", "address_blocked"),
    (r"5\.1\.[78]\b|sender address (is )?rejected|not (owned|allowed to send as)", "sender_refused"),
    (r"5\.2\.2\b|mailbox (is )?full|over ?quota", "mailbox_full"),
    (r"^552\b|5\.3\.4\b|5\.2\.3\b|too (large|big)|size limit|exceeds.* size", "too_large"),
    (
        r"5\.1\.[012]\b|user unknown|no such (user|mailbox)|unknown (user|recipient)|invalid recipient",
        "recipient_unknown",
    ),
    (r"\brelay(ing)?\b(?![.\w-])", "relaying_denied"),  # last: many a server has the word in its own name
)
TEMPORARY_ROWS = (
    *((row.pattern, row.meaning) for row in service_refusals.TEMPORARY),
    *_OF_CERTIFICATES,  # Postfix says 421
)
ABOUT_US = frozenset(
    {
        *(row.meaning for row in service_refusals.PERMANENT),
        "certificate_wanted",
        "certificate_unknown",
        "encryption_wanted",
        "login_wanted",
        "login_refused",
        "address_blocked",
        "sender_refused",
        "relaying_denied",
    }
)


def refusal_of(code: int, words: str | bytes, *, quote: bool = True) -> SmtpRefusal:
    """Return the meaning of this reply.

    5xx is permanent and 4xx temporary; any other code does not fit where something was refused, and says
    nothing for ever. Without `quote` the reply codes alone are shown: the server knows a secret by then.
    """
    words = words if isinstance(words, str) else words.decode("utf-8", "replace")
    subject = f"{code} {' '.join(words.split())}"
    meaning = _meaning(code, subject)
    quote = quote and meaning != "unexpected"
    said = _quoted(f"{code} {words}" if quote else f"{code} {enhanced_code(words)}")
    return SmtpRefusal(code in PERMANENT, kind_of(meaning), meaning, said)


def kind_of(meaning: str) -> Wording:
    """Return the sentences of a meaning of these rows; KeyError for one without sentences."""
    known: Wording | None = service_messages.REFUSALS.get(meaning)
    return known or refusals.REFUSALS[meaning]


def _meaning(code: int, subject: str) -> str:
    if code in PERMANENT:
        return _first(PERMANENT_ROWS, subject) or "other"
    if code in TEMPORARY:
        return _first(TEMPORARY_ROWS, subject) or "later"
    return "unexpected"


def _first(rows: tuple[tuple[str, str], ...], subject: str) -> str | None:
    return next((meaning for pattern, meaning in rows if re.search(pattern, subject, re.IGNORECASE)), None)


def enhanced_code(words: str) -> str:
    """Return the enhanced status code (RFC 3463) that the words begin with, empty where there is none."""
    found = _ENHANCED.match(words)
    return found[1] if found else ""


def _quoted(words: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    line = " ".join(printable.split())
    return f'"{line[:QUOTE_LIMIT]}…"' if len(line) > QUOTE_LIMIT else f'"{line}"'
