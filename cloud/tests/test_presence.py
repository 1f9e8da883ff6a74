"""A printer that falls silent, is carried away, is new or comes back is told; a fault stays its office's."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.core import keys, lake
from cloud.core.analysis.finding import (
    DEVICE_GONE,
    DEVICE_NEW,
    DEVICE_SILENT,
    SHIP,
    SHIP_STOPPED,
    SILENT,
    STANDSTILL,
)
from cloud.core.analysis.office_findings import OfficeItems, office_findings
from cloud.core.analysis.presence import FORGOTTEN, GONE, HERE, presence_of
from cloud.core.analysis.presence import SILENT as NOT_HEARD
from cloud.core.items import cancelled_runs
from cloud.local.schedules import call_at, pass_day
from made_mails import CODE, FIRST_DAY, MadeAgent
from test_analysis import DAY, MONDAY, report, supply
from test_daily import NEXT, digest_rows, files, send
from test_dealing import ask
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cloud.core.item_types import LatestItem
    from cloud.jobs.ingest import IngestAdapters
    from cloud.local.stack import Stack

JAM: dict[str, Any] = {"state_reasons": ["media-jam-error"], "supplies": [], "flags": []}


def latest(read_at: datetime, **values: Any) -> LatestItem:  # noqa: ANN401 (parts of an entry)
    entry = (
        example_report()["printers"][0] | {"id": "p", "read_at": read_at.isoformat(), "events": []} | values
    )
    made = {"device": "d", "agent": "a", "read_at": read_at.isoformat(), "entry": json.dumps(entry)}
    return cast("LatestItem", made)


def office(
    read_ago: int,
    runs: Iterable[int] = range(1, 31),
    *,
    retired: list[str] | None = None,
    **more: Any,  # noqa: ANN401 (parts of an entry)
) -> OfficeItems:
    """Return an office that reported daily up to MONDAY; its one printer was read so many days before."""
    reports = [report(run) for run in runs]
    if retired:
        reports[-1]["retired"] = json.dumps(retired)
    by_deed = more.pop("by_deed", {})
    return OfficeItems("hill", "Hill", {"a": reports}, [latest(MONDAY - DAY * read_ago, **more)], by_deed)


def kinds(one: OfficeItems, now: datetime = MONDAY) -> list[str]:
    return [finding.kind for finding in office_findings(one, now)]


@pytest.mark.parametrize(
    ("ago", "told"), [(0, [STANDSTILL]), (2, [STANDSTILL]), (3, [DEVICE_SILENT]), (29, [DEVICE_SILENT])]
)
def test_a_printer_that_its_office_does_not_hear_is_silent_and_jammed_no_more(
    ago: int, told: list[str]
) -> None:
    assert kinds(office(ago, **JAM)) == told


def test_silence_is_counted_in_days_on_which_the_office_reported() -> None:
    weekly = office(20, [1, 10, 20, 30], **JAM)
    closed = office(6, range(1, 25), **JAM)  # the office itself is silent since the day of the reading

    assert [f.kind for f in office_findings(weekly, MONDAY) if f.kind != "chain"] == []
    assert kinds(closed) == [SILENT, STANDSTILL]


def test_a_printer_is_gone_after_a_month_and_then_no_news_any_more() -> None:
    sixty = range(1, 61)
    reports = [report(run, made_at=(MONDAY + DAY * (run - 60)).isoformat()) for run in sixty]

    def told(ago: int) -> list[str]:
        return kinds(OfficeItems("hill", "Hill", {"a": reports}, [latest(MONDAY - DAY * ago, **JAM)]))

    assert told(30) == [DEVICE_GONE]
    assert told(60) == [DEVICE_GONE]
    assert told(61) == []


def test_what_its_agent_retired_is_gone_at_once() -> None:
    assert kinds(office(1, retired=["p"], **JAM)) == [DEVICE_GONE]
    assert kinds(office(1, retired=["q"], **JAM)) == [STANDSTILL]


def test_what_its_dealer_retired_is_silent_until_it_answers_again() -> None:
    before, after = MONDAY - DAY * 2, MONDAY

    assert kinds(office(1, by_deed={"d": after}, **JAM)) == []
    assert kinds(office(1, by_deed={"d": before}, **JAM)) == [DEVICE_NEW, STANDSTILL]


def event(ago: int) -> dict[str, Any]:
    since = (MONDAY - DAY * ago).isoformat()
    return {"flag": "new_device", "since": since, "what": "id", "before": None, "after": "p"}


@pytest.mark.parametrize(("ago", "told"), [(0, [DEVICE_NEW]), (7, [DEVICE_NEW]), (8, []), (29, [])])
def test_a_new_printer_is_told_for_a_week_and_an_office_s_first_ones_are_no_news(
    ago: int, told: list[str]
) -> None:
    quiet: dict[str, Any] = {"state_reasons": [], "supplies": [], "flags": []}
    assert kinds(office(0, **{**quiet, "events": [event(ago)]})) == told
    assert kinds(office(0, [30], **{**quiet, "events": [event(0)]})) == []


@pytest.mark.parametrize(("after", "told"), [(14, [SHIP]), (15, [SHIP_STOPPED])])
def test_that_nothing_is_shipped_any_more_is_told(after: int, told: list[str]) -> None:
    # The whole office is silent: no printer of it is, by the office's own rhythm.
    low: dict[str, Any] = {"state_reasons": [], "flags": [], "supplies": [supply(9)]}
    found = list(office_findings(office(0, **low), MONDAY + DAY * after))

    assert [f.kind for f in found if f.kind != SILENT] == told
    if told == [SHIP_STOPPED]:
        assert found[-1].text.startswith(
            "Nothing is shipped for 1 printer: its last reading is more than 14 days"
        )


@given(st.integers(0, 400), st.sets(st.integers(0, 400)), st.booleans())
def test_a_printer_only_ever_fades(ago: int, reported: set[int], given_up: bool) -> None:
    days = {(MONDAY - DAY * one).date() for one in reported}
    order = [HERE, NOT_HEARD, GONE, FORGOTTEN]
    states = [
        presence_of(MONDAY - DAY * (ago + more), days, MONDAY.date(), given_up=given_up).state
        for more in (0, 1, 30, 60)
    ]

    assert [order.index(state) for state in states] == sorted(order.index(state) for state in states)


def test_cancelled_runs_are_no_gap_however_they_are_written() -> None:
    ended = {"agent_id": "before", "run_number": 9, "at": "x"}
    said = [{"run_number": 3}, 4, ended, "5", {"run_number": 0}, None, {"x": 1}, True, 1.5]
    runs = list(cancelled_runs({"agent": {"id": "a"}, "cancelled_runs": said}))
    assert runs == [("a", 3), ("a", 4), ("before", 9)]
    assert list(cancelled_runs({"agent": {"id": "a"}, "cancelled_runs": "all"})) == []
    reports = [report(run) for run in (1, 2, 6, 7)]
    before = [report(run, agent="before") for run in (8, 10, 12)]
    reports[2]["cancelled"] = json.dumps(runs)
    reports[3] = report(7, "quarantined", cancelled=json.dumps([["a", 5]]))

    both = OfficeItems("hill", "Hill", {"a": reports, "before": before}, [])
    told = [f.text for f in office_findings(both, MONDAY - DAY * 20) if f.kind == "chain"]
    assert told == ["Report 5 is missing.", "Report 11 is missing."]


def test_a_cancelled_run_is_no_gap_through_the_whole_way(stack: Stack, adapters: IngestAdapters) -> None:
    agent = MadeAgent(code=CODE, printers=())
    third = agent.report(3, b"?") | {
        "cancelled_runs": [{"agent_id": agent.id, "run_number": 2, "at": "2026-03-04T07:30:00Z"}]
    }
    send(stack, agent.mail(agent.report(1)), agent.mail(third))

    assert adapters.table
    pass_day(stack, NEXT)
    assert [row["Text"] for row in digest_rows(stack) if row["Kind"] == "chain"] == []


def test_retired_in_a_report_and_by_a_deed_goes_the_whole_way(stack: Stack, adapters: IngestAdapters) -> None:
    agent = MadeAgent(code=CODE)
    second = agent.report(2, b"?")
    gone = second["printers"].pop()
    second["retired"] = [{"id": gone["id"], "last_seen": gone["read_at"]}]
    send(stack, agent.mail(agent.report(1)), agent.mail(second))
    device = {"dealer": "acme", "device": "serial:examplar:ex1"}

    def told() -> list[tuple[str, str]]:
        pass_day(stack, NEXT)
        kinds_told = {DEVICE_GONE, SHIP}
        return sorted({(r["Kind"], r["SerialNumber"]) for r in digest_rows(stack) if r["Kind"] in kinds_told})

    assert told() == [(DEVICE_GONE, "EX2"), (SHIP, "EX1")]
    assert ask(stack, do="retire", why="sold", **device)["done"].startswith("retired")
    assert told() == [(DEVICE_GONE, "EX2")]
    assert [i["device"] for i in needing(adapters)] == ["serial:examplar:ex2"]
    assert ask(stack, do="unretire", why="a mistake", **device) == {"done": "back"}
    assert told() == [(DEVICE_GONE, "EX2"), (SHIP, "EX1")]
    assert len(needing(adapters)) == 2
    assert "was not retired" in ask(stack, do="unretire", **device)["refused"]


def needing(adapters: IngestAdapters) -> list[dict[str, Any]]:
    return list(adapters.table.query(keys.needs("acme", "x", 1), index="list"))


def test_one_office_s_fault_is_that_office_s_finding_and_the_others_have_their_day(
    stack: Stack, adapters: IngestAdapters
) -> None:
    agent = MadeAgent(code=CODE)
    send(stack, agent.mail(agent.report(1)))
    broken = adapters.table.get(keys.device_key("acme", "serial:examplar:ex1"))
    assert broken is not None
    other = keys.device_key("acme", "serial:x:y")._asdict() | {"device": "serial:x:y"}
    adapters.table.put(broken | other | {"entry": "{", "site_key": keys.site_key("acme", "lake-road").pk})

    call_at(stack, "Analyse", FIRST_DAY + timedelta(hours=3))

    rows = [(row["Kind"], row["SiteId"]) for row in digest_rows(stack, FIRST_DAY.date())]
    assert ("analysis_failed", "lake-road") in rows
    assert ("ship", "hill-street") in rows
    page = (files(stack).read(lake.digest_key("acme", FIRST_DAY.date(), "html")) or b"").decode()
    assert "could not be analysed (JSONDecodeError)" in page


def test_three_printers_of_one_placeholder_serial_are_three_devices(
    stack: Stack, adapters: IngestAdapters
) -> None:
    agent = MadeAgent(code=CODE, printers=("A", "B", "C"))
    made = agent.report(1)
    for place, entry in enumerate(made["printers"]):
        mac = f"02:00:5e:10:00:{place:02d}"
        entry |= {"serial_number": "0123456789", "flags": ["placeholder_serial"], "mac_address": mac}
    send(stack, agent.mail(made))

    found = list(adapters.table.query(keys.site_key("acme", "hill-street").pk, "device#", index="site"))
    assert [item["device"] for item in found] == [f"mac:02:00:5e:10:00:0{place}" for place in range(3)]


def test_the_day_that_an_analysis_needs_is_of_this_century() -> None:
    assert date(2000, 1, 1) - timedelta(days=400) > date.min
