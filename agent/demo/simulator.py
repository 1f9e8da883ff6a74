"""Simulated printers: SNMP agents that answer from a walk, on this machine's loopback addresses only.

People try the program with them before they have a network; the tests ask them, too.
"""

from __future__ import annotations

import heapq
import ipaddress
import itertools
import selectors
import socket
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from agent.core.messages import disk as messages
from agent.core.model.access import Endpoint, User
from agent.core.model.errors import AgentError
from agent.core.snmp_codec.ber import Malformed
from agent.core.snmp_codec.message import PduKind, Version, decode, version_of
from agent.demo.responder import EVERY_KIND, LARGEST_ANSWER, View, answer_message
from agent.demo.responder_v3 import Engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.core.model.walk import Walk

_VERSIONS = {int(Version.V1): "1", int(Version.V2C): "2c", int(Version.V3): "3"}
_LONGEST_DATAGRAM = 65_535  # octets
_LONGEST_ECHO = 1.0  # seconds for a datagram from one loopback address to another
_LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
_DATAGRAMS_AT_ONCE = 64  # from one socket, before the others have their turn
# SnmpEngineID (RFC 3411) of the enterprise number for documentation (RFC 5612); 5 = octets of our own.
_ENGINE_ID_HEAD = bytes.fromhex("80007ed905")
_ORDER = itertools.count()  # answers due at the same moment leave in the order of their questions
_Asker = tuple[Any, ...]  # an address as the socket gives it, for IPv4 or IPv6
_Due = tuple[float, int, socket.socket, bytes, _Asker]


@dataclass(frozen=True, slots=True)
class SimulatedAgent:
    """One printer. ValueError where the address isn't a loopback one or the user can't be served.

    `endpoint` with port 0 takes any free port. `versions` names "1", "2c" and "3"; "3" answers the
    one `user`, authNoPriv at most. `answer_delay` is in seconds; for `wakes_after` seconds from the
    first datagram on it is silent, as a printer that sleeps. `deaf_to` are operations that get no
    answer; `largest` is the longest answer in octets.
    """

    walk: Walk
    endpoint: Endpoint
    community: bytes = b"public"
    versions: frozenset[str] = frozenset({"1", "2c"})
    user: User | None = None
    answer_delay: float = 0.0
    wakes_after: float = 0.0
    deaf_to: frozenset[PduKind] = frozenset()
    largest: int = LARGEST_ANSWER

    def __post_init__(self) -> None:
        if not ipaddress.ip_address(self.endpoint.address).is_loopback:
            raise ValueError(f"a simulated printer stays on loopback, not on {self.endpoint.address}")
        if self.user and ("3" not in self.versions or self.user.privacy_passphrase):
            raise ValueError("a simulated printer serves its user over SNMPv3, without privacy")


@contextmanager
def serve(agents: Iterable[SimulatedAgent]) -> Iterator[tuple[SimulatedAgent, ...]]:
    """Let the agents answer until the block ends; yields them with the ports that they listen on.

    Raises AgentError if a port is not to be had, or if an answer would leave from another address.
    """
    with ExitStack() as stack:
        served = [_Adapters(agent, stack.enter_context(_bound(agent.endpoint))) for agent in agents]
        bell, ringer = (stack.enter_context(end) for end in socket.socketpair())
        thread = threading.Thread(target=_serve, args=(served, bell), name="simulator", daemon=True)
        thread.start()
        try:
            yield tuple(adapters.agent for adapters in served)
        finally:
            ringer.send(b"!")
            thread.join()


def _bound(endpoint: Endpoint) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if endpoint.is_ipv6 else socket.AF_INET, socket.SOCK_DGRAM)
    listener.setblocking(False)
    try:
        listener.bind((endpoint.address, endpoint.port))
    except OSError as error:
        listener.close()
        reason = error.strerror or messages.NOT_BOUND
        raise AgentError(messages.PORT_TAKEN, {"endpoint": str(endpoint), "reason": reason}) from error
    if not _speaks_for_itself(listener, endpoint):
        listener.close()
        raise AgentError(messages.ONE_LOOPBACK, {"endpoint": str(endpoint)})
    return listener


def _speaks_for_itself(listener: socket.socket, endpoint: Endpoint) -> bool:
    """Return whether its datagrams leave from its own address: wine sends all of 127.0.0.0/8 from .1."""
    with socket.socket(listener.family, socket.SOCK_DGRAM) as hearer:
        hearer.settimeout(_LONGEST_ECHO)
        try:
            hearer.bind((_LOOPBACK[listener.family], 0))
            listener.sendto(b"", hearer.getsockname())
            source: str = hearer.recvfrom(1)[1][0]
        except OSError:
            return False
    return ipaddress.ip_address(source) == ipaddress.ip_address(endpoint.address)


class _Adapters:
    """Where one agent sits: its socket, and what it needs to answer."""

    def __init__(self, agent: SimulatedAgent, listener: socket.socket) -> None:
        host, port = listener.getsockname()[:2]
        self.agent = replace(agent, endpoint=Endpoint(agent.endpoint.address, port))
        self.listener = listener
        self._awake_at: float | None = None
        kinds = EVERY_KIND - agent.deaf_to
        self._views = {int(v): View(agent.walk, v, kinds) for v in (Version.V1, Version.V2C)}
        engine_id = _ENGINE_ID_HEAD + ipaddress.ip_address(host).packed + port.to_bytes(2)
        self._engine = Engine(engine_id, agent.user, self._views[Version.V2C], largest=agent.largest)

    def answer(self, datagram: bytes, now: float) -> bytes | None:
        """Return the answer to a datagram, None for silence; `now` is in seconds of a steady clock."""
        if self._awake_at is None:
            self._awake_at = now + self.agent.wakes_after
        if now < self._awake_at:
            return None
        try:
            return self._answer(datagram, now)
        except Malformed:
            return None

    def _answer(self, datagram: bytes, now: float) -> bytes | None:
        version = version_of(datagram)
        if _VERSIONS.get(version) not in self.agent.versions:
            return None
        if version == Version.V3:
            return self._engine.answer(datagram, int(now))
        message = decode(datagram)
        if message.community != self.agent.community:
            return None
        return answer_message(self._views[version], message, self.agent.largest)


def _serve(served: list[_Adapters], bell: socket.socket) -> None:
    """Answer until the bell rings; a delayed answer waits in a heap and holds up nobody."""
    due: list[_Due] = []
    with selectors.DefaultSelector() as selector:
        selector.register(bell, selectors.EVENT_READ)
        for adapters in served:
            selector.register(adapters.listener, selectors.EVENT_READ, adapters)
        while True:
            wait = max(due[0][0] - time.monotonic(), 0) if due else None
            for key, _ in selector.select(wait):
                if key.data is None:
                    return
                _listen(key.data, due)
            while due and due[0][0] <= time.monotonic():
                _send(*heapq.heappop(due)[2:])


def _listen(adapters: _Adapters, due: list[_Due]) -> None:
    """Take what waits at one adapters; answer it, or note when its answer is due."""
    for _ in range(_DATAGRAMS_AT_ONCE):
        try:
            datagram, asker = adapters.listener.recvfrom(_LONGEST_DATAGRAM)
        except (BlockingIOError, ConnectionResetError):  # Windows: an asker that left is told as a reset
            return
        now = time.monotonic()
        answer = adapters.answer(datagram, now)
        if answer is None:
            continue
        if adapters.agent.answer_delay:
            heapq.heappush(
                due, (now + adapters.agent.answer_delay, next(_ORDER), adapters.listener, answer, asker)
            )
        else:
            _send(adapters.listener, answer, asker)


def _send(listener: socket.socket, answer: bytes, asker: _Asker) -> None:
    with suppress(BlockingIOError, ConnectionResetError):  # lost, as datagrams may be
        listener.sendto(answer, asker)
