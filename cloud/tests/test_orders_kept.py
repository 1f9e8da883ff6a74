"""Orders through real reports, the morning's analysis and decisions: one is open, whoever clicks and when."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from cloud.core import keys
from cloud.core.analysis.finding import ORDER_STOPPED, SHIP
from cloud.core.answers.problem import ProblemDetails
from cloud.core.decisions import Word
from cloud.core.orders.order import (
    APPROVED,
    ASKED,
    IGNORED,
    IN_PRINTER,
    SENT,
    Held,
    Order,
    order_in,
    order_item,
)
from cloud.core.orders.order_keys import order_key, orders_partition, past_orders_partition
from cloud.core.orders.orders_page import CLOSED
from cloud.core.portal.decision import Conflict, Request
from cloud.core.portal.person import Person
from cloud.jobs import analyse, dealing, erase
from cloud.jobs.analyse import analyse_shard
from cloud.jobs.orders import orders_by_device
from cloud.jobs.orders_view import demand_now, orders_page, parcel_label
from cloud.jobs.portal.decide import UNDER_WAY, decide
from cloud.jobs.portal.portal_answers import portal_answer
from cloud.jobs.portal.today import today_of
from made_orders import BLACK, CYAN, DEVICE, OFFICE, day, levels, morning
from portal_world import ANN, BOB, CAT, DAN, take

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack


def orders(adapters: IngestAdapters, partition: str = "") -> list[Order]:
    found = adapters.table.query(partition or orders_partition("acme"))
    return [order_in(item) for item in found]


def said(adapters: IngestAdapters, what: str, place: str = BLACK, person: Person = BOB, **more: Any) -> Any:  # noqa: ANN401 (as decide)
    about = {"device": DEVICE, "place": place, "tracking": more.pop("tracking", "")}
    now = more.pop("now", morning(1) + timedelta(hours=1))
    return decide(adapters.archive, person, Request(what, about, **more), now)


@pytest.fixture
def asked(adapters: IngestAdapters) -> IngestAdapters:
    """Have an office whose printer wants black, and cyan with it."""
    day(adapters, 1, 8, 15)
    return adapters


def test_a_morning_asks_once_and_the_next_one_not_again(asked: IngestAdapters) -> None:
    assert [(one.place, one.reason, one.site) for one in orders(asked)] == [
        (BLACK, "low", "hill-street"),
        (CYAN, "along", "hill-street"),
    ]
    day(asked, 2, 7, 15)
    assert [(one.asked_at, one.percent_left) for one in orders(asked)] == [
        ("2026-03-02T08:30:00.000Z", 7),
        ("2026-03-02T08:30:00.000Z", 15),
    ]
    assert [(one.part_number, one.without) for one in demand_now(asked.table, DAN)] == [
        ("T-black", 1),
        ("T-cyan", 1),
    ]


def test_an_order_goes_from_asked_to_in_the_printer(asked: IngestAdapters) -> None:
    first = said(asked, "approve_order")
    said(asked, "send_order", seen=first.last.version, tracking="1Z 999", now=morning(1) + timedelta(hours=2))
    (parcel,) = orders_page(asked.table, ANN, SENT).parcels
    assert (parcel.first.order.tracking, parcel.deeds) == ("1Z 999", ("ignore_order",))
    day(asked, 2, 8, 15)
    day(asked, 3, 100, 15)

    (closed,) = orders(asked, past_orders_partition("acme"))
    assert [(step.state, step.who) for step in closed.steps] == [
        (ASKED, ""),
        (APPROVED, BOB.name),
        (SENT, BOB.name),
        (IN_PRINTER, ""),
    ]
    assert closed.steps[-1].at.startswith("2026-03-04T07:30")
    assert BLACK not in {one.place for one in orders(asked)}
    assert orders_page(asked.table, DAN, CLOSED).parcels[0].first.order == closed
    log = list(asked.table.query(keys.decision_key("acme", "").pk))
    about = {item["what"]: json.loads(item["about"]) for item in log}
    assert about["send_order"] == {
        "device": DEVICE,
        "place": BLACK,
        "site": "hill-street",
        "tracking": "1Z 999",
    }


def _ship(adapters: IngestAdapters) -> list[object]:
    rows = today_of(adapters.table, ANN, morning(2)).rows
    return [row.details["colorant"] for row in rows if row.kind == SHIP]


def test_what_is_sent_or_ignored_is_shipped_no_more(asked: IngestAdapters) -> None:
    day(asked, 2, 8, 9)
    assert _ship(asked) == ["black", "cyan"]
    said(asked, "ignore_order")
    analyse_shard(asked.table, "acme", 0, morning(2))

    assert _ship(asked) == ["cyan"]


def test_a_closing_that_was_cut_off_closes_the_same_order_again(asked: IngestAdapters) -> None:
    first = said(asked, "approve_order")
    said(asked, "send_order", seen=first.last.version, now=morning(1) + timedelta(hours=2))
    sent = asked.table.get(order_key("acme", DEVICE, BLACK))
    assert sent is not None
    day(asked, 2, 100, 15)
    asked.table.put(sent)  # written down as closed, then the function fell over
    day(asked, 3, 98, 15)

    assert [one.state for one in orders(asked, past_orders_partition("acme"))] == [IN_PRINTER]
    assert BLACK not in {one.place for one in orders(asked)}


def test_of_many_who_approve_at_once_one_does(asked: IngestAdapters) -> None:
    def one(number: int) -> str:
        try:
            said(asked, "approve_order", person=Person("acme", f"p{number}", "dispatcher"))
        except Conflict as conflict:
            return conflict.last.who
        return "me"

    with ThreadPoolExecutor(8) as pool:
        heard = list(pool.map(one, range(8)))

    assert heard.count("me") == 1
    (black, _) = orders(asked)
    assert [step.state for step in black.steps] == [ASKED, APPROVED]
    assert set(heard) - {"me"} == {black.steps[-1].who}


def test_of_many_who_order_at_once_one_order_is_open(asked: IngestAdapters) -> None:
    day(asked, 2, 100, 100)
    assert orders(asked) == []

    def one(number: int) -> int:
        try:
            said(asked, "ask_order", person=Person("acme", f"p{number}", "dispatcher"), now=morning(2))
        except ProblemDetails as problem:
            return problem.status
        return 200

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(8))) == [200, *[409] * 7]
    assert [(one.place, one.reason) for one in orders(asked)] == [(BLACK, "person")]
    day(asked, 3, 99, 100)
    assert len(orders(asked)) == 1  # a person's order is not taken back


def test_the_same_form_twice_is_one_step(asked: IngestAdapters) -> None:
    first = said(asked, "approve_order")
    again = said(asked, "approve_order", now=morning(1) + timedelta(hours=1, seconds=1))

    assert again.last == first.last
    assert [step.state for step in orders(asked)[0].steps] == [ASKED, APPROVED]


def test_a_step_that_was_cut_off_is_done_by_the_next_try_and_once(asked: IngestAdapters) -> None:
    before = asked.table.get(order_key("acme", DEVICE, BLACK))
    assert before is not None
    done = said(asked, "approve_order")
    about = keys.decided_key("acme", done.last.subject)
    asked.table.change(about, {"is_done": None})
    late = morning(1) + timedelta(hours=1) + UNDER_WAY + timedelta(seconds=1)
    said(asked, "approve_order", now=late)
    assert [step.state for step in orders(asked)[0].steps] == [ASKED, APPROVED]

    asked.table.put(before)
    asked.table.change(about, {"is_done": None})
    said(asked, "approve_order", now=late + UNDER_WAY + timedelta(seconds=1))
    assert [step.state for step in orders(asked)[0].steps] == [ASKED, APPROVED]


@pytest.mark.parametrize(
    ("what", "place", "more", "status"),
    [
        ("send_order", BLACK, {}, 409),
        ("ask_order", BLACK, {}, 409),
        ("ask_order", "9 toner pink", {}, 404),
        ("approve_order", "3 toner magenta", {}, 409),
        ("approve_order", "", {}, 400),
        ("approve_order", BLACK, {"tracking": "a\nb"}, 400),
        ("approve_order", BLACK, {"tracking": "1" * 201}, 400),
        ("approve_order", BLACK, {"person": CAT}, 403),
        ("approve_order", BLACK, {"person": DAN}, 403),
        ("approve_order", BLACK, {"person": Person("other", "eve", "admin")}, 404),
    ],
)
def test_what_no_order_allows_is_refused_and_changes_none(
    asked: IngestAdapters, what: str, place: str, more: dict[str, Any], status: int
) -> None:
    before = sorted(map(repr, asked.table.scan("")))

    with pytest.raises(ProblemDetails) as refused:
        said(asked, what, place, **more)

    assert refused.value.status == status
    assert sorted(map(repr, asked.table.scan(""))) == before  # the log, too: nothing was done


def test_who_was_refused_may_decide_otherwise(asked: IngestAdapters) -> None:
    with pytest.raises(ProblemDetails):
        said(asked, "send_order")

    assert said(asked, "approve_order").result == APPROVED


def test_a_held_order_is_approved_with_a_reason_alone(asked: IngestAdapters) -> None:
    said(asked, "ignore_order", CYAN)
    item = asked.table.get(order_key("acme", DEVICE, BLACK))
    assert item is not None
    asked.table.put(order_item("acme", replace(order_in(item), held=Held(100, 2000))))
    with pytest.raises(ProblemDetails) as refused:
        said(asked, "approve_order")
    assert (refused.value.status, refused.value.what) == (400, "held")

    said(asked, "approve_order", why="They print photos.")
    assert orders(asked)[0].steps[-1].why == "They print photos."


def test_what_is_ignored_stays_so_until_the_next_cartridge(asked: IngestAdapters) -> None:
    ignored = said(asked, "ignore_order", why="they have one")
    day(asked, 2, 5)
    assert {one.place: one.state for one in orders(asked)}[BLACK] == IGNORED
    day(asked, 3, 100)
    assert orders(asked) == []
    day(asked, 4, 9)
    assert [one.state for one in orders(asked)] == [ASKED]
    with pytest.raises(ProblemDetails):
        said(asked, "approve_order", seen=ignored.last.version, now=morning(4))  # of the order before


def test_what_was_ignored_may_be_ordered_after_all(asked: IngestAdapters) -> None:
    ignored = said(asked, "ignore_order")
    said(asked, "ask_order", seen=ignored.last.version, now=morning(1) + timedelta(hours=2))

    black = orders(asked)[0]
    assert (black.state, black.reason, black.steps[0].who) == (ASKED, "person", BOB.name)


def test_a_retired_printer_s_order_is_told_and_goes_nowhere(asked: IngestAdapters) -> None:
    approved = said(asked, "approve_order")
    about = {"device": DEVICE}
    decide(asked.archive, ANN, Request("retire", about, why="sold"), morning(1) + timedelta(hours=2))
    with pytest.raises(ProblemDetails) as refused:
        said(asked, "send_order", seen=approved.last.version, now=morning(1) + timedelta(hours=3))
    assert (refused.value.status, refused.value.what) == (409, "removed")
    analyse_shard(asked.table, "acme", 0, morning(2))

    (row,) = [one for one in today_of(asked.table, ANN, morning(2)).rows if one.kind == ORDER_STOPPED]
    assert (row.device, row.details["trouble"]) == (DEVICE, "retired")
    assert [(one.place, one.trouble) for one in orders(asked)] == [
        (BLACK, "retired")
    ]  # cyan's was taken back
    said(asked, "ignore_order", seen=approved.last.version, now=morning(2))
    analyse_shard(asked.table, "acme", 0, morning(3))
    assert orders(asked) == []
    assert ORDER_STOPPED not in today_of(asked.table, ANN, morning(3)).counts


def test_a_printer_that_is_not_managed_gets_nothing(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(levels(1, 8)))
    decide(adapters.archive, CAT, Request("unmanage", {"device": DEVICE}), morning(1))
    analyse_shard(adapters.table, "acme", 0, morning(1))

    assert orders(adapters) == []


def test_an_erased_office_s_orders_are_gone(asked: IngestAdapters) -> None:
    said(asked, "approve_order")
    erase.erase_site(asked.table, asked.mails, "acme", "hill-street", morning(1))

    assert orders(asked) == []
    left = [item for item in asked.table.scan("acme#") if DEVICE in repr(item)]
    assert left == []


def test_two_dealers_orders_are_apart(asked: IngestAdapters) -> None:
    dealing.add_dealer(asked.table, Word("test", morning(1), ""), "other", "Other")

    assert orders_page(asked.table, Person("other", "eve", "admin"), ASKED).parcels == ()
    with pytest.raises(ProblemDetails) as refused:
        parcel_label(asked.table, Person("other", "eve", "admin"), DEVICE, "hill-street")
    assert refused.value.status == 404


def test_a_label_names_the_exact_place_and_what_is_in_the_parcel(asked: IngestAdapters) -> None:
    form = {"site": "hill-street", "ship_to": "Hill Street 1\n10115 Berlin", "contact": "Eve"}
    seen = asked.table.get(keys.decided_key("acme", keys.subject("office", "hill-street")))
    decide(asked.archive, ANN, Request("office", form, seen["version"] if seen else ""), morning(1))
    with pytest.raises(ProblemDetails):
        parcel_label(asked.table, DAN, DEVICE, "hill-street")
    for place in (BLACK, CYAN):
        said(asked, "approve_order", place)
    label = parcel_label(asked.table, DAN, DEVICE, "hill-street")

    assert (label.sender, label.office, label.settings.ship_to) == (
        "Acme Office",
        "Hill Street",
        "Hill Street 1\n10115 Berlin",
    )
    assert [one.place for one in label.orders] == [BLACK, CYAN]
    assert {(one.serial_number, one.location) for one in label.orders} == {("EX1", label.orders[0].location)}
    assert label.orders[0].location
    other = label.orders[0].moved(label.orders[0].steps[-1], site="lake-road")
    asked.table.put(order_item("acme", other))  # the printer moved: each parcel has its own address
    assert [one.place for one in parcel_label(asked.table, DAN, DEVICE, "hill-street").orders] == [CYAN]


def test_a_program_orders_over_the_api_and_decides_nothing_else_there(
    asked: IngestAdapters, stack: Stack
) -> None:
    about = {"device": DEVICE, "place": BLACK}
    assert called(stack, "approve_order", about)["result"] == APPROVED
    assert called(stack, "ignore_order", about, 409)["last"]["what"] == "approve_order"
    assert called(stack, "retire", {"device": DEVICE}, 400)["error"] == "what"
    answer = portal_answer(asked.table, BOB, "orders", {"state": APPROVED}, morning(1))
    (order,) = answer["items"]

    assert (order["place"], order["office"], answer["found"]) == (BLACK, "Hill Street", 1)
    last = called(stack, "send_order", about, seen=order["version"])["last"]
    assert (last["what"], last["who"]) == ("send_order", BOB.name)


def called(stack: Stack, what: str, about: dict[str, str], status: int = 200, **more: str) -> Any:  # noqa: ANN401 (JSON)
    """Send a decision to /v1/orders as a dispatcher's program."""
    claims = {"dealer": "acme", "role": "dispatcher", "email": BOB.name}
    event = {
        "rawPath": "/v1/orders",
        "requestContext": {"authorizer": {"jwt": {"claims": claims}}, "http": {"method": "POST"}},
        "body": json.dumps({"what": what, "about": about, **more}),
    }
    answer = stack.call("Decide", event)
    assert answer["statusCode"] == status, answer
    return json.loads(answer["body"])


def test_an_order_that_somebody_touched_meanwhile_is_not_overwritten_by_the_morning(
    asked: IngestAdapters,
) -> None:
    before = orders_by_device(asked.table, "acme")
    said(asked, "approve_order")
    take(asked, OFFICE.mail(levels(2, 5, 15)))
    with patch.object(analyse, "orders_by_device", lambda *_: before):
        analyse_shard(asked.table, "acme", 0, morning(2))

    assert [step.state for step in orders(asked)[0].steps] == [ASKED, APPROVED]
