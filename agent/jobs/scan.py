"""One scan: targets to a sweep, answers to readings, readings to the store, a summary at the end."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from agent.core.colours import spellings
from agent.core.discovery import rate_limits
from agent.core.discovery.do_not_poll import without_do_not_poll
from agent.core.discovery.networks import Interface, on_link
from agent.core.discovery.response_times import NOTHING_MEASURED, ResponseTimes, after_scan
from agent.core.discovery.sweep import Found, Probe, Reads, Step, Tally, make_probes
from agent.core.discovery.sweep_plan import KNOWN_PATIENCE, Patience, plan_sweep
from agent.core.discovery.targets import is_excluded, parse_targets
from agent.core.messages import devices
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.model.pace import NORMAL
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.jobs import reader_conditions, scan_targets
from agent.jobs.discover import Event, SweepEvent, discover
from agent.jobs.keep_readings import begin_to_keep, disputed, settle
from agent.jobs.read_apart import Way, read_alone, read_shared
from agent.jobs.read_device import ReadOutcome
from agent.jobs.scan_run import ScanRun, take, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from agent.core.discovery.rate_limits import Pace
    from agent.core.model.records import Device
    from agent.core.report_builder.scan_record import ScanSummary
    from agent.edge.snmp.ask import Asked
    from agent.edge.store import Store
    from agent.jobs.ports import ReaderSource
    from agent.jobs.scan_targets import Aim

LOG = logging.getLogger(__name__)

# Seconds: below the deadline of the process (core.tasks.RUN), with the time that a letter may take to be
# handed in. A /16 at the gentle pace takes 8 minutes.
SCAN_DEADLINE = 2_100.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be scanned and with which rights. No targets, or exclusions alone = the own networks.

    `notes` is what a person should know of it already. `goes_without_network`: a computer that is in no
    office network asks nobody, instead of being an error. `is_named`: a person named the targets just now, so
    that exclusions which leave none of them are an error. A known printer that is silent is waited for
    `known_patience` seconds; `is_thorough` is as sweep_plan.Patience has it, `pace` as rate_limits.plan.
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
    is_thorough: bool = False
    pace: str = NORMAL


@dataclass(frozen=True, slots=True)
class ScanAdapters:
    """What a scan needs of the outside world; after `seconds` it ends with what it has."""

    interfaces: Callable[[], Sequence[Interface]]
    resolve: Callable[[str], Sequence[str]]
    sweep: Callable[[Mapping[Endpoint, tuple[Step, ...]], Sequence[Probe], Pace, Reads], Iterable[SweepEvent]]
    readers: ReaderSource
    ask: Callable[..., Asked]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_request_id: Callable[[], int]
    seconds: float = SCAN_DEADLINE


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
    times = store.response_times.known()
    patience = Patience(order.known_patience, times, is_thorough=order.is_thorough)
    steps = plan_sweep(expansion, known, probes, ask_v3=bool(order.users), now=began, patience=patience)
    pace = rate_limits.plan(expansion.endpoints, on_link(adapters.interfaces()), order.pace)
    scan_id = store.scans.begin(began, 0)
    run = ScanRun(scan_id, began, begin_to_keep(scan_id, known, latest))
    run.unreadable += [
        unreadable(endpoint, devices.CRASHES, devices.CRASHES_ADVICE) for endpoint in not_polled
    ]
    alone = reader_conditions.read_alone(store, known)
    first_wait = partial(_first_wait, times, order.timeout)
    way = Way(adapters.readers, adapters.ask, adapters.now, order.timeout, order.users, alone, first_wait)
    spellings.words()  # made once: a cache without a lock would be filled by each of the threads
    sweep = partial(adapters.sweep, steps, probes, pace, run.reads())
    events = discover(sweep, partial(_read_safely, way=way), adapters.seconds)
    _follow(events, run, store, adapters, lambda event: watch(event, len(steps)))
    asked = tuple(steps) if run.tally else tuple(steps)[: run.asked]  # it asks in the order of its steps
    silent = (expansion.named - run.answered.keys() - _homes(known)).intersection(asked)
    notes = [*aim.notes, *order.notes, *_notes(run, expansion.unresolved, silent)]
    notes += devices.out_of_time(len(steps) - len(asked), run.out_of_time, round(adapters.seconds / 60))
    settle(run.kept, store, adapters.now(), adapters.new_id)
    homes = _homes(run.kept.devices.values())
    store.response_times.replace(after_scan(times, run.answered, run.slowest, homes))
    run.disputed = disputed(store)
    reader_conditions.give_up(map(str, run.answered), store, adapters.now())
    return _finish(run, adapters.now(), replace(aim, notes=tuple(notes)), asked, store.readings.missed())


def _follow(
    events: Iterable[Event], run: ScanRun, store: Store, adapters: ScanAdapters, tell: Callable[[Event], None]
) -> None:
    """Keep each event and tell of it; then the sweep knows that nobody hears of reads any more."""
    try:
        for event in events:
            take(event, run, store, adapters)
            tell(event)
    finally:
        run.is_over = True


def _notes(run: ScanRun, unresolved: Iterable[str], silent: Iterable[Endpoint]) -> list[str]:
    """Return the notes on those that were asked for and did not answer."""
    return [
        *(devices.unresolved(name) for name in unresolved),
        *([devices.NO_IPV6] if run.tally and run.tally.lacks_ipv6 else []),
        *(devices.silent(str(endpoint)) for endpoint in sorted(silent)),
    ]


def _first_wait(times: Mapping[Endpoint, ResponseTimes], longest: float, endpoint: Endpoint) -> float | None:
    """Return the seconds until a question of a reading is repeated, where its device is known."""
    slowest = times.get(endpoint, NOTHING_MEASURED).slowest
    return slowest.timeout(longest) if slowest else None


def _read_safely(found: Found, alone: bool, way: Way) -> ReadOutcome | None:
    """Read one device; a mistake of ours costs this device, not the scan."""
    try:
        return (read_alone if alone else read_shared)(found, way)
    except AgentError as error:
        return ReadOutcome(found.endpoint, why=error.title, advice=error.advice)
    except Exception:
        LOG.exception("reading %s", found.endpoint)
        return ReadOutcome(found.endpoint, why=devices.OUR_FAULT, advice=devices.OUR_FAULT_ADVICE)


def _finish(
    run: ScanRun, ended: datetime, aim: Aim, asked: Sequence[Endpoint], missed: Mapping[str, int]
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
