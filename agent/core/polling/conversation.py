"""How one device is asked, from the first question to its Walk, without a socket in sight.

`poll` is a generator: it yields a Request, is sent the Answer, and returns the Walk. Whoever
drives it (edge/snmp, or a test with a recording) only carries questions to a device. All policy
is here: what is asked when, what a fault means, and where patience ends with a hostile device.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from agent.core.discovery.do_not_poll import FLAG
from agent.core.identification.catalog import vendors_of
from agent.core.mib import objects
from agent.core.mib.objects import MAX_ROWS
from agent.core.model.walk import Oid, Varbind, Walk
from agent.core.polling.first_answers import crashes, details, is_printer, shared_serial_numbers
from agent.core.polling.passing_refusals import MOST_LASTING_REFUSALS, may_pass
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

MAX_QUESTIONS = 300  # to one device; a GETNEXT-only printer with large tables needs about 80
NON_INCREASING, ENDLESS_TABLE = "non_increasing", "endless_table"  # faults beside those of a question
_Asked = TypeVar("_Asked")


class _GaveUpError(Exception):
    """Nothing more is to be had from this device; what was read so far stands."""


@dataclass(slots=True)
class _Device:
    """What is known of the device in the middle of its conversation."""

    found: dict[Oid, Varbind] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    bulk: bool = True
    questions: int = 0
    lasting_refusals: int = 0  # how often it was asked again for nothing

    def walk(self) -> Walk:
        return Walk(self.found.values(), self.faults)


@dataclass(slots=True)
class _Column:
    """A column in the middle of being read; `last` is the object behind which it goes on."""

    oid: Oid
    last: Oid
    rows: int = 0
    is_open: bool = True


def poll(address: str, version: str) -> Generator[Request, Answer, Walk]:
    """Ask one device for all that mib/objects.py and its maker's rows name; of no printer, an overview.

    `address` is where it answers (its own ipAdEntIfIndex row is asked for), `version` "1", "2c" or
    "3". The Walk's faults tell what went wrong: the values of Fault, non_increasing, endless_table;
    crashes_on_snmp stands for a model that is left alone after the overview.
    """
    device = _Device(bulk=version != "1")
    try:
        yield from _overview(device)
        if crashes(device.walk()):
            device.faults.append(FLAG)
        elif is_printer(device.walk()):
            yield from _instances(device, details(device.walk(), address))
            for group in objects.STANDARD_GROUPS:
                yield from _columns(device, group.columns, group.repetitions, group.rows)
            yield from _of_makers(device, version)
    except _GaveUpError as reason:
        device.faults.append(str(reason))
    return device.walk()


def poll_supplies(version: str) -> Generator[Request, Answer, Walk]:
    """Ask for the supplies table alone, in whatever SNMP context the driver of the questions is in."""
    device = _Device(bulk=version != "1")
    try:
        # A GET first: most devices are silent in a context that they don't have.
        yield from _answers(device)
        yield from _columns(
            device, objects.SUPPLIES.columns, objects.SUPPLIES.repetitions, objects.SUPPLIES.rows
        )
    except _GaveUpError as reason:
        device.faults.append(str(reason))
    return device.walk()


def _overview(device: _Device) -> Generator[Request, Answer, None]:
    """Ask what the device is; by more than a GET only where that shows no printer and no model to spare."""
    if device.bulk:
        yield from _instances(device, objects.FIRST_INSTANCES)
        walk = device.walk()
        if crashes(walk) or walk.under(objects.PRINTER_MIB):
            return
    yield from _columns(device, objects.OVERVIEW, repetitions=1, rows=1)


def _answers(device: _Device) -> Generator[Request, Answer, None]:
    """Ask for what every device has, and give up if there is no answer; what it is, is of no interest."""
    answer = yield from _ask(device, Request(RequestKind.GET, ((*objects.SYS_OBJECT_ID, 0),)))
    if isinstance(answer, Failure) and answer.fault is Fault.TIMEOUT:
        raise _GaveUpError(answer.fault)


def _of_makers(device: _Device, version: str) -> Generator[Request, Answer, None]:
    """Ask for the maker's own objects, by name alone and last: a device that can't bear it loses no more.

    Where no serial number is known yet, other makers' objects for it are asked in the same question. In
    SNMPv1 a missing one spoils the answer: there only the likeliest is asked, if there is still none.
    """
    vendors = vendors_of(device.walk())
    shared = () if version == "1" else shared_serial_numbers(device.walk())
    instances = dict.fromkeys((*(oid for vendor in vendors for oid in vendor.instances), *shared))
    yield from _instances(device, tuple(instances))
    for group in (group for vendor in vendors for group in vendor.tables):
        yield from _columns(device, group.columns, group.repetitions, group.rows)
    if version == "1":
        yield from _instances(device, shared_serial_numbers(device.walk())[:1])


def _ask(device: _Device, question: Request) -> Generator[Request, Answer, Answer]:
    """Ask, and once more where a refusal may pass; a device that never takes it back is believed."""
    answer = yield from _asked_once(device, question)
    is_believed = device.lasting_refusals >= MOST_LASTING_REFUSALS
    if not is_believed and may_pass(question, answer, has_answered=bool(device.found)):
        answer = yield from _asked_once(device, question)
        device.lasting_refusals += isinstance(answer, Failure)
    if isinstance(answer, Failure) and answer.fault is Fault.REFUSED and device.found:
        return Failure(Fault.GENERAL_ERROR, answer.position)  # of these objects alone
    if isinstance(answer, Failure) and answer.fault in {Fault.REFUSED, Fault.NONSENSE}:
        raise _GaveUpError(answer.fault)
    return answer


def _asked_once(device: _Device, question: Request) -> Generator[Request, Answer, Answer]:
    device.questions += 1
    if device.questions > MAX_QUESTIONS:
        raise _GaveUpError(ENDLESS_TABLE)
    return (yield question)


def _instances(device: _Device, oids: Sequence[Oid]) -> Generator[Request, Answer, None]:
    """GET single instances; those that the device blames are left out and the rest asked again."""
    while oids:
        answer = yield from _ask(device, Request(RequestKind.GET, tuple(oids)))
        if not isinstance(answer, Failure):
            if not answer:
                raise _GaveUpError(Fault.NONSENSE)
            for varbind in answer:
                if varbind.oid in oids:
                    device.found[varbind.oid] = varbind
            return
        if answer.fault is Fault.TIMEOUT:
            raise _GaveUpError(answer.fault)
        blamed = _blamed(answer, len(oids))
        if blamed is None:
            for half in _halves(oids):
                yield from _instances(device, half)
            return
        oids = [oid for position, oid in enumerate(oids) if position != blamed]


def _columns(
    device: _Device, oids: Sequence[Oid], repetitions: int, rows: int
) -> Generator[Request, Answer, None]:
    """Read whole columns side by side: each goes on behind the last object that it gave."""
    yield from _read_on(device, [_Column(oid, oid) for oid in oids], repetitions, rows)


def _read_on(
    device: _Device, columns: list[_Column], repetitions: int, rows: int
) -> Generator[Request, Answer, None]:
    while columns:
        # Also for a single row: net-snmp's GETNEXT crashed at answers that its GETBULK survived.
        kind = RequestKind.GETBULK if device.bulk else RequestKind.GETNEXT
        question = Request(kind, tuple(column.last for column in columns), repetitions if device.bulk else 0)
        answer = yield from _ask(device, question)
        if isinstance(answer, Failure):
            repetitions = yield from _after_failure(device, answer, columns, repetitions, rows)
        else:
            _take(device, answer, columns, rows)
        columns = [column for column in columns if column.is_open]


def _take(device: _Device, answer: tuple[Varbind, ...], columns: Sequence[_Column], rows: int) -> None:
    """Keep what lies inside the columns asked; close a column where the device left it."""
    if not answer:
        raise _GaveUpError(Fault.NONSENSE)
    for position, varbind in enumerate(answer):
        column = columns[position % len(columns)]
        if not column.is_open:
            continue
        if varbind.tag.is_missing:
            column.is_open = False
        elif varbind.oid <= column.last:
            column.is_open = False
            device.faults.append(NON_INCREASING)
        elif varbind.oid[: len(column.oid)] == column.oid:
            device.found[varbind.oid] = varbind
            column.last = varbind.oid
            column.rows += 1
        else:
            column.is_open = False
        if column.rows >= rows:
            column.is_open = False
            if rows == MAX_ROWS:
                device.faults.append(ENDLESS_TABLE)


def _after_failure(
    device: _Device, failure: Failure, columns: list[_Column], repetitions: int, rows: int
) -> Generator[Request, Answer, int]:
    """Find a smaller or simpler question after a failed one; return the repetitions to go on with."""
    is_too_big = failure.fault is Fault.TOO_BIG
    if is_too_big and device.bulk and repetitions > 1:
        return repetitions // 2
    if device.bulk and not (is_too_big and len(columns) > 1):  # some devices break on GETBULK alone
        device.bulk = False
        return repetitions
    if failure.fault is Fault.TIMEOUT:
        raise _GaveUpError(failure.fault)
    blamed = _blamed(failure, len(columns))
    if blamed is not None:
        columns[blamed].is_open = False
        return repetitions
    for half in _halves(columns):
        yield from _read_on(device, list(half), repetitions, rows)
    return repetitions


def _halves(asked: Sequence[_Asked]) -> tuple[Sequence[_Asked], Sequence[_Asked]]:
    middle = len(asked) // 2
    return asked[:middle], asked[middle:]


def _blamed(failure: Failure, asked: int) -> int | None:
    """Return which of the objects asked spoils the answer, None where that is not known.

    tooBig blames nobody, whatever position comes with it (RFC 3416, 4.2.1).
    """
    if asked == 1:
        return 0
    position = None if failure.fault is Fault.TOO_BIG else failure.position
    return position if position is not None and 0 <= position < asked else None
