"""How fast is asked: from where the addresses are, and whatever they are no network is asked too fast."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.core.discovery.rate_limits import GENTLE_RATE, LARGEST_RATE, SUBNET_RATE, plan, spread
from agent.core.discovery.sweep import ROUND_WAIT, Waits, make_probes, plan_steps
from agent.core.discovery.sweep_schedule import LARGEST_BURST, SweepSchedule
from agent.core.discovery.targets import expand, parse_targets
from agent.core.model.access import Endpoint, Secret
from agent.core.model.pace import GENTLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.discovery.rate_limits import Pace

OWN = ("127.0.0.0/8", "192.168.0.0/21")
PROBES = make_probes((Secret("public"), Secret("warehouse")), 1)
TICK = 0.0007  # seconds; no divisor of any pace


def endpoints_of(texts: str) -> tuple[Endpoint, ...]:
    return expand(parse_targets(texts.split(), 161), {}).endpoints


@pytest.mark.parametrize(
    ("texts", "rate", "sockets", "limits"),
    [
        ("127.0.0.1-250 [::1]", 4_000, 1, set()),
        ("192.168.1.0/24", 2_000, 8, set()),
        ("192.168.0.0/22", 300, 16, {300}),
        ("10.0.0.0/24", 1_000, 1, {1_000}),
        ("10.0.0.0/23", 1_000, 1, {1_000}),
        ("10.0.0.0/22", 2_000, 1, {1_000}),
        ("10.0.0.0/20", 2_000, 1, {1_000}),
        ("192.168.1.0/24 10.0.0.0/24", 2_000, 8, {1_000}),
        ("192.168.0.0/22 10.0.0.0/24", 374, 16, {300, 1_000}),
        ("[fe80::1%eth0]", 2_000, 8, set()),
        ("", 4_000, 1, set()),
    ],
)
def test_the_pace_follows_from_where_the_addresses_are(
    texts: str, rate: int, sockets: int, limits: set[int]
) -> None:
    pace = plan(endpoints_of(texts), OWN)
    assert (pace.datagrams_per_second, pace.sockets, set(pace.limits.values())) == (rate, sockets, limits)


@pytest.mark.parametrize("texts", ["192.168.1.0/24", "10.0.0.0/24", "10.0.0.0/20"])
def test_the_gentle_pace_fills_no_neighbour_table(texts: str) -> None:
    assert plan(endpoints_of(texts), OWN, GENTLE).datagrams_per_second == GENTLE_RATE


def asked_at(
    endpoints: Sequence[Endpoint], pace: Pace, answering: frozenset[Endpoint] = frozenset()
) -> dict[Endpoint, list[float]]:
    """Return when each address is asked, one time a datagram, by a sender that looks often."""
    steps = plan_steps(PROBES, ask_v3=False, waits=Waits(0.2, 0.2))
    schedule = SweepSchedule(dict.fromkeys(endpoints, steps), pace, 0.0)
    asked: dict[Endpoint, list[float]] = defaultdict(list)
    for tick in itertools.count():
        now = tick * TICK + (0.1 if tick > 300 else 0.0)
        while question := schedule.take(now):
            asked[question.endpoint] += [now] * len(question.probes)
            if question.endpoint in answering:
                schedule.answered(question.endpoint, question.probes[0], now)
        if schedule.is_over():
            return asked
    raise AssertionError("a sweep without end")


def most_in_a_window(times: Iterable[float], window: float) -> int:
    """Return the largest number of times that lie within any window of this length."""
    ordered = sorted(times)
    most = first = 0
    for last, time in enumerate(ordered):
        while time - ordered[first] > window:
            first += 1
        most = max(most, last - first + 1)
    return most


PLACES = ["10.0.0.0/24", "10.0.1.0/25", "10.9.0.0/22", "192.168.0.0/24", "192.168.4.0/22", "172.16.7.64/26"]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True),
    st.sampled_from([0.05, 0.2, 0.5, 1.0]),
    st.integers(0, 6),
)
def test_no_network_is_asked_faster_than_its_limit_in_any_window(
    texts: list[str], window: float, answering: int
) -> None:
    endpoints = spread(endpoints_of(" ".join(texts)))
    pace = plan(endpoints, OWN)
    first_of_all = frozenset(
        e for e in endpoints if e.address.startswith("10.0.") and int(e.address[-1]) < answering
    )
    asked = asked_at(endpoints, pace, first_of_all)
    assert asked.keys() == set(endpoints)
    at_once = len(PROBES)  # one address gets all of its questions together
    whole = [time for times in asked.values() for time in times]
    assert most_in_a_window(whole, window) <= LARGEST_RATE * (window + LARGEST_BURST) + at_once
    for group, limit in pace.limits.items():
        times = [
            time
            for endpoint, sent in asked.items()
            if pace.subnets.get(endpoint.address.rpartition(".")[0]) == group
            for time in sent
        ]
        assert limit <= SUBNET_RATE
        assert most_in_a_window(times, window) <= limit * (window + LARGEST_BURST) + at_once


def test_who_is_left_of_a_network_is_asked_again_no_faster_than_before() -> None:
    """All of one network answer: the second round is the other one's alone."""
    endpoints = spread(endpoints_of("10.0.0.0/24 10.0.2.0/24"))
    answering = frozenset(endpoint for endpoint in endpoints if endpoint.address.startswith("10.0.0."))
    asked = asked_at(endpoints, plan(endpoints, OWN), answering)
    silent = [time for endpoint in endpoints if endpoint not in answering for time in asked[endpoint]]
    assert most_in_a_window(silent, 0.1) <= SUBNET_RATE * (0.1 + LARGEST_BURST) + len(PROBES)


def sweep_until(schedule: SweepSchedule, began: float, end: float) -> int:
    """Return how many datagrams go out between two moments."""
    sent = 0
    now = began
    while now < end:
        while question := schedule.take(now):
            sent += len(question.probes)
        now += TICK
    return sent


def test_where_something_on_the_way_is_full_the_pace_is_halved_once_a_second_down_to_the_gentle_one() -> None:
    endpoints = spread(endpoints_of("10.0.0.0/19"))
    steps = plan_steps(PROBES, ask_v3=False)
    schedule = SweepSchedule(dict.fromkeys(endpoints, steps), plan(endpoints, OWN), 0.0)
    sent = []
    for second in range(5):
        for _ in range(3):
            schedule.slow_down(float(second))
        sent.append(sweep_until(schedule, second, second + 1))
    expected = [1_000, 500, 300, 300, 300]
    assert all(
        abs(one - wanted) <= wanted * LARGEST_BURST + len(PROBES)
        for one, wanted in zip(sent, expected, strict=True)
    )


@pytest.mark.parametrize("loses_answers", [False, True])
def test_a_third_question_goes_out_only_where_answers_are_lost(loses_answers: bool) -> None:
    endpoint = Endpoint("10.0.0.1")
    steps = plan_steps(make_probes((Secret("public"),), 1), ask_v3=False)
    schedule = SweepSchedule({endpoint: steps}, plan([endpoint], OWN), 0.0)
    assert sweep_until(schedule, 0.0, 4 * ROUND_WAIT) == 2
    assert schedule.is_over()
    schedule.loses_answers = loses_answers
    assert schedule.is_over() is not loses_answers
    assert sweep_until(schedule, 4 * ROUND_WAIT, 6 * ROUND_WAIT) == int(loses_answers)
    assert schedule.is_over()
