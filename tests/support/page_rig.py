"""A real browser that looks at report pages: Debian's Chromium, headless, without any network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # and should a page ask for something after all, nobody hears it
)
LONGEST = PATIENCE * 1000  # milliseconds for anything to happen
# As golden_letters has it, which needs all of the agent; the receiver's tests look at pages without that.
FOLDER = Path(__file__).parent.parent / "golden" / "letters"
LETTERS = ("first-day", "silent", "empty")
Colours = Literal["light", "dark"]


@contextmanager
def browser() -> Iterator[Browser]:
    """Yield a running Chromium; it keeps its data in a folder of its own that goes with it."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS], chromium_sandbox=False, timeout=LONGEST
        )
        yield running
        running.close()


@contextmanager
def looking_at(
    chromium: Browser, path: Path, width: int, height: int, colours: Colours = "light"
) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page as a screen of this size shows it, and the addresses that it asked for meanwhile."""
    context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
    context.set_default_timeout(LONGEST)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page, asked
    context.close()


def write_pictures(folder: Path, place: Path, language: str = "en") -> list[Path]:
    """Let the demo run with its data at `place` and write pictures of its report page; return them."""
    subprocess.run(
        [sys.executable, "-m", "agent", "demo", "--keep", str(place)],
        env={**os.environ, "LC_ALL": {"en": "C.UTF-8", "de": "de_DE.UTF-8"}[language]},
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    shown: dict[str, tuple[int, int, Colours]] = {
        "page-desktop": (1280, 1420, "light"),
        "page-phone": (360, 740, "light"),
        "page-dark": (1280, 1420, "dark"),
    }
    written = []
    with browser() as chromium:
        for name, (width, height, colours) in shown.items():
            with looking_at(chromium, place / "report.html", width, height, colours) as (page, _):
                page.screenshot(path=folder / f"{name}.png")
                written.append(folder / f"{name}.png")
        for name in LETTERS:
            letter = FOLDER / f"{name}.{language}.html"
            with looking_at(chromium, letter, 700, 900) as (page, _):
                page.screenshot(path=folder / f"mail-{name}.png")
                written.append(folder / f"mail-{name}.png")
    return written
