"""A made-up year of three offices with known truth: every closing equals it to the page."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from agent.core.report_format.closing import is_signed_by
from closing_world import SITES, World, world_of
from cloud.core.closings.by_hand import manual_item, swap_item
from cloud.core.closings.counted import of_row
from cloud.core.closings.heads import standing
from cloud.core.decisions import Word
from cloud.core.proof import utc
from cloud.jobs.closings.frozen import file_bytes, heads
from cloud.local.moto_stack import DATA, build_stack
from conftest import reset

if TYPE_CHECKING:
    from cloud.core.closings.heads import ClosingHead

FIRST, LAST = date(2024, 12, 27), date(2025, 12, 31)
MONTH_ENDS = [date(2024, 12, 31), *(date(2025, m, monthrange(2025, m)[1]) for m in range(1, 13))]
BASE, RATE = {"A1": 1000, "A2": 50_000, "B1": 7000, "B2": 300, "C1": 90_000, "C2": 0, "C3": 20, "A3": 400}, 37
SWAPPED_ON, GONE_ON, MOVED_ON, UNREADABLE_FROM = (
    date(2025, 6, 15),
    date(2025, 8, 10),
    date(2025, 10, 12),
    date(2025, 5, 2),
)
SILENT = (date(2025, 3, 20), date(2025, 4, 25))
NEW_PANEL = 5  # what a new board showed first
WORD = Word("cat@acme.example", datetime(2025, 6, 15, 12, tzinfo=UTC), "new main board")


def total(serial: str, on: date) -> int:
    """Return the pages that a device has printed up to a day: the truth, whatever its panel shows."""
    return BASE[serial] + RATE * len(serial) * (on - FIRST).days


def shown(serial: str, on: date) -> int:
    """Return the count on its panel."""
    is_new = serial == "B1" and on >= SWAPPED_ON
    return total(serial, on) - total(serial, SWAPPED_ON) + NEW_PANEL if is_new else total(serial, on)


def at(site: str, on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, ZoneInfo(SITES[site])).astimezone(UTC)


def reads(serial: str, on: date) -> bool:
    """Return whether a device was read on a day."""
    return not (
        (serial == "A2" and SILENT[0] <= on <= SILENT[1])
        or (serial == "B2" and on > GONE_ON)
        or (serial == "A3" and on >= UNREADABLE_FROM)
    )


def year(world: World) -> None:
    """Read three offices daily; Denver at night, when it is the next day in Greenwich."""
    for number in range((LAST - FIRST).days + 6):
        on = FIRST + timedelta(days=number)
        for serial in BASE:
            if reads(serial, on):
                site = {"A": "berlin", "B": "lisbon", "C": "denver"}[serial[0]]
                site = "berlin" if serial == "C2" and on >= MOVED_ON else site
                clock = time(23, 59, 59) if site == "denver" else time(7, 30)
                count = None if serial == "C3" else shown(serial, on)
                world.read(site, serial, at(site, on, clock), count)
    world.rows["serial:examplar:b2"] = world.rows["serial:examplar:b2"]._replace(
        retired_at=utc(at("lisbon", GONE_ON, time(18)))
    )
    world.settle()
    row = of_row(world.rows["serial:examplar:b1"])
    before, after = (
        {"total": n, "monochrome": n * 3 // 4, "full_color": n - n * 3 // 4, "large": n // 10}
        for n in (total("B1", SWAPPED_ON), NEW_PANEL)
    )
    world.table.put(
        swap_item("acme", row.device, "lisbon", at("lisbon", SWAPPED_ON, time(6)), before, after, WORD)
    )
    hand = of_row(world.rows["serial:examplar:a3"])
    for day in (one for one in MONTH_ENDS if one >= UNREADABLE_FROM):
        n = total("A3", day)
        counts = {"total": n, "monochrome": n * 3 // 4, "full_color": n - n * 3 // 4, "large": n // 10}
        world.table.put(manual_item("acme", hand.device, hand, day, counts, WORD))


@pytest.fixture(scope="module")
def closed(aws: str) -> Closed:
    """Close thirteen months, each some hours after its end."""
    reset(aws)
    world = world_of(build_stack(only=DATA))
    year(world)
    frozen = {
        day: world.freeze(day, datetime.combine(day + timedelta(days=1), time(12), UTC)) for day in MONTH_ENDS
    }
    documents = {day: json.loads(file_bytes(world.table, head)) for day, head in frozen.items()}
    return world, frozen, documents


Closed = tuple[World, dict[date, "ClosingHead"], dict[date, dict[str, Any]]]


def by_serial(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["device"].rpartition(":")[2].upper(): one for one in document["devices"]}


def test_each_month_s_pages_are_the_truth_to_the_page(closed: Closed) -> None:
    _, _, documents = closed
    for before, day in pairwise(MONTH_ENDS):
        lines = by_serial(documents[day])
        for serial in ("A1", "B1", "C1", "C2", "A3"):
            since = lines[serial]["since_last"]
            assert since["total"] == total(serial, day) - total(serial, before), (serial, day)
            assert since["closed_on"] == before.isoformat()
            assert since["days"] == (day - before).days
            assert since["monochrome"] + since["full_color"] == since["total"], (serial, day)


def test_a_year_s_closings_add_up(closed: Closed) -> None:
    _, _, documents = closed
    for serial in ("A1", "A2", "B1", "C1", "C2", "A3"):
        pages = sum(by_serial(documents[day])[serial]["since_last"]["total"] for day in MONTH_ENDS[1:])
        assert pages == total(serial, LAST) - total(serial, MONTH_ENDS[0])


def test_a_silent_month_has_the_last_reading_with_its_age(closed: Closed) -> None:
    line = by_serial(closed[2][date(2025, 3, 31)])["A2"]
    last = SILENT[0] - timedelta(days=1)

    assert line["reading"]["age_days"] == (date(2025, 3, 31) - last).days == 12
    assert line["reading"]["band"] == "within_31_days"
    assert line["impressions"]["total"] == total("A2", last)
    assert line["blockers"] == ["silent"]
    assert by_serial(closed[2][date(2025, 4, 30)])["A2"]["blockers"] == []


def test_a_reading_of_the_last_second_in_denver_counts_and_is_of_the_next_day_in_greenwich(
    closed: Closed,
) -> None:
    for day in MONTH_ENDS[1:]:
        line = by_serial(closed[2][day])["C1"]
        assert line["reading"]["read_at"][:10] == (day + timedelta(days=1)).isoformat()
        assert (line["reading"]["age_days"], line["reading"]["band"]) == (0, "within_3_days")


def test_a_retired_device_is_closed_once_and_then_no_more(closed: Closed) -> None:
    august, september = (by_serial(closed[2][date(2025, m, d)]) for m, d in ((8, 31), (9, 30)))

    assert august["B2"]["since_last"]["total"] == total("B2", GONE_ON) - total("B2", date(2025, 7, 31))
    assert august["B2"]["blockers"] == []
    assert "B2" not in september


def test_a_device_that_moved_is_of_the_office_where_it_was_read(closed: Closed) -> None:
    assert by_serial(closed[2][date(2025, 9, 30)])["C2"]["site"] == "denver"
    assert by_serial(closed[2][date(2025, 10, 31)])["C2"]["site"] == "berlin"


def test_a_device_without_a_billing_counter_is_blocked_and_its_life_count_is_no_bill(closed: Closed) -> None:
    line = by_serial(closed[2][LAST])["C3"]

    assert line["impressions"]["total"] is None
    assert line["since_last"]["total"] is None
    assert line["life_count"]["value"] == 41250
    assert line["blockers"] == ["no_counter"]


def test_what_a_person_read_is_marked(closed: Closed) -> None:
    manual = by_serial(closed[2][date(2025, 7, 31)])["A3"]["reading"]["manual"]

    assert (manual["by"], manual["why"]) == ("cat@acme.example", "new main board")
    assert manual["value"] == total("A3", date(2025, 7, 31))
    assert "manual" not in by_serial(closed[2][date(2025, 4, 30)])["A3"]["reading"]


def test_each_closing_is_signed_and_stands(closed: Closed) -> None:
    world, frozen, _ = closed
    for head in frozen.values():
        data = file_bytes(world.table, head)
        assert is_signed_by(head.public_key, data, head.signature)
        place = data.index(b'"total":') + len(b'"total":')
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert not is_signed_by(head.public_key, changed, head.signature)
    assert [one.closed_on for one in standing(heads(world.table, "acme"))] == MONTH_ENDS[::-1]


def test_every_reading_names_the_report_that_proves_it(closed: Closed) -> None:
    for line in closed[2][LAST]["devices"]:
        if "manual" not in line["reading"]:
            reading = line["reading"]
            assert reading["report_sha256"] == f"{reading['run_number']:064x}"
            assert reading["report_id"] == f"r-{reading['run_number']}"
