"""A computer whose kernel has no IPv6: an IPv6 target stays silent, and the others are read."""

from __future__ import annotations

import errno
import os
import socket
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.rate_limits import Pace
from agent.core.discovery.sweep import Found, Tally, make_probes, plan_steps
from agent.core.messages import devices
from agent.core.model.access import Endpoint, Secret
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import udp
from tests.support.hostile_office import honest_printers, scan_among
from tests.support.loopback import OWN_PORT, needs_127_8
from tests.support.own_readers import own_readers
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_127_8

PROBES = make_probes((Secret("public"),), 100)
ROUNDS = plan_steps(PROBES, ask_v3=False)
# The system refuses these at once, so that nothing leaves: a broadcast, and ports that nobody can have.
NOWHERE = (Endpoint("255.255.255.255", 161), Endpoint("127.82.0.2", 0), Endpoint("::1", 0))


class WithoutIpv6(socket.socket):
    """A socket as a kernel gives it that was started with ipv6.disable=1."""

    def __init__(self, family: int = -1, kind: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        if family == socket.AF_INET6:
            raise OSError(errno.EAFNOSUPPORT, os.strerror(errno.EAFNOSUPPORT))
        super().__init__(family, kind, proto, fileno)


@pytest.fixture
def no_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", WithoutIpv6)


@pytest.mark.usefixtures("no_ipv6")
def test_the_sweep_asks_the_others_and_says_that_ipv6_is_missing() -> None:
    printer = Endpoint("127.82.0.1", OWN_PORT)
    targets = dict.fromkeys([Endpoint("::1", OWN_PORT), printer], ROUNDS)
    with serve([SimulatedAgent(honest_walk(b"EX8K000417"), printer)]):
        *events, tally = udp.sweep(targets, PROBES, Pace(4_000, 1))
    assert [event.endpoint for event in events if isinstance(event, Found)] == [printer]
    assert isinstance(tally, Tally)
    assert (tally.lacks_ipv6, tally.datagrams_sent) == (True, 1)


@pytest.mark.usefixtures("no_ipv6")
def test_the_scan_goes_on_with_a_note(tmp_path: Path) -> None:
    places = [str(printer.endpoint) for printer in honest_printers()]
    with own_readers() as readers:
        report = scan_among([], tmp_path, [*places, "[::1]:16199"], readers)
    assert {row["read_status"] for row in report["printers"]} == {"ok"}
    assert len(report["printers"]) == len(places)
    assert report["scan"]["notes"] == [devices.NO_IPV6, devices.silent("[::1]:16199")]


def test_where_no_datagram_can_go_it_stays_silent_and_the_sweep_goes_on() -> None:
    printer = Endpoint("127.82.0.1", OWN_PORT)
    targets = dict.fromkeys([*NOWHERE, printer], ROUNDS)
    with serve([SimulatedAgent(honest_walk(b"EX8K000417"), printer)]):
        *events, tally = udp.sweep(targets, PROBES, Pace(4_000, 1))
    assert [event.endpoint for event in events if isinstance(event, Found)] == [printer]
    assert isinstance(tally, Tally)
    assert tally.datagrams_received == 1
