"""The sweep over UDP: paced questions to many addresses, and who answered."""

from __future__ import annotations

import errno
import heapq
import ipaddress
import selectors
import socket
import time
from itertools import count
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import ROUND_WAIT, Found, Probe, Progress, Step, Tally, recognise
from agent.core.model.access import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.discovery.rate_limits import Pace

LARGEST_DATAGRAM = 65535
RECEIVE_BUFFER = 1 << 20
DATAGRAMS_A_TURN = 256  # read at most so many before the next questions go out
SHORTEST_WAIT = 0.001
LONGEST_WAIT = 0.1
_NO_SUCH_FAMILY = {errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}
LARGEST_BURST = 0.02  # seconds' worth of questions that may go out at once after a pause

Event = Found | Progress | Tally


def sweep(
    targets: Mapping[Endpoint, tuple[Step, ...]], probes: Sequence[Probe], pace: Pace
) -> Iterator[Event]:
    """Ask every target its steps, in the mapping's order, at the given pace.

    IPv6 addresses stay silent where this computer has no IPv6, as do those that no datagram can reach.

    Yields a Found once for each address, at its first well-formed answer; answers from addresses or
    ports that were not asked are dropped. Yields a Progress after first questions, and the Tally as
    its last event: when all have answered or when the last step's wait is over.
    """
    run = _Sweep(targets, probes, pace)
    try:
        while run.goes_on():
            asked = run.send_what_is_due()
            if asked:
                yield Progress(asked)
            yield from run.receive()
        yield run.tally()
    finally:
        run.close()


class _Sweep:
    """One sweep while it runs: who is still to be asked, and what went over the wire."""

    def __init__(
        self, targets: Mapping[Endpoint, tuple[Step, ...]], probes: Sequence[Probe], pace: Pace
    ) -> None:
        self._probes = {probe.request_id: probe for probe in probes}
        self._rate = pace.datagrams_per_second
        self._selector = selectors.DefaultSelector()
        self._sockets = [self._open(socket.AF_INET) for _ in range(pace.sockets)]
        wants_ipv6 = any(endpoint.is_ipv6 for endpoint in targets)
        self._sockets6 = self._open_ipv6() if wants_ipv6 else []
        self._lacks_ipv6 = wants_ipv6 and not self._sockets6
        start = self._free_at = self._finish = time.monotonic()
        self._sequence = count()
        self._silent = set(targets)
        self._due = [(start, next(self._sequence), e, steps, 0) for e, steps in targets.items()]
        self.sent = self.received = self.bytes_sent = self.bytes_received = 0

    def goes_on(self) -> bool:
        """Return whether somebody may still be asked or may still answer."""
        return bool(self._silent) and (bool(self._due) or time.monotonic() < self._finish)

    def send_what_is_due(self) -> int:
        """Send the steps whose time has come, as far as the pace allows; count first questions."""
        now = time.monotonic()
        first_questions = 0
        self._free_at = max(self._free_at, now - LARGEST_BURST)
        while self._due and self._due[0][0] <= now and self._free_at <= now:
            _, _, endpoint, steps, number = heapq.heappop(self._due)
            if endpoint not in self._silent:
                continue
            for probe in steps[number].probes:
                self._send(endpoint, probe)
            first_questions += number == 0
            if number + 1 < len(steps):
                at = now + steps[number + 1].at - steps[number].at
                heapq.heappush(self._due, (at, next(self._sequence), endpoint, steps, number + 1))
            else:
                self._finish = max(self._finish, now + ROUND_WAIT)
        return first_questions

    def receive(self) -> Iterator[Found]:
        """Wait until a datagram comes or a question is due; yield who answered for the first time."""
        for key, _ in self._selector.select(self._time_to_wait()):
            for datagram, source in self._drain(key.fileobj):  # type: ignore[arg-type]  # sockets only
                endpoint = _endpoint(source)
                probe = recognise(datagram, self._probes) if endpoint in self._silent else None
                if probe:
                    self._silent.discard(endpoint)
                    yield Found(endpoint, probe.version, probe.community)

    def tally(self) -> Tally:
        """Return the datagrams and octets sent and received so far."""
        return Tally(self.sent, self.received, self.bytes_sent, self.bytes_received, self._lacks_ipv6)

    def close(self) -> None:
        """Close all sockets."""
        for one in (*self._sockets, *self._sockets6):
            one.close()
        self._selector.close()

    def _open_ipv6(self) -> list[socket.socket]:
        try:
            return [self._open(socket.AF_INET6)]
        except OSError as error:
            if error.errno not in _NO_SUCH_FAMILY:
                raise
            return []

    def _open(self, family: socket.AddressFamily) -> socket.socket:
        one = socket.socket(family, socket.SOCK_DGRAM)
        one.setblocking(False)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self._selector.register(one, selectors.EVENT_READ)
        return one

    def _send(self, endpoint: Endpoint, probe: Probe) -> None:
        """Send one datagram; while ARP resolves, a socket's buffer may be full, so several take turns."""
        sockets = self._sockets6 if endpoint.is_ipv6 else self._sockets
        if not sockets:
            return
        self.sent += 1
        self._free_at += 1 / self._rate
        self.bytes_sent += len(probe.datagram)
        for turn in range(len(sockets)):
            try:
                sockets[(self.sent + turn) % len(sockets)].sendto(
                    probe.datagram, (endpoint.address, endpoint.port)
                )
            except BlockingIOError:
                continue
            except OSError:  # no route to this one address: it stays silent, the others are asked
                return
            return

    def _drain(self, one: socket.socket) -> Iterator[tuple[bytes, tuple[str, int]]]:
        for _ in range(DATAGRAMS_A_TURN):
            try:
                datagram, source = one.recvfrom(LARGEST_DATAGRAM)
            except BlockingIOError:
                return
            except OSError:  # Windows reports a closed port here (WSAECONNRESET): read on
                continue
            self.received += 1
            self.bytes_received += len(datagram)
            yield datagram, source[:2]

    def _time_to_wait(self) -> float:
        """Return seconds until the next question may go out or the sweep may end."""
        now = time.monotonic()
        next_event = max(self._due[0][0], self._free_at) if self._due else self._finish
        return min(max(next_event - now, SHORTEST_WAIT), LONGEST_WAIT)


def _endpoint(source: tuple[str, int]) -> Endpoint:
    address, port = source
    return Endpoint(str(ipaddress.ip_address(address)) if ":" in address else address, port)
