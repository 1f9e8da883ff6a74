"""Small values that the tests of the store put in and expect back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from agent.core.model.printer import Alert, Identity, Level, LifeCount, Marker, Printer, Reading, Supply
from agent.core.model.records import Device, Letter
from agent.edge.store.age import WITNESSES

if TYPE_CHECKING:
    from pathlib import Path

    from agent.edge.store import Compose, Store

NOW = datetime(2026, 11, 22, 8, 15, tzinfo=timezone(timedelta(hours=1)))
DAY = timedelta(days=1)


def a_device(number: int, seen: datetime = NOW) -> Device:
    return Device(f"d{number}", "Brother", f"S{number}", None, f"10.0.0.{number}", 161, "2c", seen, seen)


def a_reading(number: int, read_at: datetime = NOW, count: int = 1000) -> Reading:
    supplies = (
        Supply(1, 1, "consumed", "toner", "black", "Tonér", Level("percent", 20, 100, "measured", 20)),
        Supply(2, 1, "receptacle", "wasteToner", None, None, Level(None, None, None, "unknown")),
        Supply(2, None, None, "other(99)", None, None, Level(None, -3, -2, "some_left")),
    )
    printer = Printer(
        Identity(serial_number=f"S{number}"),
        markers=(Marker(1, "electrophotographicLaser", LifeCount(count, "impressions"), 7),),
        supplies=supplies,
        alerts=(
            Alert("warning", "trained", "markerSupplies", 1, None, "tonerLow", "Low", "toner-low-warning"),
        ),
    )
    return Reading(printer, read_at, f"10.0.0.{number}", 161, "2c")


def composed(report: bytes, seen: list[tuple[int, str | None]] | None = None) -> Compose:
    """Return a compose that makes a letter around `report` and notes what it was called with."""

    def compose(run_number: int, previous_sha256: str | None) -> Letter:
        if seen is not None:
            seen.append((run_number, previous_sha256))
        name = f"{report.decode()}-{run_number}"
        pictures = {f"pages.{name}": report + b" pages", f"black.{name}": b""}
        return Letter(name, run_number, NOW, report, None, b"csv\r\n", "subject", "text", "<p>html", pictures)

    return compose


def a_day_after(store: Store, at: datetime) -> datetime:
    """Return the time a day after this one, to which a week of days with a scan has led.

    Age is measured from the last of them: a date that no week bears out is not believed.
    """
    for day in range(WITNESSES):
        store.scans.begin(at - (WITNESSES - 1 - day) * DAY, 0)
    return at + DAY


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Return the rows as another program sees them."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()
