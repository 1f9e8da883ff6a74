"""Today, a device, offices and the log: what the pages are made of, through real ingest and analysis."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.report_format.document import report_bytes
from agent.core.report_format.signatures import sha256_of
from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.decided import is_put_off
from cloud.core.portal.decision import LastDecision, Request
from cloud.core.portal.device import Proof
from cloud.core.portal.fleet import FleetQuery
from cloud.core.portal.person import READER, Person
from cloud.core.portal.today import OPERATOR, ORDER, REFUSED, SENDER, Today
from cloud.core.proof import key_in_hex
from cloud.jobs.analyse import analyse_shard
from cloud.jobs.portal.decide import decide
from cloud.jobs.portal.device import device_detail
from cloud.jobs.portal.fleet import fleet_page
from cloud.jobs.portal.log import log_csv, log_page
from cloud.jobs.portal.offices import office_detail, offices_of
from cloud.jobs.portal.raw_report import raw_report
from cloud.jobs.portal.today import today_of
from made_mails import CODE, MadeAgent
from portal_world import ANN, BOB, DAN, Counting, take

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloud.jobs.ingest import IngestAdapters

MORNING = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
OFFICE = MadeAgent(code=CODE, printers=("EX1",))
STRANGER = MadeAgent(id="agent-2", seed=bytes(32), printers=("EX8",))
DEVICE = "serial:examplar:ex1"
OTHERS = Person("other", "olga@other.example", READER)


def shown(run: int, previous: bytes | None = None, **printer: Any) -> bytes:  # noqa: ANN401 (as meters.json has it)
    """Return a run's report whose printer says something else."""
    report = OFFICE.report(run, previous)
    report["printers"][0] |= {"impressions": None, "counters_source": None, **printer}
    return report_bytes(report)


def levels(percent: int, **more: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (as meters.json has it)
    supply = OFFICE.report(1)["printers"][0]["supplies"][0]
    return [
        {**supply, "percent_left": percent, "level": percent, "max_capacity": 100, "empties": None, **more}
    ]


def analysed(adapters: IngestAdapters, now: datetime = MORNING) -> Today:
    analyse_shard(adapters.table, "acme", 0, now)
    return today_of(adapters.table, ANN, now)


def said(adapters: IngestAdapters, what: str, about: Mapping[str, str], **more: Any) -> Any:  # noqa: ANN401 (as decide)
    now = more.pop("now", MORNING)
    return decide(
        adapters.archive, more.pop("person", ANN), Request(what, about, **more), now, bytes(range(34))
    )


@pytest.fixture
def stopped(adapters: IngestAdapters) -> IngestAdapters:
    """Have an office whose printer stopped, a stranger, and a mail that was refused."""
    take(adapters, OFFICE.mail(shown(1, state_reasons=["media-jam-error"])))
    take(adapters, STRANGER.mail(STRANGER.report(1)))
    return adapters


def test_today_tells_the_worst_first_and_of_each_what_may_be_done(stopped: IngestAdapters) -> None:
    today = analysed(stopped)
    kinds = [row.kind for row in today.rows]

    assert kinds == sorted(kinds, key=ORDER.index)
    assert {"standstill", SENDER, "site_silent"} <= set(kinds)
    assert today.counts["standstill"] == 1
    assert (today.offices, today.printers, today.analysed_at) == (2, 1, "2026-03-04T05:00:00.000Z")
    jam = next(row for row in today.rows if row.kind == "standstill")
    assert (jam.device, jam.site_name, jam.is_urgent) == (DEVICE, "Hill Street", True)
    assert jam.deeds == ("done", "snooze", "reopen")
    waits = next(row for row in today.rows if row.kind == SENDER)
    assert waits.details["agent"] == STRANGER.id
    assert today_of(stopped.table, DAN, MORNING).rows[0].deeds == ()


def test_what_is_done_is_put_off_and_what_is_snoozed_comes_back(stopped: IngestAdapters) -> None:
    row = next(row for row in analysed(stopped).rows if row.kind == "standstill")
    about = {"site": row.site, "kind": row.kind, "subject": row.subject}
    said(stopped, "snooze", about, until=date(2026, 3, 6))

    today = today_of(stopped.table, ANN, MORNING + timedelta(days=1))
    assert "standstill" not in today.counts
    assert [one.last.who for one in today.put_off if one.last] == [ANN.name]
    assert today_of(stopped.table, ANN, MORNING + timedelta(days=2)).counts["standstill"] == 1

    said(stopped, "done", about, why="Paper removed.", seen=today.put_off[0].version, person=BOB)
    assert "standstill" not in today_of(stopped.table, ANN, MORNING + timedelta(days=2)).counts


def test_a_word_is_about_the_finding_that_began_on_its_day() -> None:
    last = LastDecision("finding#x", "v", "done", "ann", MORNING, since="2026-03-03")

    assert is_put_off(last, "2026-03-03", MORNING.date())
    assert not is_put_off(last, "2026-03-04", MORNING.date())
    assert not is_put_off(replace(last, what="reopen"), "2026-03-03", MORNING.date())


def test_what_was_done_and_comes_anew_is_told_anew(stopped: IngestAdapters) -> None:
    row = next(row for row in analysed(stopped).rows if row.kind == "standstill")
    said(stopped, "done", {"site": row.site, "kind": row.kind, "subject": row.subject}, why="Mended.")
    take(stopped, OFFICE.mail(shown(2, b"?")))
    assert "standstill" not in analysed(stopped, MORNING + timedelta(days=1)).counts
    take(stopped, OFFICE.mail(shown(3, b"?", state_reasons=["media-jam-error"])))

    again = next(r for r in analysed(stopped, MORNING + timedelta(days=2)).rows if r.kind == "standstill")
    assert (again.last, again.version) == (None, "")


def test_refused_mails_are_one_row_a_reason_and_an_unsent_digest_is_told(stopped: IngestAdapters) -> None:
    for run in (2, 3):
        take(stopped, OFFICE.mail(OFFICE.report(run), signature=None))
    key = keys.digest_key("acme", MORNING.date())._asdict()
    stopped.table.put({**key, "kind": "sent", "dealer": "acme", "state": "failed", "reason": "sandbox"})
    arrived = max(item["arrived"] for item in stopped.table.scan("acme#mails"))
    today = today_of(stopped.table, ANN, datetime.fromisoformat(arrived))
    refused = next(row for row in today.rows if row.kind == REFUSED)

    assert (refused.details["reason"], refused.details["count"]) == ("unsigned", 2)
    assert said(
        stopped, "done", {"kind": REFUSED, "subject": refused.subject, "since": refused.since}, why="Told."
    )
    after = today_of(stopped.table, ANN, datetime.fromisoformat(arrived))
    assert REFUSED not in after.counts
    operator = next(row for row in today_of(stopped.table, ANN, MORNING).rows if row.kind == OPERATOR)
    assert operator.text == "sandbox"


def test_an_office_s_threshold_is_what_its_findings_follow(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(shown(1, supplies=levels(25))))
    assert "ship" not in analysed(adapters).counts
    item = office_detail(adapters.table, ANN, "hill-street", MORNING)
    kind = (item.findings and "") or "threshold_toner"
    said(adapters, "office", {"site": "hill-street", kind: "30 14"}, seen=item.version)

    assert analysed(adapters).counts["ship"] == 1


def test_a_morning_makes_the_rows_anew_with_how_each_device_stands(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    row = fleet_page(adapters.table, ANN, FleetQuery()).rows[0]
    adapters.table.delete_many([keys.Key(i["pk"], i["sk"]) for i in adapters.table.query(keys.fleet("acme"))])
    quiet = replace(OFFICE, printers=())
    take(adapters, *(quiet.mail(quiet.report(run, b"?")) for run in (2, 3, 4)))
    analysed(adapters, MORNING + timedelta(days=2))

    assert fleet_page(adapters.table, ANN, FleetQuery()).rows == (row._replace(presence="silent"),)


def test_a_device_s_figures_each_name_the_report_that_proves_them(adapters: IngestAdapters) -> None:
    first = shown(1, supplies=levels(60), state_reasons=["toner-low-warning"])
    second = shown(2, first, supplies=levels(40), state_reasons=["toner-low-warning"], location="Cellar")
    third = shown(3, second, supplies=levels(100, serial_number="K5678"), state_reasons=[])
    fourth = shown(4, third, supplies=levels(98, serial_number="K5678"), state_reasons=[])
    take(adapters, *map(OFFICE.mail, (first, second, third, fourth)))
    story = device_detail(adapters.table, ANN, DEVICE, MORNING + timedelta(days=2))

    (month,) = story.months
    assert (month.month, month.last_value, month.pages, month.last.run) == ("2026-03", 4100, None, 4)
    assert [(day.day.day, day.pages) for day in story.days if day.pages] == [(2, 1000), (3, 1000), (4, 1000)]
    (change,) = story.replacements
    assert (change.left, change.is_premature, change.pages, change.proof.run) == (40, True, None, 3)
    assert [(level.isoformat(), left) for level, left in story.supplies[0].levels][-1] == ("2026-03-05", 98)
    (alert,) = story.alerts
    assert (alert.reason, alert.readings) == ("toner-low-warning", 2)
    assert alert.until is not None
    assert (alert.until - alert.since).days == 2
    moved = [one for one in story.changes if one.after == "Cellar"]
    assert [one.proof.run for one in moved] == [2]
    assert [one.proof.run for one in story.reports] == [4, 3, 2, 1]
    assert {one.state for one in story.reports} == {"counted"}
    raw = raw_report(adapters.table, adapters.mails, DAN, story.reports[0].proof)
    assert (raw.report, raw.is_proven, raw.state) == (fourth, True, "counted")
    assert json.loads(raw.report)["printers"][0]["life_count"]["value"] == month.last_value


def test_a_report_of_another_dealer_or_of_nobody_is_not_there(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    proof = device_detail(adapters.table, ANN, DEVICE, MORNING).reports[0].proof

    for person, asked in (
        (OTHERS, proof),
        (ANN, proof._replace(sha256="0" * 64)),
        (ANN, proof._replace(key="#" * 64)),
        (ANN, Proof("", "", 0, "")),
        (ANN, proof._replace(run=10**30)),
    ):
        with pytest.raises(ProblemDetails) as refused:
            raw_report(adapters.table, adapters.mails, person, asked)
        assert refused.value.status == 404
    for ask in (device_detail, office_detail):
        with pytest.raises(ProblemDetails) as refused:
            ask(adapters.table, OTHERS, DEVICE if ask is device_detail else "hill-street", MORNING)
        assert refused.value.status == 404


def test_an_erased_mail_proves_no_more_and_that_is_said(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    proof = device_detail(adapters.table, ANN, DEVICE, MORNING).reports[0].proof
    for item in list(adapters.table.scan("acme#mails")):
        adapters.mails.erase(item["mail"])

    with pytest.raises(ProblemDetails) as gone:
        raw_report(adapters.table, adapters.mails, ANN, proof)
    assert gone.value.status == 410


def test_a_device_that_took_another_s_place_is_named(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    heir = replace(OFFICE, printers=("EX9",))
    take(adapters, heir.mail(heir.report(2, b"?")))
    changes = device_detail(adapters.table, ANN, DEVICE, MORNING).changes

    assert [(one.what, one.after) for one in changes] == [("replaced_by", "serial:examplar:ex9")]


def test_network_and_firmware_of_a_device_are_told_as_changes_only(adapters: IngestAdapters) -> None:
    past: tuple[dict[str, Any], ...] = (
        {"ip_address": "192.0.2.7", "host_name": "np-7", "firmware": "1.0"},
        {"ip_address": "192.0.2.7", "host_name": None, "firmware": "1.0"},
        {"ip_address": "192.0.2.9", "host_name": "np-7", "firmware": "1.0"},
        {"ip_address": "192.0.2.9", "host_name": "np-8", "firmware": "2.0"},
        {"ip_address": "192.0.2.9", "host_name": None, "firmware": None},
    )
    reports: list[bytes] = []
    for run, names in enumerate(past, 1):
        reports.append(shown(run, *reports[-1:], **names))
    take(adapters, *map(OFFICE.mail, reports))
    changes = device_detail(adapters.table, ANN, DEVICE, MORNING + timedelta(days=2)).changes

    assert {(one.what, one.before, one.after, one.proof.run) for one in changes} == {
        ("ip_address", "192.0.2.7", "192.0.2.9", 3),
        ("host_name", "np-7", "np-8", 4),
        ("firmware", "1.0", "2.0", 4),
    }
    assert [one.proof.run for one in changes] == [4, 4, 3]


def test_offices_tell_their_newest_report_the_silent_first(stopped: IngestAdapters) -> None:
    before = offices_of(stopped.table, ANN, MORNING)
    assert [(row.site, row.health) for row in before.rows] == [
        ("lake-road", "never"),
        ("hill-street", "attention"),
    ]
    hill = before.rows[1]
    assert (hill.printers, hill.stopped, hill.last_report) == (1, 1, "2026-03-02T07:30:00.000Z")
    assert hill.offset

    analysed(stopped, MORNING + timedelta(days=5))
    assert {row.health for row in offices_of(stopped.table, ANN, MORNING).rows} == {"silent", "never"}
    take(stopped, OFFICE.mail(OFFICE.report(3, b"?")))
    assert {row.health for row in offices_of(stopped.table, ANN, MORNING).rows} == {"fine", "never"}


def test_an_old_agent_is_told(adapters: IngestAdapters) -> None:
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    newer = MadeAgent(id="agent-9", seed=bytes(31) + b"9", printers=())
    report = newer.report(1)
    report["agent"]["version"] = "9.1.0"
    take(adapters, newer.mail(report))
    said(adapters, "confirm", {"agent": newer.id, "key": key_in_hex(newer.public_key), "site": "lake-road"})
    analysed(adapters)

    offices = offices_of(adapters.table, ANN, MORNING)
    assert offices.newest_version == "9.1.0"
    assert {row.site: row.is_old for row in offices.rows} == {"hill-street": True, "lake-road": False}
    assert [one.is_old for one in office_detail(adapters.table, ANN, "hill-street", MORNING).senders] == [
        True
    ]


def test_an_office_tells_senders_codes_forks_and_what_was_decided(stopped: IngestAdapters) -> None:
    take(stopped, OFFICE.mail(OFFICE.report(1, pages=7)))
    said(stopped, "issue_code", {"site": "hill-street"})
    office = office_detail(stopped.table, ANN, "hill-street", MORNING)

    assert {(one.agent, one.state) for one in office.senders} == {
        (OFFICE.id, "trusted"),
        (STRANGER.id, "quarantined"),
    }
    assert sorted((code.state, code.used_by) for code in office.codes) == [("open", ""), ("used", OFFICE.id)]
    (fork,) = office.forks
    assert {state for _, state in fork.reports} == {"disputed"}
    assert [entry.what for entry in office.log][:1] == ["issue_code"]
    chosen = {"agent": fork.agent, "run": str(fork.run), "sha256": fork.reports[0][0]}
    said(stopped, "resolve", chosen, seen=fork.seen)
    (after,) = office_detail(stopped.table, ANN, "hill-street", MORNING).forks
    assert {state for _, state in after.reports} == {"counted", "overruled"}
    assert after.last is not None
    assert sha256_of(b"") not in repr(after)


def test_the_log_is_read_in_pages_the_newest_first_and_exported_whole(stopped: IngestAdapters) -> None:
    for number in range(3):
        about = {"site": f"new-{number}", "name": "=1+1"}
        said(stopped, "add_site", about, why="-2", now=MORNING + timedelta(minutes=number))
    first = log_page(stopped.table, DAN, limit=2)
    assert [entry.about["site"] for entry in first.entries] == ["new-2", "new-1"]
    second = log_page(stopped.table, DAN, first.next, limit=2)
    assert second.entries[0].about["site"] == "new-0"
    with pytest.raises(ProblemDetails):
        log_page(stopped.table, OTHERS, first.next)

    rows = list(csv.DictReader(io.StringIO(log_csv(stopped.table, DAN).decode("utf-8-sig"))))
    assert [row["Site" if "Site" in row else "site"] for row in rows][-3:] == ["new-0", "new-1", "new-2"]
    assert rows[-1]["Why"] == "'-2"
    with pytest.raises(ProblemDetails):
        log_csv(stopped.table, DAN, "20x6")


@pytest.mark.parametrize("page", ["today", "device", "office", "offices", "log"])
def test_a_page_asks_the_table_a_few_times_whatever_its_size(adapters: IngestAdapters, page: str) -> None:
    take(adapters, OFFICE.mail(OFFICE.report(1)))
    analysed(adapters)
    few = _calls(adapters, page)
    take(adapters, *(OFFICE.mail(OFFICE.report(run, b"?")) for run in range(2, 12)))
    others = [MadeAgent(id=f"a{n}", seed=bytes(31) + bytes([n]), printers=()) for n in range(8)]
    take(adapters, *(one.mail(one.report(1)) for one in others))
    analysed(adapters)

    assert _calls(adapters, page) <= few + 2  # one more where there is something at all to ask for
    assert few <= 20


def _calls(adapters: IngestAdapters, page: str) -> int:
    client = Counting(adapters.table.client)
    table = replace(adapters.table, client=client)
    asks: dict[str, Callable[[], object]] = {
        "today": lambda: today_of(table, ANN, MORNING),
        "device": lambda: device_detail(table, ANN, DEVICE, MORNING),
        "office": lambda: office_detail(table, ANN, "hill-street", MORNING),
        "offices": lambda: offices_of(table, ANN, MORNING),
        "log": lambda: log_page(table, ANN),
    }
    asks[page]()
    return client.calls
