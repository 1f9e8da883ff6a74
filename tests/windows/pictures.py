"""Pictures of the Windows exe for the README: `make windows-screenshots` writes them to assets/screens."""
# It says what it wrote.
# ruff: noqa: T201

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from agent.core.model.access import Endpoint  # noqa: E402 (from here on they are found)
from agent.demo.mail_sink import MailSink  # noqa: E402 (as above)
from agent.demo.simulator import SimulatedAgent, serve  # noqa: E402 (as above)
from installed import until  # noqa: E402 (as above)
from machine import ICON, SCREEN, windows_machine  # noqa: E402 (as above)
from tests.support.command_line import PORT, TARGETS, with_mail  # noqa: E402 (as above)
from tests.support.printer_walks import honest_walk  # noqa: E402 (as above)
from tests.support.window_rig import EXAMPLE  # noqa: E402 (as above)

if TYPE_CHECKING:
    from machine import Machine

FOLDER = HERE.parents[1] / "assets" / "screens"
DRAWN = 6  # seconds until all of a window is drawn, on a busy machine
NOTICE = 20  # seconds until a notification has gone
CORNER = (420, 260)  # pixels of the desktop's corner with the tray


def main() -> None:
    """Write both pictures."""
    office = [
        SimulatedAgent(honest_walk(b"SHOW%06d" % number), Endpoint(target.partition(":")[0], PORT))
        for number, target in enumerate(TARGETS)
    ]
    with (
        tempfile.TemporaryDirectory(prefix="meters-pictures-") as place,
        serve(office),
        MailSink() as sink,
        windows_machine(Path(place) / "pictures") as machine,
    ):
        machine.program.settings(EXAMPLE)
        print(window(machine))
        machine.program.settings(with_mail(sink.port))
        print(tray(machine, sink))


def tray(machine: Machine, sink: MailSink) -> Path:
    """Write the open menu above the tray."""
    path = FOLDER / "windows-tray.png"
    started = machine.program.start()
    until(lambda: len(sink.messages), "the mail")
    until(machine.has_icon, "the icon")
    time.sleep(NOTICE)
    machine.click(*ICON, button=3)
    until(machine.menu, "the menu")
    machine.desktop.run("xdotool", "mousemove", "300", "300")  # the tooltip goes
    time.sleep(2)
    machine.picture(path)
    with Image.open(path) as screen:
        shown = screen.convert("RGB").crop((SCREEN[0] - CORNER[0], SCREEN[1] - CORNER[1], *SCREEN))
    shown.save(path, optimize=True)
    machine.program.cut_the_power()
    started.ended()
    return path


def window(machine: Machine) -> Path:
    """Write the page Mail on the desktop."""
    path = FOLDER / "windows-settings.png"
    started = machine.program.start("settings", "--page", "mail")
    until(lambda: machine.titled("Meters Agent: settings"), "the window")
    time.sleep(DRAWN)
    machine.picture(path)
    machine.program.cut_the_power()
    started.ended()
    return path


if __name__ == "__main__":
    main()
