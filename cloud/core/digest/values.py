"""What a digest says, before it is a page or a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.analysis.finding import KINDS, SILENT, Finding
from cloud.core.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


class Line(NamedTuple):
    """A finding with its office's name, and when that office reported last, in its zone."""

    finding: Finding
    site_name: str
    last_report: datetime | None


class OfficeLines(NamedTuple):
    """What was found about one office, the urgent first, with its name and when it reported last."""

    name: str
    last_report: datetime | None
    lines: tuple[Line, ...]


class Stranger(NamedTuple):
    """A signer in quarantine, what it calls its office, and what speaks for it.

    `follows` is the name of the one known site whose sender it says to follow, `knows_code` that it proved to
    know a code of the dealer's, `days` on how many UTC days its mails arrived, `last` when the newest did.
    """

    agent: str
    key: str
    said: str
    follows: str = ""
    knows_code: bool = False
    days: int = 1
    last: str = ""

    @property
    def evidence(self) -> tuple[bool, bool, int, str]:
        """How much speaks for it: made-up keys cost nothing, a code and days do."""
        return self.knows_code, bool(self.follows), self.days, self.last


class RefusedMail(NamedTuple):
    """A mail that was not taken: a key of REASONS, and where it lies."""

    arrived: datetime
    reason: str
    mail: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A dealer's day. `lines` stand in the order in which they are read.

    `strangers` are those for whom most speaks, `strangers_more` how many wait besides. `language`, one of
    LANGUAGES, is that of its page and mail.
    """

    dealer: str
    name: str
    day: date
    offices: int
    printers: int
    lines: tuple[Line, ...]
    strangers: tuple[Stranger, ...]
    refusals: tuple[RefusedMail, ...]
    strangers_more: int = 0
    language: str = LANGUAGES[0]

    def of_kind(self, kind: str) -> tuple[Line, ...]:
        """Return the lines of one of KINDS."""
        return tuple(line for line in self.lines if line.finding.kind == kind)

    def by_office(self) -> list[OfficeLines]:
        """Return the lines by office, the worst first: what is urgent, then as KINDS stand, then the most."""
        by_site: dict[str, list[Line]] = {}
        for line in sorted(self.lines, key=_worst):
            by_site.setdefault(line.finding.site, []).append(line)
        offices = sorted(
            by_site.values(), key=lambda of: (_worst(of[0]), -len(of), of[0].site_name.casefold())
        )
        return [OfficeLines(of[0].site_name, of[0].last_report, tuple(of)) for of in offices]

    @property
    def silent(self) -> int:
        """How many offices are late."""
        return len(self.of_kind(SILENT))


def _worst(line: Line) -> tuple[bool, int]:
    return not line.finding.urgent, KINDS.index(line.finding.kind)


def sorted_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines by kind, what is to ship by its day, else the urgent first, then by office."""
    return tuple(sorted(lines, key=_order))


def _order(line: Line) -> tuple[int, str, bool, str, str]:
    finding = line.finding
    day = str(finding.details.get("send_by") or "")
    return KINDS.index(finding.kind), day, not finding.urgent, line.site_name, finding.subject
