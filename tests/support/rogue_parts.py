"""The parts that rogue devices play: each says how one question is answered, see rogue.Rogue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.model.walk import Oid, Tag, Varbind
from agent.core.snmp_codec.message import Message, Pdu, PduKind, encode
from tests.support.rogue import Heard, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Part = Callable[[Heard], Iterable[Said]]

LONG_TEXT = b"\xff\0toner" * 8_500  # near 60,000 octets
A_THOUSAND = 1_000
OWN_ARC = 7_777  # marks the rows that these parts invent


def respond(question: Message, *varbinds: Varbind, status: int = 0, index: int = 0) -> bytes:
    """Return a well-formed response to a question, whatever is in it."""
    pdu = Pdu(PduKind.RESPONSE, question.pdu.request_id, status, index, varbinds)
    return encode(Message(question.version, question.community, pdu))


def wrong_request(heard: Heard) -> bytes:
    """Return a response to a question that nobody asked."""
    pdu = replace(heard.question.pdu, request_id=heard.question.pdu.request_id ^ 0x5555)
    return respond(replace(heard.question, pdu=pdu), *pdu.varbinds)


def successors(step: Callable[[Oid, int], Oid], *, most: int = 99, seconds: float = 0.0) -> Part:
    """Return a part whose tables go on by `step(name, row)`, `most` rows an answer; GET is honest."""

    def part(heard: Heard) -> Iterable[Said]:
        pdu = heard.question.pdu
        if pdu.kind is PduKind.GET:
            return [Said(heard.honest, seconds)]
        rows = min(pdu.error_index, most) if pdu.kind is PduKind.GETBULK else 1
        names = [varbind.oid for varbind in pdu.varbinds]
        varbinds = [Varbind(step(name, row), Tag.OCTET_STRING, b"x") for row in range(rows) for name in names]
        return [Said(respond(heard.question, *varbinds), seconds)]

    return part


def next_row(name: Oid, row: int) -> Oid:
    """Return a name behind `name`, always one more: a table without end."""
    return (*name[:-1], name[-1] + row + 1) if name[-2] == OWN_ARC else (*name, OWN_ARC, row + 1)


def same_row(name: Oid, _row: int) -> Oid:
    """Return one and the same name below each column: a table that does not go on."""
    return name if name[-2] == OWN_ARC else (*name, OWN_ARC, 1)


def error_storm(heard: Heard) -> Iterable[Said]:
    """Blame this object, that one and none that was asked, with every error-status in turn."""
    status = (1, 2, 5, 16, 99)[heard.turn % 5]
    index = (0, 1, 2, 999, -1)[heard.turn // 5 % 5]
    return [Said(respond(heard.question, *heard.question.pdu.varbinds, status=status, index=index))]


def long_texts(heard: Heard) -> Iterable[Said]:
    """Answer one name with a text that fills a whole fragmented datagram."""
    name = heard.question.pdu.varbinds[0].oid
    return [Said(respond(heard.question, Varbind((*name, 1), Tag.OCTET_STRING, LONG_TEXT)))]


def drip(seconds: float) -> Part:
    """Return the part of a table without end that comes a row at a time, each `seconds` later."""
    return successors(next_row, most=1, seconds=seconds)


PARTS: dict[str, Part] = {
    "truncated": lambda heard: [Said(heard.honest[: len(heard.honest) // 2])],
    "huge length": lambda heard: [Said(b"\x30\x84\x7f\xff\xff\xff" + heard.honest[2:])],
    "another request": lambda heard: [Said(wrong_request(heard))],
    "elsewhere": lambda heard: [Said(heard.honest, elsewhere=True)],
    "a thousand": lambda heard: [*[Said(wrong_request(heard))] * A_THOUSAND, Said(heard.honest)],
    "backwards": successors(same_row),
    "endless": successors(next_row),
    "long texts": long_texts,
    "errors": error_storm,
    "nothing in it": lambda heard: [Said(respond(heard.question))],
    "silent": lambda _: [],
    "honest": lambda heard: [Said(heard.honest)],
}
