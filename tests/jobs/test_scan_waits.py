"""How long a scan waits: long in a first run, and where printers are known as long as they take."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from agent.context.office import now
from agent.core.discovery.response_times import LONGEST_TIMEOUT, SHORTEST_TIMEOUT
from agent.core.discovery.sweep import FIRST_RUN, Found, make_probes, plan_steps
from agent.core.discovery.sweep_plan import Patience, plan_sweep
from agent.core.discovery.targets import expand, parse_targets
from agent.core.model.access import Endpoint, Secret
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.store import Store
from tests.support.loopback import OWN_PORT, needs_127_8
from tests.support.loopback_scan import scan_loopback
from tests.support.own_readers import own_readers
from tests.support.patience import PATIENCE
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from pathlib import Path

    from agent.core.discovery.sweep import Step
    from agent.jobs.discover import Event

pytestmark = needs_127_8

NETWORK = "127.83.0.1-127.83.0.60"
PROBES = make_probes((Secret("public"),), 1)


def agents(number: int, *, wakes_after: float = 0.0, answer_delay: float = 0.0) -> list[SimulatedAgent]:
    return [
        SimulatedAgent(
            honest_walk(b"WAIT%04d" % index),
            Endpoint(f"127.83.0.{3 * index + 1}", OWN_PORT),
            wakes_after=wakes_after,
            answer_delay=answer_delay,
        )
        for index in range(number)
    ]


def planned(store: Store, *, is_thorough: bool = False) -> dict[Endpoint, tuple[Step, ...]]:
    """Return whom the next scan of the network would ask, and when."""
    patience = Patience(times=store.response_times.known(), is_thorough=is_thorough)
    expansion = expand(parse_targets([NETWORK], OWN_PORT), {})
    return plan_sweep(expansion, store.readings.devices(), PROBES, ask_v3=False, now=now(), patience=patience)


def test_printers_that_wake_after_three_seconds_are_all_read_in_a_first_run(tmp_path: Path) -> None:
    sleepers = agents(20, wakes_after=3.0)
    with own_readers() as readers, serve(sleepers), Store.open(tmp_path / "agent.db", now()) as store:
        read, _ = scan_loopback((NETWORK,), store, readers)
    assert read == {sleeper.endpoint for sleeper in sleepers}


def test_who_is_known_is_asked_as_it_answers_and_no_more_often(tmp_path: Path) -> None:
    printers = agents(3)
    with own_readers() as readers, serve(printers), Store.open(tmp_path / "agent.db", now()) as store:
        assert set(planned(store).values()) == {plan_steps(PROBES, ask_v3=False, waits=FIRST_RUN)}
        first, asked_first = scan_loopback((NETWORK,), store, readers)
        times = store.response_times.known()
        steps = planned(store)
        thorough = planned(store, is_thorough=True)
        second, asked_second = scan_loopback((NETWORK,), store, readers)
    assert first == second == times.keys() == {printer.endpoint for printer in printers}
    assert all(one.answer and one.slowest for one in times.values())
    assert asked_second <= asked_first
    stranger = Endpoint("127.83.0.2", OWN_PORT)
    assert SHORTEST_TIMEOUT <= steps[stranger][1].at <= LONGEST_TIMEOUT
    assert steps[printers[0].endpoint][1].probes == steps[printers[0].endpoint][0].probes
    assert thorough[stranger] == plan_steps(PROBES, ask_v3=False, waits=FIRST_RUN)
    assert thorough[printers[0].endpoint] == steps[printers[0].endpoint]


def test_what_was_measured_of_a_place_goes_with_the_printer(tmp_path: Path) -> None:
    (printer,) = agents(1)
    with own_readers() as readers, Store.open(tmp_path / "agent.db", now()) as store:
        with serve([printer]):
            scan_loopback((NETWORK,), store, readers)
        before = store.response_times.known()
        scan_loopback(("127.83.0.200",), store, readers)
        assert store.response_times.known() == before
        (device,) = store.readings.devices()
        elsewhere = Endpoint("127.83.0.50", OWN_PORT)
        with serve([SimulatedAgent(printer.walk, elsewhere)]):
            scan_loopback((NETWORK,), store, readers)
        assert [one.id for one in store.readings.devices()] == [device.id]
        assert store.response_times.known().keys() == {elsewhere}


def test_a_scan_that_fails_leaves_no_sweep_behind(tmp_path: Path) -> None:
    """It fails while somebody is still read. The process could not end: it waits for its threads."""
    quick, slow = agents(1)[0], agents(2, answer_delay=0.4)[1]
    found: list[Event] = []

    def fail(event: Event, _addresses: int) -> None:
        found.extend([event] if isinstance(event, Found) else [])
        if len(found) > 1:
            raise ZeroDivisionError

    with own_readers() as readers, serve([quick, slow]), Store.open(tmp_path / "agent.db", now()) as store:
        with pytest.raises(ZeroDivisionError):
            scan_loopback((NETWORK,), store, readers, fail)
        sweeps = [thread for thread in threading.enumerate() if thread.name.startswith("reader_")]
        assert sweeps
        for thread in sweeps:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in sweeps)
