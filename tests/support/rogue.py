"""Rogue devices on loopback: they answer the sweep as a printer does, then play a part of their own."""

from __future__ import annotations

import heapq
import itertools
import selectors
import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.snmp_codec.ber import Malformed
from agent.core.snmp_codec.message import Message, PduKind, Version, decode
from agent.demo.responder import View, answer_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from agent.core.model.access import Endpoint
    from agent.core.model.walk import Walk

LARGEST_ANSWER = 60_000  # octets: more than a frame holds, so the kernel fragments it
SEND_BUFFER = 4 << 20


@dataclass(frozen=True, slots=True)
class Heard:
    """One question of the read: `honest` is what an honest printer would answer, `turn` counts from 0."""

    question: Message
    honest: bytes
    turn: int


@dataclass(frozen=True, slots=True)
class Said:
    """One datagram of a rogue, `after` seconds; `elsewhere` sends it from a port that nobody asked."""

    datagram: bytes
    after: float = 0.0
    elsewhere: bool = False


@dataclass(slots=True)
class Rogue:
    """One address with its part; `asked` counts what it heard, `answers_sweep` makes it findable."""

    endpoint: Endpoint
    walk: Walk
    part: Callable[[Heard], Iterable[Said]]
    answers_sweep: bool = True
    asked: int = 0
    sockets: list[socket.socket] = field(default_factory=list)

    def answers(self, datagram: bytes) -> Iterable[Said]:
        """Return its answer to a datagram; nothing to SNMPv1, v3 and what is no SNMP."""
        try:
            question = decode(datagram)
        except Malformed:
            return ()
        if question.version != Version.V2C:
            return ()
        honest = answer_message(View(self.walk, Version.V2C), question, LARGEST_ANSWER) or b""
        if self.answers_sweep and is_of_the_sweep(question):
            return (Said(honest),)
        self.asked += 1
        return self.part(Heard(question, honest, self.asked - 1))


def is_of_the_sweep(question: Message) -> bool:
    """Return whether this is the sweep's GET of sysObjectID.0; a read begins with another question."""
    names = [varbind.oid for varbind in question.pdu.varbinds]
    return question.pdu.kind is PduKind.GET and names == [(*objects.SYS_OBJECT_ID, 0)]


@contextmanager
def rogues(cast: Iterable[Rogue]) -> Iterator[None]:
    """Let the rogues play while the block runs."""
    closing = threading.Event()
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        for rogue in cast:
            rogue.sockets = [_bound(stack, rogue.endpoint.address, port) for port in (rogue.endpoint.port, 0)]
            selector.register(rogue.sockets[0], selectors.EVENT_READ, rogue)
        thread = threading.Thread(target=_play, args=(selector, closing), name="rogues")
        thread.start()
        try:
            yield
        finally:
            closing.set()
            thread.join()


def _bound(stack: ExitStack, address: str, port: int) -> socket.socket:
    one = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
    one.setblocking(False)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    one.bind((address, port))
    return one


def _play(selector: selectors.BaseSelector, closing: threading.Event) -> None:
    due: list[tuple[float, int, Rogue, Said, tuple[str, int]]] = []
    order = itertools.count()
    while not closing.is_set():
        for key, _ in selector.select(0.01):
            for datagram, asker in _heard(key.data.sockets[0]):
                for said in key.data.answers(datagram):
                    heapq.heappush(due, (time.monotonic() + said.after, next(order), key.data, said, asker))
        while due and due[0][0] <= time.monotonic():
            _, _, rogue, said, asker = heapq.heappop(due)
            # An asker that has gone, or a full buffer: lost, as datagrams may be.
            with suppress(BlockingIOError, ConnectionError):
                rogue.sockets[said.elsewhere].sendto(said.datagram, asker)


def _heard(one: socket.socket) -> Iterator[tuple[bytes, tuple[str, int]]]:
    with suppress(BlockingIOError, ConnectionError):
        while True:
            yield one.recvfrom(65_535)
