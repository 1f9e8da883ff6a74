"""How large one device, and one report, may be: a faulty or hostile device must not crowd out the others.

The largest of the real devices that were recorded take some 20 kB; a table of 255 rows with 255 characters of
four octets each takes 260 kB, and a device has eight tables.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from agent.core.model.as_dict import as_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.core.model.printer import Reading
    from agent.core.report_format.entries import PrinterEntry

# Octets of a device's tables as compact JSON: indented, and with its past, an entry stays below 64 kB.
MOST_OF_A_DEVICE = 24_000
# Octets of all entries as compact JSON: in base64, with table and page, a letter stays below 9.5 MB.
MOST_OF_A_REPORT = 4_000_000
SHORTENED = "entry_shortened"

_TABLES = (
    "console",
    "markers",
    "supplies",
    "input_trays",
    "output_bins",
    "covers",
    "alerts",
    "state_reasons",
)
_SMALLER = (12_000, 6_000, 3_000, 1_500, 0)  # octets of a device's tables where a report is too large

Tables = dict[str, "Sequence[object]"]


def within_limits(reading: Reading) -> Reading:
    """Return the reading, its largest tables cut to their first rows where they are too large.

    One that was cut has the flag entry_shortened, and in `cut` how many rows the cut tables had.
    """
    tables: Tables = {name: getattr(reading.printer, name) for name in _TABLES}
    cut = _cut(tables, MOST_OF_A_DEVICE)
    if not cut:
        return reading
    changed: dict[str, Any] = dict(cut)
    rows = tuple((name, len(tables[name])) for name in cut)
    flags = (*reading.flags, SHORTENED)
    return replace(reading, printer=replace(reading.printer, **changed), flags=flags, cut=rows)


def within_a_report(entries: Iterable[PrinterEntry], most: int = MOST_OF_A_REPORT) -> list[PrinterEntry]:
    """Return the entries, the largest of them shortened until all take no more than `most` octets."""
    fitting = list(entries)
    sizes = [_size(entry) for entry in fitting]
    for limit in _SMALLER:
        if sum(sizes) <= most:
            break
        for at in sorted(range(len(fitting)), key=lambda at: -sizes[at]):
            if sum(sizes) > most and sizes[at] > limit:
                fitting[at] = _shortened(fitting[at], limit)
                sizes[at] = _size(fitting[at])
    return fitting


def _shortened(entry: PrinterEntry, limit: int) -> PrinterEntry:
    columns: Mapping[str, Any] = entry
    tables: Tables = {name: columns[name] for name in _TABLES if columns.get(name)}
    cut = _cut(tables, limit)
    if not cut:
        return entry
    shorter: dict[str, Any] = dict(cut)  # what it cuts keeps its type
    return {
        **entry,
        **cast("PrinterEntry", shorter),
        "flags": list(dict.fromkeys((*entry["flags"], SHORTENED))),
        "cut": {name: len(tables[name]) for name in cut} | entry.get("cut", {}),
    }


def _cut(tables: Mapping[str, Sequence[object]], limit: int) -> Tables:
    """Return the tables that have to be shorter for all to take `limit` octets, each with its first rows."""
    cut: Tables = {}
    if _size(list(tables.values())) <= limit:  # as nearly always
        return cut
    sizes = {name: _size(rows) for name, rows in tables.items()}
    while sum(sizes.values()) > limit and any(cut.get(name, tables[name]) for name in tables):
        largest = max(sizes, key=lambda name: sizes[name])
        rows = cut.get(largest, tables[largest])
        cut[largest] = rows[: len(rows) // 2]
        sizes[largest] = _size(cut[largest]) if cut[largest] else 0
    return cut


def _size(value: object) -> int:
    return len(_ENCODER.encode(value).encode(errors="replace"))


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return as_dict(value)
    raise TypeError(f"{value!r} is in no report")


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain)
