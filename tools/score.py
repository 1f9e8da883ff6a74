"""How well recorded printers are read, beside what others say of them: `make score`.

Prints the denominator (what is expected, what each rule takes out and why), a row for each recording,
every difference with its explanation, and the total. The recordings are not part of this project.
"""
# A score prints.
# ruff: noqa: T201

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tools.score_denominator import RULES, rule_for
from tools.score_differences import explanation_of
from tools.score_expectations import RECORDINGS, Expectation, expectations
from tools.score_names import same_model
from tools.score_ours import TABLES, Ours, read, recorded_walks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

CLASSES = ("identity", "counters", "supplies", "errors")
AGREED, DIFFERING, UNREAD = VERDICTS = ("agreed", "differing", "unread")


@dataclass(frozen=True, slots=True)
class Compared:
    """An expectation that counts, our value, and what became of it: agreed, differing or unread."""

    expected: Expectation
    ours: Any
    verdict: str


@dataclass(frozen=True, slots=True)
class Score:
    """All expectations: those compared, and how many each rule of the denominator took out."""

    compared: list[Compared]
    taken_out: Mapping[str, int]

    @property
    def share(self) -> float:
        """The part of the denominator that agrees, 0..1."""
        return sum(one.verdict == AGREED for one in self.compared) / len(self.compared)


def score() -> Score:
    """Read every recording and compare it with everything that counts."""
    walks = recorded_walks()
    ours = {name: read(walk) for name, walk in walks.items()}
    rules = [(one, rule_for(one)) for one in expectations(walks)]
    taken_out = Counter(rule.why for _, rule in rules if rule)
    return Score([compare(one, ours[one.recording]) for one, rule in rules if not rule], taken_out)


def compare(expected: Expectation, ours: Ours) -> Compared:
    """Return the outcome of one expectation."""
    kind = expected.name.split()[0]
    value, same = _SPECIAL.get(kind, _plain)(expected, ours)
    verdict = AGREED if same else UNREAD if value in (None, [], "unknown") else DIFFERING
    return Compared(expected, value, verdict)


def _plain(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    value = ours.get(expected.name)
    return value, value == expected.value


def _model(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    value = ours.get("model")
    return value, same_model(expected.value, value)


def _percent(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    """Compare within one: sources round differently, and we never round what is left to nothing."""
    value, theirs = ours.get(expected.name), expected.value
    if value is None or theirs is None:
        return value, value is theirs and ours.entry is not None
    return value, abs(min(theirs, 100) - value) <= 1


def _description(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    """Part and serial numbers may be split from the end of a description (quirk 20)."""
    value = ours.get(expected.name)
    return value, bool(value) and expected.value.startswith(value)


def _pages(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    """Compare the pages of a peer that takes engine life where there is no billing counter (quirk 32)."""
    total, life = ours.get("impressions total"), ours.get("life_count 1")
    return total, expected.value in (total, life)


def _errors(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    value = ours.get("detected_errors")
    return value, value is not None and sorted(value) == expected.value


def _console(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    value = ours.get("console")
    return value, expected.value in (value or ())


def _panel(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    value = ours.get("console")
    return value, expected.value in " ".join(value or ()).casefold()


def _alert(expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    columns = ("severity", "group", "group_index", "code", "description")
    rows = [tuple(row[column] for column in columns) for row in ours.get("alerts") or ()]
    return rows, expected.value in rows


def _no_reasons(_expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    value = ours.get("state_reasons")
    return value, value == []


def _nothing(_expected: Expectation, ours: Ours) -> tuple[Any, bool]:
    entry = ours.entry or {}
    counts = [value for table in TABLES for value in (entry.get(table) or {}).values()]
    percents = [supply["percent_left"] for supply in entry.get("supplies", ())]
    found = [value for value in (*counts, *percents) if value is not None]
    return found, not found and ours.entry is not None


_SPECIAL: dict[str, Callable[[Expectation, Ours], tuple[Any, bool]]] = {
    "model": _model,
    "percent_left": _percent,
    "percent_of": _percent,
    "description": _description,
    "pages": _pages,
    "detected_errors": _errors,
    "console": _console,
    "panel": _panel,
    "alert": _alert,
    "no_reasons": _no_reasons,
    "nothing": _nothing,
}


def unexplained(result: Score) -> list[Compared]:
    """Return the differences that have no row in the table of differences."""
    return [one for one in result.compared if one.verdict != AGREED and not explanation_of(one.expected)]


def lines(result: Score) -> Iterable[str]:
    """Yield the printed score: denominator, recordings, differences, total."""
    out = sum(result.taken_out.values())
    yield f"Expected: {out + len(result.compared)} values; {out} don't count:"
    for rule in RULES:
        yield f"{result.taken_out.get(rule.why, 0):6}  {rule.why} [{rule.quirk}]"
    yield f"\n{'agreed/differing/unread':44}" + "".join(f"{name:>14}" for name in CLASSES)
    for name in dict.fromkeys(one.expected.recording for one in result.compared):
        yield _row(name, [one for one in result.compared if one.expected.recording == name])
    yield _row("total", result.compared)
    yield _shares(result)
    for one in result.compared:
        if one.verdict != AGREED:
            why = explanation_of(one.expected) or "NOT EXPLAINED"
            yield (
                f"{one.verdict}: {one.expected.recording} {one.expected.name} ({one.expected.source}): "
                f"{one.expected.value!r} / {one.ours!r}: {why}"
            )
    agreed = sum(one.verdict == AGREED for one in result.compared)
    yield f"\n{agreed} of {len(result.compared)} agree: {result.share:.2%}"


def _row(name: str, compared: list[Compared]) -> str:
    counts = Counter((one.expected.field_class, one.verdict) for one in compared)
    cells = ("/".join(str(counts[field_class, verdict]) for verdict in VERDICTS) for field_class in CLASSES)
    return f"{name:44}" + "".join(f"{'' if cell == '0/0/0' else cell:>14}" for cell in cells)


def _shares(result: Score) -> str:
    """Return each class's share: raw columns of supplies are many and easy, the others few and hard."""
    verdicts = Counter((one.expected.field_class, one.verdict == AGREED) for one in result.compared)
    shares = (verdicts[name, True] / (verdicts[name, True] + verdicts[name, False]) for name in CLASSES)
    return f"{'share':44}" + "".join(f"{share:14.1%}" for share in shares)


def main() -> int:
    """Print the score; return 1 where the folder of recordings is absent."""
    if not RECORDINGS.is_dir():
        print("The folder of recordings, ../shared/recordings, is not here.")
        return 1
    print(*lines(score()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
