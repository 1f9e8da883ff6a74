"""Items of offices, senders, codes and reports as the rows that the pages of offices show."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.portal.decided import FORK
from cloud.core.portal.office import CodeRow, ForkRow, OfficeRow, SenderRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.item_types import CodeItem, Item, ReportItem, SignerItem, SiteItem
    from cloud.core.portal.decision import LastDecision


NEVER, SILENT, ATTENTION, FINE = "never", "silent", "attention", "fine"
HEALTHS = (SILENT, NEVER, ATTENTION, FINE)  # worst first


@dataclass(slots=True)
class Seen:
    """What is known of an office, put together from its sender that reported last, its rows, its findings."""

    last_report: str = ""
    version: str = ""
    offset: str = ""
    printers: int = 0
    stopped: int = 0
    silent_since: str = ""  # the last report before its silence, as the analysis found it


def seen_of(
    senders: Iterable[SignerItem], packs: Iterable[Item], silences: Iterable[Item]
) -> dict[str, Seen]:
    """Return the row of each office, from trusted senders, packed rows and findings of silence."""
    seen: dict[str, Seen] = defaultdict(Seen)
    for item in sorted(senders, key=lambda one: str(one["last_made_at"])):
        office = seen[item["site"]]
        office.last_report, office.version = item["last_made_at"], item["version"]
        office.offset = item.get("offset") or ""
    for pack in packs:
        seen[pack["site"]].printers += pack["printers"]
        seen[pack["site"]].stopped += pack["stopped"]
    for silence in silences:
        seen[silence["site"]].silent_since = silence.get("last_report") or NEVER
    return seen


def office_row(item: SiteItem, seen: Seen, newest: str) -> OfficeRow:
    """Return the row of an office; `newest` is the newest version among the dealer's agents."""
    return OfficeRow(
        site=item["site"],
        name=item["name"],
        health=_health(seen),
        last_report=seen.last_report,
        printers=seen.printers,
        stopped=seen.stopped,
        version=seen.version,
        is_old=is_older(seen.version, newest),
        offset=seen.offset,
    )


def worst_first(rows: Iterable[OfficeRow]) -> list[OfficeRow]:
    """Return offices in the order in which they are read."""
    return sorted(rows, key=lambda row: (HEALTHS.index(row.health), row.name.casefold(), row.site))


def newest_of(versions: Iterable[str]) -> str:
    """Return the newest of agents' versions, "" where there is none."""
    return max(versions, key=_numbers, default="")


def is_older(version: str, newest: str) -> bool:
    """Return whether a version is older than another in major or minor number; a patch is no news."""
    return bool(version) and _numbers(version)[:2] < _numbers(newest)[:2]


def sender_row(item: SignerItem, newest: str, last: LastDecision | None) -> SenderRow:
    """Return the row of a sender."""
    return SenderRow(
        agent=item["agent"],
        key=item["key"],
        state=item["state"],
        version=item["version"],
        platform=item.get("platform") or "",
        last_run=item["last_run"],
        last_made_at=item["last_made_at"],
        is_old=is_older(item["version"], newest),
        follows=item.get("follows") or "",
        said=item.get("said_name") or item["said_site"],
        last=last,
        seen=last.version if last else "",
    )


def code_row(item: CodeItem, used_by: str, last: LastDecision | None, now: datetime) -> CodeRow:
    """Return the row of a code; `used_by` is the agent that claimed it, "" if none did."""
    is_over = datetime.fromisoformat(item["until"]) < now
    state = "used" if used_by else "withdrawn" if item.get("withdrawn") else "expired" if is_over else "open"
    return CodeRow(item["code_id"], state, item["until"], used_by, last, last.version if last else "")


def forks_of(reports: Iterable[ReportItem], last: Mapping[str, LastDecision]) -> tuple[ForkRow, ...]:
    """Return the runs that have two reports, the newest first."""
    of_run: dict[tuple[int, str], dict[str, str]] = {}
    for item in reports:
        of_run.setdefault((item["run"], item["agent"]), {})[item["sha256"]] = item.get("state") or ""
    forks = sorted((one for one, its in of_run.items() if len(its) > 1), reverse=True)
    return tuple(_fork(agent, run, of_run[run, agent], last) for run, agent in forks)


def _fork(agent: str, run: int, states: Mapping[str, str], last: Mapping[str, LastDecision]) -> ForkRow:
    said = last.get(keys.subject(FORK, agent, str(run)))
    return ForkRow(agent, run, tuple(sorted(states.items())), said, said.version if said else "")


def _health(seen: Seen) -> str:
    """Return how an office is: silent if the last analysis said so, unless a report came in since then."""
    if not seen.last_report:
        return NEVER
    if seen.silent_since and _moment(seen.silent_since) >= _moment(seen.last_report):
        return SILENT
    return ATTENTION if seen.stopped else FINE


def _moment(text: str) -> datetime:
    return datetime.min.replace(tzinfo=UTC) if text == NEVER else datetime.fromisoformat(text)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number[:9]) for number in re.findall(r"[0-9]+", version)[:3])
