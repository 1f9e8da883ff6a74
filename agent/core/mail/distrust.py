"""Why a server's certificate is not trusted, by what a person can do about it.

A certificate is pinned only where that is the right answer: one that nobody vouches for, or one for another
name. Where the clock is wrong, or where a certificate ran out or is weak, pinning would only hide it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.mail.certificate import Certificate

# OpenSSL's X509_V_ERR_*
NOT_YET_VALID = 9
EXPIRED = 10
KINDS = {
    18: "certificate_self_signed",
    19: "certificate_untrusted",
    20: "certificate_untrusted",
    21: "certificate_untrusted",
    62: "certificate_for_other_name",
    64: "certificate_for_other_name",
    66: "weak_certificate",
    67: "weak_certificate",
    68: "weak_certificate",
}
# OpenSSL stops at the first fault, and looks for an authority and at the name before it looks at the dates.
BEFORE_THE_DATES = frozenset({18, 19, 20, 21, 62, 64})
NO_ISSUER = frozenset({19, 20, 21})
LONG_AGO = timedelta(days=365)  # a server in use for that long with a certificate that ran out: hardly
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# The date of RFC 5322 section 3.3, as many servers put it into their greeting.
_DATE = re.compile(
    rb"(?<!\d)(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Distrust:
    """The kind of texts/smtp.py, the date or text that its sentence shows, and the issuer that is missing."""

    kind: str
    seen: str
    issuer: str = ""


def why_untrusted(
    verify_code: int,
    verify_message: str,
    chain: Sequence[Certificate],
    now: datetime,
    servers_clock: datetime | None = None,
) -> Distrust:
    """Return why a certificate was refused; `chain` is what the server sent, its own first, empty if unknown.

    `verify_message` is OpenSSL's own sentence, `now` this computer's clock, `servers_clock` what the server
    says itself.
    """
    certificate = chain[0] if chain else None
    if verify_code == NOT_YET_VALID:
        return _not_yet_valid(certificate)
    if verify_code == EXPIRED:
        return _expired(certificate, now, servers_clock)
    if verify_code in BEFORE_THE_DATES and certificate and now < certificate.not_before:
        return _not_yet_valid(certificate)
    if verify_code in BEFORE_THE_DATES and certificate and now > certificate.not_after:
        return _expired(certificate, now, servers_clock)
    if verify_code in NO_ISSUER and chain:
        return _without_issuer(chain)
    kind = KINDS.get(verify_code, "certificate_unusable")
    return Distrust(kind, verify_message if kind == "certificate_unusable" else "")


def _without_issuer(chain: Sequence[Certificate]) -> Distrust:
    """Return whether an authority at the end of a chain is unknown, or the chain has a gap before it."""
    last = next((one for one in chain if one.issuer not in {each.subject for each in chain}), chain[-1])
    is_root = last.issuer == last.subject or any(one.issuer == one.subject for one in chain)
    return Distrust("authority_unknown" if is_root else "issuer_missing", "", last.issuer or "?")


def _not_yet_valid(certificate: Certificate | None) -> Distrust:
    return Distrust("clock_behind", day(certificate.not_before) if certificate else "?")


def _expired(certificate: Certificate | None, now: datetime, servers_clock: datetime | None) -> Distrust:
    if certificate is None:
        return Distrust("certificate_expired", "?")
    told = servers_clock is not None and certificate.not_before <= servers_clock <= certificate.not_after
    long_ago = now - certificate.not_after > LONG_AGO
    return Distrust("clock_ahead" if told or long_ago else "certificate_expired", day(certificate.not_after))


def day(moment: datetime) -> str:
    """Return the day of a moment as certificates count it, in UTC."""
    return moment.astimezone(UTC).date().isoformat()


def clock_in(greeting: bytes) -> datetime | None:
    """Return the time that a server's greeting tells, None where it tells none."""
    found = _DATE.search(greeting)
    if found is None:
        return None
    month = found[2].decode("ascii")
    day_of_month, year, hour, minute, second, hours, minutes = (
        int(found[place]) for place in (1, 3, 4, 5, 6, 8, 9)
    )
    try:
        offset = timezone(timedelta(hours=hours, minutes=minutes) * (1 if found[7] == b"+" else -1))
        return datetime(year, _MONTHS.index(month) + 1, day_of_month, hour, minute, second, tzinfo=offset)
    except ValueError:
        return None
