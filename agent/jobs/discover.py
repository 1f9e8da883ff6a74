"""The sweep and the reads at the same time: each printer is read as soon as it answers."""

from __future__ import annotations

import queue
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from agent.core.asking.sweep import Found, Progress, Tally
from agent.jobs.read_device import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

READERS = 32  # printers read at the same time

SweepEvent = Found | Progress | Tally
Event = SweepEvent | Outcome


def discover(sweep: Callable[[], Iterable[SweepEvent]], read: Callable[[Found], Outcome]) -> Iterator[Event]:
    """Yield what the sweep finds and what the reads make of it, as it comes.

    `sweep` runs in a thread of its own; `read` is called once for each Found, in another thread. Who
    closes the iterator early is not kept waiting: what runs ends by itself, the rest never begins.
    """
    events: queue.SimpleQueue[SweepEvent | Future[None] | Future[Outcome]] = queue.SimpleQueue()

    def pump() -> None:
        for event in sweep():
            events.put(event)

    pool = ThreadPoolExecutor(1 + READERS, thread_name_prefix="reader")
    try:
        pool.submit(pump).add_done_callback(events.put)
        unfinished = 1
        while unfinished:
            event = events.get()
            if isinstance(event, Future):
                unfinished -= 1
                outcome = event.result()
                if outcome is not None:
                    yield outcome
                continue
            if isinstance(event, Found):
                unfinished += 1
                pool.submit(read, event).add_done_callback(events.put)
            yield event
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
