"""Orders in a real Chromium: from asked to in the printer, held, two people at once, hostile names."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cloud.core.orders.order import Held, order_in, order_item
from cloud.core.orders.order_keys import order_key
from cloud.jobs.ingest import IngestAdapters
from cloud.local.moto_stack import DATA, build_stack
from conftest import reset
from made_mails import DOMAIN
from made_orders import BLACK, DEVICE, day, morning
from portal_rig import ANN, DAN, ROB, Rig, person, rig_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


HOSTILE = "<script>alert(1)</script>\"'&{{7*7}} =1+1"


@pytest.fixture
def rig(aws: str) -> Iterator[Rig]:
    """Serve the portal of an office that reported once, on the morning of that day."""
    reset(aws)
    with rig_of(build_stack(only=DATA)) as rig:
        rig.clock.ahead = morning(1) + timedelta(hours=1) - datetime.now(UTC)
        day(adapters_of(rig), 1, 8, 15, location=HOSTILE)
        yield rig


def adapters_of(rig: Rig) -> IngestAdapters:
    archive = rig.portal.archive
    return IngestAdapters(archive.table, archive.mails, DOMAIN, archive.tasks)


@contextmanager
def orders_of(chromium: Browser, rig: Rig, user: str, *, script: bool = True) -> Iterator[Page]:
    """Yield the page of orders, on which a person has signed in."""
    with person(chromium, rig, user, script=script) as page:
        page.get_by_role("link", name="Orders").click()
        yield page


def test_an_order_from_asked_to_in_the_printer(rig: Rig, chromium: Browser) -> None:
    with orders_of(chromium, rig, DAN) as page:
        assert page.get_by_label("Black toner").is_checked()
        assert "goes along in the same parcel" in page.inner_text("main")
        page.get_by_role("button", name="Approve").click()
        page.get_by_text("No orders.").wait_for()
        page.get_by_role("link", name="To send").click()
        page.get_by_role("link", name="Parcel label").click()
        label = page.inner_text("article.label")
        assert HOSTILE in label
        assert "EX1" in label
        assert "T-black" in label
        assert "T-cyan" in label
        page.get_by_role("link", name="Orders").click()
        page.get_by_role("link", name="To send").click()
        page.get_by_label("Tracking").fill("1Z <b>999</b>")
        page.get_by_role("button", name="Mark as sent").click()
        page.get_by_text("No orders.").wait_for()
        page.get_by_role("link", name="Sent", exact=False).last.click()
        assert "1Z <b>999</b>" in page.inner_text("main")
        day(adapters_of(rig), 2, 100, 100)
        page.get_by_role("link", name="Closed").click()
        page.get_by_text("in the printer").first.wait_for()
        assert page.locator("section.parcel tbody tr").count() == 2
        page.get_by_role("button", name="Deutsch").click()
        page.get_by_text("im Drucker").first.wait_for()
        page.get_by_role("link", name="Protokoll").click()
        assert "hat das Verbrauchsmaterial versendet" in page.inner_text("main")


def test_a_held_order_says_why_and_needs_a_reason(rig: Rig, chromium: Browser) -> None:
    table, key = rig.portal.archive.table, order_key("acme", DEVICE, BLACK)
    item = table.get(key)
    assert item is not None
    table.put(order_item("acme", replace(order_in(item), held=Held(540, 2000))))
    with orders_of(chromium, rig, DAN) as page:
        assert not page.get_by_label("Black toner").is_checked()
        assert "Printed 540 of its usual 2,000 pages (27%)" in page.inner_text("main")
        page.get_by_label("Black toner").check()
        page.get_by_role("button", name="Approve").click()
        page.get_by_text("This order is on hold").wait_for()
        page.goto(f"{rig.address}/orders")
        page.get_by_label("Black toner").check()
        page.get_by_label("Note").fill("they print photos")
        with page.expect_response("**/orders/decide"):
            page.get_by_role("button", name="Approve").click()
        page.goto(f"{rig.address}/orders?state=approved")
        assert "they print photos" in page.inner_text("main")


def test_the_second_of_two_sees_who_approved(rig: Rig, chromium: Browser) -> None:
    with orders_of(chromium, rig, DAN) as page, orders_of(chromium, rig, ANN, script=False) as other:
        page.get_by_role("button", name="Approve").click()
        page.get_by_text("No orders.").wait_for()
        other.get_by_role("button", name="Ignore until the next cartridge").click()
        other.get_by_text(f"{DAN} approved the order").wait_for()
    item = rig.portal.archive.table.get(order_key("acme", DEVICE, BLACK))
    assert item is not None
    assert [step.state for step in order_in(item).steps] == ["asked", "approved"]


def test_a_reader_sees_orders_and_demand_and_decides_nothing(rig: Rig, chromium: Browser) -> None:
    with orders_of(chromium, rig, ROB) as page:
        assert "T-black" in page.inner_text("#demand ~ div")
        assert page.locator("main button").count() == 0
        assert page.locator("main input[type=checkbox]").count() == 0
        assert page.goto(f"{rig.address}/orders?state=nonsense").status == 400  # type: ignore[union-attr]


def test_a_supply_is_ordered_from_its_printer_s_page_once(rig: Rig, chromium: Browser) -> None:
    day(adapters_of(rig), 2, 100, 100)
    with orders_of(chromium, rig, DAN) as page:
        page.get_by_text("No orders.").wait_for()
        page.get_by_role("link", name="Fleet").click()
        page.locator("table.fleet tbody th a").first.click()
        page.get_by_role("button", name="Order black toner").click()
        page.wait_for_url(f"{rig.address}/orders")
        assert "ordered by a person" in page.inner_text("main")
        page.go_back()
        page.get_by_role("button", name="Order black toner").click()
        page.wait_for_url(f"{rig.address}/orders")
        assert page.locator("section.parcel tbody tr").count() == 1


def test_an_administrator_s_own_profile_makes_the_file_that_is_downloaded_and_mailed(
    rig: Rig, chromium: Browser
) -> None:
    with orders_of(chromium, rig, ANN) as page:
        page.get_by_role("button", name="Approve").click()
        page.get_by_text("No orders.").wait_for()
        page.get_by_role("link", name="Files for your system").click()
        page.get_by_label("Name", exact=True).fill("lager")
        page.get_by_label("Profile", exact=True).last.fill('columns = [["Teil", "Nonsense"]]')
        page.get_by_role("button", name="Save", exact=True).last.click()
        page.get_by_text("there is no column Nonsense").wait_for()
        page.goto(f"{rig.address}/orders/files")
        page.get_by_label("Name", exact=True).fill("lager")
        page.get_by_label("Profile", exact=True).last.fill('columns = [["Teil", "PartNumber"]]')
        page.get_by_role("button", name="Save", exact=True).last.click()
        page.get_by_role("link", name="Download lager").wait_for()
        with page.expect_download() as download:
            page.get_by_role("link", name="Download lager").click()
        assert download.value.suggested_filename.endswith(".csv")
        assert Path(download.value.path()).read_text("utf-8-sig").split() == ["Teil", "T-black", "T-cyan"]
        page.get_by_label("Send to").fill("erp@acme.example")
        page.get_by_role("combobox").select_option("lager")
        page.get_by_role("button", name="Save", exact=True).first.click()
        page.get_by_role("button", name="Send approved orders now").click()
        page.get_by_text("sent the approved orders by email").wait_for()
