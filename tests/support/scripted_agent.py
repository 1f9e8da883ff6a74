"""An SNMPv1/v2c agent that says whatever a test writes down, also what no honest device says."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.model.access import Endpoint
from agent.core.model.walk import Oid, Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RESPONSE = 0xA2


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a request that an answer has to repeat, as they were encoded."""

    version: bytes
    community: bytes
    operation: int
    request_id: bytes
    varbinds: bytes


def tlv(tag: int, content: bytes) -> bytes:
    """Return one BER element."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


def integer(number: int, tag: int = Tag.INTEGER) -> bytes:
    """Return a BER integer in two's complement."""
    return tlv(tag, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def oid_content(oid: Oid) -> bytes:
    """Return the content octets of an object identifier."""
    octets = bytearray((oid[0] * 40 + oid[1],))
    for arc in oid[2:]:
        sevens = [arc & 0x7F]
        while arc := arc >> 7:
            sevens.append(arc & 0x7F | 0x80)
        octets += bytes(reversed(sevens))
    return bytes(octets)


def varbind(oid: Oid, value: bytes) -> bytes:
    """Return one encoded varbind; `value` is a whole BER element."""
    return tlv(0x30, tlv(Tag.OBJECT_IDENTIFIER, oid_content(oid)) + value)


def response(
    asked: Asked,
    *varbinds: bytes,
    status: int = 0,
    index: int = 0,
    request_id: bytes | None = None,
    echo: bool = False,
) -> bytes:
    """Return a whole response message to `asked`; `echo` repeats the varbinds of the question."""
    listed = asked.varbinds if echo else tlv(0x30, b"".join(varbinds))
    pdu = (request_id or asked.request_id) + integer(status) + integer(index) + listed
    return tlv(0x30, asked.version + asked.community + tlv(RESPONSE, pdu))


def _elements(octets: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield tag, content and the whole of each BER element."""
    at = 0
    while at < len(octets):
        size, start = octets[at + 1], at + 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(octets[at + 2 : start], "big")
        yield octets[at], octets[start : start + size], octets[at : start + size]
        at = start + size


def _parse(message: bytes) -> Asked:
    (_, body, _), *_ = _elements(message)
    (_, _, version), (_, _, community), (operation, pdu, _) = _elements(body)
    (_, _, request_id), _, _, (_, _, varbinds) = _elements(pdu)
    return Asked(version, community, operation, request_id, varbinds)


def _serve(listener: socket.socket, script: Callable[[Asked], bytes], closing: threading.Event) -> None:
    while True:
        message, sender = listener.recvfrom(65_535)
        if closing.is_set():
            return
        listener.sendto(script(_parse(message)), sender)


@contextmanager
def scripted_agent(script: Callable[[Asked], bytes]) -> Iterator[Endpoint]:
    """Answer every question on a free loopback port with `script(asked)` while the block runs."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        closing = threading.Event()
        thread = threading.Thread(target=_serve, args=(listener, script, closing))
        thread.start()
        try:
            yield Endpoint("127.0.0.1", port)
        finally:
            closing.set()
            listener.sendto(b"", ("127.0.0.1", port))
            thread.join()
