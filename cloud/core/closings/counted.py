"""What a device had counted at a moment: its own reading, or what a person read of its panel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core.time_zones import zone_of

if TYPE_CHECKING:
    from cloud.core.item_types import LatestItem, ReadingItem
    from cloud.core.portal.row import FleetRow

KINDS = ("total", "monochrome", "full_color", "large")  # of impressions, as meters.json names them
_COLUMNS = {  # of meters.csv
    "total": "TotalImpressions",
    "monochrome": "MonoImpressions",
    "full_color": "ColorImpressions",
    "large": "LargeTotal",
}
Counts = Mapping[str, int | None]  # by KINDS


class Hand(NamedTuple):
    """What a person read of a panel: who, when it was entered (ISO 8601), and why."""

    by: str
    at: str
    why: str


class CountedReading(NamedTuple):
    """What was counted of a device at `read_at`, at which office, and the signed report that proves it.

    `life` is the engine's lifetime count with its unit, for people: it never stands in for a billing counter.
    A reading by hand has a `hand` and no report.
    """

    device: str
    site: str
    read_at: datetime
    counts: Counts
    life: tuple[int, str | None] | None = None
    serial_number: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    flags: tuple[str, ...] = ()
    agent: str | None = None
    run: int | None = None
    sha256: str | None = None
    report_id: str | None = None
    hand: Hand | None = None


def end_of(day: date, zone: str) -> datetime:
    """Return the first moment (UTC) after a day in an office's zone: an IANA name, or an offset."""
    return datetime.combine(day + timedelta(days=1), time(), zone_of(zone)).astimezone(UTC)


def of_item(item: ReadingItem | LatestItem) -> CountedReading:
    """Return the reading of an item: one of a device's history, or its latest."""
    entry: Mapping[str, Any] = json.loads(item["entry"])
    impressions, life = entry.get("impressions") or {}, entry.get("life_count") or {}
    value = whole(life.get("value"))
    return CountedReading(
        device=item["device"],
        site=item["site"],
        read_at=datetime.fromisoformat(item["read_at"]),
        counts={kind: whole(impressions.get(kind)) for kind in KINDS},
        life=None if value is None else (value, life.get("unit")),
        serial_number=entry.get("serial_number"),
        manufacturer=entry.get("manufacturer"),
        model=entry.get("model"),
        flags=tuple(entry.get("flags") or ()),
        agent=item["agent"],
        run=item["run"],
        sha256=item["sha256"],
        report_id=item.get("report_id"),
    )


def of_row(row: FleetRow) -> CountedReading:
    """Return the reading of a row of the fleet: a device's newest."""
    life = whole(row.cell("TotalLife"))
    report = row.cell("ReportId")
    return CountedReading(
        device=row.device,
        site=row.site,
        read_at=datetime.fromisoformat(row.read_at),
        counts={kind: whole(row.cell(column)) for kind, column in _COLUMNS.items()},
        life=None if life is None else (life, _text(row.cell("TotalLifeUnit"))),
        serial_number=_text(row.cell("SerialNumber")),
        manufacturer=_text(row.cell("Manufacturer")),
        model=_text(row.cell("Model")),
        flags=tuple(str(row.cell("Flags") or "").split()),
        agent=row.agent,
        run=row.run,
        sha256=row.sha256,
        report_id=_text(report),
    )


def whole(value: object) -> int | None:
    """Return a count, None for what is none."""
    return value if type(value) is int and value >= 0 else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
