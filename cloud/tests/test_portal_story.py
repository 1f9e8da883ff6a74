"""A dealer's people at work in the portal, in a real Chromium, from sign-in to sign-out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cloud.local.made_offices import MadeOffice
from cloud.local.portal_demo import take_in
from cloud.local.stack import PARAMETERS
from portal_made import made_rig
from portal_rig import ANN, BEA, DAN, ROB, Rig, person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    """Make the dealer once: the stories follow one another on its data."""
    with made_rig() as rig:
        yield rig


def item(page: Page, text: str) -> Locator:
    """Return today's rows that have a text."""
    return page.locator("main > section .item", has_text=text)


def open_form(row: Locator) -> Locator:
    """Open the form in which something is decided; return it."""
    form = row.locator("details.deed").first
    form.locator("summary").click()
    return form


def test_a_dealer_s_morning(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, DAN) as page:
        assert page.title().startswith("Today")
        assert "8 offices" in page.inner_text(".headline")
        silent = item(page, "No report on 3 days")
        assert silent.count() == 1
        deed = open_form(silent)
        deed.get_by_label("Note").fill("Called: the computer was switched off")
        deed.get_by_role("button", name="Done").click()
        silent.wait_for(state="detached")
        ship = item(page, "Ship by").first
        supply = ship.locator("a").first.inner_text()
        deed = open_form(ship)
        deed.get_by_label("Note").fill("ordered")
        deed.get_by_role("button", name="Snooze").click()
        page.locator("summary", has_text="Done or snoozed 2").click()
        put_off = page.locator("main > details").inner_text()
        assert "Called: the computer was switched off" in put_off
        assert f"{DAN} snoozed" in put_off
        assert supply in put_off
        page.get_by_role("link", name="Log").click()
        assert "Called: the computer was switched off" in page.inner_text("main")
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url(f"{rig.address}/signed-out")
        page.goto(rig.address)
        assert page.get_by_role("button", name=DAN).is_visible()  # at the provider again


def test_a_new_office_from_its_code_to_its_first_report(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ANN) as page:
        page.get_by_role("link", name="Offices", exact=True).click()
        page.get_by_label("Office id").fill("office-20")
        page.get_by_label("Name", exact=True).fill("Newtown, High Street")
        page.get_by_role("button", name="Add office").click()
        page.get_by_role("link", name="Newtown, High Street").click()
        assert "No report yet" in page.inner_text(".headline")
        page.get_by_role("button", name="Issue code").click()
        code = page.locator(".secret code").inner_text()
        office = MadeOffice(20, code, printers=2)
        (mails,) = office.mails([datetime.now(UTC)], f"acme@{PARAMETERS['MailDomain']}")
        take_in(rig.stack, [mails])
        page.get_by_role("link", name="Back").click()
        assert "2 printers" in page.inner_text(".headline")
        assert code not in page.content()
        page.get_by_role("link", name="2 printers").click()
        assert page.locator("table.fleet tbody tr").count() == 2
        page.locator("table.fleet tbody th a").first.click()
        with page.expect_download() as download:
            page.locator("#reports ~ div a").first.click()
        assert download.value.suggested_filename == "meters.json"


def test_a_sender_is_rejected(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ANN) as page:
        waiting = item(page, "Calls its office Hadley")
        deed = open_form(waiting)
        deed.get_by_label("Note").fill("nobody knows it")
        deed.get_by_role("button", name="Reject").click()
        waiting.wait_for(state="detached")
        page.goto(f"{rig.address}/office?site=office-07")
        assert "rejected the agent" in page.inner_text("body") or "No report yet" in page.inner_text("body")
        page.goto(f"{rig.address}/log")
        assert "nobody knows it" in page.inner_text("main")


def test_a_printer_is_retired_and_is_then_among_the_retired(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, DAN) as page:
        page.goto(f"{rig.address}/fleet?q=MADE0000")
        page.locator("table.fleet tbody th a").click()
        deed = open_form(page.locator("main"))
        deed.get_by_label("Note").fill("sold")
        deed.get_by_role("button", name="Retire").click()
        page.locator("p.headline", has_text="Retired").wait_for()
        page.goto(f"{rig.address}/fleet?show=retired")
        assert "MADE0000" in page.inner_text("table.fleet")
        page.goto(f"{rig.address}/fleet?q=MADE0000")
        assert "No printer matches." in page.inner_text("main")


def test_a_person_without_the_right_sees_no_button_and_is_refused(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ROB) as page:
        assert page.locator(".deed").count() == 0
        page.goto(f"{rig.address}/office?site=office-01")
        assert page.get_by_role("button", name="Issue code").count() == 0
        assert page.get_by_label("Contact").is_disabled()
    hand = rig.signed_in(ROB)
    answer = hand.post("/decide", {"csrf": hand.csrf(), "what": "issue_code", "site": "office-01"})

    assert answer.status == 403
    assert "Not allowed" in answer.body


def test_the_second_of_two_sees_what_the_first_one_said(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, DAN) as page, person(chromium, rig, BEA) as other:
        first, second = (item(one, "Ship by").last for one in (page, other))
        for deed, note in ((open_form(first), "sent"), (open_form(second), "sent too")):
            deed.get_by_label("Note").fill(note)
        with page.expect_response("**/decide"):
            first.get_by_role("button", name="Done").click()
        page.wait_for_load_state("networkidle")
        second.get_by_role("button", name="Done").click()
        other.get_by_text("Somebody else decided first").first.wait_for()
        assert f"{DAN} marked as done" in other.inner_text("main")
        assert "sent" in other.inner_text("main")


def test_everything_works_without_javascript(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ANN, script=False) as page:
        row = item(page, "Ship by").first
        deed = open_form(row)
        deed.get_by_label("Note").fill("by hand")
        deed.get_by_role("button", name="Done").click()
        page.wait_for_url(f"{rig.address}/")
        page.get_by_role("link", name="Fleet").click()
        page.get_by_label("Search").fill("kyocera")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**q=kyocera*")
        rows = page.locator("table.fleet tbody tr")
        assert rows.count() > 0
        assert all("ECOSYS" in row for row in rows.all_inner_texts())
        page.get_by_role("link", name="Serial number").click()
        page.wait_for_url("**sort=SerialNumber*")
        page.get_by_role("button", name="Deutsch").click()
        page.get_by_role("heading", name="Geräte").wait_for()
        assert "q=kyocera" in page.url


def test_the_search_answers_while_a_person_types(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ANN) as page:
        page.get_by_role("link", name="Fleet").click()
        page.get_by_label("Search").press_sequentially("made001")
        page.wait_for_url("**/fleet?*q=made001*")
        page.wait_for_function("document.querySelectorAll('table.fleet tbody tr').length === 3")


def test_an_office_s_settings_are_kept_and_its_times_follow(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ANN) as page:
        page.goto(f"{rig.address}/office?site=office-00")
        page.get_by_label("Time zone").fill("Pacific/Auckland")
        page.get_by_label("Ship to").fill("Hill Street 1\n12345 Ashford")
        page.get_by_label("Toner: Percent left").fill("25")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("changed the office").first.wait_for()
        assert page.get_by_label("Ship to").input_value() == "Hill Street 1\n12345 Ashford"
        assert page.get_by_label("Toner: Percent left").input_value() == "25"
        assert page.get_by_label("Toner: Days left").input_value() == "14"
        assert "UTC" not in page.inner_text(".headline")
        page.get_by_label("Time zone").fill("Middle/Earth")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Enter a time zone").wait_for()


def test_findings_are_sent_where_an_administrator_says(rig: Rig, chromium: Browser) -> None:
    with person(chromium, rig, ANN) as page:
        page.get_by_role("link", name="Notifications").click()
        page.get_by_label("Webhook").fill("https://hooks.acme.example/meters")
        page.get_by_label("Stopped printers").check()
        page.get_by_label("Supplies to ship").check()
        page.get_by_role("button", name="Save").click()
        assert page.locator(".secret code").inner_text().startswith("whsec_")
        page.get_by_role("link", name="Back").click()
        assert page.get_by_label("Webhook").input_value() == "https://hooks.acme.example/meters"
        checked = page.locator("input[type=checkbox]:checked")
        assert {one.get_attribute("value") for one in checked.all()} == {"standstill", "ship"}
        assert "whsec_" not in page.content()
        page.get_by_label("Webhook").fill("https://10.0.0.1/")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Enter an https address").wait_for()
    with person(chromium, rig, DAN) as page:
        assert page.get_by_role("link", name="Notifications").count() == 0
        page.goto(f"{rig.address}/notifications")
        page.get_by_role("heading", name="Not allowed").wait_for()
