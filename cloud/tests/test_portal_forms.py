"""Decisions by forms: each role's rights on each page and deed, the same form sent twice, dealers apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cloud.core.messages import LANGUAGES
from cloud.core.portal.person import DEEDS, MATRIX, ROLES
from cloud.local.moto_stack import DATA, build_stack
from cloud.portal.routes import all_pages
from conftest import reset
from portal_rig import ANN, BEA, DAN, EVE, ROB, Rig, items_of, rig_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = {"reader": ROB, "dispatcher": DAN, "billing": BEA, "admin": ANN}
OFFICE = "/office?site=hill-street"


@pytest.fixture(scope="module")
def rig(aws: str) -> Iterator[Rig]:
    """Serve the portal once."""
    reset(aws)
    with rig_of(build_stack(only=DATA)) as rig:
        yield rig


def decisions(rig: Rig, what: str) -> list[dict[str, object]]:
    """Return the entries in the log of acme under a deed."""
    return [item for item in items_of(rig) if item["kind"] == "decision" and item["what"] == what]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_what_the_matrix_says_and_decides_no_more(rig: Rig, role: str) -> None:
    hand = rig.signed_in(PEOPLE[role])
    csrf = hand.csrf()
    pages = [page for page in all_pages() if page.method == "GET"]
    seen = {page.path for page in pages if hand.get(page.path).status != 403}
    decided = {what for what in DEEDS if hand.post("/decide", {"csrf": csrf, "what": what}).status != 403}

    assert seen == {page.path for page in pages if page.right in MATRIX[role]}
    assert decided == {what for what in DEEDS if what in MATRIX[role]}


@pytest.mark.parametrize("what", ["", "erase_dealer", "grow", "__class__", "x" * 500])
def test_what_is_no_deed_is_refused(rig: Rig, what: str) -> None:
    hand = rig.signed_in(ANN)

    assert hand.post("/decide", {"csrf": hand.csrf(), "what": what}).status == 403


def test_the_same_form_sent_twice_is_done_once(rig: Rig) -> None:
    hand = rig.signed_in(ANN)
    add = {"csrf": hand.csrf(), "what": "add_site", "site": "twice", "name": "Twice", "back": "/offices"}
    before = len(decisions(rig, "add_site"))
    answers = [hand.post("/decide", add).status for _ in range(2)]

    assert answers[0] == 303
    assert answers[1] in {303, 409}
    assert len(decisions(rig, "add_site")) == before + 1


def test_a_code_that_is_asked_for_twice_by_one_form_is_one_code(rig: Rig) -> None:
    hand = rig.signed_in(ANN)
    form = hand.get(OFFICE).body.partition('name="form" value="')[2].partition('"')[0]
    ask = {"csrf": hand.csrf(), "what": "issue_code", "site": "hill-street", "form": form, "back": OFFICE}
    first, second = (hand.post("/decide", ask).body for _ in range(2))

    assert form
    assert len(decisions(rig, "issue_code")) == 1
    assert code_of(first) == code_of(second) != ""


def code_of(page: str) -> str:
    """Return the code that a page shows."""
    return page.partition('<p class="secret"><code>')[2].partition("</code>")[0]


def test_an_office_is_set_by_its_form_and_by_nobody_of_another_dealer(rig: Rig) -> None:
    eve, ann = rig.signed_in(EVE), rig.signed_in(ANN)
    page = ann.get("/office?site=lake-road").body.partition('id="settings"')[2]
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    form = {"what": "office", "site": "lake-road", "name": "Mine now", "seen": seen, "back": "/offices"}

    assert eve.post("/decide", {**form, "csrf": eve.csrf()}).status == 404
    assert "Mine now" not in ann.get("/offices").body
    assert ann.post("/decide", {**form, "csrf": ann.csrf()}).status == 303
    assert "Mine now" in ann.get("/offices").body


@pytest.mark.parametrize(
    ("fields", "named", "in_german"),
    [
        ({"zone": "Middle/Earth"}, "Time zone: Enter a time zone", "Zeitzone: Geben Sie"),
        ({"mail": "no address"}, "Email: Enter an email address", "E-Mail: Geben Sie"),
        ({"toner_percent": "200"}, "Toner: Enter a percentage", "Toner: Geben Sie"),
        ({"language": "xx"}, "language is one of en, de", "language is one of en, de"),
        ({"contact": "x" * 500}, "Contact: Enter one line", "Ansprechperson: Geben Sie"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_value_is_named(
    rig: Rig, fields: dict[str, str], named: str, in_german: str, language: str
) -> None:
    hand = rig.signed_in(ANN)
    hand.cookies["meters-language"] = language
    answer = hand.post("/decide", {"csrf": hand.csrf(), "what": "office", "site": "hill-street", **fields})

    assert answer.status == 400
    assert (named if language == "en" else in_german) in answer.body


@pytest.mark.parametrize("until", ["yesterday", "2026-02-30", "x" * 100, "1999-01-01"])
def test_a_day_that_is_none_is_refused(rig: Rig, until: str) -> None:
    hand = rig.signed_in(ANN)
    fields = {"what": "snooze", "site": "hill-street", "kind": "ship", "subject": "x", "until": until}

    assert hand.post("/decide", {**fields, "csrf": hand.csrf()}).status == 400
