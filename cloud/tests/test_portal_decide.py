"""Decisions: who may, what the second of two is told, the same form twice, and what is kept of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.report_format.document import report_bytes
from agent.core.report_format.signatures import sha256_of
from cloud.core import keys
from cloud.core.analysis.finding import METER, Finding, ReportedFinding, alert_item
from cloud.core.answers.problem import ProblemDetails
from cloud.core.decisions import Word
from cloud.core.portal.decision import Conflict, Decided, Request
from cloud.core.portal.fleet import FleetQuery
from cloud.core.portal.office import OfficeSettings, Threshold
from cloud.core.portal.office_form import settings_in
from cloud.core.portal.person import DEEDS, MATRIX, ROLES, VIEWS, Person, check
from cloud.core.proof import key_in_hex
from cloud.jobs import dealing, judging
from cloud.jobs.portal.decide import UNDER_WAY, decide
from cloud.jobs.portal.fleet import fleet_page
from cloud.jobs.portal.last import last_decision
from cloud.jobs.signers import AgentKey
from made_mails import CODE, MadeAgent
from portal_world import ANN, BOB, CAT, DAN, take

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
OFFICE = MadeAgent(code=CODE)
STRANGER = MadeAgent(id="agent-2", seed=bytes(32), printers=("EX8",))
DEVICE = "serial:examplar:ex1"
FINDING = {"site": "hill-street", "kind": METER, "subject": f"{DEVICE} counter_reset"}
SENDER = {"agent": STRANGER.id, "key": key_in_hex(STRANGER.public_key)}
RANDOM = bytes(range(34))


@pytest.fixture
def office(adapters: IngestAdapters) -> IngestAdapters:
    """Have an office that reported, a stranger who waits, and a finding."""
    take(adapters, OFFICE.mail(OFFICE.report(1)), STRANGER.mail(STRANGER.report(1)))
    found = Finding(METER, "hill-street", FINDING["subject"], "Look.", since="2026-03-03")
    adapters.table.put(alert_item("acme", ReportedFinding(found, "hill-street", "Hill Street", None), 0))
    return adapters


def asked(
    adapters: IngestAdapters,
    what: str,
    about: dict[str, str],
    person: Person = ANN,
    **more: Any,  # noqa: ANN401 (the arguments of decide)
) -> Decided:
    now = more.pop("now", NOW)
    return decide(adapters.archive, person, Request(what, about, **more), now, RANDOM)


def logged(adapters: IngestAdapters) -> list[tuple[str, str]]:
    items = adapters.table.query(keys.decision_key("acme", "").pk)
    return [(item["what"], item["who"]) for item in items if item["who"] != "test"]


@pytest.mark.parametrize("role", [*ROLES, "", "cook"])
@pytest.mark.parametrize("what", [*VIEWS, *DEEDS])
def test_a_role_may_what_the_matrix_says_and_nothing_else(role: str, what: str) -> None:
    person = Person("acme", "x", role)
    if what in MATRIX.get(role, frozenset()):
        check(person, what)
    else:
        with pytest.raises(ProblemDetails) as refused:
            check(person, what)
        assert refused.value.status == 403


def test_only_an_admin_may_say_who_is_trusted_and_a_reader_decides_nothing() -> None:
    assert {role for role in ROLES if "confirm" in MATRIX[role]} == {"admin"}
    assert MATRIX["reader"] == frozenset(VIEWS) - {"closings"}


@pytest.mark.parametrize("what", [deed for deed in DEEDS if deed != "notify"])
def test_a_deed_without_the_right_writes_nothing(office: IngestAdapters, what: str) -> None:
    before = sorted(map(repr, office.table.scan("")))

    with pytest.raises(ProblemDetails) as refused:
        asked(office, what, {**FINDING, **SENDER, "device": DEVICE}, DAN, why="because")

    assert refused.value.status == 403
    assert sorted(map(repr, office.table.scan(""))) == before


def test_a_done_finding_is_kept_with_note_person_and_time(office: IngestAdapters) -> None:
    done = asked(office, "done", FINDING, BOB, why="Read by phone.")

    assert (done.last.who, done.last.what, done.last.why) == (BOB.name, "done", "Read by phone.")
    assert (done.last.when, done.last.since) == (NOW, "2026-03-03")
    assert last_decision(office.table, "acme", done.last.subject) == done.last
    assert logged(office) == [("done", BOB.name)]


@pytest.mark.parametrize(
    ("what", "about", "more", "status", "named"),
    [
        ("done", FINDING, {"why": " "}, 400, "why"),
        ("done", FINDING | {"subject": "gone"}, {"why": "x"}, 404, "about"),
        ("snooze", FINDING, {}, 400, "until"),
        ("snooze", FINDING, {"until": NOW.date()}, 400, "until"),
        ("snooze", FINDING, {"until": date(2028, 1, 1)}, 400, "until"),
        ("retire", {}, {}, 400, "device"),
        ("retire", {"device": "serial:x:y"}, {}, 404, "about"),
        ("retire", {"device": "x" * 3000}, {}, 400, "device"),
        ("confirm", SENDER, {}, 404, "about"),
        ("confirm", SENDER | {"site": "nowhere"}, {}, 404, "about"),
        ("confirm", {"agent": "a", "key": "b", "site": "hill-street"}, {}, 404, "about"),
        ("resolve", {"agent": OFFICE.id, "run": "1e3", "sha256": "none"}, {}, 400, "run"),
        ("resolve", {"agent": OFFICE.id, "run": "1", "sha256": "none"}, {}, 404, "about"),
        ("issue_code", {"site": "nowhere"}, {}, 404, "about"),
        ("withdraw_code", {"code_id": CODE[:8]}, {}, 400, "about"),
        ("withdraw_code", {"code_id": "AAAAAAAA"}, {}, 404, "about"),
        ("office", {"site": "hill-street", "zone": "Mars/Phobos"}, {}, 400, "zone"),
        ("office", {"site": "hill-street", "threshold_toner": "101 5"}, {}, 400, "threshold_toner"),
        ("office", {"site": "hill-street", "mail": "no address"}, {}, 400, "mail"),
        ("add_site", {"site": "hill-street", "name": "Again"}, {}, 409, "site"),
        ("add_site", {"site": "new\n", "name": "New"}, {}, 400, "about"),
    ],
)
def test_what_can_not_be_decided_says_why_and_changes_nothing(  # noqa: PLR0913, PLR0917 (a row of the table)
    office: IngestAdapters, what: str, about: dict[str, str], more: dict[str, Any], status: int, named: str
) -> None:
    before = sorted(map(repr, office.table.scan("")))

    with pytest.raises(ProblemDetails) as refused:
        asked(office, what, about, **more)

    assert (refused.value.status, refused.value.what) == (status, named)
    assert sorted(map(repr, office.table.scan(""))) == before


def test_the_second_of_two_is_told_what_the_first_said(office: IngestAdapters) -> None:
    first = asked(office, "done", FINDING, BOB, why="Read by phone.")

    with pytest.raises(Conflict) as second:
        asked(office, "snooze", FINDING, CAT, until=date(2026, 3, 9), now=NOW + timedelta(seconds=9))

    assert second.value.status == 409
    assert second.value.last == first.last
    assert second.value.as_json()["why"] == "Read by phone."
    assert logged(office) == [("done", BOB.name)]


def test_who_has_seen_the_last_word_may_say_another(office: IngestAdapters) -> None:
    first = asked(office, "done", FINDING, BOB, why="Read by phone.")
    later = NOW + timedelta(minutes=1)
    asked(office, "reopen", FINDING, CAT, seen=first.last.version, now=later)

    assert logged(office) == [("done", BOB.name), ("reopen", CAT.name)]


def test_of_many_at_once_one_decides(office: IngestAdapters) -> None:
    def one(number: int) -> str:
        try:
            asked(office, "retire", {"device": DEVICE}, Person("acme", f"p{number}", "admin"))
        except Conflict as conflict:
            return conflict.last.who
        return "me"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(one, range(8)))

    assert said.count("me") == 1
    assert len(logged(office)) == 1
    assert set(said) - {"me"} == {logged(office)[0][1]}


def test_the_same_form_twice_is_done_once(office: IngestAdapters) -> None:
    first = asked(office, "retire", {"device": DEVICE}, why="Sold.")
    again = asked(office, "retire", {"device": DEVICE}, why="Sold.", now=NOW + timedelta(seconds=1))

    assert again.last == first.last
    assert logged(office) == [("retire", ANN.name)]


def test_the_same_form_twice_gives_one_code_which_is_shown_both_times(office: IngestAdapters) -> None:
    about = {"site": "hill-street", "form": "f1"}
    first = asked(office, "issue_code", about)
    second = Request("issue_code", about)
    again = decide(office.archive, ANN, second, NOW + timedelta(seconds=1), bytes(34))

    assert first.shown_once["code"] == again.shown_once["code"]
    assert len(list(office.table.query(keys.codes("acme"), index="list"))) == 2  # CODE, and this one
    assert first.shown_once["code"][9:] not in repr(
        list(office.table.query(keys.decision_key("acme", "").pk))
    )


def test_two_forms_give_two_codes(office: IngestAdapters) -> None:
    first = asked(office, "issue_code", {"site": "hill-street", "form": "f1"})
    second = Request("issue_code", {"site": "hill-street", "form": "f2"})

    assert (
        decide(office.archive, BOB._replace(role="admin"), second, NOW, bytes(34)).shown_once
        != first.shown_once
    )


def test_what_was_cut_off_after_its_claim_is_done_by_the_next_try(office: IngestAdapters) -> None:
    done = asked(office, "retire", {"device": DEVICE}, why="Sold.")
    office.table.delete_many([keys.retirement_key("acme", DEVICE)])
    office.table.change(keys.decided_key("acme", done.last.subject), {"is_done": None})

    asked(office, "retire", {"device": DEVICE}, why="Sold.", now=NOW + UNDER_WAY + timedelta(seconds=1))

    assert office.table.get(keys.retirement_key("acme", DEVICE)) is not None


def test_a_retired_device_leaves_the_managed_ones_until_it_answers(office: IngestAdapters) -> None:
    retired = asked(office, "retire", {"device": DEVICE})
    counts = fleet_page(office.table, ANN, FleetQuery()).counts
    assert (counts["managed"], counts["retired"]) == (1, 1)

    asked(office, "unretire", {"device": DEVICE}, seen=retired.last.version, now=NOW + timedelta(minutes=1))
    assert fleet_page(office.table, ANN, FleetQuery()).counts["managed"] == 2

    asked(office, "retire", {"device": DEVICE}, DAN._replace(role="dispatcher"), seen=_version(office))
    take(office, OFFICE.mail(OFFICE.report(4, b"?")))  # of the day after
    row = next(r for r in fleet_page(office.table, ANN, FleetQuery()).rows if r.device == DEVICE)
    assert row.presence == "back"


def _office_version(adapters: IngestAdapters) -> str:
    last = last_decision(adapters.table, "acme", keys.subject("office", "hill-street"))
    return last.version if last else ""


def test_another_form_of_the_same_person_is_no_repetition(office: IngestAdapters) -> None:
    seen = _office_version(office)
    asked(office, "office", {"site": "hill-street", "contact": "Eve"}, seen=seen)

    with pytest.raises(Conflict):
        asked(office, "office", {"site": "hill-street", "contact": "Eva"}, seen=seen)


def _version(adapters: IngestAdapters) -> str:
    last = last_decision(adapters.table, "acme", keys.subject("device", DEVICE))
    return last.version if last else ""


def test_a_device_that_is_not_managed_stays_so_with_the_next_report(office: IngestAdapters) -> None:
    asked(office, "unmanage", {"device": DEVICE}, CAT)
    take(office, OFFICE.mail(OFFICE.report(2, b"?")))
    rows = fleet_page(office.table, ANN, FleetQuery(show="unmanaged")).rows
    assert [(row.device, row.run) for row in rows] == [(DEVICE, 2)]

    asked(office, "manage", {"device": DEVICE}, CAT, seen=_version(office), now=NOW + timedelta(minutes=1))
    assert fleet_page(office.table, ANN, FleetQuery()).counts["managed"] == 2


def test_a_confirmed_sender_s_past_counts_and_a_rejected_one_s_goes(office: IngestAdapters) -> None:
    confirmed = asked(office, "confirm", SENDER | {"site": "lake-road"})
    assert "serial:examplar:ex8" in {r.device for r in fleet_page(office.table, ANN, FleetQuery()).rows}

    asked(office, "reject", SENDER, seen=confirmed.last.version, now=NOW + timedelta(minutes=1))
    assert "serial:examplar:ex8" not in {r.device for r in fleet_page(office.table, ANN, FleetQuery()).rows}


def test_a_fork_is_resolved(office: IngestAdapters) -> None:
    other = report_bytes(OFFICE.report(1, pages=7))
    take(office, OFFICE.mail(other))
    about = {"agent": OFFICE.id, "run": "1", "sha256": sha256_of(other)}
    asked(office, "resolve", about)

    assert {r.cell("TotalLife") for r in fleet_page(office.table, ANN, FleetQuery()).rows} == {1007}


def test_a_withdrawn_code_opens_nothing(office: IngestAdapters) -> None:
    issued = asked(office, "issue_code", {"site": "lake-road"})
    asked(office, "withdraw_code", {"code_id": issued.shown_once["code"][:8]})
    late = replace(STRANGER, id="agent-3", seed=bytes(31) + b"3", code=issued.shown_once["code"])
    take(office, late.mail(late.report(1)))

    signer = office.table.get(keys.signer_key("acme", "agent-3", key_in_hex(late.public_key)))
    assert signer is not None
    assert signer["state"] == "quarantined"


def test_an_office_s_settings_are_kept_and_a_later_report_leaves_them(office: IngestAdapters) -> None:
    form = {"site": "hill-street", "contact": "Eve", "zone": "Europe/Berlin", "language": "de"}
    form |= {"threshold_toner": "20 30", "standstill_at_once": "yes", "ship_to": "Hill 1\n10115 Berlin"}
    asked(office, "office", form, seen=_office_version(office))
    take(office, OFFICE.mail(OFFICE.report(2, b"?")))
    item = office.table.get(keys.site_key("acme", "hill-street"))

    assert settings_in(item) == OfficeSettings(
        contact="Eve",
        zone="Europe/Berlin",
        language="de",
        ship_to="Hill 1\n10115 Berlin",
        standstill_at_once=True,
        thresholds={"toner": Threshold(20, 30)},
    )
    assert "Eve" not in repr(list(office.table.query(keys.decision_key("acme", "").pk)))


def test_a_new_office_gets_a_name_and_the_operator_s_word_is_seen_by_the_portal(
    office: IngestAdapters,
) -> None:
    added = asked(office, "add_site", {"site": "mill", "name": "Mill Lane"})

    with pytest.raises(Conflict):
        asked(office, "office", {"site": "mill", "contact": "x"}, now=NOW + timedelta(minutes=1))
    asked(office, "office", {"site": "mill", "name": "Mill"}, seen=added.last.version)
    mill = office.table.get(keys.site_key("acme", "mill"))
    assert mill is not None
    assert mill["name"] == "Mill"


@pytest.fixture
def neighbours(office: IngestAdapters) -> IngestAdapters:
    """Have another dealer whose office, agent, printer, code and finding have the same names."""
    word = Word("test", NOW, "")
    dealing.add_dealer(office.table, word, "other", "Other")
    dealing.add_site(office.table, word, "other", "only-theirs", "Theirs")
    theirs = replace(OFFICE, dealer="other", id="agent-o", printers=("EX77",), code="")
    take(office, theirs.mail(theirs.report(1)))
    signer = AgentKey(theirs.id, key_in_hex(theirs.public_key))
    judging.confirm(office.archive, word, "other", signer, "only-theirs")
    dealing.issue_code(office.table, word, "other", "only-theirs", bytes(34))
    found = Finding(METER, "only-theirs", "serial:examplar:ex77 x", "Look.", since="2026-03-03")
    office.table.put(alert_item("other", ReportedFinding(found, "only-theirs", "Theirs", None), 0))
    return office


THEIRS = {
    "site": "only-theirs",
    "kind": METER,
    "subject": "serial:examplar:ex77 x",
    "device": "serial:examplar:ex77",
    "agent": "agent-o",
    "key": key_in_hex(OFFICE.public_key),
    "run": "1",
    "sha256": "none",
    "code_id": "00000000",
    "contact": "Mallory",
}


@pytest.mark.parametrize("what", [deed for deed in DEEDS if deed not in {"add_site", "notify"}])
def test_no_deed_reaches_another_dealer_s_things(neighbours: IngestAdapters, what: str) -> None:
    """The names are right, and of another dealer: whoever asks there with them would be heard."""
    before = sorted(map(repr, neighbours.table.scan("other#")))

    with pytest.raises(ProblemDetails) as refused:
        asked(neighbours, what, THEIRS, why="because", until=date(2026, 3, 9))

    assert refused.value.status in {400, 404}
    assert sorted(map(repr, neighbours.table.scan("other#"))) == before
    assert neighbours.table.get(keys.device_key("other", THEIRS["device"])) is not None


def test_the_other_dealer_s_own_person_is_heard(neighbours: IngestAdapters) -> None:
    done = asked(neighbours, "retire", {"device": THEIRS["device"]}, Person("other", "olga", "admin"))
    assert done.result.startswith("retired")
