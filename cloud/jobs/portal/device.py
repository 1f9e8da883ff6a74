"""One device's story, read from its own partition and from its office's."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from agent.core.report_format.completed import completed
from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.items import MAIL_KEPT
from cloud.core.portal.decided import DEVICE
from cloud.core.portal.device import DeviceDetail, ReportRow
from cloud.core.portal.device_changes import alerts_of, changes_of
from cloud.core.portal.device_story import (
    Read,
    days_of,
    months_of,
    past_of,
    reads_of,
    replacements_of,
    supplies_of,
)
from cloud.core.portal.packs import folded, unpacked
from cloud.core.portal.person import Person, check
from cloud.core.portal.row import FleetRow, row_of
from cloud.jobs.portal.last import last_decision
from cloud.jobs.portal.log import office_log
from cloud.jobs.portal.today import findings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cloud.edge.table import Table

    Item = dict[str, Any]

STORY_DAYS = 400  # of readings that a page looks at: a year, and the month before it
DAYS = 92  # of the chart of pages a day
MOST_READINGS = 3000  # seven a day: who reads more often sees the newest
MOST_REPORTS = 60
LOG_READ = 200  # decisions of its office, of which those about it are shown
_DEEDS = ("retire", "unretire", "manage", "unmanage")


def device_detail(table: Table, person: Person, device: str, now: datetime) -> DeviceDetail:
    """Return the story of a device; ProblemDetails (404) if the dealer has none of that name."""
    check(person, "device")
    latest = table.get(keys.device_key(person.dealer, device))
    if latest is None:
        raise ProblemDetails(404, "device", "There is no such device.")
    office = _office_rows(table, person.dealer, latest["site"])
    row = office.get(device) or row_of(latest)
    reads, entry = _reads(table, person.dealer, device, now), json.loads(latest["entry"])
    past = past_of(reads)
    last = last_decision(table, person.dealer, keys.subject(DEVICE, device))
    about = table.get(keys.site_key(person.dealer, latest["site"]))
    return DeviceDetail(
        row=row,
        office=about["name"] if about else latest["site"],
        entry=completed(entry),
        changes=changes_of(reads, row, list(office.values())),
        months=months_of(reads),
        days=days_of(past, DAYS, now.date()),
        supplies=supplies_of(entry, reads),
        replacements=replacements_of(entry, reads, past),
        alerts=alerts_of(reads),
        reports=_reports(table, person.dealer, reads, now),
        findings=tuple(one for one in findings_of(table, person, latest["site"]) if one.device == device),
        log=tuple(
            one
            for one in office_log(table, person.dealer, latest["site"], LOG_READ)
            if one.about.get("device") == device or device in one.about.get("subject", "").split(" ")
        ),
        last=last,
        version=last.version if last else "",
        deeds=tuple(deed for deed in _DEEDS if person.may(deed) and _fits(deed, row)),
    )


def _office_rows(table: Table, dealer: str, site: str) -> dict[str, FleetRow]:
    items = table.query(keys.fleet(dealer), f"{keys.part(site)}#")
    return folded(row for item in items for row in unpacked(item["rows"]))


def _reads(table: Table, dealer: str, device: str, now: datetime) -> list[Read]:
    first = (now - timedelta(days=STORY_DAYS)).date()
    between = (f"reading#{first.isoformat()}", "reading#~")
    partition = keys.device_key(dealer, device).pk
    return reads_of(table.query(partition, between=between, newest_first=True, limit=MOST_READINGS))


def _reports(table: Table, dealer: str, reads: Sequence[Read], now: datetime) -> tuple[ReportRow, ...]:
    """Return the reports of its newest readings; those of its newest signer with what is known of them."""
    if not reads:
        return ()
    newest = reads[-1].proof
    signer = keys.signer_key(dealer, newest.agent, newest.key).pk
    known = {i["sha256"]: i for i in table.query(signer, "run#", newest_first=True, limit=MOST_REPORTS)}
    by_proof = {read.proof: read for read in reversed(reads)}
    newest_first = list(by_proof.items())[:MOST_REPORTS]
    return tuple(_report(read, known.get(proof.sha256), now) for proof, read in newest_first)


def _report(read: Read, item: Item | None, now: datetime) -> ReportRow:
    if item is None:
        return ReportRow(read.proof, read.at, None, "", now - read.at < MAIL_KEPT)
    made, arrived = (datetime.fromisoformat(item[name]) for name in ("made_at", "arrived"))
    return ReportRow(read.proof, made, arrived, item.get("state") or "", now - arrived < MAIL_KEPT)


def _fits(deed: str, row: FleetRow) -> bool:
    """Return whether a deed would change anything of a device as it stands."""
    wanted = {"retire": not row.is_retired, "unretire": row.is_retired}
    return {**wanted, "manage": not row.is_managed, "unmanage": row.is_managed}[deed]
