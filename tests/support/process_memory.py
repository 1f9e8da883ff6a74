"""How much memory a process and all that it started take together, in Linux's proportional set size."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PAUSE = 0.1  # seconds between two looks

# Where a process has just ended, its files end with it.
GONE = (FileNotFoundError, ProcessLookupError)


@dataclass(slots=True)
class Peak:
    """The most that was seen: KiB in all, how many processes that were, and how often it was looked."""

    kib: int = 0
    processes: int = 0
    looks: int = 0
    by_process: dict[int, int] = field(default_factory=dict)


def family(process: int) -> list[int]:
    """Return a process with all its descendants."""
    found = [process]
    for member in found:  # it grows while it is gone through
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            with suppress(*GONE):
                found += map(int, children.read_text().split())
    return found


def pss_of(process: int) -> int:
    """Return the proportional set size of a process in KiB, 0 where it has ended."""
    with suppress(*GONE):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


@contextmanager
def watched(process: int) -> Iterator[Peak]:
    """Look at a process and its descendants again and again while the block runs."""
    peak, closing = Peak(), threading.Event()

    def look() -> None:
        while not closing.is_set():
            by_process = {member: pss_of(member) for member in family(process)}
            peak.looks += 1
            if sum(by_process.values()) > peak.kib:
                peak.kib, peak.processes = sum(by_process.values()), len(by_process)
                peak.by_process = by_process
            time.sleep(PAUSE)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        closing.set()
        thread.join()
