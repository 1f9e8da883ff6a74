"""Formulas of profiles: what they are, what they count, and what is none."""

from __future__ import annotations

import pytest

from agent.core.model.errors import AgentError
from agent.core.reporting.formulas import formula_of, unknown_columns
from agent.core.reporting.profiles import profile_table
from agent.core.settings.profile_text import read_profile

ROW = {"A": 100, "B": 20, "C": None, "D": "12"}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("=A", 100),
        ("= A + B", 120),
        ("=A+2*B", 140),
        ("= A - B - 5", 75),
        ("= -B + 3 * A", 280),
        ("= 7", 7),
        ("= A + C", None),
        ("= A + 0 * C", None),  # not readable is never 0
        ("= A + D", None),  # a text is no count
        ("= A + E", None),
    ],
)
def test_a_formula_counts_what_it_says(source: str, value: int | None) -> None:
    assert formula_of(source).of(ROW) == value


@pytest.mark.parametrize(
    "source",
    [
        *("=", "= ", "A + B", "= A +", "= + + A", "= A * 2", "= 1.5 * A", "= A B", "= (A)", "= A / B"),
        *("= __import__", "= A;B", f"= {'A+' * 300}A", "= \u0661 * A", "= A - -B", "=9999999999"),
    ],
)
def test_what_is_no_formula_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"no formula|no term"):
        formula_of(source)


def test_a_column_that_there_is_not_is_named() -> None:
    assert unknown_columns(formula_of("= A + Z - 2 * Y + 3"), ROW) == ["Z", "Y"]


def test_a_profile_counts_a_large_page_twice() -> None:
    profile = read_profile("mine", 'columns = [["Billed", "= TotalImpressions + LargeTotal"]]\n')
    counts: tuple[int | None, ...] = (50, None)
    rows = [{"TotalImpressions": 900, "LargeTotal": large} for large in counts]

    assert profile_table(rows, profile).decode("utf-8-sig").split("\r\n") == ["Billed", "950", '""', ""]


@pytest.mark.parametrize(
    ("source", "expected"),
    [("= Total +", "a formula such as"), ("= LargeTotals", "did you mean LargeTotal?")],
)
def test_a_wrong_formula_of_a_profile_is_named(source: str, expected: str) -> None:
    with pytest.raises(AgentError) as refused:
        read_profile("mine", f'columns = [["Billed", "{source}"]]\n')
    assert expected in refused.value.advice
