"""Mutated answers into both SNMP bindings: `make fuzz`, and for a minute in each run of the tests.

Real answers are changed in their octets, whole or inside a well-formed message that over SNMPv3 is signed
again; then the honest answer follows, so that no question waits. The bindings run in readers, which may
crash: at a GETNEXT of easysnmp, which is why they are there, and at nothing else.
"""
# ruff: noqa: T201 (a fuzzer prints)

from __future__ import annotations

import random
import socket
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.model.access import Access, Endpoint, Secret
from agent.core.polling.reader_protocol import ReaderLostError
from agent.core.polling.requests import Request, RequestKind
from agent.core.snmp_codec.ber import Malformed, read_element, read_head, read_integer
from agent.core.snmp_codec.message import PduKind, Version, assemble_pdu, decode, encode_message, version_of
from agent.core.snmp_codec.message_v3 import LARGEST_DATAGRAM
from agent.demo.responder import View, answer_message, answer_pdu
from agent.edge.snmp import ENGINES
from agent.edge.snmp.readers import Plan
from tests.support.crashing_rogues import USER, RogueEngine
from tests.support.hostile_office import mutated
from tests.support.own_readers import own_readers
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.core.snmp_codec.message import Pdu

ANSWERS = 20_000  # of an engine, in a long run
TIMEOUT = 0.2  # seconds: where an answer can't be taken and the honest one was dropped with it
MARGIN = 5.0  # seconds: longer means that the binding hangs, also on a busy machine
QUESTIONS_OF_A_LEASE = 40
LARGEST = 1_400  # octets
REARRANGED = 0.6  # of the answers: whole varbinds out of place, which a binding can decode; of others, octets
ACCESSES = {
    Version.V1: Access("1", Secret("public")),
    Version.V2C: Access("2c", Secret("public")),
    Version.V3: Access("3", user=USER),
}
# Lists of varbinds at which a binding once crashed, hung or lost a value, or at which it nearly did.
CORPUS = tuple(
    map(
        bytes.fromhex,
        (
            "",  # no varbinds
            "300406000500",  # a name without octets
            "3006060106020100",  # a name of one octet
            "30060602ffff0500",  # an arc that does not end
            "300a06082b06010201010100",  # a varbind without a value
            "300c06082b060102010101000400",  # an empty text
            "300c06082b060102010101000600",  # an empty object identifier
            "300c06082b060102010101000200",  # an integer without octets
            "301506082b0601020101010002090000000000000000ff",  # an integer of nine octets
            "300e06082b06010201010100400200ff",  # half an address
            "300c06082b060102010101008000",  # noSuchObject
            "300c06082b060102010101008200",  # endOfMibView
            "301306082b0601020101010044079f780461000000",  # a float in an Opaque
            "300c06082b06010201010100bf00",  # a tag of nobody
            "3084ffffffff",  # a length beyond everything
            "3000",  # a varbind with nothing in it
            "30063004060005003000",  # one inside the other
            "300c06082b060102010101000500" * 60,  # more than was asked for
        ),
    )
)


@dataclass(slots=True)
class Figures:
    """What a run came to; `lost` counts the readers by operation."""

    answers: int = 0
    questions: Counter[RequestKind] = field(default_factory=Counter)
    lost: Counter[RequestKind] = field(default_factory=Counter)
    hung: int = 0
    seconds: float = 0.0


class Mutant:
    """A device that gives one strange answer to each question, and then the honest one."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.corpus = list(CORPUS)
        self.answers = 0
        self.walk = honest_walk(b"FUZZ0001")
        self.engines = {
            True: RogueEngine(self.walk, lambda _: True, self.strange_pdu),
            False: RogueEngine(self.walk, lambda _: False, self.strange_pdu),
        }

    def said(self, datagram: bytes) -> list[bytes]:
        """Return its answer to a datagram."""
        try:
            version = Version(version_of(datagram))
            strange, honest = (
                self._v3(datagram) if version is Version.V3 else self._community(datagram, version)
            )
        except Malformed:
            return []
        self.answers += 1
        if strange is None or self.chance.random() < 0.3:
            strange = mutated(honest or b"\0", self.chance)
        return [strange, honest or b""]

    def strange_pdu(self, pdu: Pdu) -> bytes:
        """Return a response whose list of varbinds is strange, and that is well-formed around it."""
        honest = _varbinds(answer_pdu(View(self.walk, Version.V2C), pdu, LARGEST) or b"")
        if self.corpus:
            varbinds = self.corpus.pop()
        elif self.chance.random() < REARRANGED:
            varbinds = rearranged(honest, self.chance)
        else:
            varbinds = mutated(honest, self.chance)
        status = self.chance.choice((0, 0, 0, 0, 1, 2, 5, 16, 99, -1))
        index = self.chance.choice((0, 0, 1, 2, 255, 2**31 - 1, -1))
        return assemble_pdu(PduKind.RESPONSE, pdu.request_id, status, index if status else 0, varbinds)

    def _community(self, datagram: bytes, version: Version) -> tuple[bytes, bytes | None]:
        question = decode(datagram)
        strange = encode_message(version, question.community, self.strange_pdu(question.pdu))
        return strange, answer_message(View(self.walk, version), question, LARGEST)

    def _v3(self, datagram: bytes) -> tuple[bytes | None, bytes | None]:
        return tuple(self.engines[strange].answer(datagram, 1_000) for strange in (True, False))  # type: ignore[return-value] # two


def _varbinds(pdu: bytes) -> bytes:
    """Return the varbinds of an encoded PDU, one behind the other."""
    if not pdu:
        return b"\x30\x00"
    _, at, end = read_head(pdu, 0, len(pdu))
    for _ in range(3):
        _, at = read_integer(pdu, at, end)
    at, end = read_element(pdu, at, end, 0x30)
    return pdu[at:end] or b"\x30\x00"


def rearranged(varbinds: bytes, chance: random.Random) -> bytes:
    """Return well-formed varbinds, but fewer, more, others or in another order than was asked for."""
    elements, at = [], 0
    while at < len(varbinds):
        _, _, end = read_head(varbinds, at, len(varbinds))
        elements.append(varbinds[at:end])
        at = end
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(elements) + 1)
        match chance.randrange(5):
            case 0:
                del elements[place:]
            case 1:
                elements[place : place + 1] = []
            case 2:
                elements[place:place] = elements[:1] * chance.choice((1, 2, 60))
            case 3:
                chance.shuffle(elements)
            case _:
                elements[place : place + 1] = [chance.choice(CORPUS)]
    return b"".join(elements)


@contextmanager
def served(mutant: Mutant) -> Iterator[Endpoint]:
    """Let the device answer on a free loopback port while the block runs."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        endpoint = Endpoint(*one.getsockname())
        closing = threading.Event()

        def answer() -> None:
            while True:
                datagram, asker = one.recvfrom(65_535)
                if closing.is_set():
                    return
                for said in mutant.said(datagram):
                    one.sendto(said[:LARGEST_DATAGRAM], asker)

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield endpoint
        finally:
            closing.set()
            one.sendto(b"", ("127.0.0.1", endpoint.port))
            thread.join()


def question_of(chance: random.Random, version: Version) -> Request:
    """Return a question as a read has them, of any operation that the version knows."""
    kind = chance.choice(
        [one for one in RequestKind if version is not Version.V1 or one is not RequestKind.GETBULK]
    )
    columns = chance.sample(objects.OVERVIEW, chance.randrange(1, 9))
    oids = tuple((*column, 0) if kind is RequestKind.GET else column for column in columns)
    return Request(kind, oids, chance.choice((1, 1, 3, 5)) if kind is RequestKind.GETBULK else 0)


def fuzz(engine: str, seed: int, goes_on: Callable[[Figures], bool]) -> Figures:
    """Ask a mutant through one engine for as long as `goes_on`; return the figures."""
    chance, figures, began = random.Random(seed), Figures(), time.monotonic()  # noqa: S311 (no secrets)
    mutant = Mutant(random.Random(seed + 1))  # noqa: S311 (as above)
    with (
        own_readers(Plan(1, 1, margin=MARGIN, engine=engine, one_by_one=True)) as readers,
        served(mutant) as endpoint,
    ):
        while goes_on(figures):
            version = chance.choice(list(Version))
            question = question_of(chance, version)
            try:
                with readers.shared() as lease:
                    session = lease.open_session(endpoint, ACCESSES[version])
                    for _ in range(QUESTIONS_OF_A_LEASE):
                        question = question_of(chance, version)
                        figures.questions[question.kind] += 1
                        session.ask(question, TIMEOUT)
            except ReaderLostError as loss:
                figures.lost[question.kind] += 1
                figures.hung += loss.how == "hung"
            figures.answers, figures.seconds = mutant.answers, time.monotonic() - began
    return figures


def main() -> None:
    """Fuzz both engines for long and print what came of it."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.SystemRandom().randrange(2**32)
    for engine in ENGINES:
        figures = fuzz(engine, seed, lambda figures: figures.answers < ANSWERS)
        asked = ", ".join(f"{number} {kind}" for kind, number in figures.questions.items())
        lost = ", ".join(f"{number} at {kind}" for kind, number in figures.lost.items()) or "none"
        print(
            f"{engine}: seed {seed}, {figures.answers} strange answers in {figures.seconds:.0f} s; "
            f"asked {asked}; readers lost: {lost}; hung: {figures.hung}",
            flush=True,
        )


if __name__ == "__main__":
    main()
