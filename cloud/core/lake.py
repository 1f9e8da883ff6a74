"""The Parquet copy: where its files lie, and what a row of it says. For Athena and for dealers' own tools.

readings/dealer=DEALER/day=YYYY-MM-DD/00003.parquet         one row a reading, by its UTC day and its shard
digests/dealer=DEALER/YYYY-MM-DD.html, .csv
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cloud.core.readings import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.report_format.received_printer import ReceivedPrinter, ReceivedSupply
    from cloud.core.item_types import ReadingItem

    Row = dict[str, Any]

MOST = 2**63 - 1

TEXT, COUNT, MOMENT = "text", "count", "moment"
# Each column with its kind; a count's place in the entry stands in _PLACES.
COLUMNS = {
    **dict.fromkeys(("site", "device", "agent"), TEXT),
    "run": COUNT,
    "read_at": MOMENT,
    **dict.fromkeys(("read_status", "status", "manufacturer", "model", "serial_number", "location"), TEXT),
    "life_count": COUNT,
    "life_count_unit": TEXT,
    **dict.fromkeys(("impressions", "monochrome", "full_color", "two_sided", "large"), COUNT),
    **dict.fromkeys(("print", "copy", "fax", "scan"), COUNT),
    "counters_source": TEXT,
    **dict.fromkeys(("flags", "state_reasons"), "texts"),
    "supplies": "supplies",
    "sha256": TEXT,
}
TEXTS = ("class", "type", "colorant", "unit", "level_state", "part_number", "serial_number")  # of a supply
COUNTS = ("index", "level", "max_capacity", "percent_left")

_PLACES = {
    "life_count": ("life_count", "value"),
    "impressions": ("impressions", "total"),
    **{name: ("impressions", name) for name in ("monochrome", "full_color", "two_sided", "large")},
    **{name: (name, "total") for name in ("print", "copy", "fax", "scan")},
}
_OF_ITEM = ("site", "device", "agent", "run", "sha256")


def readings_prefix(dealer: str) -> str:
    """Return how the keys of all files of a dealer's readings begin."""
    return f"readings/dealer={dealer}/"


def readings_key(dealer: str, day: date, shard: int = 0) -> str:
    """Return the key of a shard of a dealer's readings of a UTC day; a small dealer has one shard."""
    return f"{readings_prefix(dealer)}day={day.isoformat()}/{shard:05d}.parquet"


def digests_prefix(dealer: str) -> str:
    """Return how the keys of all digests of a dealer begin."""
    return f"digests/dealer={dealer}/"


def digest_key(dealer: str, day: date, ending: str) -> str:
    """Return the key of a dealer's digest; `ending` is html or csv."""
    return f"{digests_prefix(dealer)}{day.isoformat()}.{ending}"


def rows_of(readings: Iterable[ReadingItem]) -> list[Row]:
    """Return the rows of readings (items): what several reports repeat once, always in one order."""
    folded = fold(readings)
    folded.sort(key=lambda item: (item["site"], item["device"], item["order"]))
    return [_row(item) for item in folded]


def _row(item: ReadingItem) -> Row:
    entry: ReceivedPrinter = json.loads(item["entry"])
    columns: Mapping[str, Any] = entry
    attributes: Mapping[str, Any] = item
    life = entry.get("life_count") or {}
    return {
        **{name: columns.get(name) for name, kind in COLUMNS.items() if kind == TEXT},
        **{name: attributes[name] for name in _OF_ITEM},
        "read_at": datetime.fromisoformat(item["read_at"]).replace(tzinfo=None),
        "life_count_unit": life.get("unit"),
        **{name: _count((columns.get(part) or {}).get(inner)) for name, (part, inner) in _PLACES.items()},
        "flags": entry.get("flags") or [],
        "state_reasons": entry.get("state_reasons") or [],
        "supplies": [_supply(supply) for supply in entry.get("supplies") or ()],
    }


def _supply(supply: ReceivedSupply) -> Row:
    columns: Mapping[str, Any] = supply
    return {
        **{name: columns.get(name) for name in TEXTS},
        **{name: _count(columns.get(name)) for name in COUNTS},
    }


def _count(value: float | None) -> int | None:
    """Return a count as a column holds it; what no counter can count to is not readable."""
    return int(value) if value is not None and abs(value) <= MOST else None
