"""The score over recorded printers: how much agrees, and that nothing differs without a reason in writing."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.support.made_printers import OFFICE_PRINTER
from tests.support.recording import parse_recording
from tools.score import AGREED, DIFFERING, UNREAD, Score, compare, score, unexplained
from tools.score_denominator import RULES, rule_for
from tools.score_differences import DIFFERENCES, explanation_of
from tools.score_expectations import RECORDINGS, Expectation
from tools.score_ours import read

with_recordings = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the folder of recordings is not here")

FLOOR = 0.98  # of the denominator

scored = cache(score)


def said(name: str, value: Any, source: str = "oracle", **facts: Any) -> Expectation:  # noqa: ANN401 (facts of JSON)
    return Expectation("made", source, "supplies", name, value, name, facts)


@pytest.mark.parametrize(
    ("name", "value", "verdict"),
    [
        ("serial_number", "EX8K000417", AGREED),
        ("serial_number", "EX8K000418", DIFFERING),
        ("model", "Examplar ColorWorks 500 series", AGREED),
        ("model", "ColorWorks 50", DIFFERING),
        ("firmware", "1.0", UNREAD),
        ("percent_left 1", 20.6, AGREED),
        ("percent_left 1", 22, DIFFERING),
        ("percent_left 1", None, DIFFERING),
        ("percent_left 9", 20, UNREAD),
        ("percent_of toner cyan", 40, AGREED),
        ("percent_of drum", 40, UNREAD),
        ("description 1", "Toner black S/N:7", AGREED),
        ("pages", 41250, AGREED),
        ("pages", 41251, UNREAD),
        ("panel", "ready", AGREED),
        ("detected_errors", ["lowToner"], AGREED),
        ("detected_errors", [], DIFFERING),
        ("no_reasons", [], DIFFERING),
        ("nothing", None, DIFFERING),
        ("told_apart", True, DIFFERING),
    ],
)
def test_each_kind_of_value_is_compared_by_what_it_means(name: str, value: Any, verdict: str) -> None:  # noqa: ANN401 (of any type)
    assert compare(said(name, value), read(OFFICE_PRINTER)).verdict == verdict


def test_a_device_that_is_not_taken_for_a_printer_is_unread_but_told_apart() -> None:
    ours = read(parse_recording("1.3.6.1.2.1.1.1.0|4|Examplar switch\n"))
    assert compare(said("told_apart", value=True), ours).verdict == AGREED
    assert compare(said("percent_left 1", None), ours).verdict == UNREAD


@pytest.mark.parametrize(
    ("name", "value", "source", "facts", "counts"),
    [
        ("percent_left 1", 50, "librenms", {"level": -3, "max": 100}, False),
        ("percent_left 1", 50, "librenms", {"level": 50, "max": 100}, True),
        ("percent_left 1", 50, "librenms", {"level": None, "max": None}, False),
        ("percent_left 1", None, "oracle", {"level": 9, "max": -2}, False),
        ("percent_left 1", None, "oracle", {"level": -3, "max": -2}, True),
        ("host_name", "<private>", "oracle", {}, False),
        ("alert", (), "oracle", {"severity": 5, "code": 1001}, False),
        ("alert", (), "oracle", {"severity": 3, "code": 1001}, True),
    ],
)
def test_what_counts_is_decided_by_what_a_source_says_alone(
    name: str,
    value: Any,  # noqa: ANN401 (of any type)
    source: str,
    facts: dict[str, int],
    counts: bool,
) -> None:
    assert (rule_for(said(name, value, source, **facts)) is None) is counts


@with_recordings
def test_nearly_all_that_counts_agrees(capsys: pytest.CaptureFixture[str]) -> None:
    result: Score = scored()
    with capsys.disabled():
        print(f"\n{len(result.compared)} values count, {result.share:.2%} agree")  # noqa: T201 (its reader wants the share)
    assert result.share >= FLOOR


@with_recordings
def test_every_difference_is_explained() -> None:
    assert list(unexplained(scored())) == []


@with_recordings
def test_no_rule_and_no_explanation_is_left_over() -> None:
    result = scored()
    assert [rule.why for rule in RULES if not result.taken_out.get(rule.why)] == []
    differing = {
        (one.expected.recording, one.expected.name) for one in result.compared if one.verdict != AGREED
    }
    assert [row for row in DIFFERENCES if (row.recording, row.name) not in differing] == []
    assert explanation_of(said("serial_number", "EX1")) is None
