"""The sweep over real sockets: who is found, who is not believed, and how fast it asks."""

from __future__ import annotations

import socket
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.rate_limits import Pace
from agent.core.discovery.sweep import (
    ROUND_WAIT,
    Found,
    Probe,
    Progress,
    Reads,
    Step,
    Tally,
    make_probes,
    plan_patient_steps,
    plan_steps,
)
from agent.core.discovery.sweep_schedule import LARGEST_BURST
from agent.core.model.access import Endpoint, Secret
from agent.core.snmp_codec.message import Version, decode
from agent.demo.responder import View, answer_message
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import udp
from tests.support.loopback import OWN_PORT as PORT
from tests.support.loopback import needs_127_8, silent_listeners
from tests.support.printer_walks import honest_walk
from tests.support.rogue import Rogue, Said, rogues

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from tests.support.rogue import Heard

pytestmark = needs_127_8

PUBLIC, SECRET = Secret("public"), Secret("warehouse")
PROBES = make_probes((PUBLIC,), 100)
ROUNDS = plan_steps(PROBES, ask_v3=False)
ONE_ROUND = (ROUNDS[0], Step(ROUND_WAIT))
FAST = Pace(4_000, 1)
WALK = honest_walk(b"EX8K000417")
OPEN_FILES = Path("/proc/self/fd")
SLACK = 20.0  # seconds that a busy machine may be late: a sweep that forgot its rate takes minutes


def place(number: int) -> Endpoint:
    return Endpoint(f"127.78.{number // 250}.{number % 250 + 1}", PORT)


def swept(
    endpoints: Sequence[Endpoint],
    steps: tuple[Step, ...] = ROUNDS,
    pace: Pace = FAST,
    probes: Sequence[Probe] = PROBES,
) -> tuple[list[Found], Tally, float]:
    """Return the devices found, the tally and the seconds that it took."""
    began = time.monotonic()
    *events, tally = udp.sweep(dict.fromkeys(endpoints, steps), probes, pace)
    seconds = time.monotonic() - began
    assert isinstance(tally, Tally)
    assert sum(e.addresses for e in events if isinstance(e, Progress)) == len(endpoints)
    return [e for e in events if isinstance(e, Found)], tally, seconds


def listeners(number: int) -> AbstractContextManager[list[socket.socket]]:
    return silent_listeners([place(index).address for index in range(number)])


def test_a_printer_is_found_once_and_the_tally_counts_every_datagram() -> None:
    with serve([SimulatedAgent(WALK, place(0))]):
        found, tally, seconds = swept([place(0)])
    assert found == [Found(place(0), "2c", PUBLIC)]
    assert (tally.datagrams_sent, tally.datagrams_received) == (1, 1)
    assert tally.bytes_sent == len(PROBES[0].datagram)
    assert tally.bytes_received > tally.bytes_sent
    assert seconds < ROUND_WAIT  # when all have answered it ends at once


def test_a_device_that_speaks_only_v1_is_found_in_the_second_round() -> None:
    with serve([SimulatedAgent(WALK, place(0), versions=frozenset({"1"}))]):
        found, tally, seconds = swept([place(0)])
    assert found == [Found(place(0), "1", PUBLIC)]
    assert tally.datagrams_sent == 2
    assert ROUND_WAIT <= seconds < ROUND_WAIT + SLACK


def test_the_community_that_a_device_takes_is_told() -> None:
    probes = make_probes((PUBLIC, SECRET), 7)
    with serve([SimulatedAgent(WALK, place(0), community=b"warehouse")]):
        found, _, _ = swept([place(0)], plan_steps(probes, ask_v3=False), probes=probes)
    assert found == [Found(place(0), "2c", SECRET)]


def test_a_device_that_speaks_only_v3_is_found_without_a_community() -> None:
    with serve([SimulatedAgent(WALK, place(0), versions=frozenset({"3"}))]):
        found, _, _ = swept([place(0)], plan_steps(PROBES, ask_v3=True))
    assert found == [Found(place(0), "3", None)]


def test_a_sleeper_is_waited_for_where_it_is_known_and_missed_where_it_is_not() -> None:
    sleeper = SimulatedAgent(WALK, place(0), wakes_after=1.7)
    patient = plan_patient_steps(PROBES, 4.0)
    with serve([sleeper]):
        assert [one.endpoint for one in swept([place(0)], patient)[0]] == [place(0)]
    with serve([sleeper]):
        assert swept([place(0)])[0] == []


def test_who_answers_late_is_taken_while_others_are_read() -> None:
    quick, late = SimulatedAgent(WALK, place(0)), SimulatedAgent(WALK, place(1), answer_delay=3 * ROUND_WAIT)
    with serve([quick, late]):
        assert [one.endpoint for one in swept([place(0), place(1)], ONE_ROUND)[0]] == [place(0)]
    with serve([quick, late]):
        events = udp.sweep(
            dict.fromkeys([place(0), place(1)], ONE_ROUND), PROBES, FAST, Reads(ended=lambda: 0)
        )
        found = [event for event in events if isinstance(event, Found)]
    assert [one.endpoint for one in found] == [place(0), place(1)]
    assert [one.seconds is not None and one.seconds >= 3 * ROUND_WAIT for one in found] == [False, True]


def test_a_sweep_ends_when_what_it_found_is_read() -> None:
    heard = iter([0, 0, 1])
    with serve([SimulatedAgent(WALK, place(0))]):
        events = udp.sweep(
            dict.fromkeys([place(0), place(1)], ONE_ROUND), PROBES, FAST, Reads(ended=lambda: next(heard, 1))
        )
        assert isinstance(list(events)[-1], Tally)
    assert list(heard) == []


@pytest.mark.parametrize("loses_answers", [False, True])
def test_whoever_stays_silent_is_asked_a_third_time_where_answers_are_lost(loses_answers: bool) -> None:
    """It drops what comes before it is awake, and of v1 it knows nothing: the third question reaches it."""
    sleeper = SimulatedAgent(WALK, place(0), versions=frozenset({"2c"}), wakes_after=1.5 * ROUND_WAIT)
    reads = Reads(loses_answers=lambda: loses_answers)
    with serve([sleeper]):
        *events, tally = udp.sweep({place(0): ROUNDS}, PROBES, FAST, reads)
    assert isinstance(tally, Tally)
    assert tally.datagrams_sent == (3 if loses_answers else 2)
    found = [event for event in events if isinstance(event, Found)]
    assert found == ([Found(place(0), "2c", PUBLIC)] if loses_answers else [])
    assert [one.seconds for one in found] == [None] * len(
        found
    )  # which of two questions it answered is not known


def test_nobody_is_believed_who_answers_from_a_port_that_was_not_asked() -> None:
    liar = Rogue(place(0), WALK, lambda heard: [Said(heard.honest, elsewhere=True)], answers_sweep=False)
    with rogues([liar]):
        found, tally, _ = swept([place(0)])
    assert (found, tally.datagrams_received) == ([], 1)


def test_nobody_is_believed_who_answers_for_a_silent_neighbour() -> None:
    neighbour, liar = place(0), place(1)
    answer = answer_message(View(WALK, Version.V2C), decode(PROBES[0].datagram), 1_400)
    assert answer
    with listeners(1) as (silent,), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lying:
        lying.bind((liar.address, PORT))
        events = udp.sweep({neighbour: ROUNDS}, PROBES, FAST)
        next(events)
        silent.setblocking(True)
        _, asker = silent.recvfrom(65_535)
        lying.sendto(answer, asker)
        assert not isinstance(next(events), Found | Progress)

        events = udp.sweep({neighbour: ROUNDS}, PROBES, FAST)
        next(events)
        silent.recvfrom(65_535)
        _, asker = silent.recvfrom(65_535)
        silent.sendto(answer, asker)
        assert next(events) == Found(neighbour, "2c", PUBLIC)
        assert isinstance(next(events), Tally)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda honest: honest[:-5],
    "empty": lambda _: b"",
    "noise": lambda _: b"\x30" * 1_400,
    "a question": lambda honest: honest.replace(b"\xa2", b"\xa0", 1),
    "another request": lambda honest: honest.replace(b"\x02\x01\x64", b"\x02\x01\x63", 1),
    "another version": lambda honest: honest.replace(b"\x02\x01\x01", b"\x02\x01\x00", 1),
}


def test_what_is_no_answer_finds_nobody() -> None:
    def part(spoil: Callable[[bytes], bytes], heard: Heard) -> list[Said]:
        assert spoil(heard.honest) != heard.honest
        return [Said(spoil(heard.honest))]

    cast = [
        Rogue(place(number), WALK, partial(part, spoil), answers_sweep=False)
        for number, spoil in enumerate(SPOILT.values())
    ]
    with rogues(cast):
        found, tally, _ = swept([rogue.endpoint for rogue in cast], ONE_ROUND)
    assert (found, tally.datagrams_received) == ([], len(SPOILT))


def test_a_thousand_answers_are_one_printer() -> None:
    eager = Rogue(place(0), WALK, lambda heard: [Said(heard.honest)] * 1_000, answers_sweep=False)
    quiet = SimulatedAgent(WALK, place(1), versions=frozenset({"1"}))
    with rogues([eager]), serve([quiet]):
        found, _, _ = swept([place(0), place(1)])
    assert [one.endpoint for one in found] == [place(0), place(1)]


def test_the_questions_leave_in_the_order_given() -> None:
    order = [2, 0, 1]
    asked: list[int] = []
    with listeners(3) as heard:
        for event in udp.sweep(dict.fromkeys(map(place, order), ONE_ROUND), PROBES, Pace(40, 1)):
            if isinstance(event, Progress):
                now = {number for number, one in enumerate(heard) if _has_heard(one)}
                asked += now.difference(asked)
    assert asked == order


def test_the_pace_is_held_and_a_pause_is_not_made_up_by_a_burst() -> None:
    rate, number = 200, 100
    with listeners(number) as heard:
        targets = dict.fromkeys(map(place, range(number)), ONE_ROUND)
        events = udp.sweep(targets, PROBES, Pace(rate, 1))
        began = time.monotonic()
        next(events)
        time.sleep(0.25)  # whoever listens to the sweep was busy: 50 questions would have been due
        before = sum(1 for one in heard if _has_heard(one))
        next(event for event in events if isinstance(event, Progress))
        after_pause = sum(1 for one in heard if _has_heard(one)) - before
        list(events)
        seconds = time.monotonic() - began
    assert after_pause <= rate * LARGEST_BURST + 2
    questions_after = number - before
    assert questions_after / rate * 0.9 <= seconds - 0.25 - ROUND_WAIT + 0.05
    assert seconds < number / rate + 0.25 + ROUND_WAIT + SLACK


def _has_heard(one: socket.socket) -> bool:
    """Return whether a question waits at this socket; it stays there."""
    try:
        return bool(one.recv(65_535, socket.MSG_PEEK))
    except BlockingIOError:
        return False


def test_two_thousand_silent_addresses_are_swept_in_time() -> None:
    endpoints = [place(number) for number in range(2_000)]
    with serve([SimulatedAgent(WALK, endpoints[1_500])]):
        found, tally, seconds = swept(endpoints)
    assert [one.endpoint for one in found] == [endpoints[1_500]]
    assert tally.datagrams_sent == 2 * 2_000 - 1
    # Two rounds at the pace, and the wait of the last address.
    assert 3_999 / FAST.datagrams_per_second * 0.9 <= seconds
    assert seconds < 3_999 / FAST.datagrams_per_second + 2 * ROUND_WAIT + SLACK


def test_a_printer_on_ipv6_is_found() -> None:
    with serve([SimulatedAgent(WALK, Endpoint("::1", 0))]) as (served,):
        found, _, _ = swept([served.endpoint])
    assert [one.endpoint for one in found] == [served.endpoint]


def test_several_sockets_share_the_questions() -> None:
    with listeners(8) as heard:
        swept([place(number) for number in range(8)], ONE_ROUND, Pace(4_000, 4))
        askers = Counter(one.recvfrom(65_535)[1][1] for one in heard)
    assert sorted(askers.values()) == [2, 2, 2, 2]


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list open files")
def test_a_sweep_that_is_given_up_closes_its_sockets() -> None:
    before = len(list(OPEN_FILES.iterdir()))
    events = udp.sweep(dict.fromkeys([place(0)], ROUNDS), PROBES, Pace(4_000, 8))
    next(events)
    assert len(list(OPEN_FILES.iterdir())) > before
    events.close()  # type: ignore[attr-defined] # a sweep is a generator
    assert len(list(OPEN_FILES.iterdir())) == before
