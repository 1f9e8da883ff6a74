"""make portal-pictures: each page of the portal in both languages, as a browser shows it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cloud.local import portal_demo
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.portal import portal_on_loopback
from cloud.local.schedules import call_at
from cloud.local.stack import moto_inside
from portal_rig import ANN, browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

OFFICES, DAYS = 12, 40
WIDTH, HEIGHT = 1120, 820
BUTTONS = {"en": "English", "de": "Deutsch"}


def main(folder: Path) -> None:
    """Make a dealer, sign in, write the pictures."""
    with moto_inside():
        stack = build_stack(only=DATA)
        now = datetime.now(UTC).replace(microsecond=0)
        offices = portal_demo.furnish(stack, OFFICES, DAYS)
        portal_demo.take_in(stack, portal_demo.mails_of(offices, now, DAYS))
        call_at(stack, "Analyse", datetime.now(UTC))
        with portal_on_loopback(stack) as (portal, _), browser() as chromium:
            page = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
            page.goto(portal.settings.address)
            page.get_by_role("button", name=ANN).click()
            page.wait_for_url(f"{portal.settings.address}/")
            _write(page, portal.settings.address, folder)


def _write(page: Page, address: str, folder: Path) -> None:
    page.goto(f"{address}/fleet")
    device = page.locator("table.fleet tbody th a").first.get_attribute("href")
    places = {
        "today": "/",
        "fleet": "/fleet",
        "device": device,
        "offices": "/offices",
        "office": "/office?site=office-04",
        "closings": f"/closings/day?closed_on={datetime.now(UTC).date() - timedelta(days=1)}",
        "orders": "/orders",
        "notifications": "/notifications",
        "log": "/log",
    }
    for language, button in BUTTONS.items():
        page.get_by_role("button", name=button).click()
        for name, path in places.items():
            page.goto(f"{address}{path}")
            file = folder / f"portal-{name}-{language}.jpg"
            page.screenshot(path=file, type="jpeg", quality=70)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
