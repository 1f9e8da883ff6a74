"""Readers: processes of their own in which net-snmp asks devices, so that its crash or hang costs one device.

A scan that has readers never loads net-snmp itself. Each device is asked through a lease: a shared one
takes one of a reader's channels, and a reader that is lost takes along what its other channels had in
flight; a lease alone has a reader to itself. What a device is asked stays the caller's: a lease opens
sessions as `agent.edge.snmp.open_session` does.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from agent.core.polling.reader_protocol import CLOSED, ReaderLostError
from agent.edge.snmp.readers.lease import Lease

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agent.edge.snmp.readers.frames import Channel
    from agent.edge.snmp.readers.spawned import ReaderProcess

ALONE_SECONDS = 20.0  # for one device
MARGIN = 8.0  # seconds beyond what a question may take: also a busy computer runs a reader by then


class Worker(Protocol):
    """One reader process."""

    @property
    def channels(self) -> Sequence[Channel]:
        """The ways to it."""

    def end(self) -> None:
        """End it, also where it hangs."""


class Source(Protocol):
    """Where reader processes come from."""

    def start(self, channels: int) -> Worker:
        """Start a reader; AgentError where the system does not let it."""

    def close(self) -> None:
        """End everything that was started."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many readers there are, and what they are for.

    `inside` names the SNMP versions that are asked in this process and need no reader; `margin` is in
    seconds. `one_by_one`: the engine may ask the objects of a question one after the other.
    """

    workers: int
    channels: int
    inside: frozenset[str] = frozenset()
    one_by_one: bool = False
    margin: float = MARGIN
    engine: str | None = None


# Together as many as devices are read at the same time (jobs.discover.READERS). Each process costs 12 MB,
# each channel more of a process one device more that is read again after a crash.
FORKED = Plan(workers=2, channels=16)
# ezsnmp asks v3 one at a time in a process; over v1 and v2c it never crashed, and a process is dear there.
SPAWNED = Plan(workers=4, channels=1, inside=frozenset({"1", "2c"}), one_by_one=True)


@dataclass(slots=True)
class Readers:
    """The readers of one scan. Leases may be taken from any thread."""

    source: Source
    plan: Plan
    _workers: list[Worker] = field(default_factory=list)
    _free: list[Channel] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _is_closed: bool = False

    @contextmanager
    def shared(self) -> Iterator[Lease]:
        """Yield a lease of a reader that reads others too: a loss of it is raised as ReaderLostError."""
        lease = Lease(self._take, self.plan)
        done_with = self._give_back
        try:
            yield lease
        except ReaderLostError as loss:
            done_with = self._discard
            raise ReaderLostError(CLOSED if self._is_closed else loss.how) from loss
        finally:
            if lease.channel:
                done_with(lease.channel)

    @contextmanager
    def alone(self) -> Iterator[Lease]:
        """Yield a lease of a reader that reads nobody else, for ALONE_SECONDS.

        After a loss its sessions answer NONSENSE, so what was read before stands; `lost` tells of it.
        """
        started: list[Worker] = []

        def take() -> Channel:
            started.append(self._start(1))
            return started[0].channels[0]

        try:
            yield Lease(take, self.plan, seconds=ALONE_SECONDS)
        finally:
            for worker in started:
                self._end(worker)

    def close(self) -> None:
        """End all readers; who still waits for one loses it."""
        with self._changed:
            if self._is_closed:
                return
            self._is_closed = True
            workers, self._workers = self._workers, []  # who loses a channel now does not end them again
            self._changed.notify_all()
        self.source.close()
        for worker in workers:
            self._end(worker)

    def _start(self, channels: int) -> Worker:
        if self._is_closed:
            raise ReaderLostError(CLOSED)
        return self.source.start(channels)

    def _take(self) -> Channel:
        with self._changed:
            while not self._free and len(self._workers) >= self.plan.workers and not self._is_closed:
                self._changed.wait()
            if not self._free:
                worker = self._start(self.plan.channels)
                self._workers.append(worker)
                self._free += worker.channels
            return self._free.pop()

    def _give_back(self, channel: Channel) -> None:
        with self._changed:
            if any(channel in worker.channels for worker in self._workers):
                self._free.append(channel)
                self._changed.notify()

    def _discard(self, channel: Channel) -> None:
        """End the reader of a channel for all who share it."""
        with self._changed:
            worker = next((one for one in self._workers if channel in one.channels), None)
            if worker is None:
                return
            self._workers.remove(worker)
            self._free = [free for free in self._free if free not in worker.channels]
            self._changed.notify_all()
        self._end(worker)

    def _end(self, worker: Worker) -> None:
        with suppress(OSError):  # closed, and everything ended, in the meantime
            worker.end()


def start_readers(start_child: Callable[[], ReaderProcess], plan: Plan | None = None) -> Readers:
    """Return the readers of this system; call before this process has a thread or a secret.

    `start_child` starts the reader of our own program, with pipes, where processes can't be forked.
    """
    if sys.platform == "win32":
        from agent.edge.snmp.readers.spawned import Spawner

        return Readers(Spawner(start_child), plan or SPAWNED)
    from agent.edge.snmp.readers.forked import start_fork_server

    plan = plan or FORKED
    return Readers(start_fork_server(plan.engine), plan)
