"""One device as a row of the fleet: the agent's own columns, and what the portal knows beside them."""

from __future__ import annotations

from typing import NamedTuple

from agent.core.reporting.need_kinds import ORDER
from agent.core.reporting.table import COLUMN_NAMES

STATES = (
    *ORDER,
    "fine",
)  # worst first, as on the agent's page: stopped empty paper low attention silent fine
PLACE_OF_CELL = {name: place for place, name in enumerate(COLUMN_NAMES)}


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
