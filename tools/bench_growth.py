"""How store, report, page and mail grow with printers and with years: `make bench-growth`; fails nothing.

    python -m tools.bench_growth

Printers grow at a tenth of a year, years at a hundred printers. Under each column stands the exponent of
its growth, by least squares over the logarithms: 1 is linear. build/bench-growth.json has every figure.
"""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import json
import math
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from agent.context.report_page import page_of
from agent.core.mail.envelope import standing_alone
from agent.core.model.retention import PAST_READ_FOR
from agent.edge.store import Store
from agent.jobs.report import past_of, report_without_letter
from agent.ui.mail_page import render_mail_page
from tests.support.made_years import DAY, SENDER, Years, live

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.report import Report

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "build" / "bench-growth.json"
FIRST = datetime(2016, 9, 1, 8, 30, tzinfo=UTC)
RUNS = 3


class Size(NamedTuple):
    """An office: how many printers, read on how many days."""

    printers: int
    days: int


OFFICES = {
    "printers": [Size(printers, 36) for printers in (10, 100, 500, 2000)],
    "days": [Size(100, days) for days in (36, 365, 3652)],
}


def main() -> None:
    """Measure both ways to grow, print the tables, and write all figures."""
    figures = {}
    for grows, sizes in OFFICES.items():
        rows = [(size, measure(size)) for size in sizes]
        print(f"\nmore {grows}")
        show(grows, rows)
        figures[grows] = [{**size._asdict(), **row} for size, row in rows]
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def measure(size: Size) -> dict[str, float]:
    """Return the figures of an office: seconds of this processor, and megabytes."""
    with tempfile.TemporaryDirectory(prefix="meters-growth-") as folder:
        path, office = Path(folder) / "agent.db", Years(size.printers, FIRST)
        with Store.open(path, FIRST) as store:
            store.agents.identity("machine", "agent-1", FIRST)
            live(store, office, 0, size.days - 1)
            day = busy(lambda: live(store, office, size.days - 1, size.days), runs=1)
        now = FIRST + size.days * DAY
        opening = busy(lambda: Store.open(path, now).close())
        with Store.open(path, now) as store:
            row = {"a day": day, "opening": opening, **of_the_report(store, now)}
        return {**row, "store MB": path.stat().st_size / 1e6}


def of_the_report(store: Store, now: datetime) -> dict[str, float]:
    """Return the seconds that the last scan's report, its page and its mail take."""
    record = store.scans.last_closed()
    if record is None:
        raise LookupError("nobody scanned")
    summary: ScanSummary = {**record.summary, "silent_known": []}

    def report() -> Report:
        return report_without_letter(summary, store, SENDER, "r1")

    made, past = report(), past_of(summary, store)
    return {
        "past": busy(lambda: store.readings.past(now - PAST_READ_FOR)),
        "report": busy(report),
        "page": busy(lambda: page_of(made, store)),
        "mail": busy(lambda: standing_alone(render_mail_page(made, past, None, True))),
    }


def busy(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the seconds of this processor that the quickest of the runs took."""
    took = []
    for _ in range(runs):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took)


def show(grows: str, rows: Sequence[tuple[Size, dict[str, float]]]) -> None:
    """Print a row for each office, and below them the exponent of each column."""
    names = list(rows[0][1])
    print(f"{'printers':>9}{'days':>6}", *(f"{name:>10}" for name in names), sep="")
    for size, row in rows:
        print(f"{size.printers:9}{size.days:6}", *(f"{row[name]:10.3f}" for name in names), sep="")
    sizes = [size._asdict()[grows] for size, _ in rows]
    exponents = (exponent(sizes, [row[name] for _, row in rows]) for name in names)
    print(f"{'exponent':>15}", *(f"{value:10.2f}" for value in exponents), sep="")


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return k of value = c * size^k, by least squares over the logarithms."""
    x, y = [math.log(size) for size in sizes], [math.log(max(value, 1e-4)) for value in values]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    above = sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return above / sum((a - middle_x) ** 2 for a in x)


if __name__ == "__main__":
    main()
