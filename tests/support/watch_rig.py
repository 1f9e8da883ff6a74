"""`meters watch` as a real process with the real program's children, its ticks and pauses made shorter."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.command_line import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tests.support.command_line import Program

LONGEST = 60.0  # seconds: several starts of Python on a machine with two busy cores
# What a loop waits for in minutes, these tests wait for in seconds; the children are the program as it is.
SHORTER = """
import sys
from dataclasses import replace
from datetime import timedelta
from agent.core.schedule import tasks
from agent.jobs import watch
watch.TICK = 1
for name in ("RUN", "LATER_ROUND", "SEND"):
    setattr(tasks, name, replace(getattr(tasks, name), pause=timedelta(seconds=3)))
tasks.SOON = timedelta(seconds=3)
from agent.__main__ import main
sys.exit(main())
"""


@dataclass
class WatchAtWork:
    """A loop that runs, and what it has said on stderr so far, line by line."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Take what it says until it ends."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))

    def says(self, start: str, times: int = 1) -> str:
        """Return the line that begins so, once it was said so often; AssertionError where it is not."""

        def said() -> list[str]:
            return [line for line in self.lines if line.startswith(start)]

        until(lambda: len(said()) >= times, f"{start!r} among {self.lines}")
        return said()[times - 1]


def until(happened: Callable[[], object], what: str, seconds: float = LONGEST) -> None:
    """Wait until something is so; AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"it did not happen: {what}"
        time.sleep(0.05)


@contextmanager
def watching(
    program: Program,
    *,
    inside: Sequence[str] = (),
    environment: Mapping[str, str] = ENVIRONMENT,
    stdout: int | None = None,
) -> Iterator[WatchAtWork]:
    """Start the loop on this data folder; `inside` is a command that starts it, such as unshare.

    `stdout` is a descriptor, such as a terminal's, None for our own.
    """
    command = [*inside, sys.executable, "-c", SHORTER, "--data", str(program.data), "watch"]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        watch = WatchAtWork(process)
        reader = threading.Thread(target=watch.read, daemon=True)
        reader.start()
        try:
            yield watch
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
            reader.join(5)


def children_of(process: subprocess.Popen[str] | subprocess.Popen[bytes], command: str) -> list[int]:
    """Return the ids of the loop's children that do this."""
    found = []
    for number in _ids():
        try:
            with open(f"/proc/{number}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123 (procfs)
                parent = int(file.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{number}/cmdline", "rb") as file:  # noqa: PTH123 (as above)
                words = file.read().split(b"\0")
        except OSError:
            continue  # it ended meanwhile
        if parent == process.pid and command.encode() in words:
            found.append(number)
    return found


def _ids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 (procfs)
