"""A printer found is the device it was before: by maker and serial, then MAC address, then its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agent.core.history.matching import match, seen_again
from agent.core.model.access import Endpoint
from agent.core.model.printer import Identity, Printer, Reading
from agent.core.model.records import Device
from tests.support.store_samples import DAY, NOW

MAC, OTHER_MAC = "02:00:5e:10:00:07", "02:00:5e:10:00:08"
PLACE, ELSEWHERE = Endpoint("10.0.0.7"), Endpoint("10.0.0.9")
KNOWN = Device("d1", "Brother", "E12345", MAC, PLACE.address, PLACE.port, "2c", NOW, NOW)
BARE = replace(KNOWN, id="d2", serial_number=None, mac_address=None, manufacturer=None)


@pytest.mark.parametrize(
    ("identity", "place", "expected"),
    [
        (Identity("E12345", manufacturer="Brother", mac_address=MAC), PLACE, "d1"),
        (Identity("E12345", manufacturer="Brother", mac_address=MAC), ELSEWHERE, "d1"),  # moved
        (Identity("e12345", manufacturer="BROTHER"), ELSEWHERE, "d1"),
        (Identity("E12345", manufacturer="Brother", mac_address=OTHER_MAC), ELSEWHERE, "d1"),  # Wi-Fi
        (Identity("E12345"), ELSEWHERE, "d1"),  # the maker was not readable today
        (Identity("00E12345"), ELSEWHERE, "d1"),  # as its other firmware writes it
        (Identity("E12345", manufacturer="Canon"), ELSEWHERE, None),  # two makers count alike
        (Identity("E99999", manufacturer="Brother", mac_address=MAC), PLACE, None),  # a board was swapped
        (Identity("E99999"), PLACE, None),  # another printer took the address
        (Identity(mac_address=MAC), ELSEWHERE, "d1"),
        (Identity(mac_address=OTHER_MAC), PLACE, None),
        (Identity(manufacturer="Canon"), PLACE, None),
        (Identity(), PLACE, "d1"),
        (Identity(), ELSEWHERE, None),
        (Identity(), replace(PLACE, port=1161), None),  # a print server's other port
    ],
)
def test_a_printer_is_the_device_that_it_was(
    identity: Identity, place: Endpoint, expected: str | None
) -> None:
    found = match([KNOWN], identity, place)
    assert (found.id if found else None) == expected


def test_the_serial_number_weighs_more_than_the_mac_address_and_that_more_than_the_place() -> None:
    other = replace(KNOWN, id="d3", serial_number="E777", mac_address=OTHER_MAC, ip_address=ELSEWHERE.address)
    devices = [BARE, other, KNOWN]
    assert match(devices, Identity("E12345", mac_address=OTHER_MAC), ELSEWHERE) == KNOWN
    assert match(devices, Identity(mac_address=OTHER_MAC), PLACE) == other
    assert match(devices, Identity(), PLACE) == BARE


def test_a_printer_that_tells_its_serial_number_at_last_stays_the_device_of_its_place() -> None:
    assert match([BARE], Identity("E12345", manufacturer="Brother"), PLACE) == BARE


def test_two_serial_numbers_on_one_address_are_two_devices() -> None:
    second = replace(KNOWN, id="d2", serial_number="E99999")
    assert match([KNOWN, second], Identity("E99999"), PLACE) == second
    assert match([KNOWN, second], Identity("E12345"), PLACE) == KNOWN


def test_a_device_seen_again_keeps_what_was_not_readable_this_time() -> None:
    reading = Reading(Printer(Identity(mac_address=OTHER_MAC)), NOW + DAY, ELSEWHERE.address, 161, "1")
    again = seen_again(KNOWN, reading, "unused")
    assert again == replace(
        KNOWN, mac_address=OTHER_MAC, ip_address=ELSEWHERE.address, snmp_version="1", last_seen=NOW + DAY
    )


def test_a_new_device_gets_the_new_id() -> None:
    reading = Reading(Printer(Identity("E5")), NOW, PLACE.address, 161, "2c")
    assert seen_again(None, reading, "d9") == Device(
        "d9", None, "E5", None, PLACE.address, 161, "2c", NOW, NOW
    )
