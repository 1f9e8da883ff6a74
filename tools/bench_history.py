"""What the past costs and what its forecasts are worth: printed by `make bench`, fails nothing."""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.model.retention import PAST_READ_FOR
from agent.edge.store import Store
from agent.jobs.report import report_without_letter
from tests.support.made_use import make_cases
from tests.support.made_years import DAY, SENDER, Years, live
from tools.backtest import ALL, HEADER, by_share, scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.report_builder.scan_record import ScanSummary

CASES_A_PATTERN = 200
SEED = 11

LARGE = Years(500, datetime(2026, 8, 1, 8, 30, tzinfo=UTC))
OLD = Years(50, datetime(2016, 9, 1, 8, 30, tzinfo=UTC))
TEN_YEARS = 3652  # days


@contextmanager
def timed(what: str, target: str = "") -> Iterator[None]:
    """Print how long the block took: on the wall, and of it on a processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    seconds, busy = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:58}{seconds:7.2f} s{busy:7.2f} s busy  {target}", flush=True)


def back_test() -> None:
    """Print how often the ranges of the run-out dates hold: for each pattern of use, each gauge, and all."""
    found = scores(make_cases(SEED, CASES_A_PATTERN))
    print(HEADER, " target", sep="")
    for name in sorted(found, key=lambda name: (name == ALL, name.startswith("gauge"))):
        print(f"{name:38}{found[name]}{'  75-85 % held' if name == ALL else ''}")
    worst, *_, widest = by_share(found)
    print(f"the worst pattern: {worst}, {found[worst].share:.1%} held", end="; ")
    print(f"wider than need be: {widest}, {found[widest].share:.1%}\n", flush=True)


def large_office(folder: Path) -> None:
    """Print what the past of 500 printers and 90 days takes."""
    with Store.open(folder / "large.db", LARGE.first) as store:
        store.agents.identity("machine", "agent-1", LARGE.first)
        live(store, LARGE, 0, 90, prune_every=90)
        now = LARGE.first + 89 * DAY
        with timed("500 printers x 90 days: their past from the store"):
            store.readings.past(now - PAST_READ_FOR)
        with timed("the report with usage and forecasts", "<= 2 s"):
            report_of(store)


def ten_years(folder: Path) -> None:
    """Print what ten years of 50 printers leave behind, and what a report then takes."""
    path = folder / "old.db"
    with Store.open(path, OLD.first) as store:
        store.agents.identity("machine", "agent-1", OLD.first)
        live(store, OLD, 0, TEN_YEARS)
        with timed("50 printers x 10 years: to prune once more"):
            store.prune(OLD.first + TEN_YEARS * DAY)
    with timed("to open the store", ""):
        store = Store.open(path, OLD.first + timedelta(TEN_YEARS))
    with store, timed("the report", "<= 2 s"):
        report_of(store)
    print(f"{'the store on the disk':58}{path.stat().st_size / 1e6:7.0f} MB{'':15}<= 250 MB")


def report_of(store: Store) -> None:
    """Make the report of the last scan."""
    record = store.scans.last_closed()
    if record is None:
        raise LookupError("nobody scanned")
    summary: ScanSummary = {**record.summary, "silent_known": []}
    report_without_letter(summary, store, SENDER, "r1")


def main() -> None:
    """Try the forecasts, then measure a large office and an old one."""
    back_test()
    with tempfile.TemporaryDirectory(prefix="meters-history-") as folder:
        large_office(Path(folder))
        ten_years(Path(folder))


if __name__ == "__main__":
    main()
