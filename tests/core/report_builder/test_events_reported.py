"""What a report tells of events: for how long, in which order, and who is missing or given up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.history.entry_events import MOST_EVENTS, with_events
from agent.core.history.event import Ending, Event, Findings
from agent.core.model.access import Endpoint
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.edge.store import Store
from tests.support.documents import Document, part
from tests.support.store_samples import DAY, NOW, a_day_after, a_device, a_reading

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

    from agent.core.model.records import Device

RESET = Event("counter_reset", NOW, "life_count", 500, 12)


def an_entry(**other: object) -> Document:
    entry: Document = {"read_status": "ok", "read_at": NOW.isoformat(timespec="milliseconds"), "flags": []}
    return {**entry, "ip_address": "10.0.0.7", **other}


def shown(*events: Event, days: int = 0, doubled: bool = False, **other: object) -> Document:
    """Return the flags, and the events by their flags, so many days later."""
    read_at = (NOW + days * DAY).isoformat(timespec="milliseconds")
    entry = with_events(an_entry(**{"read_at": read_at, **other}), events, NOW + days * DAY, doubled=doubled)
    return {"flags": entry["flags"], "events": [event["flag"] for event in entry["events"]]}


@pytest.mark.parametrize("flag", ["counter_reset", "counter_wrap", "counter_jump", "board_swapped"])
def test_what_touches_a_bill_is_flagged_for_thirty_days(flag: str) -> None:
    event = replace(RESET, flag=flag)
    assert shown(event, days=30) == {"flags": [flag], "events": [flag]}
    assert shown(event, days=31) == {"flags": [], "events": [flag]}
    assert shown(event, days=91) == {"flags": [], "events": []}


@pytest.mark.parametrize("flag", ["new_device", "ip_moved"])
def test_what_touches_no_bill_is_a_flag_of_its_reading_alone(flag: str) -> None:
    event = replace(RESET, flag=flag)
    assert shown(event) == {"flags": [flag], "events": [flag]}
    assert shown(event, days=1) == {"flags": [], "events": [flag]}


def test_what_ended_is_told_and_flagged_no_more() -> None:
    ended = replace(RESET, until=NOW + DAY)
    assert shown(ended, days=1) == {"flags": [], "events": ["counter_reset"]}


def test_a_second_address_is_told_as_long_as_it_answers() -> None:
    double = replace(RESET, flag="duplicate")
    assert shown(double, days=300, doubled=True) == {"flags": ["duplicate"], "events": ["duplicate"]}
    assert shown(double, days=300) == {"flags": [], "events": []}
    assert shown(double, days=3) == {"flags": [], "events": ["duplicate"]}


def test_a_missing_printer_is_missing_since_its_last_reading() -> None:
    last = (NOW - 8 * DAY).isoformat(timespec="milliseconds")
    entry = with_events(an_entry(read_status="missing", read_at=last), (), NOW)
    assert entry["flags"] == ["missing"]
    assert entry["events"] == [
        {
            "flag": "missing",
            "since": last,
            "what": "ip_address",
            "before": "10.0.0.7",
            "after": None,
            "until": None,
        }
    ]


def test_a_supply_that_was_changed_early_stands_among_the_events() -> None:
    change: Document = {"event": "premature_change", "at": (NOW - DAY).isoformat(timespec="milliseconds")}
    change |= {"supply_index": 2, "percent_before": 40, "percent_after": 100}
    entry = with_events(an_entry(supply_events=[change, {**change, "event": "refill"}]), [RESET], NOW)
    assert [(e["flag"], e["what"], e["before"], e["after"]) for e in entry["events"]] == [
        ("premature_change", "supplies.2.percent_left", 40, 100),
        ("counter_reset", "life_count", 500, 12),
    ]


def test_a_printer_that_resets_its_counter_all_the_time_does_not_fill_the_report() -> None:
    many = [replace(RESET, before=number) for number in range(1000)]
    entry = with_events(an_entry(), many, NOW)
    assert [event["before"] for event in entry["events"]] == [*range(1000 - MOST_EVENTS, 1000)]


# Who is given up


def summary_of(*silent: Device) -> Document:
    asked = [Endpoint(device.ip_address) for device in silent]
    return summarize(ScanFacts(NOW, NOW, [], asked, 0, 0, 0, []), [], [], silent, [])


@pytest.mark.parametrize(
    ("silence", "replaced_by", "silent", "retired"),
    [
        (90 * DAY, None, 1, 0),
        (91 * DAY, None, 0, 1),
        (120 * DAY, None, 0, 1),
        (121 * DAY, None, 0, 0),
        (DAY, "d2", 0, 1),
        (120 * DAY, "d2", 0, 1),
        (121 * DAY, "d2", 0, 0),
    ],
)
def test_who_is_silent_for_long_or_was_replaced_is_given_up_and_told_for_a_while(
    silence: timedelta, replaced_by: str | None, silent: int, retired: int
) -> None:
    device = replace(a_device(1, NOW - silence), replaced_by=replaced_by)
    summary = summary_of(device)
    assert (len(summary["silent_known"]), len(summary["retired"])) == (silent, retired)
    for row in summary["retired"]:
        last_seen = device.last_seen.isoformat(timespec="milliseconds")
        known = {"id": "d1", "serial_number": "S1", "ip_address": "10.0.0.1"}
        assert row == {**known, "last_seen": last_seen, "replaced_by": replaced_by}


def test_who_was_not_asked_is_not_given_up() -> None:
    facts = ScanFacts(NOW, NOW, [], [Endpoint("10.0.9.9")], 0, 0, 0, [])
    assert summarize(facts, [], [], [a_device(1, NOW - 100 * DAY)], [])["retired"] == []


# In the store


def test_events_come_back_as_they_were_kept_and_end_once(tmp_path: Path) -> None:
    moved = Event("ip_moved", NOW, "ip_address", "10.0.0.1", "10.0.0.2")
    device, later = a_device(1), replace(a_device(1), replaced_by="d2")
    ending = Ending(("counter_wrap", "counter_reset"), "life_count", NOW + DAY)
    with Store.open(tmp_path / "agent.db", NOW) as store:
        scan = store.scans.begin(NOW, 1)
        store.readings.save(scan, device, a_reading(1), part({}), Findings((RESET, moved)))
        assert dict(store.events.all()) == {"d1": [RESET, moved]}
        store.readings.save_findings(scan, [later], [("d1", Findings(ended=(ending,)))])
        store.readings.save_findings(
            scan, [], [("d1", Findings(ended=(replace(ending, until=NOW + 2 * DAY),)))]
        )
        assert dict(store.events.all()) == {"d1": [replace(RESET, until=NOW + DAY), moved]}
        assert store.readings.devices() == (later,)


def test_an_ending_ends_the_newest_event_of_its_counter_alone(tmp_path: Path) -> None:
    jump, other = replace(RESET, flag="counter_jump"), replace(RESET, what="impressions.total")
    with Store.open(tmp_path / "agent.db", NOW) as store:
        scan = store.scans.begin(NOW, 1)
        store.readings.save(scan, a_device(1), a_reading(1), part({}), Findings((RESET, jump, other)))
        ending = Ending(("counter_reset",), "life_count", NOW + DAY)
        store.readings.save_findings(scan, [], [("d1", Findings(ended=(ending,)))])
        assert dict(store.events.all()) == {"d1": [RESET, jump, other]}


def test_the_last_counts_of_a_device_are_its_own_and_no_more_than_wanted(tmp_path: Path) -> None:
    with Store.open(tmp_path / "agent.db", NOW) as store:
        for day in range(5):
            scan = store.scans.begin(NOW + day * DAY, 2)
            for number in (1, 2):
                reading = a_reading(number, NOW + day * DAY, 100 * number + day)
                billed = {"counters_source": "standard", "impressions": {"total": day}}
                store.readings.save(scan, a_device(number), reading, part(billed))
        counts = store.readings.counts_of("d2", 3)
        assert [reading.life_counts[0][1].value for reading in counts] == [202, 203, 204]
        assert [part(reading.counters)["impressions"]["total"] for reading in counts] == [2, 3, 4]
        assert [reading.read_at for reading in counts] == [NOW + day * DAY for day in (2, 3, 4)]
        assert store.readings.counts_of("d3", 3) == ()


def test_events_are_forgotten_after_four_hundred_days_but_for_second_addresses(tmp_path: Path) -> None:
    double = replace(RESET, flag="duplicate")
    with Store.open(tmp_path / "agent.db", NOW) as store:
        scan = store.scans.begin(NOW, 1)
        store.readings.save(scan, a_device(1), a_reading(1), part({}), Findings((RESET, double)))
        store.prune(a_day_after(store, NOW + 400 * DAY))
        assert store.events.all()["d1"] == [RESET, double]
        store.prune(a_day_after(store, NOW + 401 * DAY))
        assert store.events.all()["d1"] == [double]
