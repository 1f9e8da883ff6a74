"""One scan: targets to a sweep, answers to readings, readings to the store, a summary at the end."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from agent.core.colours import spellings
from agent.core.discovery import rate_limits
from agent.core.discovery.do_not_poll import without_do_not_poll
from agent.core.discovery.networks import on_link
from agent.core.discovery.sweep import Found, Progress, Tally, make_probes
from agent.core.discovery.sweep_plan import KNOWN_PATIENCE, plan_sweep
from agent.core.discovery.targets import is_excluded, parse_targets
from agent.core.messages import devices
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.jobs import reader_conditions, scan_targets
from agent.jobs.discover import Event, SweepEvent, discover
from agent.jobs.keep_readings import Kept, begin_to_keep, disputed, keep, settle
from agent.jobs.read_apart import Way, read_alone, read_shared
from agent.jobs.read_device import ReadOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from agent.core.discovery.networks import Interface
    from agent.core.discovery.rate_limits import Pace
    from agent.core.discovery.sweep import Probe, Step
    from agent.core.model.printer import Reading
    from agent.core.model.records import Device
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.core.report_format.report import LeftOutEntry, UnreadableEntry
    from agent.edge.snmp.ask import Asked
    from agent.edge.store import Store
    from agent.jobs.ports import ReaderSource
    from agent.jobs.scan_targets import Aim

LOG = logging.getLogger(__name__)

# Seconds: below the deadline of the process (core.tasks.RUN), with the time that a letter may take to be
# handed in. A /16 at the pace of a remote subnet takes 30 minutes.
SCAN_DEADLINE = 2_100.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be scanned and with which rights. No targets, or exclusions alone = the own networks.

    `notes` is what a person should know of it already. `goes_without_network`: a computer that is in no
    office network asks nobody, instead of being an error. `is_named`: a person named the targets just now, so
    that exclusions which leave none of them are an error. A known printer that is silent is waited for
    `known_patience` seconds.
    """

    targets: tuple[str, ...]
    exclude: tuple[str, ...]
    port: int
    communities: tuple[Secret, ...]
    users: tuple[User, ...]
    timeout: float
    notes: tuple[str, ...] = ()
    goes_without_network: bool = False
    is_named: bool = False
    known_patience: float = KNOWN_PATIENCE


@dataclass(frozen=True, slots=True)
class ScanAdapters:
    """What a scan needs of the outside world; after `seconds` it ends with what it has."""

    interfaces: Callable[[], Sequence[Interface]]
    resolve: Callable[[str], Sequence[str]]
    sweep: Callable[[Mapping[Endpoint, tuple[Step, ...]], Sequence[Probe], Pace], Iterable[SweepEvent]]
    readers: ReaderSource
    ask: Callable[..., Asked]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_request_id: Callable[[], int]
    seconds: float = SCAN_DEADLINE


@dataclass(slots=True)
class _Run:
    """One scan while it runs."""

    scan_id: int
    began: datetime
    kept: Kept
    unreadable: list[UnreadableEntry] = field(default_factory=list)
    left_out: list[LeftOutEntry] = field(default_factory=list)
    answered: set[Endpoint] = field(default_factory=set)
    tally: Tally | None = None
    asked: int = 0
    out_of_time: int = 0
    datagrams_sent: int = 0
    datagrams_received: int = 0
    disputed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finished:
    """A scan whose readings are kept and which only has to be closed with its summary.

    `asked` are all endpoints that got a question; `excluded` those of known devices that a person excluded.
    """

    scan_id: int
    ended: datetime
    summary: ScanSummary
    asked: frozenset[Endpoint] = frozenset()
    excluded: frozenset[str] = frozenset()


def scan(order: Order, adapters: ScanAdapters, store: Store, watch: Callable[[Event, int], None]) -> Finished:
    """Scan once and keep every reading as it comes; `watch` hears each event and the addresses in all.

    Raises AgentError for targets that can't be scanned; what a device does raises nothing.
    """
    began = adapters.now()
    aim = scan_targets.aim_of(order, adapters)
    latest = store.readings.latest_entries()
    expansion, not_polled = without_do_not_poll(
        scan_targets.expanded(aim.texts, order, adapters), latest, began
    )
    known = store.readings.devices()
    probes = make_probes(order.communities, adapters.new_request_id())
    steps = plan_sweep(
        expansion, known, probes, ask_v3=bool(order.users), now=began, known_patience=order.known_patience
    )
    rate = rate_limits.plan(expansion.endpoints, on_link(adapters.interfaces()))
    scan_id = store.scans.begin(began, 0)
    run = _Run(scan_id, began, begin_to_keep(scan_id, known, latest))
    run.unreadable += [
        _unreadable(endpoint, devices.CRASHES, devices.CRASHES_ADVICE) for endpoint in not_polled
    ]
    alone = reader_conditions.read_alone(store, known)
    way = Way(adapters.readers, adapters.ask, adapters.now, order.timeout, order.users, alone)
    spellings.words()  # made once: a cache without a lock would be filled by each of the threads
    sweep = partial(adapters.sweep, steps, probes, rate)
    for event in discover(sweep, partial(_read_safely, way=way), adapters.seconds):
        _take(event, run, store, adapters)
        watch(event, len(steps))
    asked = tuple(steps) if run.tally else tuple(steps)[: run.asked]  # it asks in the order of its steps
    silent = (expansion.named - run.answered - _homes(known)).intersection(asked)
    notes = [*aim.notes, *order.notes]
    notes += [devices.unresolved(name) for name in expansion.unresolved]
    notes += [devices.NO_IPV6] if run.tally and run.tally.lacks_ipv6 else []
    notes += [devices.silent(str(endpoint)) for endpoint in sorted(silent)]
    notes += devices.out_of_time(len(steps) - len(asked), run.out_of_time, round(adapters.seconds / 60))
    settle(run.kept, store, adapters.now(), adapters.new_id)
    run.disputed = disputed(store)
    reader_conditions.give_up(map(str, run.answered), store, adapters.now())
    return _finish(run, adapters.now(), replace(aim, notes=tuple(notes)), asked, store.readings.missed())


def _unreadable(endpoint: Endpoint, why: str, advice: str) -> UnreadableEntry:
    return {"ip_address": endpoint.address, "port": endpoint.port, "why": why, "advice": advice}


def _read_safely(found: Found, alone: bool, way: Way) -> ReadOutcome | None:
    """Read one device; a mistake of ours costs this device, not the scan."""
    try:
        return (read_alone if alone else read_shared)(found, way)
    except AgentError as error:
        return ReadOutcome(found.endpoint, why=error.title, advice=error.advice)
    except Exception:
        LOG.exception("reading %s", found.endpoint)
        return ReadOutcome(found.endpoint, why=devices.OUR_FAULT, advice=devices.OUR_FAULT_ADVICE)


def _take(event: Event, run: _Run, store: Store, adapters: ScanAdapters) -> None:
    if isinstance(event, Tally):
        run.tally = event
    elif isinstance(event, Progress):
        run.asked += event.addresses
    elif isinstance(event, Found):
        run.answered.add(event.endpoint)
        store.scans.expect_printers(run.scan_id, len(run.answered))
    elif isinstance(event, ReadOutcome):
        reader_conditions.note(event, store, adapters.now())
        run.out_of_time += event.is_out_of_time
        run.datagrams_sent += event.datagrams_sent
        run.datagrams_received += event.datagrams_received
        if event.reading:
            _keep_safely(event.reading, event.endpoint, run, store, adapters)
        elif event.why and event.advice:
            run.unreadable.append(_unreadable(event.endpoint, event.why, event.advice))
        elif event.why:  # without one it came after the end of the scan
            run.left_out.append(
                {"ip_address": event.endpoint.address, "port": event.endpoint.port, "why": event.why}
            )


def _keep_safely(
    reading: Reading, endpoint: Endpoint, run: _Run, store: Store, adapters: ScanAdapters
) -> None:
    """Keep a reading; what can't be kept costs this device alone. A full disk ends the scan."""
    try:
        keep(reading, run.kept, store, adapters.new_id)
    except AgentError:
        raise
    except Exception:
        LOG.exception("keeping %s", endpoint)
        run.unreadable.append(_unreadable(endpoint, devices.OUR_FAULT, devices.OUR_FAULT_ADVICE))


def _finish(
    run: _Run, ended: datetime, aim: Aim, asked: Sequence[Endpoint], missed: Mapping[str, int]
) -> Finished:
    tally = run.tally or Tally(0, 0, 0, 0)
    facts = ScanFacts(
        began=run.began,
        ended=ended,
        targets=aim.texts,
        asked=asked,
        printers_found=len(run.kept.readings),
        datagrams_sent=tally.datagrams_sent + run.datagrams_sent,
        datagrams_received=tally.datagrams_received + run.datagrams_received,
        notes=aim.notes,
        networks_left_out=aim.networks_left_out,
    )
    everybody = [device for device in run.kept.devices.values() if device.id not in run.disputed]
    left_out = (*run.left_out, *run.kept.left_out)
    summary = summarize(facts, run.unreadable, left_out, everybody, run.kept.readings, missed=missed)
    holes = parse_targets([text for text in aim.texts if text.startswith("!")], 0)
    excluded = {device.id for device in everybody if is_excluded(holes, device.ip_address, device.port)}
    return Finished(run.scan_id, ended, summary, frozenset(asked), frozenset(excluded))


def _homes(devices: Iterable[Device]) -> set[Endpoint]:
    return {Endpoint(device.ip_address, device.port) for device in devices}
