"""The sweep over UDP: paced questions to many addresses, and who answered."""

from __future__ import annotations

import errno
import ipaddress
import selectors
import socket
import struct
import sys
import time
from functools import cache
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import NO_READS, Found, Probe, Progress, Reads, Step, Tally, recognise
from agent.core.discovery.sweep_schedule import SweepSchedule
from agent.core.model.access import Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.core.discovery.rate_limits import Pace

LARGEST_DATAGRAM = 65535
RECEIVE_BUFFER = 1 << 20
DATAGRAMS_A_TURN = 256  # read at most so many before the next questions go out
SHORTEST_WAIT = 0.001
LONGEST_WAIT = 0.1
WAIT_FOR_READS = 0.01  # seconds until it is looked again whether the reads have ended
_NO_SUCH_FAMILY = {errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}
_UNREACHABLE = {errno.EHOSTUNREACH, errno.ENETUNREACH}

# Linux alone tells of ICMP errors (ip(7)): struct sock_extended_err, then the sockaddr_in of who says so.
_IP_RECVERR = 11
_EXTENDED_ERROR = struct.Struct("=IBBBxIIHH4s")
_FROM_ICMP, _DESTINATION_UNREACHABLE, _PORT_UNREACHABLE = 2, 3, 3

Event = Found | Progress | Tally


def sweep(
    targets: Mapping[Endpoint, tuple[Step, ...]], probes: Sequence[Probe], pace: Pace, reads: Reads = NO_READS
) -> Iterator[Event]:
    """Ask every target its steps, in the mapping's order, at the given pace.

    IPv6 addresses stay silent where this computer has no IPv6, as do those that no datagram can reach.

    Yields a Found once for each address, at its first well-formed answer; answers from addresses or
    ports that were not asked are dropped. Yields a Progress after first questions, and the Tally as
    its last event: when all have answered, or when the last wait is over and what was found is read.
    """
    run = _Sweep(targets, probes, pace, reads)
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
    """One sweep while it runs: its sockets, and what went over the wire."""

    def __init__(
        self,
        targets: Mapping[Endpoint, tuple[Step, ...]],
        probes: Sequence[Probe],
        pace: Pace,
        reads: Reads,
    ) -> None:
        self._probes = {probe.request_id: probe for probe in probes}
        self._reads = reads
        self._selector = selectors.DefaultSelector()
        self._sockets = [self._open(socket.AF_INET) for _ in range(pace.sockets)]
        wants_ipv6 = any(endpoint.is_ipv6 for endpoint in targets)
        self._sockets6 = self._open_ipv6() if wants_ipv6 else []
        self._lacks_ipv6 = wants_ipv6 and not self._sockets6
        self._schedule = SweepSchedule(targets, pace, time.monotonic())
        self._found = 0
        self.sent = self.received = self.bytes_sent = self.bytes_received = 0

    def goes_on(self) -> bool:
        """Return whether somebody may still be asked or may still answer.

        Who answers late is taken as long as others are read.
        """
        self._schedule.loses_answers = self._reads.loses_answers()
        if self._schedule.all_answered():
            return False
        return not self._schedule.is_over() or self._is_read_beside()

    def send_what_is_due(self) -> int:
        """Send the steps whose time has come, as far as the pace allows; count first questions."""
        now = time.monotonic()
        if self._reads.is_congested():
            self._schedule.slow_down(now)
        first_questions = 0
        while question := self._schedule.take(now):
            for probe in question.probes:
                self._send(question.endpoint, probe)
            first_questions += question.is_first
        return first_questions

    def receive(self) -> Iterator[Found]:
        """Wait until a datagram comes or a question is due; yield who answered for the first time."""
        for key, _ in self._selector.select(self._time_to_wait()):
            one: socket.socket = key.fileobj  # type: ignore[assignment]  # sockets only
            self._take_errors(one)
            for datagram, source in self._drain(one):
                endpoint = _endpoint(source)
                probe = recognise(datagram, self._probes) if self._schedule.awaits(endpoint) else None
                if probe:
                    seconds = self._schedule.answered(endpoint, probe, time.monotonic())
                    self._found += 1
                    yield Found(endpoint, probe.version, probe.community, seconds)

    def _is_read_beside(self) -> bool:
        ended = self._reads.ended()
        return ended is not None and ended < self._found

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
        if sys.platform == "linux" and family == socket.AF_INET:
            one.setsockopt(socket.IPPROTO_IP, _IP_RECVERR, 1)
        self._selector.register(one, selectors.EVENT_READ)
        return one

    def _send(self, endpoint: Endpoint, probe: Probe) -> None:
        """Send one datagram; while ARP resolves, a socket's buffer may be full, so several take turns."""
        sockets = self._sockets6 if endpoint.is_ipv6 else self._sockets
        if not sockets:
            return
        self.sent += 1
        self.bytes_sent += len(probe.datagram)
        for turn in range(len(sockets)):
            one = sockets[(self.sent + turn) % len(sockets)]
            try:
                self._send_over(one, endpoint, probe)
            except BlockingIOError:
                continue
            except OSError:  # no route to this one address: it stays silent, the others are asked
                return
            return

    def _send_over(self, one: socket.socket, endpoint: Endpoint, probe: Probe) -> None:
        """Send; an error that another address left behind is reported first, and instead (ip(7))."""
        try:
            one.sendto(probe.datagram, (endpoint.address, endpoint.port))
        except BlockingIOError:
            raise
        except OSError:
            self._take_errors(one)
            one.sendto(probe.datagram, (endpoint.address, endpoint.port))

    def _drain(self, one: socket.socket) -> Iterator[tuple[bytes, tuple[str, int]]]:
        for _ in range(DATAGRAMS_A_TURN):
            try:
                datagram, source = one.recvfrom(LARGEST_DATAGRAM)
            except BlockingIOError:
                return
            except OSError as error:  # Windows reports a closed port here (WSAECONNRESET): read on
                if error.errno in _UNREACHABLE and sys.platform != "linux":
                    self._schedule.slow_down(time.monotonic())
                continue
            self.received += 1
            self.bytes_received += len(datagram)
            yield datagram, source[:2]

    def _take_errors(self, one: socket.socket) -> None:
        """Take the ICMP errors that came for a socket; where a router gives up on addresses, ask slower."""
        if sys.platform != "linux" or one.family != socket.AF_INET:
            return
        for _ in range(DATAGRAMS_A_TURN):
            try:
                _, about, _, _ = one.recvmsg(0, 512, socket.MSG_ERRQUEUE)
            except OSError:  # there is none left
                return
            if any(_is_of_a_router(message) for _, kind, message in about if kind == _IP_RECVERR):
                self._schedule.slow_down(time.monotonic())

    def _time_to_wait(self) -> float:
        """Return seconds until the next question may go out or the sweep may end."""
        at = self._schedule.next_event()
        wait = WAIT_FOR_READS if at is None else at - time.monotonic()
        return min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _endpoint(source: tuple[str, int]) -> Endpoint:
    address, port = source
    return Endpoint(str(ipaddress.ip_address(address)) if ":" in address else address, port)


def _is_of_a_router(message: bytes) -> bool:
    """Return whether a router says that it can't reach an address: no closed port, nor our own ARP's end."""
    if len(message) < _EXTENDED_ERROR.size:
        return False
    _, origin, kind, code, _, _, _, _, sender = _EXTENDED_ERROR.unpack_from(message)
    is_unreachable = (origin, kind) == (_FROM_ICMP, _DESTINATION_UNREACHABLE) and code != _PORT_UNREACHABLE
    return is_unreachable and not _is_ours(sender)


@cache
def _is_ours(address: bytes) -> bool:
    """Return whether an IPv4 address is one of this computer's: only those can be bound."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        try:
            trial.bind((socket.inet_ntoa(address), 0))
        except OSError:
            return False
    return True
