"""The scan's way to a forked reader: a Unix socket."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.polling.reader_protocol import CRASHED, HUNG, ReaderLostError
from agent.edge.snmp.readers.frames import HEAD, framed, length_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 65_536  # octets
_SHORTEST_WAIT = 0.001  # seconds: 0 would mean not to wait at all, not even for what is there


@dataclass(frozen=True, slots=True)
class SocketChannel:
    """One way to a forked reader."""

    stream: socket.socket

    def send(self, request: bytes, seconds: float) -> None:
        """Send a request; see frames.Channel."""
        with _lost_at_an_error():
            self._refuse_what_was_not_asked_for()
            self.stream.settimeout(seconds)
            self.stream.sendall(framed(request))

    def receive(self, seconds: float) -> bytes:
        """Return the next reply; see frames.Channel."""
        end = time.monotonic() + seconds
        with _lost_at_an_error():
            return self._exactly(length_of(self._exactly(HEAD, end)), end)

    def _exactly(self, length: int, end: float) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            self.stream.settimeout(max(_SHORTEST_WAIT, end - time.monotonic()))
            part = self.stream.recv(min(length - len(parts), _AT_ONCE))
            if not part:
                raise ReaderLostError(CRASHED)
            parts += part
        return bytes(parts)

    def _refuse_what_was_not_asked_for(self) -> None:
        """Raise ReaderLostError where a reply lies there already: the reader's memory is broken."""
        self.stream.settimeout(0)
        with suppress(BlockingIOError):
            self.stream.recv(1, socket.MSG_PEEK)
            raise ReaderLostError(CRASHED)


@contextmanager
def _lost_at_an_error() -> Iterator[None]:
    """Raise ReaderLostError for what goes wrong with its channel."""
    try:
        yield
    except TimeoutError as error:
        raise ReaderLostError(HUNG) from error
    except (OSError, ValueError) as error:
        raise ReaderLostError(CRASHED) from error
