"""How large the exe is and how quickly it starts, as one file and as a folder: `make bench-exe`.

Fails nothing. Started from a warm disk; every start but a child's unpacks anew.
"""
# A bench prints.
# ruff: noqa: T201

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.tray_rig import MISSING, tray_desktop, tray_of, until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.support.desktop_rig import Desktop

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
KINDS = {"one file": DIST / "meters", "folder": DIST / "Meters Agent" / "meters"}
RUNS = 7
# What the tray gives its children, so that they share its folder: taken from one that runs.
OF_THE_BOOTLOADER = ("_PYI_", "LD_LIBRARY_PATH")
SETTINGS = '[network]\ntargets = ["127.0.0.1-2"]\nport = 9\n[schedule]\ndays = ["mon"]\n'


def main() -> None:
    """Measure what `make exe` and `make exe onedir=1` have built, and print."""
    print(f"{'exe':12}{'':28}{'median':>8}  range        target")
    for kind, program in KINDS.items():
        size = program.stat().st_size if kind == "one file" else _size_of(program.parent)
        _line(kind, "size", f"{size / 1e6:.1f} MB", "", "<= 24 MB" if kind == "one file" else "")
        _times(kind, "--version", partial(_run, [str(program), "--version"]), "<= 0.6 s")
    if MISSING:
        print(f"icon and children: not measured, {', '.join(MISSING)} missing")
        return
    for kind, program in KINDS.items():
        with tempfile.TemporaryDirectory(prefix="meters-bench-exe-") as place:
            _on_the_desktop(kind, program, Path(place))


def _on_the_desktop(kind: str, program: Path, place: Path) -> None:
    data = place / "data"
    data.mkdir()
    (data / "settings.toml").write_text(SETTINGS)
    with tray_desktop(place / "home") as session:
        del session.environment["PYTHONPATH"]  # type: ignore[attr-defined] # a dictionary, ours alone
        starts = []
        for _ in range(RUNS):
            began = time.monotonic()
            with tray_of([str(program)], session, data):
                starts.append(time.monotonic() - began)
        _line(kind, "icon visible", *_seconds(starts), "<= 1.2 s")
        with tray_of([str(program)], session, data) as tray:
            tray.rest()
            sizes = {process: _resident(process) for process in tray.processes()}
            resident = " + ".join(f"{size / 1024:.0f}" for size in sorted(sizes.values()))
            _line(kind, "resident, window's too", f"{resident} MiB", "", "")
            _children(kind, program, session, max(sizes, key=lambda process: sizes[process]))


def _children(kind: str, program: Path, session: Desktop, tray: int) -> None:
    """Measure what starts as the tray's child does, from the folder that the tray has unpacked."""
    shared = {**session.environment, **_bootloaders_variables(tray)}
    _times(kind, "child: --version", partial(_run, [str(program), "--version"], shared), "<= 0.3 s")
    with tempfile.TemporaryDirectory() as data:
        command = [str(program), "--data", data]
        _times(kind, "child: status", partial(_run, [*command, "status"], shared), "<= 0.3 s")
        _times(
            kind,
            "child: settings visible",
            partial(_window, [*command, "settings"], shared, session),
            "<= 0.3 s",
        )


def _bootloaders_variables(process: int) -> dict[str, str]:
    lines = Path(f"/proc/{process}/environ").read_bytes().decode(errors="replace").split("\0")
    pairs = (line.partition("=") for line in lines)
    return {name: text for name, _, text in pairs if name.startswith(OF_THE_BOOTLOADER)}


def _run(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    began = time.monotonic()
    subprocess.run(command, env=environment, capture_output=True, check=True)
    return time.monotonic() - began


def _window(command: Sequence[str], environment: dict[str, str], session: Desktop) -> float:
    began = time.monotonic()
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        until(lambda: re.search(r"settings.*  \d\d\d+x", session.windows()), "the settings window")
        seconds = time.monotonic() - began
        process.kill()
    return seconds


def _times(kind: str, what: str, run: Callable[[], float], target: str) -> None:
    run()  # the first one warms the disk
    before = _processor()
    times = [run() for _ in range(RUNS)]
    busy = (_processor() - before) / RUNS
    _line(kind, what, *_seconds(times), f"{target:9} of it processor {busy:.2f} s")


def _processor() -> float:
    """Return the seconds that ended children took of a processor: their time on a quiet machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _seconds(seconds: Sequence[float]) -> tuple[str, str]:
    return f"{statistics.median(seconds):.2f} s", f"{min(seconds):.2f}-{max(seconds):.2f}"


def _line(kind: str, what: str, median: str, spread: str, target: str) -> None:
    print(f"{kind:12}{what:28}{median:>8}  {spread:11}  {target}", flush=True)


def _size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _resident(process: int) -> int:
    """Return KiB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)
    main()
