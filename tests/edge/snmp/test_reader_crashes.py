"""Devices that crashed their reader: by address and MAC address, until three good reads or long absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.model.access import Endpoint
from agent.core.model.records import Device
from agent.core.model.retention import CRASHES_FOR
from agent.core.polling.reader_crashes import (
    ConditionChange,
    after_reading,
    given_up,
    of_readers,
    read_alone,
)
from agent.core.report_builder.printer_entry import printer_entry
from agent.edge.store import Store
from agent.jobs.read_device import ReadOutcome
from agent.jobs.reader_conditions import note
from tests.support.store_samples import a_device, a_reading

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HERE, THERE = Endpoint("192.0.2.7"), Endpoint("192.0.2.8")
MAC, OTHER = "02:00:5e:10:00:07", "02:00:5e:10:00:08"


def condition(subject: str = "192.0.2.7", mac: str = MAC, good: int = 0) -> Condition:
    return Condition(ConditionKind.READER_CRASHED, subject, NOW, {"mac_address": mac, "good_reads": good})


def facts(mac: str, good: int) -> dict[str, str | int]:
    return {"mac_address": mac, "good_reads": good}


def test_a_device_is_read_alone_where_it_crashed_and_where_it_moved_to() -> None:
    moved = Device("d1", None, None, MAC, THERE.address, THERE.port, "1", NOW, NOW)
    other = Device("d2", None, None, None, "192.0.2.9", 161, "1", NOW, NOW)
    assert read_alone([condition()], [moved, other]) == {"192.0.2.7", "192.0.2.8"}
    assert read_alone([condition(mac="")], [moved, other]) == {"192.0.2.7"}


def test_a_crash_is_recorded_with_the_mac_address_that_is_known() -> None:
    assert after_reading([], HERE, None, has_crashed=True) == ConditionChange({"192.0.2.7": facts("", 0)})
    assert after_reading([], HERE, MAC, has_crashed=True) == ConditionChange({"192.0.2.7": facts(MAC, 0)})
    again = after_reading([condition(good=2)], HERE, None, has_crashed=True)
    assert again == ConditionChange({"192.0.2.7": facts(MAC, 0)})


def test_good_reads_are_counted_and_the_third_in_a_row_clears() -> None:
    assert after_reading([], HERE, MAC, has_crashed=False) == ConditionChange({})
    assert after_reading([condition()], HERE, MAC, has_crashed=False) == ConditionChange(
        {"192.0.2.7": facts(MAC, 1)}
    )
    assert after_reading([condition(good=2)], HERE, MAC, has_crashed=False) == ConditionChange(
        {}, ("192.0.2.7",)
    )


def test_a_device_that_moved_takes_its_condition_along() -> None:
    assert after_reading([condition(good=1)], THERE, MAC, has_crashed=False) == ConditionChange(
        {"192.0.2.8": facts(MAC, 2)}, ("192.0.2.7",)
    )
    assert after_reading([condition()], THERE, MAC, has_crashed=True) == ConditionChange(
        {"192.0.2.8": facts(MAC, 0)}, ("192.0.2.7",)
    )


def test_two_devices_without_a_mac_address_are_two() -> None:
    assert after_reading([condition(mac="")], THERE, None, has_crashed=False) == ConditionChange({})


def test_another_device_at_the_address_is_read_alone_until_it_has_shown_itself_good() -> None:
    change = after_reading([condition(good=2)], HERE, OTHER, has_crashed=False)
    assert change == ConditionChange({}, ("192.0.2.7",))


def test_who_is_not_met_for_long_is_given_up() -> None:
    later = NOW + CRASHES_FOR + CRASHES_FOR
    assert given_up([condition()], {"192.0.2.7"}, later) == ()
    assert given_up([condition()], set(), NOW + CRASHES_FOR) == ()
    assert given_up([condition()], set(), later) == ("192.0.2.7",)


def test_who_crashes_before_it_tells_its_mac_address_is_known_by_the_one_it_told_before(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path / "agent.db", NOW) as store:
        known = replace(a_device(7, NOW), mac_address=MAC, ip_address=HERE.address)
        entry = printer_entry(a_reading(7, NOW), known.id, ())
        store.readings.save(store.scans.begin(NOW, 1), known, a_reading(7, NOW), entry)
        note(ReadOutcome(HERE, why="crashed", advice="update it", has_crashed=True), store, NOW)
        (standing,) = store.conditions.standing()
        assert (standing.subject, dict(standing.facts)) == ("192.0.2.7", facts(MAC, 0))
        note(ReadOutcome(THERE, why="no printer"), store, NOW)
        assert len(store.conditions.standing()) == 1


def test_other_conditions_are_left_to_others() -> None:
    other = Condition(ConditionKind.DISK_FULL, "/data", NOW, {})
    assert of_readers([other, condition()]) == (condition(),)
