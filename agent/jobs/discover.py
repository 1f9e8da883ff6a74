"""The sweep and the reads at the same time: each printer is read as soon as it answers."""

from __future__ import annotations

import queue
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import Found, Progress, Tally
from agent.core.messages import devices
from agent.jobs.read_device import ReadOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Read = Callable[[Found, bool], ReadOutcome | None]

READERS = 32  # printers read at the same time
MOST_ALONE = 3  # and beside them those of which each has a process to itself

SweepEvent = Found | Progress | Tally
Event = SweepEvent | ReadOutcome


Ended = Future[ReadOutcome | None]


def discover(sweep: Callable[[], Iterable[SweepEvent]], read: Read, seconds: float) -> Iterator[Event]:
    """Yield what the sweep finds and what the reads make of it, as it comes.

    `sweep` runs in a thread of its own; `read` is called for each Found, in another thread: first with
    False, and where it returns None, again with True. The second calls are few at a time and hold up no
    first one. After `seconds` it ends with an outcome for each device that is not read. Who closes the
    iterator early is not kept waiting: what runs ends by itself, the rest never begins.
    """
    work = _Work(time.monotonic() + seconds)
    try:
        work.begin(partial(work.pump, sweep))
        while work.unfinished:
            event = work.next_event()
            if event is None:
                yield from (_not_read(found) for found in work.unfinished.values() if found)
                return
            if isinstance(event, Future):
                found, outcome = work.unfinished.pop(event), event.result()
                if outcome is not None:
                    yield outcome
                elif found is not None:
                    work.begin(partial(read, found, True), found, alone=True)
                continue
            if isinstance(event, Found):
                work.begin(partial(read, event, False), event)
            yield event
    finally:
        work.close()


class _Work:
    """The threads, what they have not ended, and what they tell; `end` is on the monotonic clock."""

    def __init__(self, end: float) -> None:
        self.unfinished: dict[Ended, Found | None] = {}
        self._end = end
        self._closing = threading.Event()
        self._events: queue.SimpleQueue[SweepEvent | Ended] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(1 + READERS, thread_name_prefix="reader")
        self._pool_alone = ThreadPoolExecutor(MOST_ALONE, thread_name_prefix="alone")

    def begin(
        self, call: Callable[[], ReadOutcome | None], found: Found | None = None, *, alone: bool = False
    ) -> None:
        """Call in a thread, soon; what it returns or raises is an event."""
        future: Ended = (self._pool_alone if alone else self._pool).submit(call)
        self.unfinished[future] = found
        future.add_done_callback(self._events.put)

    def pump(self, sweep: Callable[[], Iterable[SweepEvent]]) -> None:
        """Make events of all that the sweep tells, until nobody listens any more."""
        for event in sweep():
            self._events.put(event)
            if self._closing.is_set():
                return

    def next_event(self) -> SweepEvent | Ended | None:
        """Wait for an event; None when the time is over and what ended in it has been told."""
        left = self._end - time.monotonic()
        if left <= 0:
            self._closing.set()
        try:
            return self._events.get(timeout=max(0.0, left))
        except queue.Empty:
            return None

    def close(self) -> None:
        """Begin nothing more, and wait for nobody."""
        self._closing.set()
        for pool in (self._pool, self._pool_alone):
            pool.shutdown(wait=False, cancel_futures=True)


def _not_read(found: Found) -> ReadOutcome:
    return ReadOutcome(
        found.endpoint,
        why=devices.NOT_READ_IN_TIME,
        advice=devices.NOT_READ_IN_TIME_ADVICE,
        is_out_of_time=True,
    )
