"""What is told as new, as still open and as fixed: never more than two reports can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.reporting.attention import needs_of
from agent.core.reporting.changes import Changes, changes_of
from tests.core.mail.test_letter import entry, report, supply

if TYPE_CHECKING:
    from tests.support.documents import Document

JAM = {"state_reasons": ["media-jam-error"]}


def changed(then: Document, now: Document) -> Changes:
    return changes_of(report(entry(**now)), report(entry(**then)))


@pytest.mark.parametrize(
    ("then", "now", "new"),
    [
        ({}, JAM, "paper jam"),
        ({"supplies": [supply(11)]}, {"supplies": [supply(9)]}, "black toner is low (9%)"),
        # Worse than it was is news; a little less of what was low is none.
        ({"supplies": [supply(4)]}, {"supplies": [supply(0)]}, "black toner is empty"),
        (
            {"state_reasons": ["media-low-warning"]},
            {"state_reasons": ["media-empty-error"]},
            "no paper",
        ),
        ({}, {"read_status": "stale"}, "no response today, showing the last reading"),
    ],
)
def test_what_was_not_told_before_or_is_worse_is_new(then: Document, now: Document, new: str) -> None:
    found = changed(then, now)
    assert (found.new, found.fixed) == ({"p-1": (new,)}, ())
    assert (found.number_new, found.number_still, found.number_fixed) == (1, 0, 0)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (JAM, JAM),
        ({"supplies": [supply(7)]}, {"supplies": [supply(4)]}),
        ({"supplies": [supply(0)]}, {"supplies": [supply(3)]}),
        ({"read_status": "stale"}, {"read_status": "missing"}),
    ],
)
def test_what_was_told_before_is_still_open(then: Document, now: Document) -> None:
    found = changed(then, now)
    assert (found.new, found.fixed, found.number_still) == ({}, (), 1)


@pytest.mark.parametrize(
    ("then", "now", "fixed"),
    [
        (JAM, {}, "paper jam"),
        ({"supplies": [supply(5)]}, {"supplies": [supply(100)]}, "black toner is low (5%)"),
        ({"read_status": "stale"}, {}, "it responds again"),
    ],
)
def test_what_is_over_is_fixed(then: Document, now: Document, fixed: str) -> None:
    found = changed(then, now)
    assert found.fixed == (("Hall, Examplar 500", (fixed,)),)
    assert (found.number_new, found.number_still, found.number_fixed) == (0, 0, 1)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (JAM, {"read_status": "stale"}),  # nobody knows
        (JAM, {"read_status": "partial"}),
        ({"supplies": [supply(5)]}, {"supplies": [supply(None)]}),  # no level, no news
        ({"supplies": [supply(5)]}, {"supplies": []}),
        (JAM, {"id": "p-2"}),  # another printer; the first is not in the report
    ],
)
def test_what_this_report_does_not_know_is_not_called_fixed(then: Document, now: Document) -> None:
    assert changed(then, now).fixed == ()


REASONS = st.lists(
    st.sampled_from(["media-jam-error", "media-low-warning", "media-empty-error", "door-open-error"])
)
STATES = st.fixed_dictionaries(
    {
        "state_reasons": REASONS,
        "supplies": st.lists(
            st.builds(supply, st.one_of(st.none(), st.integers(0, 100)), index=st.integers(1, 3)),
            max_size=3,
            unique_by=lambda made: made["index"],
        ),
        "read_status": st.sampled_from(["ok", "partial", "stale"]),
    }
)


@given(STATES, STATES)
def test_new_and_still_open_are_together_all_that_is_needed(then: Document, now: Document) -> None:
    found = changed(then, now)
    needed = sum(len(need.sentences) for need in needs_of(report(entry(**now))))
    assert found.number_new + found.number_still == needed
    same = changed(now, now)
    assert (same.new, same.fixed, same.number_still) == ({}, (), needed)
