"""Readers on Linux and macOS: forked from a process that was forked itself before any secret was there.

The scan begins as one thread that knows nothing. Then it forks the fork server, which loads net-snmp and
waits; each reader is forked from that one, so it holds neither the scan's secrets nor its store or lock,
and it starts in a millisecond. Sockets to a reader are handed through a Unix socket (SCM_RIGHTS).
"""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import select
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from agent.core.messages import disk as messages
from agent.core.messages import system_errors
from agent.core.model.errors import TemporaryError
from agent.edge.snmp import load
from agent.edge.snmp.readers.serve import serve
from agent.edge.snmp.readers.socket_channel import SocketChannel

if TYPE_CHECKING:
    from collections.abc import Sequence

if sys.platform == "win32":
    raise ImportError("Windows can't fork")

LOG = logging.getLogger(__name__)

CONTROL_SECONDS = 30.0  # a fork takes milliseconds; longer means that the machine is out of memory or time
_FORK, _END = b"fork", b"end "
_MOST_CHANNELS = 64
_LONGEST_ORDER = 64  # octets


@dataclass(frozen=True, slots=True)
class ForkedWorker:
    """One reader process with its channels."""

    process: int
    channels: tuple[SocketChannel, ...]
    server: ForkServer

    def end(self) -> None:
        """End the process, also one that hangs."""
        self.server.end(self.process)
        for channel in self.channels:
            channel.stream.close()


@dataclass(slots=True)
class ForkServer:
    """The scan's side of the fork server."""

    process: int
    control: socket.socket
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, channels: int) -> ForkedWorker:
        """Start a reader with so many channels; TemporaryError where the system has no room for it."""
        pairs = [socket.socketpair() for _ in range(channels)]
        try:
            process = int(self._order(_FORK, [theirs.fileno() for _, theirs in pairs]))
        except TemporaryError:
            for ours, _ in pairs:
                ours.close()
            raise
        finally:
            for _, theirs in pairs:
                theirs.close()
        return ForkedWorker(process, tuple(SocketChannel(ours) for ours, _ in pairs), self)

    def end(self, process: int) -> None:
        """End a reader and take note of how it ended."""
        with suppress(TemporaryError):  # a fork server that is gone took its readers along
            LOG.debug("reader %s ended with %s", process, self._order(_END + str(process).encode()).decode())

    def close(self) -> None:
        """End the fork server and all its readers."""
        self.control.close()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)

    def _order(self, order: bytes, descriptors: Sequence[int] = ()) -> bytes:
        with self.lock:
            try:
                socket.send_fds(self.control, [order], descriptors)
                reply = self.control.recv(_LONGEST_ORDER)
            except OSError as error:
                reason = system_errors.reason_of(error)
                raise TemporaryError(messages.NO_READER, {"reason": reason}) from error
        if not reply.lstrip(b"-").isdigit():
            raise TemporaryError(messages.NO_READER, {"reason": reply.decode(errors="replace")})
        return reply


def start_fork_server(engine: str | None = None) -> ForkServer:
    """Fork the fork server; call before this process has a thread or a secret.

    TemporaryError where the system has no room for it.
    """
    try:
        ours, theirs = socket.socketpair()
        process = os.fork()
    except OSError as error:
        raise TemporaryError(messages.NO_READER, {"reason": system_errors.reason_of(error)}) from error
    if process == 0:
        _run_fork_server(ours, theirs, engine)
    theirs.close()
    ours.settimeout(CONTROL_SECONDS)
    return ForkServer(process, ours)


def _run_fork_server(scans: socket.socket, control: socket.socket, engine: str | None) -> NoReturn:
    """Serve the scan until it is gone; nothing of the scan's own code runs on in this process."""
    readers: set[int] = set()
    try:
        scans.close()
        _leave_terminal()
        load(engine)
        gc.freeze()  # what is shared with the readers stays shared: no collection touches it
        while _obey(control, readers, engine):
            pass
    finally:
        for process in tuple(readers):
            with suppress(OSError):
                _ended(_END + str(process).encode(), readers)
        os._exit(0)


def _leave_terminal() -> None:
    """Hold no stream of the scan's open, and leave signals of a terminal or a Stop to the scan."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    faulthandler.disable()  # that a reader crashes is told by the scan


def _obey(control: socket.socket, readers: set[int], engine: str | None) -> bool:
    """Do the next thing that the scan orders; return False when the scan is gone."""
    try:
        order, descriptors, _, _ = socket.recv_fds(control, _LONGEST_ORDER, _MOST_CHANNELS)
        if not order:
            return False
        is_fork = order == _FORK
        control.sendall(_forked(control, descriptors, readers, engine) if is_fork else _ended(order, readers))
    except ConnectionError:
        return False
    return True


def _forked(
    control: socket.socket, descriptors: Sequence[int], readers: set[int], engine: str | None
) -> bytes:
    streams = [socket.socket(fileno=descriptor) for descriptor in descriptors]
    try:
        process = os.fork()
    except OSError as error:
        return str(error).encode()[:_LONGEST_ORDER]
    if process == 0:
        control.close()
        _run_reader(streams, engine)
    readers.add(process)
    return str(process).encode()


def _ended(order: bytes, readers: set[int]) -> bytes:
    process = int(order.removeprefix(_END))
    if process not in readers:
        return b"0"
    readers.discard(process)
    os.kill(process, signal.SIGKILL)
    return str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode()


def _run_reader(streams: Sequence[socket.socket], engine: str | None) -> NoReturn:
    """Serve each channel in a thread of its own until the scan closes one of them."""
    for stream in streams:
        threading.Thread(target=_serve_channel, args=(stream, engine), daemon=True).start()
    hung_up = select.poll()
    for stream in streams:
        hung_up.register(stream, 0)  # a hang-up is told without being asked for
    while not hung_up.poll():
        pass
    os._exit(0)


def _serve_channel(stream: socket.socket, engine: str | None) -> NoReturn:
    try:
        with stream.makefile("rb") as requests, stream.makefile("wb") as replies:
            serve(requests, replies, engine)
    finally:
        os._exit(0)  # the scan has gone, or what it said can't be read: both end the reader
