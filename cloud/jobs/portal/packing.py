"""An office's packed rows kept up to date with every report that counts, and made anew each morning.

A report changes the rows of its own devices alone, and only to newer ones; so no order of reports matters.
Who was overtaken reads again and tries again.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent.core.reporting.need_kinds import STOPPED
from cloud.core import keys
from cloud.core.analysis.office_findings import OfficeItems, presence_in
from cloud.core.analysis.presence import BACK, HERE
from cloud.core.items import key_of
from cloud.core.portal.packs import folded, packs_of, unpacked
from cloud.core.portal.row import FleetRow, row_of
from cloud.core.proof import utc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cloud.core.item_types import Item, LatestItem
    from cloud.edge.table import Table

    Rows = Mapping[str, FleetRow]

INDEX_LATE = timedelta(days=1)  # an index shows a write within moments; a day is beyond doubt
TRIES = 20  # others may write to one office at the same time, but not for ever


def pack_latest(table: Table, dealer: str, site: str, latest: Iterable[LatestItem]) -> frozenset[str]:
    """Put what a report tells of its devices into the rows of its office; return those that just stopped."""
    rows_now = [row_of(item) for item in latest]
    stopped: list[str] = []

    def change(rows: Rows) -> Rows:
        new = [_kept(table, dealer, rows, row) for row in rows_now]
        stopped[:] = [row.device for row in new if _has_stopped(rows.get(row.device), row)]
        return folded((*rows.values(), *new))

    repack(table, dealer, site, change)
    return frozenset(stopped)


def _has_stopped(before: FleetRow | None, row: FleetRow) -> bool:
    is_news = before is None or (before.order < row.order and before.state != STOPPED)
    return row.state == STOPPED and is_news


def pack_anew(table: Table, dealer: str, office: OfficeItems, now: datetime) -> None:
    """Make the rows of an office of all its latest readings, with how each device stands today.

    A row of the last day that the index does not tell of yet stays; what was decided meanwhile, too.
    """
    latest = {item["device"]: (item, json.loads(item["entry"])) for item in office.latest}
    made = {
        device: row_of(item, presence=presence_in(office, item, entry, now).state)
        for device, (item, entry) in latest.items()
    }
    young = utc(now - INDEX_LATE)

    def change(rows: Rows) -> Rows:
        anew = (_marked(table, dealer, rows.get(row.device), row, office) for row in made.values())
        stays = (row for row in rows.values() if _is_later(row, made.get(row.device), young))
        return folded((*stays, *anew))

    repack(table, dealer, office.site, change)


def _is_later(row: FleetRow, made: FleetRow | None, young: str) -> bool:
    """Return whether a row that stands is of a later reading than the one made of the index."""
    return row.read_at >= young if made is None else row.order > made.order


def _marked(
    table: Table, dealer: str, standing: FleetRow | None, row: FleetRow, office: OfficeItems
) -> FleetRow:
    """Return a row with the decisions on its device, asked of their own items where the two may differ."""
    retired = office.retired.get(row.device)
    retired_at = utc(retired) if retired else ""
    if standing is None or standing.retired_at != retired_at:
        item = table.get(keys.retirement_key(dealer, row.device))
        retired_at = item["at"] if item else ""
    if standing is not None and standing.is_managed:
        return row._replace(retired_at=retired_at)  # who changes that changes the row, too
    is_managed = table.get(keys.unmanaged_key(dealer, row.device)) is None
    return row._replace(retired_at=retired_at, is_managed=is_managed)


def take_out(table: Table, dealer: str, site: str, devices: Iterable[str]) -> None:
    """Give devices of an office the rows of their latest readings, wherever these are now."""
    now = {device: table.get(keys.device_key(dealer, device)) for device in devices}
    sites = {site} | {item["site"] for item in now.values() if item}
    for one in sorted(sites):
        rows = [row_of(item) for item in now.values() if item and item["site"] == one]
        gone = frozenset(now) - {row.device for row in rows}

        def change(standing: Rows, rows: list[FleetRow] = rows, gone: frozenset[str] = gone) -> Rows:
            left = {device: row for device, row in standing.items() if device not in gone}
            return left | {row.device: _kept(table, dealer, standing, row) for row in rows}

        repack(table, dealer, one, change)


def mark_row(table: Table, dealer: str, site: str, device: str, **marks: bool | str) -> None:
    """Set is_managed, retired_at or presence of a device's row, where there is one."""

    def change(rows: Rows) -> Rows:
        return {**rows, device: rows[device]._replace(**marks)} if device in rows else rows  # type: ignore[arg-type]

    repack(table, dealer, site, change)


def repack(table: Table, dealer: str, site: str, change: Callable[[Rows], Rows]) -> None:
    """Change the rows of an office; TimeoutError if others never let it be."""
    for _ in range(TRIES):
        standing = list(table.query(keys.fleet(dealer), f"{keys.part(site)}#"))
        rows = change(folded(row for item in standing for row in unpacked(item["rows"])))
        at_least = max((item["chunks"] for item in standing), default=1)
        made = packs_of(dealer, site, rows, at_least) if rows else []
        if _write(table, standing, made):
            return
    raise TimeoutError(f"others keep writing to the rows of {site[:80]}")


def _write(table: Table, standing: list[Item], made: list[Item]) -> bool:
    """Write what differs, then delete what is no more; False if another was there first."""
    before = {key_of(item): item["mark"] for item in standing}
    for item in made:
        mark = before.pop(key_of(item), None)
        if mark is None and not table.put_new(item):
            return False
        if mark not in {None, item["mark"]} and not table.replace(item, "mark", mark):
            return False
    return all(table.delete(key, "mark", mark) for key, mark in before.items())


def _kept(table: Table, dealer: str, rows: Rows, row: FleetRow) -> FleetRow:
    """Return a row with what was decided of its device."""
    standing = rows.get(row.device)
    if standing is None:
        return row._replace(is_managed=table.get(keys.unmanaged_key(dealer, row.device)) is None)
    presence = (
        BACK if standing.retired_at and not row.is_retired and row.read_at > standing.retired_at else HERE
    )
    return row._replace(is_managed=standing.is_managed, retired_at=standing.retired_at, presence=presence)
