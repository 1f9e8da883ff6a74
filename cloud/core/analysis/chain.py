"""What is wrong with the chain of an agent's reports, as far as it has come in."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

from cloud.core.analysis.finding import CHAIN, FORKED, MISSING, OTHER_PAST, Finding
from cloud.core.items import stored_of
from cloud.core.messages import analysis
from cloud.core.states import COUNTED, DISPUTED, OVERRULED, other_predecessors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cloud.core.item_types import ReportItem

LOOKED_AT = 60  # of an agent's newest reports: what is older has been told often enough


def chain_findings(
    site: str, agent: str, reports: Sequence[ReportItem], cancelled: Collection[tuple[str, int]] = ()
) -> Iterator[Finding]:
    """Yield what is wrong among the items of an agent's newest reports.

    What came before the first of them is not missed: the agent may have reported elsewhere. Nor are the
    `cancelled` runs, each with its agent: a person ended their letters before they left.
    """
    trusted = [item for item in reports if item.get("state") in {COUNTED, DISPUTED, OVERRULED}]
    came = {item["run"] for item in trusted}
    ended = {run for whose, run in cancelled if whose == agent and came and min(came) < run < max(came)}
    runs = sorted(came | ended)
    for first, last in gaps_between(runs):
        yield _finding(site, agent, MISSING, (first, last), analysis.runs_missing(first, last))
    for run in sorted({item["run"] for item in trusted if item["state"] == DISPUTED}):
        yield _finding(site, agent, FORKED, (run, run), analysis.run_disputed(run))
    of_runs = [stored_of(item) for item in trusted if item["state"] != OVERRULED]
    for run in sorted({report.run for report in other_predecessors(of_runs)}):
        yield _finding(site, agent, OTHER_PAST, (run, run), analysis.other_past(run))


def cancelled_in(reports: Iterable[ReportItem]) -> Iterator[tuple[str, int]]:
    """Yield the runs, each with its agent, that items of trusted reports name as cancelled."""
    for item in reports:
        if item.get("state") in {COUNTED, DISPUTED, OVERRULED}:
            yield from ((agent, run) for agent, run in json.loads(item.get("cancelled") or "[]"))


def gaps_between(runs: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each gap in ascending run numbers."""
    return ((before + 1, after - 1) for before, after in pairwise(runs) if after > before + 1)


def _finding(site: str, agent: str, what: str, runs: tuple[int, int], text: str) -> Finding:
    first, last = runs
    details: dict[str, str | int | None] = {"agent": agent, "first_run": first, "last_run": last}
    return Finding(CHAIN, site, f"{agent} {what} {first}", text, details=details)
