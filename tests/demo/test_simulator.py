"""Simulated printers, asked by net-snmp's own tools and by plain sockets."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.model.walk import Oid, Tag, Varbind, Walk
from agent.core.snmp_codec.message import Message, Pdu, PduKind, Version, decode, encode
from agent.core.snmp_codec.message_v3 import decode_discovery, discovery_question
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

ANYWHERE = Endpoint("127.0.0.1", 0)
SYS_DESCR = (1, 3, 6, 1, 2, 1, 1, 1, 0)
COLUMN = (1, 3, 6, 1, 4, 1, 9, 1)
OCTETS_64 = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6, 1)  # ifHCInOctets.1
ROWS = 60
WALK = Walk(
    [
        Varbind(SYS_DESCR, Tag.OCTET_STRING, b"Laser 3000"),
        Varbind(OCTETS_64, Tag.COUNTER64, 2**63),
        *(Varbind((*COLUMN, row), Tag.OCTET_STRING, b"toner" * 8) for row in range(1, ROWS + 1)),
        Varbind((*COLUMN, ROWS + 1), Tag.OCTET_STRING, b"*" * 1500),
        Varbind((1, 3, 6, 1, 4, 1, 9, 2, 0), Tag.INTEGER, -3),
    ]
)
USER = User("bob", "SHA", Secret("maplesyrup"))
PRINTER = SimulatedAgent(WALK, ANYWHERE)
SLOW = 3.0  # seconds
ALL_VERSIONS = SimulatedAgent(WALK, ANYWHERE, versions=frozenset({"1", "2c", "3"}), user=USER)


@contextmanager
def asking(endpoint: Endpoint, patience: float = PATIENCE) -> Iterator[socket.socket]:
    """Give a socket that talks with one agent and waits `patience` seconds for an answer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        asker.connect((endpoint.address, endpoint.port))
        asker.settimeout(patience)
        yield asker


def question(kind: PduKind, *oids: Oid, version: int = Version.V2C, repetitions: int = 0) -> Message:
    varbinds = tuple(Varbind(oid, Tag.NULL, None) for oid in oids)
    return Message(version, b"public", Pdu(kind, 7, 0, repetitions, varbinds))


def answer_to(asked: Message, agent: SimulatedAgent = PRINTER) -> tuple[Pdu, int]:
    """Return the PDU that the agent answers, and how many octets the datagram had."""
    with serve([agent]) as (served,), asking(served.endpoint) as asker:
        asker.send(encode(asked))
        datagram = asker.recv(65_535)
    answered = decode(datagram)
    assert (answered.version, answered.community, answered.pdu.request_id) == (asked.version, b"public", 7)
    return answered.pdu, len(datagram)


@pytest.mark.parametrize(
    ("asked", "status", "index", "names", "tags"),
    [
        (question(PduKind.GET, SYS_DESCR), 0, 0, [SYS_DESCR], [Tag.OCTET_STRING]),
        (
            question(PduKind.GET, (*SYS_DESCR[:-1], 1), (1, 3, 7), SYS_DESCR),
            0,
            0,
            [(*SYS_DESCR[:-1], 1), (1, 3, 7), SYS_DESCR],
            [Tag.NO_SUCH_INSTANCE, Tag.NO_SUCH_OBJECT, Tag.OCTET_STRING],
        ),
        (
            question(PduKind.GETNEXT, (1, 3), (1, 4)),
            0,
            0,
            [SYS_DESCR, (1, 4)],
            [Tag.OCTET_STRING, Tag.END_OF_MIB_VIEW],
        ),
        (
            question(PduKind.GET, SYS_DESCR, (1, 3, 7), version=Version.V1),
            2,
            2,
            [SYS_DESCR, (1, 3, 7)],
            [Tag.NULL, Tag.NULL],
        ),
        (question(PduKind.GET, OCTETS_64, version=Version.V1), 2, 1, [OCTETS_64], [Tag.NULL]),
        (question(PduKind.GETNEXT, SYS_DESCR, version=Version.V1), 0, 0, [(*COLUMN, 1)], [Tag.OCTET_STRING]),
        (question(PduKind.GETNEXT, SYS_DESCR), 0, 0, [OCTETS_64], [Tag.COUNTER64]),
        (question(PduKind.GET, (*COLUMN, ROWS + 1)), 1, 0, [], []),
        (question(PduKind.GETBULK, (*COLUMN, ROWS), repetitions=3), 1, 0, [], []),
        (
            question(PduKind.GET, (*COLUMN, ROWS + 1), version=Version.V1),
            1,
            0,
            [(*COLUMN, ROWS + 1)],
            [Tag.NULL],
        ),
        (question(PduKind.GETBULK, SYS_DESCR), 0, 0, [], []),
        (
            question(PduKind.GETBULK, (1, 3, 6, 1, 4, 1, 9, 1, 99), (1, 4), repetitions=2**31),
            0,
            0,
            [(1, 3, 6, 1, 4, 1, 9, 2, 0), (1, 4), (1, 3, 6, 1, 4, 1, 9, 2, 0), (1, 4)],
            [Tag.INTEGER, Tag.END_OF_MIB_VIEW, Tag.END_OF_MIB_VIEW, Tag.END_OF_MIB_VIEW],
        ),
    ],
)
def test_the_answer_is_that_of_the_standard(
    asked: Message, status: int, index: int, names: list[Oid], tags: list[Tag]
) -> None:
    pdu, _ = answer_to(asked)
    assert (pdu.kind, pdu.error_status, pdu.error_index) == (PduKind.RESPONSE, status, index)
    assert [varbind.oid for varbind in pdu.varbinds] == names
    assert [varbind.tag for varbind in pdu.varbinds] == tags


def test_a_getbulk_is_cut_where_the_datagram_is_full() -> None:
    pdu, octets = answer_to(question(PduKind.GETBULK, COLUMN, repetitions=1000))
    assert [varbind.oid[-1] for varbind in pdu.varbinds] == list(range(1, len(pdu.varbinds) + 1))
    one_more = octets // len(pdu.varbinds)
    assert octets <= 1472 < octets + one_more + 8


def test_non_repeaters_are_answered_once() -> None:
    varbinds = tuple(Varbind(oid, Tag.NULL, None) for oid in ((1, 3), COLUMN))
    pdu, _ = answer_to(Message(Version.V2C, b"public", Pdu(PduKind.GETBULK, 7, 1, 2, varbinds)))
    assert [varbind.oid for varbind in pdu.varbinds] == [SYS_DESCR, (*COLUMN, 1), (*COLUMN, 2)]


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        b"nonsense",
        b"\x30\x03\x02\x01\x07",
        encode(question(PduKind.RESPONSE, SYS_DESCR)),
        encode(question(PduKind.GETBULK, SYS_DESCR, version=Version.V1, repetitions=3)),
        encode(question(PduKind.GET, SYS_DESCR))[:-1],
        encode(Message(Version.V2C, b"Public", Pdu(PduKind.GET, 7))),
        discovery_question(7),  # SNMPv3 is not among its versions
    ],
)
def test_what_it_does_not_understand_is_met_with_silence(datagram: bytes) -> None:
    with serve([PRINTER]) as (served,), asking(served.endpoint) as asker:
        asker.send(datagram)
        asker.send(encode(question(PduKind.GET, SYS_DESCR)))
        first = decode(asker.recv(65_535))
    assert first.pdu.varbinds[0].value == b"Laser 3000"


def test_a_delayed_answer_holds_up_nobody_and_a_sleeper_wakes() -> None:
    agents = (
        SimulatedAgent(WALK, ANYWHERE, answer_delay=SLOW),
        PRINTER,
        SimulatedAgent(WALK, ANYWHERE, wakes_after=0.2),
        SimulatedAgent(WALK, ANYWHERE, deaf_to=frozenset({PduKind.GETBULK})),
    )
    with (
        serve(agents) as (slow, quick, sleeper, deaf),
        asking(slow.endpoint) as asks_slow,
        asking(quick.endpoint) as asks_quick,
        asking(sleeper.endpoint, 0.1) as asks_sleeper,
        asking(deaf.endpoint) as asks_deaf,
    ):
        began = time.monotonic()
        for asker in (asks_slow, asks_quick, asks_sleeper):
            asker.send(encode(question(PduKind.GET, SYS_DESCR)))
        asks_deaf.send(encode(question(PduKind.GETBULK, (1, 3), repetitions=1)))
        asks_deaf.send(encode(question(PduKind.GETNEXT, (1, 3))))
        asks_quick.recv(9000)
        assert time.monotonic() - began < SLOW  # nobody waits for the slow one
        with pytest.raises(TimeoutError):
            asks_sleeper.recv(9000)
        asks_slow.recv(9000)
        assert time.monotonic() - began >= SLOW
        asks_sleeper.send(encode(question(PduKind.GET, SYS_DESCR)))
        asks_sleeper.recv(9000)
        assert decode(asks_deaf.recv(9000)).pdu.varbinds[0].oid == SYS_DESCR


def test_ports_are_free_again_afterwards_and_a_taken_one_is_told() -> None:
    with serve([PRINTER, PRINTER]) as agents:
        assert agents[0].endpoint.port != agents[1].endpoint.port
        with pytest.raises(AgentError, match=r"can't listen on 127\.0\.0\.1"), serve([agents[0]]):
            pass
    with serve(agents) as again:
        assert again == agents


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.7", "::", "printer.office.lan", ""])  # noqa: S104 (refused)
def test_it_stays_on_loopback(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SimulatedAgent(WALK, Endpoint(address, 0))


@pytest.mark.parametrize(
    ("user", "versions"),
    [(USER, {"2c"}), (User("bob", "SHA", Secret("maplesyrup"), "AES", Secret("maplesyrup")), {"3"})],
)
def test_a_user_it_could_not_serve_is_refused(user: User, versions: set[str]) -> None:
    with pytest.raises(ValueError, match="serves its user"):
        SimulatedAgent(WALK, ANYWHERE, user=user, versions=frozenset(versions))


def test_discovery_gets_an_engine_id_of_its_own_from_each_agent() -> None:
    seen = set()
    with serve([ALL_VERSIONS, ALL_VERSIONS]) as agents:
        for agent in agents:
            with asking(agent.endpoint) as asker:
                asker.send(discovery_question(11))
                seen.add(decode_discovery(asker.recv(9000)))
    assert len(seen) == 2
