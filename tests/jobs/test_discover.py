"""The sweep and the reads side by side: each found device is read once, while the sweep still goes on."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.sweep import Found, Progress, Tally
from agent.core.model.access import Endpoint, Secret
from agent.jobs.discover import MOST_ALONE, READERS, discover
from agent.jobs.read_device import ReadOutcome
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.jobs.discover import SweepEvent

FOUND = [Found(Endpoint(f"10.0.{n // 250}.{n % 250 + 1}"), "2c", Secret("public")) for n in range(100)]
TALLY = Tally(2, 1, 80, 90)


def read(found: Found, _alone: bool = False) -> ReadOutcome:
    return ReadOutcome(found.endpoint)


def test_every_event_comes_through_and_each_found_device_has_one_outcome() -> None:
    swept: list[SweepEvent] = [Progress(50), *FOUND, Progress(50), TALLY]
    events = list(discover(lambda: swept, read, PATIENCE))
    assert [event for event in events if not isinstance(event, ReadOutcome)] == swept
    outcomes = [event.endpoint for event in events if isinstance(event, ReadOutcome)]
    assert sorted(outcomes) == sorted(found.endpoint for found in FOUND)


def test_nobody_found_is_no_outcome() -> None:
    assert list(discover(lambda: [Progress(9), TALLY], read, PATIENCE)) == [Progress(9), TALLY]


def test_a_device_is_read_while_the_sweep_goes_on() -> None:
    was_read = threading.Event()

    def sweep() -> Iterator[SweepEvent]:
        yield FOUND[0]
        assert was_read.wait(PATIENCE)
        yield TALLY

    events = []
    for event in discover(sweep, read, PATIENCE):
        events.append(event)
        if isinstance(event, ReadOutcome):
            was_read.set()
    assert events == [FOUND[0], ReadOutcome(FOUND[0].endpoint), TALLY]


def test_a_slow_device_holds_up_no_other_and_not_too_many_are_read_at_once() -> None:
    others_are_done = threading.Event()
    lock = threading.Lock()
    at_once = most = 0

    def count(by: int) -> None:
        nonlocal at_once, most
        with lock:
            at_once += by
            most = max(most, at_once)

    def reading(found: Found, _alone: bool) -> ReadOutcome:
        count(1)
        if found == FOUND[0]:
            assert others_are_done.wait(PATIENCE)
        time.sleep(0.002)
        count(-1)
        return read(found)

    outcomes: list[Endpoint] = []
    for event in discover(lambda: [*FOUND, TALLY], reading, PATIENCE):
        if isinstance(event, ReadOutcome):
            outcomes.append(event.endpoint)
            if len(outcomes) == len(FOUND) - 1:
                others_are_done.set()
    assert outcomes[-1] == FOUND[0].endpoint
    assert 1 < most <= READERS + 1


def test_closing_it_early_waits_for_nobody_and_begins_nothing_more() -> None:
    released = threading.Event()
    begun: list[Found] = []

    def reading(found: Found, _alone: bool) -> ReadOutcome:
        begun.append(found)
        released.wait(PATIENCE)
        return read(found)

    events = discover(lambda: [*FOUND, TALLY], reading, PATIENCE)
    while not isinstance(next(events), Tally):
        pass
    started = time.monotonic()
    events.close()  # type: ignore[attr-defined] # discover is a generator
    assert time.monotonic() - started < PATIENCE / 2  # who waited would wait for PATIENCE
    running = len(begun)
    released.set()
    time.sleep(0.05)
    assert len(begun) == running <= READERS + 1


def test_who_is_read_alone_holds_up_nobody_else_and_few_are_so_at_once() -> None:
    others_are_done = threading.Event()
    lock, at_once, most = threading.Lock(), 0, 0

    def reading(found: Found, alone: bool) -> ReadOutcome | None:
        nonlocal at_once, most
        if not alone:
            return None if found in FOUND[:50] else read(found)
        with lock:
            at_once += 1
            most = max(most, at_once)
        assert others_are_done.wait(PATIENCE)
        with lock:
            at_once -= 1
        return read(found)

    outcomes: list[Endpoint] = []
    for event in discover(lambda: [*FOUND, TALLY], reading, 2 * PATIENCE):
        if isinstance(event, ReadOutcome):
            outcomes.append(event.endpoint)
            if len(outcomes) == len(FOUND) - 50:
                others_are_done.set()
    assert sorted(outcomes) == sorted(found.endpoint for found in FOUND)
    assert set(outcomes[:50]) == {found.endpoint for found in FOUND[50:]}
    assert 1 <= most <= MOST_ALONE


def test_at_its_deadline_it_tells_what_ended_and_names_what_is_not_read() -> None:
    released = threading.Event()

    def reading(found: Found, _alone: bool) -> ReadOutcome:
        if found != FOUND[0]:
            released.wait(PATIENCE)
        return read(found)

    started = time.monotonic()
    events = list(discover(lambda: [*FOUND, TALLY], reading, 0.5))
    took = time.monotonic() - started
    released.set()
    outcomes = {event.endpoint: event for event in events if isinstance(event, ReadOutcome)}
    assert took < PATIENCE / 2
    assert set(outcomes) == {found.endpoint for found in FOUND}
    assert [outcome.endpoint for outcome in outcomes.values() if not outcome.is_out_of_time] == [
        FOUND[0].endpoint
    ]
    assert outcomes[FOUND[1].endpoint].advice is not None


def test_a_sweep_without_end_is_left_at_the_deadline() -> None:
    closed = threading.Event()

    def sweep() -> Iterator[SweepEvent]:
        try:
            while True:
                time.sleep(0.001)
                yield Progress(1)
        finally:
            closed.set()

    events = list(discover(sweep, read, 0.3))
    assert {type(event) for event in events} == {Progress}
    assert closed.wait(PATIENCE)


def test_what_the_sweep_or_a_read_raises_reaches_the_caller() -> None:
    def broken_sweep() -> Iterator[SweepEvent]:
        yield Progress(1)
        raise OSError("no socket is left")

    def broken_read(_found: Found, _alone: bool) -> ReadOutcome:
        raise ZeroDivisionError

    with pytest.raises(OSError, match="no socket"):
        list(discover(broken_sweep, read, PATIENCE))
    with pytest.raises(ZeroDivisionError):
        list(discover(lambda: [FOUND[0], TALLY], broken_read, PATIENCE))
