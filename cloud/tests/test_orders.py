"""Which supplies are asked for, held, closed and taken back: by what the device's own past says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.history.past import PastReading, PastSupply
from agent.core.model.printer import LifeCount
from cloud.core.orders.cartridges import CartridgePast, cartridge_pasts
from cloud.core.orders.demand import NO_PART, PartDemand, Range, demand_in, demand_of, demand_text, summed
from cloud.core.orders.order import (
    ALONG,
    APPROVED,
    ASKED,
    GONE,
    IGNORED,
    IN_PRINTER,
    LOW,
    MOVED,
    NOT_NEEDED,
    SENT,
    Held,
    Order,
    Step,
    order_in,
    order_item,
)
from cloud.core.orders.orders_renewal import DeviceNow, renewed, without_device
from cloud.core.orders.wanted import wanted_supplies
from cloud.core.portal.office import USUAL, OfficeSettings, Threshold
from made_mails import MadeAgent

if TYPE_CHECKING:
    from agent.core.report_format.received_printer import ReceivedPrinter

TODAY = date(2026, 3, 4)
NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
BLACK, CYAN = "1 toner black", "2 toner cyan"


def entry_of(**percents: int | None) -> ReceivedPrinter:
    """Return an entry whose toners have so much left, in this order; without a forecast."""
    entry: Any = MadeAgent(printers=("EX1",)).report(1)["printers"][0]
    supply = entry["supplies"][0]
    made = [
        {
            **supply,
            "index": index,
            "type": "toner",
            "colorant": colorant,
            "percent_left": percent,
            "part_number": f"T-{colorant}",
            "empties": None,
        }
        for index, (colorant, percent) in enumerate(percents.items(), 1)
    ]
    return {**entry, "supplies": made}  # type: ignore[typeddict-item]


def with_ends(entry: Any, *ends: tuple[str, str, str] | None) -> Any:  # noqa: ANN401 (an entry)
    """Return an entry whose supplies have these ranges."""
    names = ("earliest", "likely", "latest")
    supplies = [
        {**one, "empties": dict(zip(names, end, strict=True)) if end else None}
        for one, end in zip(entry["supplies"], ends, strict=True)
    ]
    return {**entry, "supplies": supplies}


def days_of(*days: tuple[int, int]) -> list[PastReading]:
    """Return a reading a day, each of the counter's value and the percent of the black toner left."""
    first = NOW - timedelta(days=len(days))
    return [
        PastReading(
            read_at=first + timedelta(days=number),
            life_counts=((1, LifeCount(count, "impressions")),),
            supplies=(PastSupply(1, "toner", "black", None, None, percent),),
            counters=None,
        )
        for number, (count, percent) in enumerate(days)
    ]


def cartridges(*each: tuple[int, int]) -> list[PastReading]:
    """Return cartridges one after another: the pages that each gave in four days, the percent left then."""
    days: list[tuple[int, int]] = [(0, 5), (0, 4)]
    for pages, left in each:
        count = days[-1][0]
        days += [(count + pages * part // 4, 100 - (100 - left) * part // 4) for part in range(5)]
    return days_of(*days)


def test_what_is_at_its_threshold_is_asked_for_and_near_colours_go_along() -> None:
    entry = entry_of(black=8, cyan=18, magenta=40)

    assert wanted_supplies(entry, TODAY, USUAL) == {BLACK: LOW, CYAN: ALONG}
    assert wanted_supplies(entry_of(black=11, cyan=18), TODAY, USUAL) == {}
    soon = with_ends(entry, None, None, ("2026-03-30", "2026-04-02", "2026-04-09"))
    assert wanted_supplies(soon, TODAY, USUAL)["3 toner magenta"] == ALONG


def test_the_office_s_thresholds_hold() -> None:
    settings = OfficeSettings(thresholds={"toner": Threshold(45, 0)})

    assert wanted_supplies(entry_of(black=44, cyan=46), TODAY, settings) == {BLACK: LOW, CYAN: ALONG}
    assert wanted_supplies(entry_of(black=None), TODAY, settings) == {}


def test_no_colour_goes_along_with_a_drum() -> None:
    entry: Any = entry_of(black=5, cyan=18)
    entry["supplies"][0] |= {"type": "opc"}

    assert wanted_supplies(entry, TODAY, USUAL) == {"1 opc black": LOW}


@pytest.mark.parametrize(
    ("since", "held"),
    [(1199, Held(1199, 2000)), (1200, None), (1900, None)],
)
def test_an_order_is_held_below_60_percent_of_the_usual_pages(since: int, held: Held | None) -> None:
    past = cartridge_pasts(cartridges(*[(2000, 4)] * 3, (since, 9)))[BLACK]

    assert (past.printed, past.usual) == (since, 2000)
    assert past.held == held


def test_without_a_whole_cartridge_nothing_is_held() -> None:
    assert cartridge_pasts(days_of((0, 50), (100, 30)))[BLACK] == CartridgePast()
    first = cartridge_pasts(cartridges((150, 9)))[BLACK]
    assert (first.usual, first.held) == (None, None)


def test_a_cartridge_changed_early_says_nothing_of_what_is_usual() -> None:
    early = cartridges((500, 40), (1900, 4), (100, 50))

    assert cartridge_pasts(early)[BLACK].usual == 1900


def test_a_counter_that_fell_holds_nothing() -> None:
    days = cartridges((2000, 4), (2000, 4), (100, 9))
    life = LifeCount(7, "impressions")
    board = [*days[:-1], replace(days[-1], life_counts=((1, life),))]

    assert cartridge_pasts(days)[BLACK].held == Held(100, 2000)
    assert cartridge_pasts(board)[BLACK].held is None


def now_of(entry: ReceivedPrinter, **more: Any) -> DeviceNow:  # noqa: ANN401 (its own fields)
    wanted = more.pop("wanted", None)
    found = wanted_supplies(entry, TODAY, USUAL) if wanted is None else wanted
    return DeviceNow("d", "hill-street", entry, USUAL, found, more.pop("pasts", {}), **more)


def order_of(state: str, *more: Step, who: str = "ann", **facts: Any) -> Order:  # noqa: ANN401 (its own)
    first = Step(ASKED, "2026-03-01T05:00:00.000Z")
    steps = (first,) if state == ASKED else (first, Step(state, "2026-03-02T09:00:00.000Z", who))
    read = "2026-02-28T07:30:00.000Z"
    return Order("d", BLACK, "hill-street", state, LOW, (*steps, *more), read, **facts)


def changed_on(*days: int) -> dict[str, CartridgePast]:
    return {BLACK: CartridgePast(tuple(datetime(2026, 3, day, 7, 30, tzinfo=UTC) for day in days))}


def test_each_morning_asks_for_what_is_wanted_with_its_facts() -> None:
    entry = entry_of(black=8, cyan=15)
    pasts = {BLACK: CartridgePast((), 100, 1000)}
    (black, cyan) = renewed({}, now_of(entry, pasts=pasts), NOW).kept

    assert (black.state, black.reason, black.held) == (ASKED, LOW, Held(100, 1000))
    assert (black.part_number, black.percent_left, black.send_by) == ("T-black", 8, "2026-03-04")
    assert black.serial_number == "EX1"
    assert (cyan.reason, cyan.held) == (ALONG, None)


def test_an_order_stays_one_and_its_facts_are_today_s_while_it_is_asked_for() -> None:
    (first,) = renewed({}, now_of(entry_of(black=8)), NOW).kept
    later = renewed({BLACK: first}, now_of(entry_of(black=5)), NOW + timedelta(days=1))

    assert [(one.asked_at, one.percent_left) for one in later.kept] == [(first.asked_at, 5)]
    approved = first.moved(Step(APPROVED, "2026-03-04T09:00:00.000Z", "ann"))
    assert renewed({BLACK: approved}, now_of(entry_of(black=5)), NOW).kept == (approved,)


@pytest.mark.parametrize(
    ("state", "day", "end"),
    [(SENT, 3, IN_PRINTER), (SENT, 1, NOT_NEEDED), (APPROVED, 3, NOT_NEEDED), (ASKED, 3, NOT_NEEDED)],
)
def test_an_order_closes_itself_when_the_cartridge_changed(state: str, day: int, end: str) -> None:
    renewal = renewed({BLACK: order_of(state)}, now_of(entry_of(black=100), pasts=changed_on(day)), NOW)

    (closed,) = renewal.closed
    assert (closed.state, closed.steps[-1].at[:10]) == (end, f"2026-03-0{day}")
    assert (renewal.kept, renewal.forgotten) == ((), ())


def test_a_change_before_the_reading_by_which_it_was_asked_closes_nothing() -> None:
    pasts = {BLACK: CartridgePast((datetime(2026, 2, 28, 7, 30, tzinfo=UTC),))}

    assert renewed({BLACK: order_of(SENT)}, now_of(entry_of(black=100), pasts=pasts), NOW).closed == ()


def test_what_is_ignored_is_not_asked_for_until_the_next_cartridge() -> None:
    ignored = order_of(IGNORED)

    assert renewed({BLACK: ignored}, now_of(entry_of(black=2)), NOW).kept == (ignored,)
    changed = renewed({BLACK: ignored}, now_of(entry_of(black=2), pasts=changed_on(3)), NOW)
    assert (changed.forgotten, [one.state for one in changed.kept]) == ((ignored,), [ASKED])


def test_what_nobody_decided_is_taken_back_and_what_somebody_did_stays() -> None:
    untouched = order_of(ASKED)
    by_hand = Order(
        "d", BLACK, "hill-street", ASKED, "person", (Step(ASKED, "2026-03-01", "ann"),), "2026-03-01"
    )

    assert renewed({BLACK: untouched}, now_of(entry_of(black=60)), NOW).forgotten == (untouched,)
    assert renewed({BLACK: by_hand}, now_of(entry_of(black=60)), NOW).kept[0].steps == by_hand.steps


def test_a_removed_printer_gets_nothing_and_its_open_order_is_trouble() -> None:
    orders = {BLACK: order_of(APPROVED), CYAN: order_of(ASKED)}
    gone = renewed(orders, now_of(entry_of(black=5, cyan=5), removed=GONE), NOW)

    assert [(one.state, one.trouble) for one in gone.kept] == [(APPROVED, GONE)]
    assert gone.forgotten == (orders[CYAN],)
    assert renewed(orders, now_of(entry_of(black=5)), NOW).kept[0].trouble == ""
    assert [one.trouble for one in without_device(orders, GONE).kept] == [GONE]


def test_an_order_of_a_printer_that_moved_is_trouble_once_it_was_decided() -> None:
    now = now_of(entry_of(black=5))._replace(site="lake-road")

    assert renewed({BLACK: order_of(SENT)}, now, NOW).kept[0].trouble == MOVED
    moved = renewed({BLACK: order_of(ASKED)}, now, NOW).kept[0]
    assert (moved.site, moved.trouble) == ("lake-road", "")


def test_an_order_is_the_same_after_the_table() -> None:
    order = order_of(SENT, held=Held(5, 100), location="Hall \N{FIRE}", tracking="1Z")

    assert order_in(order_item("acme", order)) == order
    assert order_in(order_item("acme", replace(order, location="Hall \ud800"))).location == "Hall ?"
    assert order_item("acme", order)["mark"] != order_item("acme", order_of(SENT))["mark"]


def test_the_demand_is_a_range_for_each_horizon() -> None:
    entry = with_ends(
        entry_of(black=40, cyan=50, magenta=90),
        ("2026-03-20", "2026-04-10", "2026-06-01"),
        ("2026-05-20", "2026-05-30", "2026-08-01"),
        None,
    )
    black, cyan, magenta = demand_of(entry, TODAY)

    assert black.ranges == (Range(0, 0, 1), Range(0, 1, 1), Range(1, 1, 1))
    assert cyan.ranges == (Range(0, 0, 0), Range(0, 0, 0), Range(0, 1, 1))
    assert (magenta.ranges[2], magenta.without) == (Range(), 1)
    both = summed((black, black, cyan))
    assert [(one.part_number, one.ranges[2]) for one in both] == [
        ("T-black", Range(2, 2, 2)),
        ("T-cyan", Range(0, 1, 1)),
    ]
    assert demand_in(demand_text(both)) == both


def test_supplies_without_a_part_number_are_told_apart_by_their_name() -> None:
    lines = [PartDemand(NO_PART, name, (Range(1, 1, 1),) * 3) for name in ("Black toner", "Drum", "Drum")]

    assert [(one.supply, one.ranges[0].least) for one in summed(lines)] == [("Drum", 2), ("Black toner", 1)]
