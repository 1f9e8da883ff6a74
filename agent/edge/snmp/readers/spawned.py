"""Readers where a process can't be forked (Windows): our own program, started again for each."""

from __future__ import annotations

import queue
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Protocol

from agent.core.polling.reader_protocol import CRASHED, HUNG, ReaderLostError
from agent.edge.snmp.readers.frames import framed, read_frame

if TYPE_CHECKING:
    from collections.abc import Callable


class ReaderProcess(Protocol):
    """A child of ours with pipes for its standard streams; subprocess.Popen is one."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def kill(self) -> None:
        """End it by force."""

    def wait(self) -> int:
        """Wait for its end and return its exit code."""


@dataclass(frozen=True, slots=True, eq=False)
class PipeChannel:
    """The one way to a spawned reader. A thread reads its replies: a pipe knows no deadline."""

    child: ReaderProcess
    replies: queue.SimpleQueue[bytes | None] = field(default_factory=queue.SimpleQueue)

    def send(self, request: bytes, seconds: float) -> None:  # noqa: ARG002 (a pipe knows no deadline)
        """Send a request: it is shorter than what a pipe holds; see frames.Channel."""
        try:
            if self.child.stdin:
                self.child.stdin.write(framed(request))
                self.child.stdin.flush()
        except OSError as error:
            raise ReaderLostError(CRASHED) from error

    def receive(self, seconds: float) -> bytes:
        """Return the next reply; see frames.Channel."""
        try:
            reply = self.replies.get(timeout=seconds)
        except queue.Empty as error:
            raise ReaderLostError(HUNG) from error
        if reply is None:
            raise ReaderLostError(CRASHED)
        return reply

    def listen(self) -> None:
        """Take replies until no more come."""
        # A stream that is closed under a read, or that holds no message, is the end as well.
        with suppress(OSError, ValueError):
            while self.child.stdout and (reply := read_frame(self.child.stdout)) is not None:
                self.replies.put(reply)
        self.replies.put(None)


@dataclass(frozen=True, slots=True, eq=False)
class SpawnedWorker:
    """One reader process with its channel."""

    channels: tuple[PipeChannel]

    def end(self) -> None:
        """End the process, also one that hangs."""
        child = self.channels[0].child
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                with suppress(OSError):  # what it has not read any more
                    stream.close()


@dataclass(slots=True)
class Spawner:
    """Starts readers by `start_child` and ends what it started."""

    start_child: Callable[[], ReaderProcess]
    _workers: list[SpawnedWorker] = field(default_factory=list)

    def start(self, channels: int) -> SpawnedWorker:
        """Start a reader; AgentError where the system does not let it. ValueError: it has one channel."""
        if channels != 1:
            raise ValueError("a spawned reader has one channel")
        channel = PipeChannel(self.start_child())
        threading.Thread(target=channel.listen, daemon=True).start()
        worker = SpawnedWorker((channel,))
        self._workers.append(worker)
        return worker

    def close(self) -> None:
        """End all readers."""
        for worker in self._workers:
            worker.end()
