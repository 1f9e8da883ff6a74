"""How small and how quick the tray is, on a screen of its own; a part of `make bench`."""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.tray_rig import MISSING, tray_at_work, tray_desktop, until

if TYPE_CHECKING:
    from tests.support.tray_rig import TrayAtWork

SETTLED = 35.0  # seconds: the tick after the last change looks once more
IDLE = 60.0  # seconds; an idle hour is sixty of them, for ticks come every half minute
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SETTINGS = """
[network]
targets = ["127.0.0.1-2"]
port = 9
[schedule]
days = ["mon"]
"""
SLOW_SETTINGS = f"""
[network]
targets = [{", ".join(f'"127.81.9.{number}:9"' for number in range(1, 250))}]
timeout = 10.0
"""


def main() -> None:
    """Measure and print; says why where this machine lacks a part."""
    if MISSING:
        print(f"tray: not measured, {', '.join(MISSING)} missing")
        return
    with tempfile.TemporaryDirectory(prefix="meters-bench-tray-") as place:
        data = Path(place) / "data"
        data.mkdir()
        with tray_desktop(Path(place) / "home") as session:
            (data / "settings.toml").write_text(SETTINGS)
            starts = []
            for _ in range(5):
                began = time.monotonic()
                with tray_at_work(session, data):
                    starts.append(time.monotonic() - began)
            print(f"{'tray: icon visible after start':38}{sorted(starts)[2]:6.2f} s{'':41}<= 1.0 s")
            with tray_at_work(session, data) as tray:
                until(lambda: "scan ended" in (data / "agent.log").read_text(), "the end of the scan")
                tray.rest()
                print(f"{'tray: resident':38}{tray.resident() / 1024:6.1f} MiB{'':39}<= 50")
                time.sleep(SETTLED)
                _idle(tray)
            slow = Path(place) / "slow"
            slow.mkdir()
            (slow / "settings.toml").write_text(SLOW_SETTINGS)
            with tray_at_work(session, slow) as tray:
                _menu(tray)


def _idle(tray: TrayAtWork) -> None:
    """Print the processor's share of a minute in which nothing happens, children counted."""
    before = _used(tray)
    time.sleep(IDLE)
    share = (_used(tray) - before) / IDLE * 100
    print(f"{'tray: processor while idle':38}{share:6.2f} %{'':41}<= 0.1 %")


def _used(tray: TrayAtWork) -> float:
    """Return the seconds of processor time that the tray and its ended children took (proc(5), stat)."""
    fields = Path(f"/proc/{tray.process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS_PER_SECOND


def _menu(tray: TrayAtWork) -> None:
    """Print how long the menu takes to open while a scan runs; xwininfo's own time is a part of it."""
    until(lambda: any(" scan" in line for line in tray.processes().values()), "the scan")
    time.sleep(0.5)
    times = []
    for _ in range(5):
        tray.point()
        began = time.monotonic()
        tray.press(3)
        until(tray.menu, "the menu")
        times.append(time.monotonic() - began)
        time.sleep(0.3)  # until it hears keys
        tray.desktop.run("xdotool", "key", "Escape")
        until(lambda: tray.menu() is None, "the end of the menu")
    print(f"{'tray: menu open while a scan runs':38}{sorted(times)[2]:6.2f} s{'':41}<= 0.1 s")


if __name__ == "__main__":
    main()
