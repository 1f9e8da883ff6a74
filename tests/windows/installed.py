"""The exe, copied alone into an empty folder of a Windows where nothing else was installed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import wine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wine import Ended, Started, Wine

ROOT = Path(__file__).parents[2]
EXE = ROOT / "build" / "windows" / "meters.exe"
MISSING = [*wine.MISSING, *([] if EXE.exists() else [str(EXE.relative_to(ROOT))])]
LONGEST = 60.0  # seconds for anything to happen: wine on a busy machine takes its time
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Installed:
    """The program `exe` in a Windows that runs, with its data folder."""

    wine: Wine
    exe: Path
    data: Path

    def start(self, *arguments: str, stdin: bytes = b"") -> Started:
        """Start the exe with this machine's data folder."""
        own = ("--data", wine.windows_path(self.data))
        return self.wine.start(str(self.exe), *own, *arguments, stdin=stdin)

    def run(self, *arguments: str, limit: float = LONGEST, stdin: bytes = b"") -> Ended:
        """Run the exe with this machine's data folder to its end."""
        return self.start(*arguments, stdin=stdin).ended(limit)

    def run_without_data(self, *arguments: str) -> Ended:
        """Run the exe where it finds its data folder by itself."""
        return self.wine.run(str(self.exe), *arguments)

    def processes(self) -> dict[int, str]:
        """Return the command lines of all processes of the exe on this data folder, by process id."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # it ended meanwhile
            if wine.windows_path(self.data) in line:
                found[int(path.parent.name)] = line
        return found

    def cut_the_power(self) -> None:
        """End all processes of the exe, also one that another has just started while they ended."""
        until(lambda: not self._killed(), "the end of all")

    def _killed(self) -> dict[int, str]:
        """Kill the processes that are there now, and return them."""
        there = self.processes()
        for number in there:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        return there

    def settings(self, text: str) -> None:
        """Write settings.toml, in a new data folder."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir()
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Write settings.toml beside what the program keeps there."""
        (self.data / "settings.toml").write_text(text, encoding="utf-8")

    def log(self) -> str:
        """Return the exe's log so far."""
        path = self.data / "agent.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def until(see: Callable[[], T | None], what: str, longest: float = LONGEST) -> T:
    """Return the first sight of it."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        seen = see()
        if seen:
            return seen
        time.sleep(0.05)
    raise AssertionError(f"{what} did not appear")


@contextmanager
def installed(folder: Path, display: str | None = None) -> Iterator[Installed]:
    """Yield the exe in a new Windows in this folder, which ends with the block and is removed."""
    exe = folder / "somewhere else" / "meters.exe"
    exe.parent.mkdir(parents=True)
    shutil.copy(EXE, exe)
    prefix = folder / "windows"
    with wine.windows(prefix, display) as running:
        yield Installed(running, exe, folder / "data")
    shutil.rmtree(prefix, ignore_errors=True)
