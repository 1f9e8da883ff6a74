"""Each page of the portal with what hostile offices write on it: escaped, readable, reachable, small."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

from agent.core.report_format.document import report_bytes
from agent.core.report_format.signatures import verify
from cloud.core.incoming_mail import OpenedMail, open_mail
from cloud.core.portal.person import DEEDS
from cloud.core.proof import key_in_hex
from cloud.local.schedules import call_at
from cloud.local.stack import PARAMETERS
from cloud.portal import drawing
from cloud.portal.drawing import STATIC
from cloud.portal.routes import all_pages
from made_mails import MadeAgent
from portal_made import made_rig
from portal_rig import ANN, LONGEST, Hand, Rig, items_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.support import page_rig

BAD = "\"'></title><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}=1+1&"
SHOWN = "&lt;img src=x onerror=alert(1)&gt;"
LONG = "W" * 400
SITE = "hostile " + BAD
AGENT = MadeAgent(id="a " + BAD, seed=bytes(31) + b"9", printers=("S " + BAD,))
LARGEST = 150_000  # octets of a page with all that it loads
WRITTEN = ("today", "fleet", "device", "offices", "office", "log", "retired")
TITLED = tuple(page.path for page in all_pages() if page.title)
PLACES = (*WRITTEN, *sorted({*TITLED} - {"/", *(f"/{name}" for name in WRITTEN)}))


def hostile_mail(now: datetime) -> bytes:
    """Return the mail of an office whose every text is an attack."""
    report = AGENT.report(1)
    began = now - timedelta(minutes=5)
    report["scan"] |= {"began": began.isoformat(), "ended": now.isoformat()}
    report["site"] |= {"id": SITE, "name": BAD + LONG}
    report["agent"] |= {"version": "1 " + BAD, "platform": BAD}
    for printer in report["printers"]:
        printer["read_at"], printer["status"] = now.isoformat(), "idle"
        printer["state_reasons"] = ["media-jam-error"]
        names = ("model", "manufacturer", "location", "host_name", "asset_tag", "firmware", "ip_address")
        printer.update(dict.fromkeys(names, BAD + LONG))
        printer["flags"] = ["counter_jump"]
        for supply in printer["supplies"]:
            supply.update({"description": BAD, "part_number": BAD, "type": "other"})
            supply["percent_left"] = 3 if supply["level_state"] == "measured" else None
    return AGENT.mail(report_bytes(report))


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    """Make the dealer with a hostile office, which an administrator confirmed with a hostile reason."""
    with made_rig() as rig:
        add = {"dealer": "acme", "do": "add_site", "site": SITE, "name": BAD}
        assert "done" in rig.stack.call("Admin", add)
        address = f"acme@{PARAMETERS['MailDomain']}"
        assert rig.stack.deliver(address, hostile_mail(datetime.now(UTC).replace(microsecond=0)))
        while rig.stack.poll():
            pass
        hand = rig.signed_in(ANN)
        key = key_in_hex(AGENT.public_key)
        fields = {"what": "confirm", "agent": AGENT.id, "key": key, "site": SITE, "why": BAD, "seen": ""}
        assert hand.post("/decide", {**fields, "csrf": hand.csrf()}).status == 303
        while rig.stack.poll():
            pass
        call_at(rig.stack, "Analyse", datetime.now(UTC))
        yield rig


@pytest.fixture(scope="module")
def paths(rig: Rig) -> dict[str, str]:
    """Return the address of each place where the hostile office is seen."""
    hand = rig.signed_in(ANN)
    fleet = hand.get(f"/fleet?{urlencode({'site': SITE})}").body
    device = fleet.partition('<th scope="row"><a href="')[2].partition('"')[0].replace("&amp;", "&")
    assert device.startswith("/device?id=")
    columns = "State,Office,Model,SerialNumber,Location,IPAddress,StateReasons"
    return {
        "today": "/",
        "fleet": f"/fleet?{urlencode({'site': SITE, 'columns': columns})}",
        "device": device,
        "offices": "/offices",
        "office": f"/office?{urlencode({'site': SITE})}",
        "log": "/log",
        "retired": f"/fleet?{urlencode({'q': BAD[:190], 'show': 'retired'})}",
        **{path: path for path in TITLED},  # each page of the navigation, whatever is added to it
    }


@pytest.fixture(scope="module")
def hand(rig: Rig) -> Hand:
    """Sign somebody in."""
    return rig.signed_in(ANN)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", WRITTEN)
def test_what_offices_and_people_write_is_text(
    hand: Hand, paths: dict[str, str], place: str, language: str
) -> None:
    answer = Hand(hand.address, {**hand.cookies, "meters-language": language}).get(paths[place])

    assert answer.status == 200
    assert f'<html lang="{language}">' in answer.body
    assert SHOWN in answer.body
    assert [bad for bad in ("<img", "<script>", "49=1+1", "</title><") if bad in answer.body] == []


@pytest.fixture(scope="module")
def seen(rig: Rig, chromium: Browser) -> Iterator[BrowserContext]:
    """Sign the browser in."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    page.goto(rig.address)
    page.get_by_role("button", name=ANN).click()
    page.wait_for_url(f"{rig.address}/")
    yield context
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_a_browser_runs_nothing_of_it_and_asks_nobody_else(
    rig: Rig, seen: BrowserContext, paths: dict[str, str], place: str
) -> None:
    page = seen.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(rig.address + paths[place])
    page.wait_for_load_state("networkidle")
    page.close()

    assert complaints == []
    assert all(url.startswith(rig.address) for url in asked)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing(
    rig: Rig, seen: BrowserContext, paths: dict[str, str], place: str, colours: page_rig.Colours
) -> None:
    page = seen.new_page()
    page.emulate_media(color_scheme=colours)
    page.goto(rig.address + paths[place])
    open_all(page)
    found = [
        f"{rule['id']}: {node['target']}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]
    page.close()

    assert found == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("place", PLACES)
def test_no_page_scrolls_sideways(
    rig: Rig, seen: BrowserContext, paths: dict[str, str], place: str, width: int
) -> None:
    page = seen.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(rig.address + paths[place])
    open_all(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide == width


PAPER = 718  # CSS pixels: A4 within margins of 1 cm
PRESSED = "nav, button, .deeds, .filters, .columns, .top, #add"


@pytest.mark.parametrize("place", PLACES)
def test_paper_shows_all_that_is_read_and_nothing_to_press(
    rig: Rig, seen: BrowserContext, paths: dict[str, str], place: str
) -> None:
    page = seen.new_page()
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.goto(rig.address + paths[place])
    page.emulate_media(media="print")
    pressed = page.locator(PRESSED).evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    hidden = page.locator("main details.section li, main tbody tr, main dl > div").evaluate_all(
        "all => all.filter(one => !one.checkVisibility({contentVisibilityAuto: true})).length"
    )
    cut = page.locator(".wide").evaluate_all("all => all.filter(one => one.scrollWidth > innerWidth).length")
    page.close()

    assert (pressed, hidden, cut) == (0, 0, 0)


def test_what_was_put_off_stands_on_paper_though_it_is_folded_away(rig: Rig, seen: BrowserContext) -> None:
    page = seen.new_page()
    page.goto(rig.address)
    folded = page.locator("main > details.section li").first
    deed = page.locator("main > section details.deed").last
    deed.locator("summary").click()
    deed.get_by_label("Note").fill("read later")
    deed.get_by_role("button", name="Snooze").click()
    folded.wait_for(state="attached")
    on_screen = folded.is_visible()
    page.emulate_media(media="print")
    on_paper = folded.is_visible()
    page.close()

    assert (on_screen, on_paper) == (False, True)


def open_all(page: Page) -> None:
    """Open every form that is folded away, so that it is looked at, too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


@pytest.mark.parametrize("place", PLACES)
def test_a_page_with_all_that_it_loads_is_small(hand: Hand, paths: dict[str, str], place: str) -> None:
    loaded = sum(len(drawing.static(name)[1]) for name in STATIC)

    assert len(hand.get(paths[place]).body.encode()) + loaded <= LARGEST


def test_a_page_is_reached_and_used_by_the_keyboard_alone(rig: Rig, seen: BrowserContext) -> None:
    page = seen.new_page()
    page.goto(f"{rig.address}/fleet")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    names = [focused(page) for _ in range(12)]
    page.close()

    assert "q" in names
    assert all(names)


def focused(page: Page) -> str:
    """Press Tab; return the name or text of what has the focus then, which has to be seen."""
    page.keyboard.press("Tab")
    shown: list[str] = page.evaluate(
        "(e => [e.name || e.textContent.trim() || e.tagName, getComputedStyle(e).outlineStyle])"
        "(document.activeElement)"
    )
    return shown[0] if shown[1] != "none" else ""


def test_something_is_decided_by_the_keyboard_alone(rig: Rig, seen: BrowserContext) -> None:
    page = seen.new_page()
    page.goto(rig.address)
    for _ in range(200):
        if focused(page).startswith("Decide"):
            break
    page.keyboard.press("Enter")
    names = [focused(page) for _ in range(3)]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("typed by hand")
    page.keyboard.press("Enter")  # the form's first button: done
    page.locator("main > details.section", has_text="typed by hand").wait_for(state="attached")
    page.close()

    assert names[0] == "why"


@pytest.mark.parametrize(
    "path",
    [
        "/fleet?page=0",
        "/fleet?page=99999999999",
        "/fleet?sort=nothing",
        "/fleet?columns=a,b",
        "/fleet?state=x",
        "/fleet?nothing=1",
        "/fleet?q=" + "x" * 300,
        "/fleet?q=%00",
        "/log?cursor=x",
        "/log?cursor=WzAseyJwayI6Im90aGVyI2RlY2lzaW9ucyIsInNrIjoiYSJ9XQ",
        "/?kind=x",
        "/device/report?agent=a",
        "/device/report?agent=a&key=" + "0" * 64 + "&run=1&sha256=x",
        "/fleet.csv?as=nothing",
    ],
)
def test_a_bent_address_is_refused_with_a_sentence(hand: Hand, path: str) -> None:
    answer = hand.get(path)

    assert answer.status in {400, 404}
    assert "<h1>" in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/device?id=serial:nobody:x",
        "/device?id=",
        "/office?site=their-office",
        "/office?site=",
        "/device/report?agent=a&key=" + "0" * 64 + "&run=1&sha256=" + "0" * 64,
    ],
)
def test_what_the_dealer_does_not_have_is_not_found(hand: Hand, path: str) -> None:
    assert hand.get(path).status == 404


@pytest.mark.parametrize("place", ["device", "office", "fleet"])
def test_another_dealer_sees_nothing_of_it(rig: Rig, paths: dict[str, str], place: str) -> None:
    answer = rig.signed_in("eve@other.example").get(paths[place])

    assert answer.status == (200 if place == "fleet" else 404)
    assert place != "fleet" or "No printer matches." in answer.body


def test_each_raw_report_is_handed_out_with_the_state_of_its_signature(
    rig: Rig, hand: Hand, paths: dict[str, str]
) -> None:
    page = hand.get(paths["device"]).body
    parts = dict.fromkeys(
        html.unescape(one.partition('"')[0])
        for one in page.split('href="')[1:]
        if one.startswith("/device/report?")
    )
    got = {path: hand.get(path) for path in parts}
    (signature,), (report, *_), (mail,) = (
        [answer.body for path, answer in got.items() if is_it(path)]
        for is_it in (
            lambda path: path.endswith("&part=signature"),
            lambda path: "part=" not in path,
            lambda path: path.endswith("&part=mail"),
        )
    )
    theirs = rig.signed_in("eve@other.example")

    assert {answer.headers["meters-signature"] for answer in got.values()} == {"valid"}
    assert verify(AGENT.public_key, report.encode(), signature)
    assert open_mail(mail.encode()) == OpenedMail(report.encode(), signature)
    assert {theirs.get(path).status for path in parts} == {404}


def test_whatever_another_dealer_s_administrator_sends_nothing_changes_here(rig: Rig) -> None:
    def ours() -> list[str]:
        return sorted(str(item) for item in items_of(rig) if item["pk"].startswith("acme"))

    hand = rig.signed_in("eve@other.example")
    names = ("site", "device", "agent", "key", "run", "sha256", "code_id", "alert", "subject", "since")
    known = {name: str(item[name]) for item in items_of(rig) for name in names if item.get(name)}
    assert known.keys() == set(names)
    fields = {**known, "kind": known["alert"], "why": "mine", "until": "2099-01-01", "name": "x", "seen": ""}
    csrf, before = hand.csrf(), ours()
    for what in DEEDS:
        hand.post("/decide", {**fields, "site": "office-01", "csrf": csrf, "what": what})

    assert ours() == before


def test_a_csv_of_what_is_seen_holds_no_formula(hand: Hand, paths: dict[str, str]) -> None:
    answer = hand.get(paths["fleet"].replace("/fleet?", "/fleet.csv?"))

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.body.count("\r\n") == 2
    assert not any(cell.startswith(("=", "+", "@")) for cell in answer.body.splitlines()[1].split(","))
