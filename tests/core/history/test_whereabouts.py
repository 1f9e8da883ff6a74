"""Who moved, who answered twice, who took whose place: told when a scan has asked everybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.history.event import Event
from agent.core.history.matching import match
from agent.core.history.whereabouts import ScanObservations, moved_and_doubled, replaced
from agent.core.model.access import Endpoint
from agent.core.model.printer import Identity
from agent.core.model.records import Device
from tests.support.store_samples import DAY, NOW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

MAC = "02:00:5e:10:00:07"
CABLE, WIFI, ELSEWHERE = "10.0.0.7", "10.0.0.8", "10.0.0.9"
OLD = Device("old", "Brother", "S1", MAC, CABLE, 161, "2c", NOW - 90 * DAY, NOW - DAY)
NEW = replace(OLD, id="new", serial_number="S2", first_seen=NOW, last_seen=NOW)
DOUBLE = Event("duplicate", NOW - DAY, "ip_address", CABLE, WIFI)


def by_id(*devices: Device) -> dict[str, Device]:
    return {device.id: device for device in devices}


def today(device: Device, address: str = CABLE) -> Device:
    return replace(device, ip_address=address, last_seen=NOW)


# Addresses


@pytest.mark.parametrize(
    ("address", "twins", "known", "expected"),
    [
        (CABLE, (), (), []),
        (ELSEWHERE, (), (), [("ip_moved", CABLE, ELSEWHERE)]),
        (CABLE, (WIFI,), (), [("duplicate", CABLE, WIFI)]),
        (WIFI, (CABLE,), (), [("duplicate", WIFI, CABLE)]),  # the other one was quicker
        (WIFI, (CABLE,), (DOUBLE,), []),
        (CABLE, (WIFI, WIFI), (DOUBLE,), []),
        (WIFI, (), (DOUBLE,), []),  # the cable is asleep
        (ELSEWHERE, (), (DOUBLE,), [("ip_moved", CABLE, ELSEWHERE)]),
        (ELSEWHERE, (WIFI,), (DOUBLE,), [("duplicate", ELSEWHERE, WIFI), ("ip_moved", CABLE, ELSEWHERE)]),
    ],
)
def test_a_second_address_is_no_move(
    address: str, twins: tuple[str, ...], known: tuple[Event, ...], expected: list[tuple[str, str, str]]
) -> None:
    seen = ScanObservations(by_id(OLD), by_id(today(OLD, address)), frozenset({"old"}), {"old": twins})
    found = moved_and_doubled(seen, {"old": known}).get("old")
    assert [(e.flag, e.before, e.after) for e in (found.raised if found else ())] == expected
    assert {event.since for event in (found.raised if found else ())} <= {NOW}


def test_a_new_device_did_not_move() -> None:
    assert moved_and_doubled(ScanObservations({}, by_id(NEW), frozenset({"new"})), {}) == {}


def test_a_silent_device_did_nothing() -> None:
    assert moved_and_doubled(ScanObservations(by_id(OLD), by_id(OLD), frozenset()), {}) == {}


# Swapped boards


def scanned(read: Iterable[str], *devices: Device) -> tuple[dict[str, str | None], dict[str, list[str]]]:
    """Return the replacements of now, and the events of each device in words."""
    changed, found = replaced(ScanObservations({}, by_id(*devices), frozenset(read)))
    words = {
        id_: [f"{e.flag} {e.before} to {e.after}" for e in one.raised] + ["ended"] * len(one.ended)
        for id_, one in found.items()
    }
    return {id_: device.replaced_by for id_, device in changed.items()}, words


def test_another_serial_number_on_the_same_mac_address_takes_the_place() -> None:
    assert scanned(["new"], OLD, NEW) == ({"old": "new"}, {"new": ["board_swapped S1 to S2"]})


def test_the_day_after_nothing_is_new() -> None:
    later = replace(NEW, last_seen=NOW + DAY)
    assert scanned(["new"], replace(OLD, replaced_by="new"), later) == ({}, {})


@pytest.mark.parametrize(
    "other",
    [
        replace(NEW, first_seen=NOW - 50 * DAY),  # both were seen since: two printers behind one box
        replace(NEW, mac_address="02:00:5e:10:00:08", ip_address=ELSEWHERE),
        replace(NEW, mac_address="02:00:5e:10:00:08", first_seen=NOW - 50 * DAY),  # addresses went round
        replace(NEW, mac_address="02:00:5e:10:00:08", serial_number="S1"),  # see rival_readings
    ],
)
def test_a_place_is_taken_only_by_who_came_later_and_is_another(other: Device) -> None:
    assert scanned(["new"], OLD, other) == ({}, {})


@pytest.mark.parametrize("mac", [None, "02:00:5e:10:00:08"])
def test_a_new_printer_at_the_address_of_a_silent_one_took_its_place(mac: str | None) -> None:
    other = replace(NEW, mac_address=mac)
    assert scanned(["new"], OLD, other) == ({"old": "new"}, {"new": ["printer_replaced S1 to S2"]})


def test_the_old_board_may_come_back() -> None:
    gone = replace(NEW, last_seen=NOW - DAY, first_seen=NOW - 9 * DAY)
    back = replace(today(OLD), replaced_by="new")
    assert scanned(["old"], back, gone) == (
        {"old": None, "new": "old"},
        {"old": ["board_swapped S2 to S1"]},
    )


def test_two_printers_that_both_answer_were_never_swapped() -> None:
    assert scanned(["old", "new"], replace(today(OLD), replaced_by="new"), NEW) == (
        {"old": None},
        {"new": ["ended"]},
    )
    assert scanned(["old", "new"], today(OLD), NEW) == ({}, {})


def test_a_scan_that_was_cut_off_before_it_told_is_made_up_for() -> None:
    known = replace(NEW, first_seen=NOW - DAY / 2)
    assert scanned(["new"], OLD, known) == ({"old": "new"}, {"new": ["board_swapped S1 to S2"]})


def test_who_was_replaced_is_the_last_to_be_recognized() -> None:
    devices = [replace(OLD, replaced_by="new"), NEW]
    place = Endpoint(CABLE)
    assert match(devices, Identity(mac_address=MAC), place) == NEW
    assert match(devices, Identity(), place) == NEW
    assert match(devices, Identity("S1"), place) == devices[0]


@st.composite
def offices(draw: st.DrawFn) -> list[Device]:
    """Return devices that share few MAC addresses, seen at any times, some today, some replaced before."""
    names = [f"d{number}" for number in range(draw(st.integers(1, 7)))]
    return [
        Device(
            id=name,
            manufacturer=None,
            serial_number=f"S{name}",
            mac_address=draw(st.sampled_from((None, "m1", "m2"))),
            ip_address=CABLE,
            port=161,
            snmp_version="2c",
            first_seen=NOW - draw(st.integers(5, 9)) * DAY,
            last_seen=NOW - draw(st.integers(0, 5)) * DAY,
            replaced_by=draw(st.sampled_from((None, None, *names))),
        )
        for name in names
    ]


@given(offices(), st.randoms(use_true_random=False))
def test_the_order_of_a_scan_changes_nothing(devices: list[Device], random: Random) -> None:
    read = {device.id for device in devices if device.last_seen == NOW}
    shuffled = list(devices)
    random.shuffle(shuffled)
    assert scanned(read, *devices) == scanned(sorted(read), *shuffled)
