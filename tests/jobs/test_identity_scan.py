"""Who is who where serial numbers and MAC addresses don't tell: real scans of several days."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.core.mib import objects
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError
from agent.core.office_status.known_devices import former_of
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.core.report_format.document import report_bytes
from agent.demo.simulator import SimulatedAgent
from tests.support.loopback import OWN_PORT, needs_127_8
from tests.support.made_printers import made, merged
from tests.support.made_scans import MAC, ONE, OTHER, SERIAL, printer
from tests.support.store_samples import DAY, NOW, a_device

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.core.model.walk import Walk
    from tests.support.documents import Document
    from tests.support.made_scans import Office

pytestmark = needs_127_8

THIRD = Endpoint("127.81.0.9", OWN_PORT)
OTHER_MAC, THIRD_MAC = "02:00:5e:10:00:08", "02:00:5e:10:00:09"
TEXT_OF_THE_MAKER = "0123456789"
SLOW = 0.05  # seconds: who answers so late is read after the others


def three(counts: Sequence[int], delays: Sequence[float] = (0, 0, 0)) -> list[SimulatedAgent]:
    """Return three printers of one maker with one text for a serial number."""
    places, macs, models = (ONE, OTHER, THIRD), (MAC, OTHER_MAC, THIRD_MAC), ("A 10", "A 10", "B 20")
    return [
        SimulatedAgent(printer(count, TEXT_OF_THE_MAKER, mac, model), place, answer_delay=delay)
        for count, mac, model, place, delay in zip(counts, macs, models, places, delays, strict=True)
    ]


def at(report: Document, place: Endpoint) -> Document:
    """Return the one entry that was read at this address."""
    read = [entry for entry in report["printers"] if entry["read_status"] == "ok"]
    (entry,) = [entry for entry in read if entry["ip_address"] == place.address]
    return dict(entry)


@pytest.mark.parametrize("delays", list(itertools.permutations((0.0, SLOW, 2 * SLOW))))
def test_printers_with_the_same_text_for_a_serial_number_stay_apart(
    scanned: Office, delays: Sequence[float]
) -> None:
    first = scanned.scan(0, *three((100, 2_000, 30_000), delays))
    second = scanned.scan(1, *three((110, 2_020, 30_030), delays[::-1]))
    for place, count in ((ONE, 110), (OTHER, 2_020), (THIRD, 30_030)):
        before, now = at(first, place), at(second, place)
        assert now["id"] == before["id"]
        assert now["life_count"]["value"] == count
        assert "placeholder_serial" in before["flags"]
        assert now["flags"] == ["placeholder_serial"]
    assert (second["left_out"], second["silent_known"]) == ([], [])


def test_printers_that_share_a_serial_number_are_missed_as_any_other(scanned: Office) -> None:
    first = scanned.scan(0, *three((100, 2_000, 30_000)))
    asked = ScanFacts(NOW + DAY, NOW + DAY, (), [ONE, OTHER, THIRD], 1, 0, 0, ())
    summary = summarize(asked, (), (), scanned.store.readings.devices(), [at(first, OTHER)["id"]])
    missed = {row["ip_address"] for row in summary["silent_known"]}
    assert missed == {ONE.address, THIRD.address}


def test_a_device_under_its_name_hides_no_printer_that_is_silent(scanned: Office) -> None:
    real = scanned.read(0, printer(41_250))
    both = scanned.scan(1, SimulatedAgent(printer(41_260), ONE), impostor(77))
    assert at(both, ONE)["id"] == real["id"]
    alone = scanned.scan(2, impostor(80))
    assert [row["id"] for row in alone["not_asked"]] == [real["id"]]  # the rig asks who answers alone
    with pytest.raises(AgentError, match="No other printer has the same identity"):
        former_of(scanned.store.readings.devices()[0], scanned.store.readings.devices(), ())
    rogue = next(device for device in scanned.store.readings.devices() if device.id == at(both, OTHER)["id"])
    with pytest.raises(AgentError, match="No other printer has the same identity"):
        former_of(rogue, scanned.store.readings.devices(), {real["id"], rogue.id})


def test_one_of_them_alone_is_still_told_from_the_others(scanned: Office) -> None:
    first = scanned.scan(0, *three((100, 2_000, 30_000)))
    alone = scanned.scan(1, three((0, 2_020, 0))[1])
    assert at(alone, OTHER)["id"] == at(first, OTHER)["id"]
    assert "placeholder_serial" in at(alone, OTHER)["flags"]
    moved = SimulatedAgent(printer(30_050, TEXT_OF_THE_MAKER, THIRD_MAC, "B 20"), ONE)
    assert at(scanned.scan(2, moved), ONE)["id"] == at(first, THIRD)["id"]


def test_another_printer_with_that_text_that_comes_on_its_own_takes_no_history(scanned: Office) -> None:
    first, _, other_model = three((41_250, 0, 90))
    known = at(scanned.scan(0, first), ONE)
    new = at(scanned.scan(1, other_model), THIRD)
    assert new["id"] != known["id"]
    assert "counter_reset" not in new["flags"]


def impostor(count: int, place: Endpoint = OTHER) -> SimulatedAgent:
    """Return a device with serial number and MAC address of the office's printer."""
    return SimulatedAgent(printer(count), place)


def test_who_answers_first_does_not_own_a_serial_number(scanned: Office) -> None:
    """The real printer was off for a day, and another answered under its name."""
    real = [scanned.read(day, printer(41_250 + day)) for day in range(3)][-1]
    scanned.scan(3, impostor(7))
    for day in (4, 5):
        late = SimulatedAgent(printer(41_250 + day), ONE, answer_delay=SLOW)
        report = scanned.scan(day, late, impostor(8 + day))
        mine, other = at(report, ONE), at(report, OTHER)
        assert mine["id"] == real["id"]
        assert other["id"] != real["id"]
        assert all("placeholder_serial" in entry["flags"] for entry in (mine, other))
        assert report["silent_known"] == []


def test_a_history_that_either_may_go_on_with_moves_to_none_until_a_person_says(scanned: Office) -> None:
    real = scanned.read(0, printer(41_250))
    scanned.scan(1, impostor(41_260))  # it looks like the printer at another address
    report = scanned.scan(2, SimulatedAgent(printer(41_252), ONE), impostor(41_500))
    entries = [at(report, ONE), at(report, OTHER)]
    assert real["id"] not in {entry["id"] for entry in entries}
    assert all("placeholder_serial" in entry["flags"] for entry in entries)
    assert report["silent_known"] == []
    (disputed,) = scanned.store.conditions.standing()
    assert (disputed.kind, disputed.subject) == (ConditionKind.HISTORY_DISPUTED, SERIAL)
    assert disputed.facts["addresses"] == f"{ONE}, {OTHER}"

    devices = scanned.store.readings.devices()
    said = next(device for device in devices if device.id == entries[0]["id"])
    former = former_of(said, devices, {entry["id"] for entry in entries})
    assert former.id == real["id"]
    scanned.store.known_devices.continue_history(former, said)
    after = scanned.scan(3, SimulatedAgent(printer(41_260), ONE), impostor(41_600))
    assert at(after, ONE)["id"] == real["id"]
    assert at(after, OTHER)["id"] == entries[1]["id"]


def test_cable_and_wi_fi_of_one_printer_that_prints_meanwhile_stay_one(scanned: Office) -> None:
    cable = SimulatedAgent(printer(41_250), ONE)
    wi_fi = SimulatedAgent(printer(41_250, mac=OTHER_MAC), OTHER, answer_delay=SLOW)
    report = scanned.scan(0, cable, wi_fi)
    (entry,) = report["printers"]
    assert "placeholder_serial" not in entry["flags"]
    assert [row["same_as"] for row in report["left_out"]] == [entry["id"]]


def test_a_printer_that_was_replaced_is_told_once_and_missed_no_more(scanned: Office) -> None:
    old = scanned.read(0, printer(41_250))
    report = scanned.scan(1, SimulatedAgent(printer(12, "EX8K000962", OTHER_MAC), ONE))
    (new,) = report["printers"]
    assert new["flags"] == ["new_device", "printer_replaced"]
    assert report["silent_known"] == []
    assert [(row["id"], row["replaced_by"]) for row in report["retired"]] == [(old["id"], new["id"])]
    assert scanned.read(2, printer(15, "EX8K000962", OTHER_MAC))["flags"] == []
    back = scanned.scan(
        3, SimulatedAgent(printer(41_251), OTHER), SimulatedAgent(printer(18, "EX8K000962", OTHER_MAC), ONE)
    )
    assert at(back, OTHER)["id"] == old["id"]
    assert back["retired"] == []


def test_a_printer_that_a_person_retired_is_missed_no_more_until_it_is_back(scanned: Office) -> None:
    known = scanned.read(0, printer(41_250))
    other = SimulatedAgent(printer(12, "EX8K000962", OTHER_MAC), OTHER)
    scanned.store.known_devices.retire(known["id"], NOW + DAY)
    asked = ScanFacts(NOW + DAY, NOW + DAY, (), [ONE, OTHER], 1, 0, 0, ())
    summary = summarize(asked, (), (), scanned.store.readings.devices(), ())
    assert summary["silent_known"] == []
    assert [row["id"] for row in summary["retired"]] == [known["id"]]
    back = scanned.scan(3, other, SimulatedAgent(printer(41_300), ONE))
    assert at(back, ONE)["id"] == known["id"]
    assert back["retired"] == []
    scanned.store.known_devices.retire(known["id"], NOW + 4 * DAY)
    scanned.store.known_devices.retire(known["id"], None)
    summary = summarize(asked, (), (), scanned.store.readings.devices(), ())
    assert [row["id"] for row in summary["silent_known"]] == [
        scanned.store.readings.devices()[0].id,
        at(back, OTHER)["id"],
    ]


CROWDED_COLUMNS = (
    *(
        objects.PRT_INPUT_NAME,
        objects.PRT_INPUT_MEDIA_NAME,
        objects.PRT_OUTPUT_NAME,
        objects.PRT_COVER_DESCRIPTION,
    ),
    *(objects.PRT_MARKER_SUPPLIES_DESCRIPTION, objects.PRT_ALERT_DESCRIPTION),
    objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT,
)


def crowded(rows: int, text: str) -> Walk:
    """Return tables of so many rows with that text in every column that holds one."""
    return made(
        {(column, (1, row)): text.encode() for column in CROWDED_COLUMNS for row in range(1, rows + 1)}
    )


MOST = 64_000  # octets of an entry in meters.json


def test_a_device_that_tells_without_end_is_cut_short_and_says_so(scanned: Office) -> None:
    entry = scanned.read(0, merged(printer(41_250), crowded(255, "\N{PRINTER}" * 300)))
    assert "entry_shortened" in entry["flags"]
    assert entry["cut"] == {"covers": 255}
    assert len(report_bytes(entry)) < MOST
    assert entry["life_count"]["value"] == 41_250


def test_a_device_that_tells_what_a_large_printer_has_stays_whole(scanned: Office) -> None:
    entry = scanned.read(0, merged(printer(41_250), crowded(24, "Tray of many sheets")))
    assert "entry_shortened" not in entry["flags"]
    assert len(entry["input_trays"]) == 24


def test_of_a_device_with_a_new_serial_number_each_time_only_the_newest_are_told() -> None:
    asked = ScanFacts(NOW, NOW, (), [Endpoint("10.0.0.7")], 1, 0, 0, ())
    place = replace(a_device(1), ip_address="10.0.0.7", replaced_by="d0")
    gone = [
        replace(place, id=f"d{n}", serial_number=f"S{n}", last_seen=NOW - n * DAY / 9) for n in range(300)
    ]
    summary = summarize(asked, (), (), gone, ())
    assert [row["id"] for row in summary["retired"]] == [f"d{n}" for n in range(200)]
    assert summary["scan"]["notes"] == ["100 more retired printers are not listed."]
