"""One office: its signers, the reports of their agents, the latest of its printers, to findings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cloud.core import words
from cloud.core.analysis.chain import chain_findings
from cloud.core.analysis.finding import SILENT, Finding
from cloud.core.analysis.printers import printer_findings
from cloud.core.analysis.punctual import MISSING_FROM, missed_days

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Office:
    """What the table holds of a site: `reports` are the newest ones by agent, `latest` its devices'."""

    site: str
    name: str
    reports: Mapping[str, Sequence[Item]]
    latest: Sequence[Item]


def office_findings(office: Office, now: datetime) -> Iterator[Finding]:
    """Yield everything that a dealer has to know of an office at `now` (aware)."""
    yield from _silence(office, now)
    for agent, reports in office.reports.items():
        yield from chain_findings(office.site, agent, reports)
    for item in office.latest:
        entry = json.loads(item["entry"])
        yield from printer_findings(office.site, item["device"], entry, now.date())


def last_report(office: Office) -> datetime | None:
    """Return when an office's newest report was made, by its agent's clock."""
    return max(_moments(office), default=None)


def _silence(office: Office, now: datetime) -> Iterator[Finding]:
    moments = _moments(office)
    if not moments:
        yield Finding(SILENT, office.site, "never", words.never_reported())
        return
    missed = missed_days(moments, now)
    if missed:
        last = max(moments)
        details: dict[str, str | int | None] = {"last_report": last.isoformat(), "missed_days": missed}
        text = words.silent(last, missed)
        yield Finding(SILENT, office.site, "late", text, missed >= MISSING_FROM, details)


def _moments(office: Office) -> list[datetime]:
    return [datetime.fromisoformat(item["made_at"]) for its in office.reports.values() for item in its]
