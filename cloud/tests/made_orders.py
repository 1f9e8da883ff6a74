"""An office of one colour printer whose toners a test sets, day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from agent.core.report_format.document import report_bytes
from cloud.jobs.analyse import analyse_shard
from made_mails import CODE, FIRST_DAY, MadeAgent
from portal_world import take

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.jobs.ingest import IngestAdapters

OFFICE = MadeAgent(code=CODE, printers=("EX1",))
DEVICE = "serial:examplar:ex1"
BLACK, CYAN = "1 toner black", "2 toner cyan"


def morning(run: int) -> datetime:
    """Return when a run's day is analysed, after its report."""
    return FIRST_DAY + timedelta(days=run - 1, hours=1)


def levels(run: int, black: int, cyan: int = 80, **printer: Any) -> bytes:  # noqa: ANN401 (as meters.json has it)
    """Return a run's report whose printer has so much toner left."""
    report = OFFICE.report(run, b"?")
    first = report["printers"][0]
    supplies = [
        {
            **first["supplies"][0],
            "index": index,
            "type": "toner",
            "colorant": colorant,
            "percent_left": percent,
            "level": percent,
            "max_capacity": 100,
            "part_number": f"T-{colorant}",
            "serial_number": None,
            "empties": None,
        }
        for index, (colorant, percent) in enumerate((("black", black), ("cyan", cyan)), 1)
    ]
    report["printers"] = [
        {**first, "supplies": supplies, "impressions": None, "counters_source": None, **printer}
    ]
    return report_bytes(report)


def day(adapters: IngestAdapters, run: int, black: int, cyan: int = 80, **printer: Any) -> None:  # noqa: ANN401 (as levels)
    """Take a day's report in and analyse that morning."""
    take(adapters, OFFICE.mail(levels(run, black, cyan, **printer)))
    analyse_shard(adapters.table, "acme", 0, morning(run))
