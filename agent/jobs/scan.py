"""One scan: targets to a sweep, answers to readings, readings to the store, a summary at the end."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from agent.core.access import Endpoint
from agent.core.asking.spared import without_spared
from agent.core.asking.sweep import Found, Tally, make_probes
from agent.core.asking.sweep_plan import plan_sweep
from agent.core.errors import AgentError
from agent.core.history.at_once import look_at
from agent.core.history.integrity import LOOKED_BACK
from agent.core.history.whereabouts import Seen, moved_and_doubled, replaced
from agent.core.matching import match, seen_again
from agent.core.places import pace
from agent.core.places.networks import on_link
from agent.core.places.targets import expand, is_excluded, names, parse_targets
from agent.core.reporting.report import printer_entry
from agent.core.reporting.summary import ScanFacts, summarize
from agent.core.words import devices
from agent.jobs.aim import Aim, aim_of
from agent.jobs.discover import Event, SweepEvent, discover
from agent.jobs.read_device import Outcome, Reader, read_device

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from agent.core.asking.sweep import Probe, Step
    from agent.core.places.networks import Interface
    from agent.core.places.pace import Pace
    from agent.core.printer import Reading
    from agent.core.records import Device, Entry
    from agent.edge.snmp import Session
    from agent.edge.snmp.ask import Asked
    from agent.edge.store import Store
    from agent.jobs.aim import Order

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a scan needs of the outside world."""

    interfaces: Callable[[], Sequence[Interface]]
    resolve: Callable[[str], Sequence[str]]
    sweep: Callable[[Mapping[Endpoint, tuple[Step, ...]], Sequence[Probe], Pace], Iterable[SweepEvent]]
    open_session: Callable[..., Session]
    ask: Callable[..., Asked]
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_request_id: Callable[[], int]


@dataclass(slots=True)
class _Run:
    """One scan while it runs."""

    scan_id: int
    began: datetime
    known: Mapping[str, Device]
    firmware: Mapping[str, str | None]
    devices: dict[str, Device]
    twins: dict[str, list[str]] = field(default_factory=dict)
    read: dict[str, Endpoint] = field(default_factory=dict)
    unreadable: list[Entry] = field(default_factory=list)
    left_out: list[Entry] = field(default_factory=list)
    answered: set[Endpoint] = field(default_factory=set)
    tally: Tally = field(default_factory=lambda: Tally(0, 0, 0, 0))
    datagrams_sent: int = 0
    datagrams_received: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """A scan whose readings are kept and which only has to be closed with its summary.

    `asked` are all endpoints that got a question; `excluded` those of known devices that a person excluded.
    """

    scan_id: int
    ended: datetime
    summary: Entry
    asked: frozenset[Endpoint] = frozenset()
    excluded: frozenset[str] = frozenset()


def scan(order: Order, tools: Tools, store: Store, watch: Callable[[Event, int], None]) -> Finished:
    """Scan once and keep every reading as it comes; `watch` hears each event and the addresses in all.

    Raises AgentError for targets that can't be scanned; what a device does raises nothing.
    """
    began = tools.now()
    aim = aim_of(order, tools.interfaces)
    latest = store.latest_entries()
    targets = parse_targets(aim.texts, order.port)
    resolved = {name: tools.resolve(name) for name in names(targets)}
    expansion, spared = without_spared(expand(targets, resolved), latest, began)
    known = store.devices()
    probes = make_probes(order.communities, tools.new_request_id())
    steps = plan_sweep(expansion, known, probes, ask_v3=bool(order.users), now=began)
    rate = pace.plan(expansion.endpoints, on_link(tools.interfaces()))
    run = _Run(
        scan_id=store.begin_scan(began, 0),
        began=began,
        known={device.id: device for device in known},
        firmware={device.id: entry.get("firmware") for device, entry in latest},
        devices={device.id: device for device in known},
    )
    run.unreadable += [_left_alone(endpoint) for endpoint in spared]
    reader = Reader(tools.open_session, tools.ask, tools.now, order.timeout, order.users)
    for event in discover(partial(tools.sweep, steps, probes, rate), partial(_read_safely, reader=reader)):
        _take(event, run, store, tools)
        watch(event, len(steps))
    notes = [*aim.notes, *order.notes]
    notes += [devices.unresolved(name) for name in expansion.unresolved]
    notes += [devices.NO_IPV6] if run.tally.lacks_ipv6 else []
    notes += [devices.silent(str(e)) for e in sorted(expansion.named - run.answered - _homes(known))]
    _look_at_all(run, store)
    return _finish(run, tools.now(), replace(aim, notes=tuple(notes)), tuple(steps), store.missed())


def _left_alone(endpoint: Endpoint) -> Entry:
    address = {"ip_address": endpoint.address, "port": endpoint.port}
    return {**address, "why": devices.CRASHES, "advice": devices.CRASHES_ADVICE}


def _read_safely(found: Found, reader: Reader) -> Outcome:
    """Read one device; a mistake of ours costs this device, not the scan."""
    try:
        return read_device(found, reader)
    except AgentError as error:
        return Outcome(found.endpoint, why=error.title, advice=error.advice)
    except Exception:
        LOG.exception("reading %s", found.endpoint)
        return Outcome(found.endpoint, why=devices.OUR_FAULT, advice=devices.OUR_FAULT_ADVICE)


def _take(event: Event, run: _Run, store: Store, tools: Tools) -> None:
    if isinstance(event, Tally):
        run.tally = event
    elif isinstance(event, Found):
        run.answered.add(event.endpoint)
        store.expect_printers(run.scan_id, len(run.answered))
    elif isinstance(event, Outcome):
        run.datagrams_sent += event.datagrams_sent
        run.datagrams_received += event.datagrams_received
        address = {"ip_address": event.endpoint.address, "port": event.endpoint.port}
        if event.reading:
            _keep_safely(event.reading, event.endpoint, run, store, tools)
        elif event.advice:
            run.unreadable.append({**address, "why": event.why, "advice": event.advice})
        else:
            run.left_out.append({**address, "why": event.why})


def _keep_safely(reading: Reading, endpoint: Endpoint, run: _Run, store: Store, tools: Tools) -> None:
    """Keep a reading; what can't be kept costs this device alone. A full disk ends the scan."""
    try:
        _keep(reading, endpoint, run, store, tools)
    except AgentError:
        raise
    except Exception:
        LOG.exception("keeping %s", endpoint)
        row = {"ip_address": endpoint.address, "port": endpoint.port}
        run.unreadable.append({**row, "why": devices.OUR_FAULT, "advice": devices.OUR_FAULT_ADVICE})


def _keep(reading: Reading, endpoint: Endpoint, run: _Run, store: Store, tools: Tools) -> None:
    """Keep a reading under the device that it is; one device at two addresses is read once."""
    known = match(run.devices.values(), reading.printer.identity, endpoint)
    if known and known.id in run.read:
        why = devices.same_printer(str(run.read[known.id]))
        row = {"ip_address": endpoint.address, "port": endpoint.port, "why": why, "same_as": known.id}
        run.left_out.append(row)
        if endpoint.address != known.ip_address:
            run.twins.setdefault(known.id, []).append(endpoint.address)
        return
    device = seen_again(known, reading, tools.new_id())
    past = store.counts_of(known.id, LOOKED_BACK) if known else ()
    findings = look_at(reading, known, past, run.firmware.get(device.id))
    entry = printer_entry(reading, device.id, [event.flag for event in findings.raised])
    store.save_reading(run.scan_id, device, reading, entry, findings)
    run.devices[device.id] = device
    run.read[device.id] = endpoint


def _look_at_all(run: _Run, store: Store) -> None:
    """Keep what only a whole scan tells: who moved, who has two addresses, who took whose place."""
    seen = Seen(run.known, run.devices, frozenset(run.read), run.twins)
    changed, swapped = replaced(seen)
    findings = (*moved_and_doubled(seen, store.events()).items(), *swapped.items())
    store.save_findings(run.scan_id, changed.values(), findings)
    run.devices.update(changed)


def _finish(
    run: _Run, ended: datetime, aim: Aim, asked: Sequence[Endpoint], missed: Mapping[str, int]
) -> Finished:
    facts = ScanFacts(
        began=run.began,
        ended=ended,
        targets=aim.texts,
        asked=asked,
        printers_found=len(run.read),
        datagrams_sent=run.tally.datagrams_sent + run.datagrams_sent,
        datagrams_received=run.tally.datagrams_received + run.datagrams_received,
        notes=aim.notes,
        networks_left_out=aim.networks_left_out,
    )
    everybody = run.devices.values()
    summary = summarize(facts, run.unreadable, run.left_out, everybody, run.read, missed=missed)
    holes = parse_targets([text for text in aim.texts if text.startswith("!")], 0)
    excluded = {device.id for device in everybody if is_excluded(holes, device.ip_address, device.port)}
    return Finished(run.scan_id, ended, summary, frozenset(asked), frozenset(excluded))


def _homes(devices: Iterable[Device]) -> set[Endpoint]:
    return {Endpoint(device.ip_address, device.port) for device in devices}
