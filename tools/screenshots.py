"""Pictures for the README, from the program as it runs: `make screenshots` writes them to assets/screens.

The icon's states, the menu at rest and while a scan runs, the pages of the settings window, the doctor's
window, the report page, and letters of a first day, of silent printers and of an empty office; German ones
are in de/. The steps of the first start lie beside the pages of docs/user that show them.
"""
# It says what it wrote.
# ruff: noqa: T201

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from agent.core.model.access import Endpoint
from agent.core.tray.icon_state import IconState
from agent.demo.mail_sink import MailSink
from agent.demo.simulator import SimulatedAgent, serve
from agent.ui.icon import draw
from agent.ui.icon_sizes import SIZES
from tests.support import page_rig, tray_rig, window_rig
from tests.support.languages import MessagesIn
from tests.support.printer_walks import honest_walk
from tests.support.window_watch import watched

if TYPE_CHECKING:
    from tests.support.desktop_rig import Desktop

FOLDER = Path(__file__).parents[1] / "assets" / "screens"
ROOT = FOLDER.parents[1]
STEPS = {"en": ROOT / "docs" / "user" / "screens", "de": ROOT / "docs" / "user" / "de" / "screens"}
BARS = {False: (238, 240, 243), True: (32, 34, 38)}  # the colour of a light and a dark bar
GAP = 12  # pixels
PORT = 16_661
PRINTERS = 12
HALF_WAY = re.compile(r"(Reading printers|Abfrage läuft): [4-9] (of|von) 12")
DOCTOR = re.compile(r"(0x[0-9a-f]+) \"Why isn't it working[^\"]*\".*  \d\d\d+x")
SLOW = 0.08  # seconds that each answer takes longer from printer to printer, so that the scan can be seen


def icon_states() -> Image.Image:
    """Return every state at every size, on a light and on a dark bar."""
    width = GAP + sum(size + GAP for size in SIZES)
    height = max(SIZES) + GAP
    sheet = Image.new("RGB", (2 * width, len(IconState) * height))
    for column, (dark, bar) in enumerate(BARS.items()):
        sheet.paste(bar, (column * width, 0, (column + 1) * width, sheet.height))
        for row, icon_state in enumerate(IconState):
            x = column * width + GAP
            for size in SIZES:
                drawing = draw(icon_state, size, dark=dark)
                sheet.paste(drawing, (x, row * height + (height - size) // 2), drawing)
                x += size + GAP
    return sheet


def settings_text(mail_port: int, language: str) -> str:
    """Return the settings of an office whose printers answer slowly."""
    targets = json.dumps([f"127.80.0.{number + 1}:{PORT}" for number in range(PRINTERS)])
    mail = 'sender = "meters@example.com"\nrecipients = ["office@example.com"]\nsecurity = "none"\n'
    site = f'[site]\nlanguage = "{language}"\n'
    return f'{site}[network]\ntargets = {targets}\n[mail]\nhost = "127.0.0.1"\nport = {mail_port}\n{mail}'


def printers(slower_by: float) -> list[SimulatedAgent]:
    """Return printers of which each answers so many seconds later than the one before."""
    return [
        SimulatedAgent(
            honest_walk(b"SHOW%06d" % number),
            Endpoint(f"127.80.0.{number + 1}", PORT),
            answer_delay=slower_by * number,
        )
        for number in range(PRINTERS)
    ]


def write_menus(session: Desktop, data: Path, folder: Path, language: str) -> list[Path]:
    """Write the open menu while a scan runs and at rest."""
    written = []
    with MailSink() as sink, serve(printers(SLOW)):
        (data / "settings.toml").write_text(settings_text(sink.port, language))
        with tray_rig.tray_at_work(session, data) as tray:
            tray_rig.until(lambda: HALF_WAY.search(session.windows()), "the progress")
            written.append(_menu(tray, folder / "menu-collecting.png"))
            tray_rig.until(lambda: len(sink.messages), "the mail", 60)
            tray.rest()
            written.append(_menu(tray, folder / "menu.png"))
    return written


def write_doctor(session: Desktop, data: Path, folder: Path) -> list[Path]:
    """Write the doctor's window: of a printer in order, and of one with SNMP turned off."""
    written = []
    with serve([SimulatedAgent(honest_walk(b"SHOW000001"), Endpoint("127.80.0.1", PORT))]):
        for name, address in (("doctor", f"127.80.0.1:{PORT}"), ("doctor-silent", f"127.80.0.2:{PORT}")):
            command = [sys.executable, "-m", "agent", "--data", str(data), "doctor", "--window", address]
            with subprocess.Popen(command, env=session.environment) as process:
                found = tray_rig.until(lambda: DOCTOR.search(session.windows()), "the window")
                time.sleep(8)  # the ladder of a closed port takes four seconds
                path = folder / f"{name}.png"
                session.run("import", "-window", found[1], str(path))
                process.kill()
            written.append(path)
    return written


def write_first_run(session: Desktop, data: Path, language: str) -> list[Path]:
    """Write the three steps of the first start; the printers answer at once."""
    network = f'[network]\ntargets = ["127.80.0.1-{PRINTERS}"]\nport = {PORT}\n'
    mail = 'host = "mail.office.lan"\nsender = "meters@example.com"\nrecipients = ["office@example.com"]\n'
    (data / "settings.toml").write_text(f'[site]\nlanguage = "{language}"\n{network}[mail]\n{mail}')
    texts, window = MessagesIn(language, "first_run"), MessagesIn(language, "window")
    found = MessagesIn(language, "network_search").found(PRINTERS)
    written = []
    with (
        serve(printers(slower_by=0)),
        watched(session, data, "networks", window, "--first-run", title=texts.TITLE) as shown,
    ):
        for step, seen in (
            ("search", found),
            ("mail", texts.HEADINGS["mail"]),
            ("done", texts.WHERE["linux"]),
        ):
            shown.says(texts.HEADINGS[step])
            shown.says(seen)
            shown.settle(0.5)
            written.append(shown.window.picture(STEPS[language] / f"first-run-{step}.png"))
            if step != "done":
                shown.click(texts.NEXT)
    return written


def _menu(tray: tray_rig.TrayAtWork, path: Path) -> Path:
    tray.click(3)
    menu = tray_rig.until(tray.menu, "the menu")
    time.sleep(0.4)
    tray.picture(path)
    with Image.open(path) as screen:
        shown = screen.convert("RGB").crop((menu.x, menu.y, menu.x + menu.width, screen.height))
    ImageOps.expand(shown, 1, (190, 194, 200)).save(path)
    tray.desktop.run("xdotool", "key", "Escape")
    return path


def write_language(language: str, folder: Path, place: Path) -> list[Path]:
    """Write what people see in a language: menus, pages, letters; `place` is an empty folder."""
    folder.mkdir(exist_ok=True)
    (data := place / "data").mkdir(parents=True)
    with tray_rig.tray_desktop(place / "home") as session:
        menus = write_menus(session, data, folder, language)
        steps = write_first_run(session, data, language)
        doctor = write_doctor(session, data, folder) if language == "en" else []
    return [*menus, *steps, *doctor, *page_rig.write_pictures(folder, place / "demo", language)]


def main() -> None:
    """Write all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    states = FOLDER / "icon-states.png"
    icon_states().save(states)
    written = [states]
    with tempfile.TemporaryDirectory(prefix="meters-screens-") as place:
        for language, folder in {"en": FOLDER, "de": FOLDER / "de"}.items():
            written += write_language(language, folder, Path(place) / language)
        written += window_rig.write_pictures(FOLDER, Path(place) / "window")
    for path in written:
        print(path)


if __name__ == "__main__":
    main()
