"""Printers of our own making, and a device in memory that answers questions from a walk."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.model.walk import Oid, Tag, Varbind, Walk
from agent.core.polling.conversation import poll
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from tests.support.recording import parse_recording

if TYPE_CHECKING:
    from collections.abc import Callable

    Device = Callable[[Request], Answer]

ADDRESS = "192.0.2.7"

# A colour laser printer with the tables that an office machine has.
OFFICE_PRINTER = parse_recording(
    """
1.3.6.1.2.1.1.1.0|4|Examplar ColorWorks 500; firmware 4.1
1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.32473.1.5
1.3.6.1.2.1.1.5.0|4|front-adapters
1.3.6.1.2.1.1.6.0|4|Reception
1.3.6.1.2.1.1.7.0|2|72
1.3.6.1.2.1.2.2.1.3.1|2|24
1.3.6.1.2.1.2.2.1.3.2|2|6
1.3.6.1.2.1.2.2.1.6.1|4|
1.3.6.1.2.1.2.2.1.6.2|4x|02005e100007
1.3.6.1.2.1.4.20.1.2.192.0.2.7|2|2
1.3.6.1.2.1.25.3.2.1.3.1|4|Examplar ColorWorks 500
1.3.6.1.2.1.25.3.5.1.1.1|2|3
1.3.6.1.2.1.25.3.5.1.2.1|4x|2000
1.3.6.1.2.1.43.5.1.1.1.1|65|7
1.3.6.1.2.1.43.5.1.1.2.1|2|1
1.3.6.1.2.1.43.5.1.1.10.1|2|1
1.3.6.1.2.1.43.5.1.1.16.1|4|ColorWorks 500
1.3.6.1.2.1.43.5.1.1.17.1|4|EX8K000417
1.3.6.1.2.1.43.6.1.1.2.1.1|4|Front cover
1.3.6.1.2.1.43.6.1.1.3.1.1|2|4
1.3.6.1.2.1.43.7.1.1.4.1.1|2|106
1.3.6.1.2.1.43.8.2.1.8.1.1|2|8
1.3.6.1.2.1.43.8.2.1.9.1.1|2|250
1.3.6.1.2.1.43.8.2.1.10.1.1|2|-3
1.3.6.1.2.1.43.8.2.1.11.1.1|2|0
1.3.6.1.2.1.43.8.2.1.12.1.1|4|A4
1.3.6.1.2.1.43.8.2.1.13.1.1|4|Tray 1
1.3.6.1.2.1.43.8.2.1.18.1.1|4|Cassette
1.3.6.1.2.1.43.9.2.1.3.1.1|2|8
1.3.6.1.2.1.43.9.2.1.4.1.1|2|100
1.3.6.1.2.1.43.9.2.1.5.1.1|2|-2
1.3.6.1.2.1.43.9.2.1.6.1.1|2|0
1.3.6.1.2.1.43.9.2.1.7.1.1|4|Top bin
1.3.6.1.2.1.43.10.2.1.2.1.1|2|4
1.3.6.1.2.1.43.10.2.1.3.1.1|2|7
1.3.6.1.2.1.43.10.2.1.4.1.1|65|41250
1.3.6.1.2.1.43.10.2.1.5.1.1|65|31
1.3.6.1.2.1.43.16.5.1.2.1.1|4|Ready
1.3.6.1.2.1.43.16.5.1.2.1.2|4|
1.3.6.1.2.1.43.18.1.1.2.1.4|2|4
1.3.6.1.2.1.43.18.1.1.3.1.4|2|3
1.3.6.1.2.1.43.18.1.1.4.1.4|2|11
1.3.6.1.2.1.43.18.1.1.5.1.4|2|1
1.3.6.1.2.1.43.18.1.1.6.1.4|2|-2
1.3.6.1.2.1.43.18.1.1.7.1.4|2|1104
1.3.6.1.2.1.43.18.1.1.8.1.4|4|Black toner low
"""
    + "".join(
        f"""
1.3.6.1.2.1.43.11.1.1.2.1.{row}|2|1
1.3.6.1.2.1.43.11.1.1.3.1.{row}|2|{row}
1.3.6.1.2.1.43.11.1.1.4.1.{row}|2|3
1.3.6.1.2.1.43.11.1.1.5.1.{row}|2|3
1.3.6.1.2.1.43.11.1.1.6.1.{row}|4|Toner {colour}
1.3.6.1.2.1.43.11.1.1.7.1.{row}|2|19
1.3.6.1.2.1.43.11.1.1.8.1.{row}|2|100
1.3.6.1.2.1.43.11.1.1.9.1.{row}|2|{20 * row}
1.3.6.1.2.1.43.12.1.1.4.1.{row}|4|{colour}
"""
        for row, colour in enumerate(("black", "cyan", "magenta", "yellow"), start=1)
    )
)

_TAGS = {int: Tag.INTEGER, bytes: Tag.OCTET_STRING, tuple: Tag.OBJECT_IDENTIFIER}


def made(cells: dict[tuple[Oid, Oid], int | bytes | Oid], faults: tuple[str, ...] = ()) -> Walk:
    """Return a walk of cells: (column, index) -> value; the value's type gives the tag."""
    return Walk(
        [Varbind((*column, *index), _TAGS[type(value)], value) for (column, index), value in cells.items()],
        faults,
    )


def merged(first: Walk, second: Walk) -> Walk:
    """Return both walks as one; where both have an object, the second's counts."""
    return Walk([*first, *second])


def without(walk: Walk, *prefixes: Oid) -> Walk:
    """Return a walk less all that lies below the prefixes."""
    return Walk([v for v in walk if not any(v.oid[: len(prefix)] == prefix for prefix in prefixes)])


def asked_for(walk: Walk) -> Walk:
    """Return the part of a walk that a poll of it over SNMP is to bring home, in any order."""
    columns = [
        *objects.OVERVIEW[:-1],
        *(column for group in objects.STANDARD_GROUPS for column in group.columns),
        objects.HR_DEVICE_DESCR,
        objects.PRT_LOCALIZATION_CHARACTER_SET,
        objects.IP_AD_ENT_IF_INDEX,
    ]
    first = [v for v in walk if v.oid[: len(objects.PRINTER_MIB)] == objects.PRINTER_MIB][:1]
    return Walk([*first, *(v for column in columns for v in walk.under(column).values())])


def answering(walk: Walk, version: str = "2c") -> Device:
    """Return a device that answers as RFC 3416 has it, or as RFC 1157 for version "1"."""
    objects = {varbind.oid: varbind for varbind in walk}
    names = sorted(objects)

    def after(oid: Oid) -> Varbind:
        place = bisect.bisect_right(names, oid)
        return objects[names[place]] if place < len(names) else Varbind(oid, Tag.END_OF_MIB_VIEW, None)

    def answer(question: Request) -> Answer:
        if question.kind is RequestKind.GET:
            found = [objects.get(o, Varbind(o, Tag.NO_SUCH_INSTANCE, None)) for o in question.oids]
        elif question.kind is RequestKind.GETNEXT:
            found = [after(oid) for oid in question.oids]
        else:
            assert version != "1", "SNMPv1 has no GETBULK"
            found, row = [], list(question.oids)
            for _ in range(question.repetitions):
                answered = [after(oid) for oid in row]
                found += answered
                row = [varbind.oid for varbind in answered]
        missing = [place for place, varbind in enumerate(found) if varbind.tag.is_missing]
        return Failure(Fault.NO_SUCH_NAME, missing[0]) if version == "1" and missing else tuple(found)

    return answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a poll brought home, and every question that it asked."""

    walk: Walk
    questions: list[Request] = field(default_factory=list)


def converse(device: Device, version: str = "2c") -> Conversation:
    """Let a poll ask a device in memory until it is done."""
    questions: list[Request] = []
    conversation = poll(ADDRESS, version)
    try:
        question = next(conversation)
        while True:
            questions.append(question)
            question = conversation.send(device(question))
    except StopIteration as finished:
        return Conversation(finished.value, questions)
