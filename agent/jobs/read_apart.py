"""Each device is read in a reader process; what was in flight in one that is lost is read again, alone."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.messages import devices
from agent.core.polling.reader_protocol import CLOSED, ReaderLostError
from agent.jobs.read_device import Reader, ReadOutcome, read_device

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.discovery.sweep import Found
    from agent.core.model.access import Endpoint, User
    from agent.core.polling.conversation_rows import ConversationRequest
    from agent.edge.snmp import Session
    from agent.edge.snmp.ask import Asked
    from agent.jobs.ports import ReaderLease, ReaderSource

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """How the devices of a scan are read: as read_device.Reader has it; `alone` holds endpoints as text."""

    readers: ReaderSource
    ask: Callable[[Session, ConversationRequest, float], Asked]
    now: Callable[[], datetime]
    timeout: float
    users: tuple[User, ...]
    alone: frozenset[str]
    first_wait: Callable[[Endpoint], float | None] = lambda _: None


def read_shared(found: Found, way: Way) -> ReadOutcome | None:
    """Read one device in a reader that reads others too; None where it has to be read alone."""
    if str(found.endpoint) in way.alone:
        return None
    try:
        with way.readers.shared() as lease:
            return read_device(found, _reader(lease, way))
    except ReaderLostError as loss:
        if loss.how == CLOSED:
            return ReadOutcome(found.endpoint)  # the scan is over: nobody waits for it
        LOG.warning("a reader %s while %s was read; that is read again, alone", loss.how, found.endpoint)
        return None


def read_alone(found: Found, way: Way) -> ReadOutcome:
    """Read one device in a reader of its own; the outcome tells if it crashed that."""
    with way.readers.alone() as lease:
        outcome = read_device(found, _reader(lease, way))
    if lease.lost is None:
        return outcome
    LOG.warning("%s: its reader %s", found.endpoint, lease.lost)
    if outcome.reading:
        return replace(outcome, has_crashed=True)
    why, advice = devices.CRASHED_READER, devices.CRASHED_READER_ADVICE
    return replace(outcome, why=why, advice=advice, has_crashed=True)


def _reader(lease: ReaderLease, way: Way) -> Reader:
    return Reader(lease.open_session, way.ask, way.now, way.timeout, way.users, way.first_wait)
