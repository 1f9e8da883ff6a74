"""One scan while it runs: what its sweep and its reads have told so far."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import Found, Progress, Reads, Tally
from agent.core.messages import devices
from agent.core.model.errors import AgentError
from agent.jobs import reader_conditions
from agent.jobs.keep_readings import Kept, keep
from agent.jobs.read_device import ReadOutcome

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.model.access import Endpoint
    from agent.core.model.printer import Reading
    from agent.core.report_format.report import LeftOutEntry, UnreadableEntry
    from agent.edge.store import Store
    from agent.jobs.discover import Event
    from agent.jobs.scan import ScanAdapters

LOG = logging.getLogger(__name__)

# A weak radio link loses a few answers in a hundred, however slowly it is asked; where more are lost, the
# questions themselves may be too many.
CONGESTED = 0.1  # of the answers
FEWEST_LOST = 3


@dataclass(slots=True)
class ScanRun:
    """What came of a scan so far. `answered` has the response times of Found, `slowest` those of readings."""

    scan_id: int
    began: datetime
    kept: Kept
    unreadable: list[UnreadableEntry] = field(default_factory=list)
    left_out: list[LeftOutEntry] = field(default_factory=list)
    answered: dict[Endpoint, float | None] = field(default_factory=dict)
    slowest: dict[Endpoint, float] = field(default_factory=dict)
    tally: Tally | None = None
    asked: int = 0
    out_of_time: int = 0
    datagrams_sent: int = 0
    datagrams_received: int = 0
    answers_lost: int = 0
    reads_ended: int = 0
    is_over: bool = False
    disputed: frozenset[str] = frozenset()

    def reads(self) -> Reads:
        """Return the reads as the sweep hears of them."""
        return Reads(
            ended=lambda: None if self.is_over else self.reads_ended,
            loses_answers=lambda: self.answers_lost > 0,
            is_congested=lambda: (
                self.answers_lost >= FEWEST_LOST
                and self.answers_lost > CONGESTED * (self.datagrams_received + self.answers_lost)
            ),
        )


def take(event: Event, run: ScanRun, store: Store, adapters: ScanAdapters) -> None:
    """Keep what the sweep or a read told."""
    if isinstance(event, Tally):
        run.tally = event
    elif isinstance(event, Progress):
        run.asked += event.addresses
    elif isinstance(event, Found):
        run.answered[event.endpoint] = event.seconds
        store.scans.expect_printers(run.scan_id, len(run.answered))
    elif isinstance(event, ReadOutcome):
        _take_outcome(event, run, store, adapters)
        run.reads_ended += 1


def unreadable(endpoint: Endpoint, why: str, advice: str) -> UnreadableEntry:
    """Return a row of unreadable[] in meters.json."""
    return {"ip_address": endpoint.address, "port": endpoint.port, "why": why, "advice": advice}


def _take_outcome(outcome: ReadOutcome, run: ScanRun, store: Store, adapters: ScanAdapters) -> None:
    reader_conditions.note(outcome, store, adapters.now())
    run.out_of_time += outcome.is_out_of_time
    run.datagrams_sent += outcome.datagrams_sent
    run.datagrams_received += outcome.datagrams_received
    run.answers_lost += outcome.answers_lost
    endpoint = outcome.endpoint
    if outcome.reading:
        if outcome.slowest:
            run.slowest[endpoint] = outcome.slowest
        _keep_safely(outcome.reading, endpoint, run, store, adapters)
    elif outcome.why and outcome.advice:
        run.unreadable.append(unreadable(endpoint, outcome.why, outcome.advice))
    elif outcome.why:  # without one it came after the end of the scan
        run.left_out.append({"ip_address": endpoint.address, "port": endpoint.port, "why": outcome.why})


def _keep_safely(
    reading: Reading, endpoint: Endpoint, run: ScanRun, store: Store, adapters: ScanAdapters
) -> None:
    """Keep a reading; what can't be kept costs this device alone. A full disk ends the scan."""
    try:
        keep(reading, run.kept, store, adapters.new_id)
    except AgentError:
        raise
    except Exception:
        LOG.exception("keeping %s", endpoint)
        run.unreadable.append(unreadable(endpoint, devices.OUR_FAULT, devices.OUR_FAULT_ADVICE))
