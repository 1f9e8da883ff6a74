"""Real scans of simulated printers on made-up days: what happened between them is told in the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.reporting.meters_csv import csv_of
from agent.demo.simulator import SimulatedAgent
from tests.support.loopback import needs_127_8
from tests.support.made_scans import MAC, ONE, OTHER, SERIAL, printer

if TYPE_CHECKING:
    from agent.core.model.access import Endpoint
    from tests.support.documents import Document
    from tests.support.made_scans import Office

pytestmark = needs_127_8


def events(entry: Document) -> list[tuple[object, ...]]:
    """Return the events but that it was new: flag, what, before, after, and whether it ended."""
    return [
        (event["flag"], event["what"], event["before"], event["after"], event["until"] is not None)
        for event in entry["events"]
        if event["flag"] != "new_device"
    ]


RESET = ("counter_reset", "life_count", 41_250, 12, False)


def test_a_counter_that_was_reset_is_flagged_for_a_month_and_told_for_three(scanned: Office) -> None:
    assert scanned.read(0, printer(41_250))["flags"] == ["new_device"]
    entry = scanned.read(1, printer(12))
    assert (entry["flags"], events(entry)) == (["counter_reset"], [RESET])
    assert entry["events"][-1]["since"] == entry["read_at"]
    report = scanned.scan(31, SimulatedAgent(printer(900), ONE))
    assert report["printers"][0]["flags"] == ["counter_reset"]
    assert csv_of(report).decode("utf-8-sig").splitlines()[1].endswith(",counter_reset")
    later = scanned.read(91, printer(950))
    assert (later["flags"], events(later)) == ([], [RESET])
    assert scanned.read(92, printer(960))["events"] == []


def test_a_printer_that_says_0_while_it_wakes_up_is_not_accused(scanned: Office) -> None:
    flags = [scanned.read(day, printer(count))["flags"] for day, count in enumerate((41_250, 0, 41_260))]
    assert flags == [["new_device"], [], []]
    assert events(scanned.read(3, printer(41_270))) == []


def test_a_misreading_stays_an_event_that_ended(scanned: Office) -> None:
    flags = [scanned.read(day, printer(count))["flags"] for day, count in enumerate((41_250, 12, 41_260))]
    assert flags == [["new_device"], ["counter_reset"], []]
    assert events(scanned.read(3, printer(41_270))) == [(*RESET[:-1], True)]


def test_a_new_network_board_with_a_fallen_counter_is_a_swapped_board(scanned: Office) -> None:
    first = scanned.read(0, printer(41_250))
    assert scanned.read(1, printer(41_251, mac="02:00:5e:10:00:08"))["flags"] == []
    entry = scanned.read(2, printer(12))
    assert (entry["id"], entry["flags"]) == (first["id"], ["board_swapped"])
    assert events(entry) == [
        ("board_swapped", "mac_address", "02:00:5e:10:00:08", MAC, False),
        ("board_swapped", "life_count", 41_251, 12, False),
    ]


def test_another_serial_number_on_the_same_board_is_a_device_that_took_the_place(scanned: Office) -> None:
    old = scanned.read(0, printer(41_250))
    report = scanned.scan(1, SimulatedAgent(printer(12, "EX8K000962"), ONE))
    (new,) = report["printers"]
    assert new["id"] != old["id"]
    assert new["flags"] == ["new_device", "board_swapped"]
    assert events(new) == [("board_swapped", "serial_number", SERIAL, "EX8K000962", False)]
    assert report["silent_known"] == []
    assert [(row["id"], row["serial_number"], row["replaced_by"]) for row in report["retired"]] == [
        (old["id"], SERIAL, new["id"])
    ]
    back = scanned.scan(2, SimulatedAgent(printer(41_260), ONE))
    assert [entry["id"] for entry in back["printers"]] == [old["id"]]
    assert back["printers"][0]["flags"] == ["board_swapped"]
    assert [row["replaced_by"] for row in back["retired"]] == [old["id"]]


@pytest.mark.parametrize("slower", [ONE, OTHER])
def test_one_printer_at_two_addresses_is_told_once_and_never_moved(scanned: Office, slower: Endpoint) -> None:
    both = [SimulatedAgent(printer(41_250), at, answer_delay=0.05 * (at == slower)) for at in (ONE, OTHER)]
    first = scanned.scan(0, *both)
    (entry,) = first["printers"]
    assert entry["flags"] == ["new_device", "duplicate"]
    assert [row["same_as"] for row in first["left_out"]] == [entry["id"]]
    swift = [replace(agent, answer_delay=0.05 * (agent.endpoint != slower)) for agent in both]
    (entry,) = scanned.scan(1, *swift)["printers"]
    assert entry["flags"] == ["duplicate"]
    fast = next(endpoint for endpoint in (ONE, OTHER) if endpoint != slower)
    assert events(entry) == [("duplicate", "ip_address", fast.address, slower.address, False)]
    (alone,) = scanned.scan(2, both[0])["printers"]
    assert alone["flags"] == []


def test_a_printer_that_moved_is_told_from_where(scanned: Office) -> None:
    scanned.read(0, printer(41_250))
    entry = scanned.read(1, printer(41_260), OTHER)
    assert entry["flags"] == ["ip_moved"]
    assert events(entry) == [("ip_moved", "ip_address", ONE.address, OTHER.address, False)]
    assert scanned.read(2, printer(41_270), OTHER)["flags"] == []
