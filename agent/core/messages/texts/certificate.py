"""What is shown of a mail server's certificate before it is trusted, and of what is trusted now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.texts.days import day_and_year

if TYPE_CHECKING:
    from datetime import date

SERVER, SUBJECT, ISSUER = "Mail server", "Issued to", "Issued by"
VALID, FINGERPRINT = "Valid", "SHA-256"
SELF = "the server itself (self-signed)"
NO_NAME = "no name given"
UNREADABLE = "This certificate can't be read. Only its fingerprint is known."
EXPIRED = "This certificate has expired. Ask the server's administrator to renew it."
NOT_YET = "This certificate isn't valid yet. Check the clock of this computer."
BY_SYSTEM = "Trusted now: every certificate that this computer trusts (default)."


def only_one(fingerprint: str) -> str:
    """Return that a single certificate is accepted; `fingerprint` is shortened."""
    return gettext("Trusted now: only the certificate {fingerprint}.", fingerprint=fingerprint)


def valid(first: date, last: date) -> str:
    """Return from which day to which a certificate is valid."""
    return gettext("from {first} until {last}", first=day_and_year(first), last=day_and_year(last))
