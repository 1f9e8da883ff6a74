"""Closings in the portal: previewed, frozen, downloaded, corrected; meters by hand; offices asked."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe

from agent.core.report_format.closing import is_signed_by
from closing_world import World, world_of
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.edge.webhook import Webhooks
from cloud.jobs.closings.frozen import file_bytes, heads
from cloud.jobs.portal.notify import WAITS, Ways, send_waiting
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.portal import portal_on_loopback
from conftest import reset
from portal_rig import ANN, BEA, DAN, ROB, Clock, Rig, browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from portal_rig import Hand

TODAY = datetime.now(UTC).date()
DAY = TODAY - timedelta(days=2)
BEFORE = DAY - timedelta(days=30)
NOT_ENDED = {"en": "has ended in every office", "de": "in jedem Büro zu Ende"}
CLOSED = {"en": "Open its closing", "de": "Öffnen Sie seinen Abschluss"}
HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script>'


class Closings:
    """The portal on loopback with three offices, whose meters were read at two days."""

    def __init__(self, rig: Rig, world: World) -> None:
        self.rig, self.world = rig, world

    def read(self, site: str, serial: str, on: date, total: int | None, **more: Any) -> str:  # noqa: ANN401 (an entry's)
        """Let an office's agent read a device; return its name."""
        at = datetime.combine(on, time(9), UTC)
        device = self.world.read(site, serial, at, total, **more)
        self.world.settle()
        return device

    def freeze(self, hand: Hand, **about: str) -> int:
        """Send the form that the preview of a day has."""
        page = hand.get(f"/closings/day?closed_on={about['closed_on']}&site={about.get('site', '')}").body
        return hand.post(
            "/decide", {"csrf": hand.csrf(), "what": "close", "seen": field(page, "seen"), **about}
        ).status


def field(page: str, name: str, after: str = 'name="what" value="close"') -> str:
    """Return a hidden field of a form of a page."""
    form = next(part for part in page.split("<form") if after in part)
    return unescape(form.partition(f'name="{name}" value="')[2].partition('"')[0])


@pytest.fixture
def closings(aws: str) -> Iterator[Closings]:
    """Serve the portal over meters of two days; in Denver one was not read lately."""
    reset(aws)
    stack, clock = build_stack(only=DATA), Clock()
    world = world_of(stack)
    with portal_on_loopback(stack, now=clock) as (portal, provider):
        made = Closings(Rig(portal, provider, clock, stack), world)
        for day, total in ((BEFORE, 1000), (DAY, 1600)):
            made.read("berlin", "A1", day, total)
            made.read("lisbon", "B1", day, 2 * total, model=HOSTILE)
        made.read("denver", "C1", BEFORE, 70)
        yield made


def test_a_day_is_previewed_frozen_listed_and_downloaded_as_a_file_that_verifies(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    assert closings.freeze(bea, closed_on=BEFORE.isoformat()) == 303
    preview = bea.get(f"/closings/day?closed_on={DAY}").body
    assert "3 printers, 1 to check" in preview
    assert closings.freeze(bea, closed_on=DAY.isoformat(), why="month end") == 303
    (_, head) = heads(closings.world.table, "acme")
    assert f"/closings/one?id={head.sha256}" in bea.get("/closings").body
    shown = bea.get(f"/closings/one?id={head.sha256}").body
    assert head.public_key in shown
    assert "600" in shown

    data = file_bytes(closings.world.table, head)
    file, signature = (
        bea.get(f"/closings/file?id={head.sha256}&part={part}") for part in ("closing", "signature")
    )
    assert file.body.encode() == data
    assert is_signed_by(head.public_key, file.body.encode(), signature.body)
    log = [item for item in closings.world.table.scan("acme#decisions") if item["what"] == "close"]
    assert [(item["who"], item["why"]) for item in log] == [(BEA, ""), (BEA, "month end")]


def test_the_tables_have_pages_by_kind_and_by_a_formula_and_run_nothing(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    for day in (BEFORE, DAY):
        assert closings.freeze(bea, closed_on=day.isoformat()) == 303
    head = heads(closings.world.table, "acme")[-1]

    def table(name: str, delimiter: str = ",") -> dict[str, dict[str, str]]:
        text = bea.get(f"/closings/file?id={head.sha256}&as={name}").body.removeprefix("\ufeff")
        return {row["SerialNumber"]: row for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)}

    whole, a3, six = table("closing"), table("a3-as-two"), table("mono-colour-six")
    assert (whole["A1"]["PagesTotal"], whole["A1"]["PagesLarge"], whole["A1"]["Since"]) == (
        "600",
        "60",
        str(BEFORE),
    )
    assert (a3["A1"]["Billed"], a3["A1"]["A3"]) == ("660", "60")
    assert (six["A1"]["PageCountTotal"], six["A1"]["PageCountMono"]) == ("1600", "1200")
    assert whole["B1"]["Model"].startswith("'=cmd")
    assert whole["C1"]["Blockers"] == "silent"
    assert bea.get(f"/closings/file?id={head.sha256}&as=nothing").status == 404


def test_hostile_names_are_text_on_every_page(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    device = quote("serial:examplar:b1")
    closings.freeze(bea, closed_on=DAY.isoformat())
    head = heads(closings.world.table, "acme")[-1]
    for path in (
        f"/closings/day?closed_on={DAY}",
        f"/closings/one?id={head.sha256}",
        f"/closings/meter?device={device}",
    ):
        answer = bea.get(path)
        assert answer.status == 200, path
        assert "<script>alert" not in answer.body


@pytest.mark.parametrize("user", [DAN, ROB])
def test_others_see_no_closing_and_no_way_to_one(closings: Closings, user: str) -> None:
    hand = closings.rig.signed_in(user)
    digest = "0" * 64
    paths = (
        "",
        f"/day?closed_on={DAY}",
        f"/one?id={digest}",
        f"/file?id={digest}",
        "/meter?device=x",
        "/ask?site=berlin",
    )

    assert {hand.get(f"/closings{path}").status for path in paths} == {403}
    assert "/closings" not in hand.get("/").body


def test_the_second_of_two_sees_the_first(closings: Closings) -> None:
    bea, ann = closings.rig.signed_in(BEA), closings.rig.signed_in(ANN)
    page = ann.get(f"/closings/day?closed_on={DAY}").body
    assert closings.freeze(bea, closed_on=DAY.isoformat()) == 303
    form = {"csrf": ann.csrf(), "what": "close", "closed_on": DAY.isoformat(), "seen": field(page, "seen")}
    answer = ann.post("/decide", form)

    assert answer.status == 409
    assert BEA in answer.body
    assert len(heads(closings.world.table, "acme")) == 1


def test_a_late_reading_is_shown_and_corrected_by_a_new_closing(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    closings.freeze(bea, closed_on=DAY.isoformat())
    (first,) = heads(closings.world.table, "acme")
    closings.world.read("berlin", "A1", datetime.combine(DAY, time(15), UTC), 1650)
    closings.world.settle()
    shown = bea.get(f"/closings/one?id={first.sha256}").body
    assert "Late readings" in shown
    assert "1,650" in shown
    assert closings.freeze(bea, closed_on=DAY.isoformat(), replaces=first.sha256) == 303
    shown = bea.get(f"/closings/one?id={first.sha256}").body
    assert "Replaced by a correction" in shown
    assert "1,600" in shown


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("about", "status", "said"),
    [
        ({"closed_on": "2099-01-01"}, 400, NOT_ENDED),
        ({"closed_on": str(TODAY)}, 400, NOT_ENDED),
        ({"closed_on": "soon"}, 400, NOT_ENDED),
        ({"closed_on": str(BEFORE), "replaces": "x"}, 409, CLOSED),
    ],
)
def test_what_can_not_be_closed_is_said_in_the_person_s_language(
    closings: Closings, about: dict[str, str], status: int, said: dict[str, str], language: str
) -> None:
    bea = closings.rig.signed_in(BEA)
    bea.cookies["meters-language"] = language
    answer = bea.post("/decide", {"csrf": bea.csrf(), "what": "close", **about})

    assert answer.status == status
    assert said[language] in unescape(answer.body)


def by_hand(hand: Hand, **about: str) -> Any:  # noqa: ANN401 (an answer)
    device = about.setdefault("device", "serial:examplar:c1")
    page = hand.get(f"/closings/meter?device={quote(device)}").body
    what = about.setdefault("what", "read_by_hand")
    has_form = f'value="{what}"' in page
    seen = field(page, "seen", f'value="{what}"') if has_form else ""
    return hand.post("/decide", {"csrf": hand.csrf(), "seen": seen, "why": "no network there", **about})


def test_a_meter_read_by_hand_counts_until_the_device_is_read_itself(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    assert by_hand(bea, day=str(DAY), total="99", monochrome="60", full_color="39").status == 303
    closings.freeze(bea, closed_on=DAY.isoformat())
    line = lines(closings)["c1"]
    assert (line["impressions"]["total"], line["reading"]["band"], line["blockers"]) == (
        99,
        "within_3_days",
        [],
    )
    manual = line["reading"]["manual"]
    assert (manual["by"], manual["value"], manual["why"]) == (BEA, 99, "no network there")

    (first,) = heads(closings.world.table, "acme")
    closings.read("denver", "C1", DAY, 97)  # its own reading of the same day
    closings.freeze(bea, closed_on=DAY.isoformat(), replaces=first.sha256)
    line = lines(closings)["c1"]
    assert line["impressions"]["total"] == 97
    assert "manual" not in line["reading"]


def lines(closings: Closings) -> dict[str, dict[str, Any]]:
    data = file_bytes(closings.world.table, heads(closings.world.table, "acme")[-1])
    return {one["device"].rpartition(":")[2]: one for one in json.loads(data)["devices"]}


@pytest.mark.parametrize(
    ("about", "status"),
    [
        ({"total": "69"}, 400),  # below the last
        ({"total": "99", "monochrome": "90", "full_color": "10"}, 400),  # more than the total
        ({"total": "99", "monochrome": "1"}, 400),  # mono below its own last
        ({"total": "99", "unit": "sheets"}, 400),
        ({"total": "-1"}, 400),
        ({"total": "1e3"}, 400),
        ({"total": "\u0661\u0660\u0660"}, 400),
        ({"total": "9" * 20}, 400),
        ({"total": ""}, 400),
        ({"total": "99", "why": ""}, 400),
        ({"total": "99", "day": "2099-01-01"}, 400),
        ({"total": "99", "day": "2026-02-30"}, 400),
        ({"total": "99", "device": "serial:other:1"}, 404),
        ({"total": "99", "device": "x" * 3000}, 400),
        ({"total": "2000", "device": "serial:examplar:a1", "day": str(BEFORE)}, 400),  # above a later one
    ],
)
def test_a_reading_that_can_be_none_is_refused_and_kept_nowhere(
    closings: Closings, about: dict[str, str], status: int
) -> None:
    bea = closings.rig.signed_in(BEA)
    assert by_hand(bea, **({"day": str(DAY)} | about)).status == status
    items = list(closings.world.table.scan("acme#"))
    assert [one for one in items if one["kind"] == "manual" or one.get("what") == "read_by_hand"] == []


def test_pages_over_a_new_board_are_those_of_both(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    closings.freeze(bea, closed_on=BEFORE.isoformat())
    on = f"{BEFORE + timedelta(days=10)}T14:05"
    counts = {"before_total": "1250", "after_total": "3", "before_monochrome": "900", "after_monochrome": "0"}
    assert by_hand(bea, what="swap_board", device="serial:examplar:a1", at=on, **counts).status == 303
    closings.freeze(bea, closed_on=DAY.isoformat())

    since = lines(closings)["a1"]["since_last"]
    assert since["total"] == (1250 - 1000) + (1600 - 3)
    assert since["monochrome"] == (900 - 750) + (1200 - 0)
    assert since["large"] is None  # nobody read it at the change


@pytest.mark.parametrize(
    "about",
    [
        {"before_total": "999"},  # below what it had shown
        {"after_total": "1601"},  # above what it shows later
        {"at": "2099-01-01T00:00"},
        {"at": "then"},
        {"at": "0001-01-01T00:00"},
        {"at": "9999-12-31T23:59"},
        {"before_total": ""},
        {"why": ""},
    ],
)
def test_a_board_change_that_can_be_none_is_refused(closings: Closings, about: dict[str, str]) -> None:
    bea = closings.rig.signed_in(BEA)
    usual = {"at": f"{BEFORE + timedelta(days=10)}T14:05", "before_total": "1250", "after_total": "3"}
    fields = {**usual, "device": "serial:examplar:a1", "what": "swap_board", **about}

    assert by_hand(bea, **fields).status == 400


def test_an_office_is_asked_in_its_language_after_a_look(closings: Closings) -> None:
    bea, table = closings.rig.signed_in(BEA), closings.world.table
    ask = f"/closings/ask?site=denver&closed_on={DAY}"
    assert ask.replace("&", "&amp;") in bea.get(f"/closings/day?closed_on={DAY}").body
    assert bea.get(ask).status == 400  # it has no address
    give_address(closings)
    shown = bea.get(ask).body
    assert "denver@office.example" in shown
    assert "Zählerstände benötigt: Denver" in shown
    assert "C1" in shown
    assert list(table.scan("acme#outbox")) == []  # looking sends nothing
    assert bea.post("/decide", ASK | {"csrf": bea.csrf()}).status == 303
    client("ses").verify_domain_identity(Domain="in.example")
    ways = Ways(Webhooks(), SesLetters(client("ses")), "in.example")
    assert send_waiting(table, ways, "acme", closings.rig.clock()) == 1
    assert list(table.scan("acme#outbox")) == []
    assert (
        bea.get("/closings/ask?site=berlin&closed_on=" + str(DAY)).status == 400
    )  # nothing is missing there


def test_a_mail_to_an_office_that_is_never_taken_is_told_on_today(closings: Closings) -> None:
    bea = closings.rig.signed_in(BEA)
    give_address(closings)
    assert bea.post("/decide", ASK | {"csrf": bea.csrf()}).status == 303
    ways = Ways(Webhooks(), SesLetters(client("ses")), "unknown.example")  # SES refuses it
    for n in range(len(WAITS) + 1):
        later = closings.rig.clock() + n * WAITS[-1] + n * timedelta(minutes=1)
        assert send_waiting(closings.world.table, ways, "acme", later) == 0

    assert list(closings.world.table.scan("acme#outbox")) == []
    assert "The email to an office couldn't be sent" in unescape(bea.get("/").body)


ASK = {"what": "ask_meters", "site": "denver", "closed_on": str(DAY)}


def give_address(closings: Closings) -> None:
    """Let an administrator enter the office's address and language."""
    admin = closings.rig.signed_in(ANN)
    seen = field(admin.get("/office?site=denver").body, "seen", 'value="office"')
    form = {"csrf": admin.csrf(), "what": "office", "site": "denver", "seen": seen}
    assert admin.post("/decide", {**form, "mail": "denver@office.example", "language": "de"}).status == 303


def test_a_day_is_closed_in_a_browser_and_axe_finds_nothing_on_its_pages(closings: Closings) -> None:
    address, device = closings.rig.address, quote("serial:examplar:b1")
    with browser() as chromium:
        page = chromium.new_context(viewport={"width": 1120, "height": 820}).new_page()
        page.goto(address)
        page.get_by_role("button", name=BEA).click()
        page.get_by_role("link", name="Closings").click()
        page.get_by_label("Day", exact=True).fill(DAY.isoformat())
        page.get_by_role("button", name="Preview").click()
        assert sound(page) == []
        page.get_by_label("Reason").fill("month end")
        page.get_by_role("button", name="Freeze").click()
        page.locator("tbody th a").first.click()
        assert "month end" in page.content()
        for path in ("", "/closings", f"/closings/meter?device={device}"):
            if path:
                page.goto(address + path)
            assert sound(page) == [], page.url
    assert len(heads(closings.world.table, "acme")) == 1


def sound(page: Page) -> list[str]:
    """Return the problems of a page, light and dark: axe's, and whether a phone has to scroll it sideways."""
    found = []
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours)
        rules = Axe().run(page).response["violations"]
        found += [f"{rule['id']}: {node['target']}" for rule in rules for node in rule["nodes"]]
    page.set_viewport_size({"width": 320, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1120, "height": 820})
    return [*found, *(["scrolls sideways"] if wide > 320 else [])]
