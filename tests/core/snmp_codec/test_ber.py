"""The SNMP codec: what is encoded comes back, and nothing but Malformed comes out of nonsense."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent.core.model.walk import Tag, Varbind
from agent.core.snmp_codec.ber import Malformed, encode_oid, read_head
from agent.core.snmp_codec.message import (
    Message,
    Pdu,
    PduKind,
    Version,
    decode,
    encode,
    encode_pdu,
    version_of,
)
from agent.core.snmp_codec.message_v3 import (
    Flag,
    ScopedPdu,
    V3Message,
    blank_digest,
    decode_discovery,
    decode_scoped,
    decode_v3,
    discovery_question,
    encode_scoped,
    encode_v3,
)
from tests.support.snmp_messages import DATAGRAM, MESSAGE, SCOPED, UNHURRIED, V3_MESSAGE

SYS_DESCR = (1, 3, 6, 1, 2, 1, 1, 1, 0)
QUESTION = Message(1, b"public", Pdu(PduKind.GET, 7, varbinds=(Varbind(SYS_DESCR, Tag.NULL, None),)))
# A GET of sysDescr.0 with request-id 7, put together by hand from X.690.
QUESTION_OCTETS = bytes.fromhex(
    "3026 020101 0406 7075626c6963 a019 020107 020100 020100 300e 300c 0608 2b06010201010100 0500"
)


@UNHURRIED
@given(MESSAGE)
def test_a_message_comes_back_as_it_was(message: Message) -> None:
    assert decode(encode(message)) == message
    assert version_of(encode(message)) == message.version


@UNHURRIED
@given(V3_MESSAGE)
def test_a_v3_message_comes_back_as_it_was(message: V3Message) -> None:
    datagram = encode_v3(message)
    assert decode_v3(datagram) == message
    assert blank_digest(datagram) == encode_v3(replace(message, digest=bytes(len(message.digest))))
    assert version_of(datagram) == Version.V3


@UNHURRIED
@given(SCOPED)
def test_a_scoped_pdu_comes_back_as_it_was(scoped: ScopedPdu) -> None:
    data = encode_scoped(scoped.context_engine_id, scoped.context_name, encode_pdu(scoped.pdu))
    assert decode_scoped(data) == scoped


def test_the_octets_are_those_of_the_standard() -> None:
    assert encode(QUESTION) == QUESTION_OCTETS
    assert encode_oid((2, 999, 3)) == bytes.fromhex("883703")  # the example of X.690, 8.19.5


def _decode_all(datagram: bytes) -> None:
    for decoder in (decode, version_of, decode_v3, blank_digest, decode_discovery, decode_scoped):
        with suppress(Malformed):
            decoder(datagram)


@UNHURRIED
@given(st.binary(max_size=200))
@example(b"")
@example(b"\x30")
@example(b"\x30\x80")
@example(b"\x30\x84\xff\xff\xff\xff")
def test_random_octets_are_malformed_and_nothing_worse(datagram: bytes) -> None:
    _decode_all(datagram)


@UNHURRIED
@given(DATAGRAM, st.data())
def test_a_spoiled_datagram_is_malformed_and_nothing_worse(datagram: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(datagram) - 1))
    upto = data.draw(st.integers(at, len(datagram)))
    _decode_all(datagram[:at] + data.draw(st.binary(max_size=6)) + datagram[upto:])


@UNHURRIED
@given(DATAGRAM, st.data())
def test_a_datagram_cut_short_is_malformed(datagram: bytes, data: st.DataObject) -> None:
    cut = datagram[: data.draw(st.integers(0, len(datagram) - 1))]
    for decoder in (decode, decode_v3):
        with pytest.raises(Malformed):
            decoder(cut)


def _with_value(value: str) -> bytes:
    """Return a Response whose one varbind has this value, given in hexadecimal."""
    octets = bytes.fromhex(value)
    varbind = bytes.fromhex("0608 2b06010201010100") + octets
    rest = b"\x30" + bytes((len(varbind),)) + varbind
    pdu = bytes.fromhex("020107 020100 020100") + b"\x30" + bytes((len(rest),)) + rest
    message = bytes.fromhex("020101 0400 a2") + bytes((len(pdu),)) + pdu
    return b"\x30" + bytes((len(message),)) + message


@pytest.mark.parametrize(
    ("value", "tag", "expected"),
    [
        ("020180", Tag.INTEGER, -128),
        ("4104ffffffff", Tag.COUNTER32, 2**32 - 1),  # devices that leave out the sign octet
        ("460900ffffffffffffffff", Tag.COUNTER64, 2**64 - 1),
        ("04820001 41", Tag.OCTET_STRING, b"A"),  # a length longer than it need be
        ("0600", Tag.OBJECT_IDENTIFIER, (0, 0)),
        ("06058fffffff7f", Tag.OBJECT_IDENTIFIER, (2, 2**32 - 81)),
        ("8100", Tag.NO_SUCH_INSTANCE, None),
    ],
)
def test_values_of_devices_are_read(value: str, tag: Tag, expected: object) -> None:
    assert decode(_with_value(value)).pdu.varbinds == (Varbind(SYS_DESCR, tag, expected),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        "0200",  # a number without octets
        "0209 010000000000000000",  # 65 bits
        "020a 00000000000000000000",
        "4003 0a0000",  # an address of three octets
        "0501 00",
        "8101 00",
        "0480",  # the indefinite form
        "0485 0000000001 41",
        "0402 41",  # longer than what holds it
        "0602 2b86",  # an arc without its end
        "0603 2b8001",  # an arc with a leading zero
        "0606 2b9080808000",  # 2^32
        "4700",  # a tag that SNMP doesn't have
        "1f8101 00",  # a tag of several octets
        "0500 0500",  # two values
        "",
    ],
)
def test_values_beyond_the_grammar_are_malformed(value: str) -> None:
    with pytest.raises(Malformed):
        decode(_with_value(value))


@pytest.mark.parametrize("element", ["", "04", "0402 41", "0480", "0481", "048102 41", "04ff 41"])
def test_an_element_ends_within_what_holds_it(element: str) -> None:
    octets = bytes.fromhex(element)
    with pytest.raises(Malformed):
        read_head(octets + bytes(9), 0, len(octets))


def test_nothing_follows_the_pdu_or_the_message() -> None:
    behind_the_pdu = b"\x30\x28" + QUESTION_OCTETS[2:] + b"\x05\x00"
    for datagram in (behind_the_pdu, QUESTION_OCTETS + b"\x00"):
        with pytest.raises(Malformed):
            decode(datagram)


def test_an_object_identifier_has_128_arcs_at_most() -> None:
    longest = Varbind((1, 3, *range(126)), Tag.NULL, None)
    message = replace(QUESTION, pdu=replace(QUESTION.pdu, varbinds=(longest,)))
    assert decode(encode(message)) == message
    short_lengths = encode(replace(QUESTION, pdu=replace(QUESTION.pdu, varbinds=())))
    name = b"\x06\x81\x80" + b"\x2b" + bytes(127) + b"\x05\x00"
    varbinds = b"\x30\x81" + bytes((len(name),)) + name
    pdu = short_lengths[15:24] + b"\x30\x81" + bytes((len(varbinds),)) + varbinds
    body = short_lengths[2:13] + b"\xa0\x81" + bytes((len(pdu),)) + pdu
    with pytest.raises(Malformed, match="128 arcs"):
        decode(b"\x30\x81" + bytes((len(body),)) + body)


@pytest.mark.parametrize(
    "varbind",
    [
        Varbind((1,), Tag.NULL, None),
        Varbind((1, 40), Tag.NULL, None),
        Varbind((3, 1), Tag.NULL, None),
        Varbind((1, 3, 2**32), Tag.NULL, None),
        Varbind((1, 3, -1), Tag.NULL, None),
        Varbind((1, 3, *range(127)), Tag.NULL, None),
        Varbind((1, 3), Tag.INTEGER, 2**64),
        Varbind((1, 3), Tag.COUNTER32, -1),
        Varbind((1, 3), Tag.IP_ADDRESS, b"123"),
        Varbind((1, 3), Tag.INTEGER, b"1"),
        Varbind((1, 3), Tag.NULL, 0),
    ],
)
def test_what_has_no_octets_is_refused(varbind: Varbind) -> None:
    with pytest.raises(ValueError, match=r"."):
        encode(Message(1, b"public", Pdu(PduKind.GET, 1, varbinds=(varbind,))))


@pytest.mark.parametrize("content", ["0602 2b06" * 10, "0500" * 10, "3000" * 10, "ff" * 20])
def test_the_largest_datagrams_take_no_longer_than_their_length(content: str) -> None:
    filling = (bytes.fromhex(content) * 4000)[:65000]
    body = bytes.fromhex("020101 0400 a283") + len(filling).to_bytes(3) + filling
    began = time.process_time()
    with pytest.raises(Malformed):
        decode(b"\x30\x83" + len(body).to_bytes(3) + body)
    assert time.process_time() - began < 1


def test_an_arc_that_never_ends_takes_no_longer_than_its_length() -> None:
    name = b"\x06\x83" + (60_000).to_bytes(3) + b"\x2b" + b"\xff" * 59_999
    varbinds = b"\x30\x83" + len(name).to_bytes(3) + name
    pdu = QUESTION_OCTETS[15:24] + b"\x30\x83" + len(varbinds).to_bytes(3) + varbinds
    body = QUESTION_OCTETS[2:13] + b"\xa0\x83" + len(pdu).to_bytes(3) + pdu
    began = time.process_time()
    with pytest.raises(Malformed, match="arc"):
        decode(b"\x30\x83" + len(body).to_bytes(3) + body)
    assert time.process_time() - began < 1


def test_discovery_asks_with_nothing_and_reads_the_engine_id() -> None:
    question = decode_v3(discovery_question(4711))
    assert (question.message_id, question.flags, question.engine_id) == (4711, Flag.REPORTABLE, b"")
    assert decode_scoped(question.data).pdu == Pdu(PduKind.GET, 4711)
    report = encode_scoped(b"", b"", encode_pdu(Pdu(PduKind.REPORT, 4711)))
    answer = replace(question, flags=Flag(0), engine_id=b"engine", data=report)
    assert decode_discovery(encode_v3(answer)) == b"engine"
    for wrong in (question, replace(answer, engine_id=b""), replace(answer, data=question.data)):
        with pytest.raises(Malformed):
            decode_discovery(encode_v3(wrong))
