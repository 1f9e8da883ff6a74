"""Messages over a stream of octets: four octets of length (big-endian), then the message."""

from typing import IO, Protocol

from agent.core.polling.reader_protocol import MOST_OCTETS

HEAD = 4  # octets


class Channel(Protocol):
    """One way to a reader: a request goes out, what it replies comes back. From one thread at a time."""

    def send(self, request: bytes, seconds: float) -> None:
        """Send a request; ReaderLostError where the reader does not take it within `seconds`."""

    def receive(self, seconds: float) -> bytes:
        """Return the next reply; ReaderLostError where none comes within `seconds`, or never will."""
        ...


def framed(message: bytes) -> bytes:
    """Return a message with its length before it."""
    return len(message).to_bytes(HEAD, "big") + message


def length_of(head: bytes | bytearray) -> int:
    """Return how long the message behind these four octets is; ValueError where it is none of ours."""
    length = int.from_bytes(head, "big")
    if length > MOST_OCTETS:
        raise ValueError("longer than any message")
    return length


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next message of a blocking stream, None at its end; ValueError where it is none."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    length = length_of(head)
    message = stream.read(length)
    return message if len(message) == length else None
