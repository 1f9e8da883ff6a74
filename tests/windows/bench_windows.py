"""How large and how quick the Windows exe is under wine, and its memory as Linux counts it."""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from installed import EXE, until  # noqa: E402 (from here on they are found)
from machine import windows_machine  # noqa: E402 (as above)

if TYPE_CHECKING:
    from collections.abc import Callable

    from machine import Machine

TIMES = 5
SETTINGS = '[network]\ntargets = ["127.0.0.1-2"]\nport = 9\n[schedule]\ndays = ["mon"]\n'
SAVE = (120, 60)  # pixels at the lower right, with the button and what is around it
COLORS_OF_NOTHING = 4  # the frame's and the background's
NAME = "Meters Agent: settings"


def main() -> None:
    """Measure and print, each case several times: the median."""
    row("exe", EXE.stat().st_size / 1e6, "MB", "<= 20.5")
    with (
        tempfile.TemporaryDirectory(prefix="meters-bench-windows-") as place,
        windows_machine(Path(place) / "bench") as machine,
    ):
        machine.program.settings(SETTINGS)
        machine.program.run("--version")  # the first program of a Windows waits for its services
        row("--version", median(lambda: machine.program.run("--version").seconds), "s", "")
        row("settings window drawn, started alone", median(lambda: window(machine)), "s", "")
        row("icon visible", median(lambda: icon(machine)), "s", "")
        tray = machine.program.start()
        until(machine.has_icon, "the icon")
        until(lambda: "scan ended" in machine.program.log(), "the end of the scan")
        time.sleep(3)
        row("tray, its two processes resident", resident(machine), "MiB", "")
        row("settings window drawn, from the menu", median(lambda: chosen(machine)), "s", "<= 1.5")
        machine.program.cut_the_power()
        tray.ended()


def median(measure: Callable[[], float]) -> float:
    """Return the middle one of several measurements."""
    return sorted(measure() for _ in range(TIMES))[TIMES // 2]


def window(machine: Machine) -> float:
    """Return the seconds until the settings window can be read."""
    return seen(machine, lambda: is_drawn(machine), "settings")


def chosen(machine: Machine) -> float:
    """Return the seconds from the menu's end until the settings window can be read; closes it."""
    machine.choose("settings")
    began = time.monotonic()
    until(lambda: is_drawn(machine), "the settings window")
    seconds = time.monotonic() - began
    time.sleep(1)
    machine.keys("alt+F4")
    until(lambda: machine.titled(NAME) is None, "the end of the settings window")
    return seconds


def is_drawn(machine: Machine) -> bool:
    """Return whether the window shows the last that it draws: Save, at the lower right."""
    window = machine.titled(NAME)
    if window is None:
        return False
    place = f"{SAVE[0]}x{SAVE[1]}+{window.x + window.width - SAVE[0]}+{window.y + window.height - SAVE[1]}"
    return machine.colors(place) > COLORS_OF_NOTHING


def icon(machine: Machine) -> float:
    """Return the seconds until the icon is there."""
    return seen(machine, machine.has_icon)


def seen(machine: Machine, there: Callable[[], bool], *command: str) -> float:
    """Return the seconds from a start of the exe until something is seen; ends the exe."""
    until(lambda: not there(), "a clean screen")
    began = time.monotonic()
    started = machine.program.start(*command)
    until(there, "what is waited for")
    seconds = time.monotonic() - began
    machine.program.cut_the_power()
    started.ended()
    return seconds


def resident(machine: Machine) -> float:
    """Return the resident MiB of all processes of the exe, shared pages counted in each."""
    statuses = [Path(f"/proc/{number}/status").read_text() for number in machine.program.processes()]
    return sum(int(kib) for status in statuses for kib in re.findall(r"VmRSS:\s+(\d+)", status)) / 1024


def row(what: str, value: float, unit: str, target: str) -> None:
    """Print a line of the table."""
    print(f"{what:40}{value:7.2f} {unit:4}{target}", flush=True)


if __name__ == "__main__":
    main()
