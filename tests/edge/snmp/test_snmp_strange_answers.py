"""What both SNMP engines make of rare values, errors and hostile answers, spoken by a scripted agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.model.walk import Oid, Tag, Value, Varbind
from agent.core.polling.requests import Answer, Failure, Fault, RequestKind
from agent.edge.snmp.bindings import MAX_OCTETS
from tests.support.scripted_agent import Asked, integer, oid_content, response, scripted_agent, tlv, varbind
from tests.support.snmp_asking import ask, every_engine

if TYPE_CHECKING:
    from collections.abc import Callable

A: Oid = (1, 3, 6, 1, 4, 1, 9, 1)
B: Oid = (1, 3, 6, 1, 4, 1, 9, 2)


def hears(engine: str, script: Callable[[Asked], bytes], kind: RequestKind, *oids: Oid) -> Answer:
    with scripted_agent(script) as endpoint:
        return ask(engine, endpoint, kind, *oids, repetitions=2, timeout=0.25)


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        (integer(-(2**31)), Tag.INTEGER, -(2**31)),
        (tlv(Tag.GAUGE32, b"\0\xff\xff\xff\xff"), Tag.GAUGE32, 2**32 - 1),
        (tlv(Tag.TIME_TICKS, b"\0\xff\xff\xff\xff"), Tag.TIME_TICKS, 2**32 - 1),
        (tlv(Tag.COUNTER64, b"\0" + b"\xff" * 8), Tag.COUNTER64, 2**64 - 1),
        (tlv(Tag.IP_ADDRESS, b"\x0a\0\0\xff"), Tag.IP_ADDRESS, b"\x0a\0\0\xff"),
        (
            tlv(Tag.OBJECT_IDENTIFIER, oid_content((1, 3, 2**32 - 1))),
            Tag.OBJECT_IDENTIFIER,
            (1, 3, 2**32 - 1),
        ),
        (tlv(Tag.OBJECT_IDENTIFIER, b""), Tag.OBJECT_IDENTIFIER, (0,)),
        (tlv(Tag.OPAQUE, b"a\0\xff"), Tag.OPAQUE, b"a\0\xff"),
        (
            tlv(Tag.OPAQUE, b"\x9f\x78\x04\x3f\x80\0\0"),
            Tag.NULL,
            None,
        ),  # a float inside, as net-snmp wraps it
        (tlv(Tag.NULL, b""), Tag.NULL, None),
        (tlv(0x47, b"\5"), Tag.NULL, None),  # UInteger32 of RFC 1442
        (tlv(0x03, b"\0\xf0"), Tag.NULL, None),  # BIT STRING of RFC 1442
        (tlv(Tag.OCTET_STRING, b"a\n\0" * 1667), Tag.OCTET_STRING, (b"a\n\0" * 1667)[:MAX_OCTETS]),
        (tlv(Tag.OCTET_STRING, b"z" * 60_000), Tag.OCTET_STRING, b"z" * MAX_OCTETS),
    ],
    ids=str,
)
@every_engine
def test_rare_values_come_through(
    engine: str, kind: RequestKind, value: bytes, tag: Tag, expected: Value
) -> None:
    answer = hears(engine, lambda asked: response(asked, varbind(A, value)), kind, A)
    assert answer == (Varbind(A, tag, expected),)


@pytest.mark.parametrize("kind", RequestKind)
@pytest.mark.parametrize(
    ("status", "fault"),
    [(1, Fault.TOO_BIG), (5, Fault.GENERAL_ERROR), (16, Fault.REFUSED), (99, Fault.GENERAL_ERROR)],
)
@every_engine
def test_an_error_status_is_a_failure(engine: str, kind: RequestKind, status: int, fault: Fault) -> None:
    def blaming(index: int) -> Callable[[Asked], bytes]:
        return lambda asked: response(asked, status=status, index=index, echo=True)

    assert hears(engine, blaming(1), kind, A) == Failure(fault, 0)
    hidden = engine == "ezsnmp" and kind is RequestKind.GETBULK
    assert hears(engine, blaming(0), kind, A, B) == Failure(Fault.TOO_BIG if hidden else fault)


@pytest.mark.parametrize("kind", [RequestKind.GET, RequestKind.GETNEXT])
@every_engine
def test_the_blamed_object_of_several_is_named(engine: str, kind: RequestKind) -> None:
    def refusing_b(asked: Asked) -> bytes:
        objects = asked.varbinds.count(b"\x05\x00")
        if oid_content(B) in asked.varbinds:
            return response(asked, status=5, index=objects, echo=True)
        return response(asked, varbind(A, integer(1)))

    assert hears(engine, refusing_b, kind, A, B) == Failure(Fault.GENERAL_ERROR, 1)


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (lambda _: b"\xff" * 40, Fault.TIMEOUT),
        (lambda _: b"", Fault.TIMEOUT),
        (lambda asked: response(asked, varbind(A, integer(1)))[:-3], Fault.TIMEOUT),
        (lambda asked: response(asked, varbind(A, integer(1)), request_id=integer(1)), Fault.TIMEOUT),
        (lambda asked: response(asked, varbind(A, tlv(Tag.IP_ADDRESS, b"\1" * 16))), Fault.TIMEOUT),
        (lambda asked: response(asked, varbind((1, 3) + (2**32 - 1,) * 130, integer(1))), Fault.TIMEOUT),
        (lambda asked: response(asked, varbind(B, integer(1))), Fault.NONSENSE),
        (response, Fault.NONSENSE),
    ],
    ids=[
        "garbage",
        "empty",
        "truncated",
        "another request",
        "a long address",
        "a long name",
        "another object",
        "no object",
    ],
)
@every_engine
def test_an_answer_that_is_none_is_a_failure(
    engine: str, script: Callable[[Asked], bytes], fault: Fault
) -> None:
    assert hears(engine, script, RequestKind.GET, A) == Failure(fault)
