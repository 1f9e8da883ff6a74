"""One device as a row of the fleet: the agent's own columns, and what the portal knows beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast

from agent.core.report_format.completed import completed
from agent.core.report_format.document import SCHEMA
from agent.core.reporting.attention import need_of
from agent.core.reporting.columns import COLUMN_NAMES
from agent.core.reporting.meters_csv import rows_of
from agent.core.reporting.need_kinds import ORDER, kind_of
from cloud.core.analysis.presence import HERE
from cloud.core.analysis.printer_findings import date_of

if TYPE_CHECKING:
    from agent.core.report_format.received_printer import ReceivedPrinter
    from agent.core.report_format.report import Report
    from cloud.core.item_types import LatestItem


FINE = "fine"
STATES = (*ORDER, FINE)  # worst first, as on the agent's page
PLACE_OF_CELL = {name: place for place, name in enumerate(COLUMN_NAMES)}
LONGEST_CELL = 255  # characters: what an agent reads of a device is cut there


class FleetRow(NamedTuple):
    """One device with its newest counted reading.

    `agent`, `key`, `run`, `sha256` name the signed report that proves it, `read_at` is UTC in ISO 8601.
    `state` is one of STATES. `per_day` are pages, `run_out` the earliest ISO day on which a supply may be
    empty and `run_out_supply` its colorant or type. `is_managed` is the dealer's word (a device is managed
    until it says otherwise), `retired_at` when it was retired, "" if it is not. `presence` is that of the
    last daily analysis: here, silent, gone, forgotten or back. `cells` are the columns of meters.csv.
    """

    device: str
    site: str
    agent: str
    key: str
    run: int
    sha256: str
    read_at: str
    state: str
    per_day: float | None
    run_out: str | None
    run_out_supply: str | None
    is_managed: bool
    retired_at: str
    presence: str
    cells: tuple[str | int | None, ...]

    def cell(self, name: str) -> str | int | None:
        """Return a column of meters.csv by its name there: SerialNumber, BlackPct, TotalLife, ..."""
        return self.cells[PLACE_OF_CELL[name]]

    @property
    def order(self) -> tuple[str, int, str, str]:
        """What tells the newer of two rows of one device: as with the latest item of the table."""
        return self.read_at, self.run, self.agent, self.sha256

    @property
    def is_retired(self) -> bool:
        """Whether the dealer took it for gone and it has not answered since."""
        return bool(self.retired_at) and self.read_at <= self.retired_at


def row_of(
    latest: LatestItem, *, is_managed: bool = True, retired_at: str = "", presence: str = HERE
) -> FleetRow:
    """Return the row of a latest item of the table."""
    entry: ReceivedPrinter = json.loads(latest["entry"])
    whole = completed(entry)
    need = need_of(whole)
    run_out, supply = _run_out(entry)
    return FleetRow(
        device=latest["device"],
        site=latest["site"],
        agent=latest["agent"],
        key=latest["key"],
        run=latest["run"],
        sha256=latest["sha256"],
        read_at=latest["read_at"],
        state=kind_of(need, whole) if need else FINE,
        per_day=(entry.get("usage") or {}).get("per_day"),
        run_out=run_out,
        run_out_supply=supply,
        is_managed=is_managed,
        retired_at=retired_at,
        presence=presence,
        cells=_cells(latest, entry),
    )


def _cells(latest: LatestItem, entry: ReceivedPrinter) -> tuple[str | int | None, ...]:
    report = {  # what the columns look at
        "schema": SCHEMA,
        "site": {"id": latest["site"]},
        "agent": {"id": latest["agent"]},
        "report_id": latest.get("report_id"),
        "printers": [entry],
    }
    return tuple(_short(value) for row in rows_of(cast("Report", report)) for value in row.values())


def _short(value: object) -> str | int | None:
    """Return a value as a row holds it; a report may have objects and numbers with a point anywhere."""
    if value is None or type(value) is int:
        return value
    return str(value)[:LONGEST_CELL]


def _run_out(entry: ReceivedPrinter) -> tuple[str | None, str | None]:
    """Return the earliest day on which a supply may be empty, and which: its colorant, else its type."""
    ends = (
        (day.isoformat(), str(supply.get("colorant") or supply.get("type") or "")[:LONGEST_CELL])
        for supply in entry.get("supplies") or ()
        if (day := date_of((supply.get("empties") or {}).get("earliest")))
    )
    return min(ends, default=(None, None))
