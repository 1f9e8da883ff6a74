"""The forecast tried on made-up offices: how often the truth lay within its range."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.history.counts import meter_of
from agent.core.history.entry_past import weekend_of
from agent.core.history.forecast import Range, forecast
from agent.core.history.levels import levels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.support.made_use import Case

ALL = "all"


@dataclass(frozen=True, slots=True)
class Score:
    """Of so many cases: how many got a range, and in how many it was right, or missed on either side."""

    cases: int
    dated: int
    within: int
    sooner: int  # it was empty before the earliest date
    later: int  # or after the latest one

    @property
    def share(self) -> float:
        """The part of the ranges that held."""
        return self.within / self.dated if self.dated else 0.0

    def __str__(self) -> str:
        return (
            f"{self.cases:>6}{self.dated / self.cases:>8.0%}{self.share:>8.1%}"
            f"{self.sooner / max(self.dated, 1):>10.1%}{self.later / max(self.dated, 1):>8.1%}"
        )


HEADER = f"{'80 % range of the run-out date':38}{'cases':>6}{'told':>8}{'held':>8}{'sooner':>10}{'later':>8}"


def outcome(case: Case) -> str:
    """Return within, sooner or later; or untold, where no range was given."""
    today = case.readings[-1].read_at.date()
    weekend = weekend_of(meter_of(case.readings), today)
    ((_, levels),) = levels_of(case.readings).items()
    expected = forecast(levels, weekend, today)
    if not isinstance(expected, Range):
        return "untold"
    if case.emptied is None or case.emptied > expected.latest:
        return "later"
    return "sooner" if case.emptied < expected.earliest else "within"


def scores(cases: Iterable[Case]) -> Mapping[str, Score]:
    """Return the score of each pattern of use, of each gauge, and of all."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        how = outcome(case)
        for name in (case.pattern, f"gauge: {case.gauge}", ALL):
            found[name][how] += 1
    return {name: _score(counts) for name, counts in found.items()}


def _score(counts: Counter[str]) -> Score:
    dated = counts.total() - counts["untold"]
    return Score(counts.total(), dated, counts["within"], counts["sooner"], counts["later"])


def by_share(found: Mapping[str, Score]) -> list[str]:
    """Return the patterns of use, the one whose ranges hold least often first."""
    patterns = [name for name in found if name != ALL and not name.startswith("gauge")]
    return sorted(patterns, key=lambda name: found[name].share)
