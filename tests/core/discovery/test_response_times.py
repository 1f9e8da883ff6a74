"""RFC 6298's estimator, and what a scan learns by it."""

from __future__ import annotations

import pytest

from agent.core.discovery.response_times import Estimate, ResponseTimes, after_scan, learn
from agent.core.model.access import Endpoint

HERE, THERE = Endpoint("10.0.0.1"), Endpoint("10.0.0.2")


def learnt(*seconds: float | None) -> Estimate | None:
    """Return the estimate after these response times, in their order."""
    estimate = None
    for one in seconds:
        estimate = learn(estimate, one)
    return estimate


def test_the_estimator_is_that_of_rfc_6298() -> None:
    assert learnt(0.08) == Estimate(0.08, 0.04)
    second = learnt(0.08, 0.16)
    assert second
    assert second.smoothed == pytest.approx(7 / 8 * 0.08 + 1 / 8 * 0.16)
    assert second.variation == pytest.approx(3 / 4 * 0.04 + 1 / 4 * 0.08)
    assert second.timeout() == pytest.approx(second.smoothed + 4 * second.variation)


@pytest.mark.parametrize(
    ("seconds", "longest", "timeout"),
    [((0.01,), 0.5, 0.2), ((0.1,), 0.5, 0.3), ((0.9,), 0.5, 0.5), ((0.9,), 30, 2.7), ((0.01,), 0.1, 0.1)],
)
def test_a_timeout_has_a_floor_and_a_ceiling(seconds: tuple[float], longest: float, timeout: float) -> None:
    estimate = learnt(*seconds)
    assert estimate
    assert estimate.timeout(longest) == pytest.approx(timeout)


def test_who_answers_only_the_repeated_question_is_waited_for_longer_until_it_tells_its_time() -> None:
    before, after = learnt(0.1), learnt(0.1, None)
    assert before
    assert after
    assert after.timeout(30) == 2 * before.timeout(30)
    assert learnt(None) is None
    assert learnt(None, 0.08) == learnt(0.08)


def test_a_scan_learns_of_those_it_asked_and_forgets_places_where_no_known_printer_is() -> None:
    before = {HERE: ResponseTimes(learnt(0.1), learnt(0.2)), THERE: ResponseTimes(learnt(0.3))}
    assert after_scan(before, {}, {}, [HERE, THERE]) == before
    assert after_scan(before, {}, {}, [THERE]) == {THERE: before[THERE]}
    after = after_scan(before, {HERE: 0.2}, {HERE: 0.4}, [HERE])
    assert after == {HERE: ResponseTimes(learnt(0.1, 0.2), learnt(0.2, 0.4))}
    assert after_scan({}, {HERE: None}, {}, [HERE]) == {}
