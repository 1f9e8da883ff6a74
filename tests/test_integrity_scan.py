"""Real scans of simulated printers on made-up days: what happened between them is told in the report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.access import Endpoint, Secret
from agent.core.asking import mib
from agent.core.reporting.report import Sender
from agent.core.reporting.table import csv_of
from agent.edge.simulator import SimulatedAgent, serve
from agent.edge.store import Store
from agent.jobs.aim import Order
from agent.jobs.report import close_without_letter, report_without_letter
from agent.jobs.scan import scan
from agent.verbs.scan import make_tools
from loopback import OWN_PORT, needs_127_8
from made_printers import OFFICE_PRINTER, made, merged
from report_schema import flaws_of
from store_samples import DAY, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.core.walk import Walk

pytestmark = needs_127_8

SENDER = Sender("north", "North", "agent-1", "1.0", "Linux", None)
ONE, OTHER = Endpoint("127.81.0.7", OWN_PORT), Endpoint("127.81.0.8", OWN_PORT)
SERIAL, MAC = "EX8K000417", "02:00:5e:10:00:07"

Entry = dict[str, Any]


def printer(count: int, serial: str = SERIAL, mac: str = MAC) -> Walk:
    """Return the office's printer with this life count, serial number and MAC address."""
    return merged(
        OFFICE_PRINTER,
        made(
            {
                (mib.PRT_MARKER_LIFE_COUNT, (1, 1)): count,
                (mib.PRT_GENERAL_SERIAL_NUMBER, (1,)): serial.encode(),
                (mib.IF_PHYS_ADDRESS, (2,)): bytes.fromhex(mac.replace(":", "")),
            }
        ),
    )


@dataclass
class Office:
    """A store, and a calendar."""

    store: Store

    def scan(self, day: int, *agents: SimulatedAgent) -> Entry:
        """Scan these printers on a day after NOW, and return the report."""
        tools = replace(make_tools(), now=lambda: NOW + day * DAY)
        with serve(agents) as served:
            targets = tuple(str(agent.endpoint) for agent in served)
            order = Order(targets, (), OWN_PORT, (Secret("public"),), (), 1.0)
            finished = scan(order, tools, self.store, lambda *_: None)
        close_without_letter(finished, self.store)
        report = report_without_letter(finished.summary, self.store, SENDER, f"r{day}")
        assert flaws_of(report) == []
        return report

    def read(self, day: int, walk: Walk, place: Endpoint = ONE) -> Entry:
        """Scan one printer, and return its entry."""
        (entry,) = self.scan(day, SimulatedAgent(walk, place))["printers"]
        return dict(entry)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Store.open(tmp_path / "agent.db", NOW) as store:
        yield Office(store)


def events(entry: Entry) -> list[tuple[object, ...]]:
    """Return the events but that it was new: flag, what, before, after, and whether it ended."""
    return [
        (event["flag"], event["what"], event["before"], event["after"], event["until"] is not None)
        for event in entry["events"]
        if event["flag"] != "new_device"
    ]


RESET = ("counter_reset", "life_count", 41_250, 12, False)


def test_a_counter_that_was_reset_is_flagged_for_a_month_and_told_for_three(office: Office) -> None:
    assert office.read(0, printer(41_250))["flags"] == ["new_device"]
    entry = office.read(1, printer(12))
    assert (entry["flags"], events(entry)) == (["counter_reset"], [RESET])
    assert entry["events"][-1]["since"] == entry["read_at"]
    report = office.scan(31, SimulatedAgent(printer(900), ONE))
    assert report["printers"][0]["flags"] == ["counter_reset"]
    assert csv_of(report).decode("utf-8-sig").splitlines()[1].endswith(",counter_reset")
    later = office.read(91, printer(950))
    assert (later["flags"], events(later)) == ([], [RESET])
    assert office.read(92, printer(960))["events"] == []


def test_a_printer_that_says_0_while_it_wakes_up_is_not_accused(office: Office) -> None:
    flags = [office.read(day, printer(count))["flags"] for day, count in enumerate((41_250, 0, 41_260))]
    assert flags == [["new_device"], [], []]
    assert events(office.read(3, printer(41_270))) == []


def test_a_misreading_stays_an_event_that_ended(office: Office) -> None:
    flags = [office.read(day, printer(count))["flags"] for day, count in enumerate((41_250, 12, 41_260))]
    assert flags == [["new_device"], ["counter_reset"], []]
    assert events(office.read(3, printer(41_270))) == [(*RESET[:-1], True)]


def test_a_new_network_board_with_a_fallen_counter_is_a_swapped_board(office: Office) -> None:
    first = office.read(0, printer(41_250))
    assert office.read(1, printer(41_251, mac="02:00:5e:10:00:08"))["flags"] == []
    entry = office.read(2, printer(12))
    assert (entry["id"], entry["flags"]) == (first["id"], ["board_swapped"])
    assert events(entry) == [
        ("board_swapped", "mac_address", "02:00:5e:10:00:08", MAC, False),
        ("board_swapped", "life_count", 41_251, 12, False),
    ]


def test_another_serial_number_on_the_same_board_is_a_device_that_took_the_place(office: Office) -> None:
    old = office.read(0, printer(41_250))
    report = office.scan(1, SimulatedAgent(printer(12, "EX8K000962"), ONE))
    (new,) = report["printers"]
    assert new["id"] != old["id"]
    assert new["flags"] == ["new_device", "board_swapped"]
    assert events(new) == [("board_swapped", "serial_number", SERIAL, "EX8K000962", False)]
    assert report["silent_known"] == []
    assert [(row["id"], row["serial_number"], row["replaced_by"]) for row in report["retired"]] == [
        (old["id"], SERIAL, new["id"])
    ]
    back = office.scan(2, SimulatedAgent(printer(41_260), ONE))
    assert [entry["id"] for entry in back["printers"]] == [old["id"]]
    assert back["printers"][0]["flags"] == ["board_swapped"]
    assert [row["replaced_by"] for row in back["retired"]] == [old["id"]]


@pytest.mark.parametrize("slower", [ONE, OTHER])
def test_one_printer_at_two_addresses_is_told_once_and_never_moved(office: Office, slower: Endpoint) -> None:
    both = [SimulatedAgent(printer(41_250), at, answer_delay=0.05 * (at == slower)) for at in (ONE, OTHER)]
    first = office.scan(0, *both)
    (entry,) = first["printers"]
    assert entry["flags"] == ["new_device", "duplicate"]
    assert [row["same_as"] for row in first["left_out"]] == [entry["id"]]
    swift = [replace(agent, answer_delay=0.05 * (agent.endpoint != slower)) for agent in both]
    (entry,) = office.scan(1, *swift)["printers"]
    assert entry["flags"] == ["duplicate"]
    fast = next(endpoint for endpoint in (ONE, OTHER) if endpoint != slower)
    assert events(entry) == [("duplicate", "ip_address", fast.address, slower.address, False)]
    (alone,) = office.scan(2, both[0])["printers"]
    assert alone["flags"] == []


def test_a_printer_that_moved_is_told_from_where(office: Office) -> None:
    office.read(0, printer(41_250))
    entry = office.read(1, printer(41_260), OTHER)
    assert entry["flags"] == ["ip_moved"]
    assert events(entry) == [("ip_moved", "ip_address", ONE.address, OTHER.address, False)]
    assert office.read(2, printer(41_270), OTHER)["flags"] == []
