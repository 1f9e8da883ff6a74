"""One device from its first answer to its reading: contexts, and printers that can't bear questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from agent.core.discovery.do_not_poll import FLAG, without_do_not_poll
from agent.core.discovery.sweep import Found
from agent.core.discovery.targets import Expansion
from agent.core.mib import objects
from agent.core.model.access import Access, Endpoint, Secret, User
from agent.core.model.records import Device
from agent.core.model.retention import DO_NOT_POLL_FOR
from agent.core.polling.requests import Failure, Fault
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.snmp import ENGINES, open_session
from agent.edge.snmp.ask import Asked, ask
from agent.jobs.read_device import Reader, ReadOutcome, read_device
from tests.support.documents import part
from tests.support.made_makers import MADE, device, with_supplies
from tests.support.made_printers import OFFICE_PRINTER, answering, made, merged, without

if TYPE_CHECKING:
    from agent.core.model.walk import Walk
    from agent.core.polling.conversation_rows import ConversationRequest

HERE = Endpoint("192.0.2.7")
NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
TONER = 3
BARE = device("11.2.3.9.1", {}, sys_descr="HP ETHERNET MULTI-ENVIRONMENT")
SUPPLIES = with_supplies(made({}), [(TONER, "black", 100, 61)])


class Office:
    """Devices in memory by the context in which they are asked; whoever is asked elsewhere is silent."""

    def __init__(self, walks: dict[str, Walk]) -> None:
        self.walks = walks
        self.asked: list[str] = []

    def open_session(self, _endpoint: Endpoint, access: Access) -> str:
        """Return the context of an access, with the @ that parts it from a community."""
        if access.user:
            return access.user.context
        return access.community.reveal().removeprefix("public") if access.community else ""

    def ask(self, context: str, conversation: ConversationRequest, _timeout: float) -> Asked:
        """Carry a conversation to the device in this context."""
        walk, sent, steps = self.walks.get(context), 0, conversation.begin()
        try:
            question = next(steps)
            while True:
                self.asked.append(context)
                sent += 1
                question = steps.send(answering(walk)(question) if walk else Failure(Fault.TIMEOUT))
        except StopIteration as finished:
            return Asked(finished.value, sent, sent if walk else 0)

    def read(self, version: str = "2c") -> ReadOutcome:
        """Read the device that was found at the bare community, or as a user."""
        users = (User("reader"),) if version == "3" else ()
        reader = Reader(self.open_session, self.ask, lambda: NOW, 1.0, users)  # type: ignore[arg-type]
        return read_device(Found(HERE, version, None if version == "3" else Secret("public")), reader)


def percents(outcome: ReadOutcome) -> list[int | None]:
    assert outcome.reading is not None
    return [supply.level.percent_left for supply in outcome.reading.printer.supplies]


@pytest.mark.parametrize(("version", "context"), [("2c", "@Jetdirect"), ("3", "Jetdirect")])
def test_supplies_that_live_in_a_context_alone_are_found_there(version: str, context: str) -> None:
    office = Office({"": BARE, context: SUPPLIES})
    assert percents(office.read(version)) == [61]
    assert office.asked.count(context) == 2


def test_a_context_that_is_silent_takes_nothing_from_the_reading() -> None:
    outcome = Office({"": BARE}).read()
    assert outcome.reading is not None
    assert (outcome.reading.read_status, percents(outcome)) == ("ok", [])
    assert outcome.datagrams_sent - outcome.datagrams_received == 1  # and costs one question


@pytest.mark.parametrize("walk", [merged(BARE, SUPPLIES), OFFICE_PRINTER, MADE["ricoh"]])
def test_only_a_maker_with_a_context_and_no_table_is_asked_in_it(walk: Walk) -> None:
    office = Office({"": walk})
    office.read()
    assert set(office.asked) == {""}


@pytest.mark.parametrize(
    ("object_id", "name"), [("11.2.3.9.1", "hp LaserJet 9040"), ("2435.2.3.9.1", "Brother MFC-8860DN")]
)
def test_a_model_that_snmp_makes_crash_gets_one_question_and_is_flagged(object_id: str, name: str) -> None:
    loopback = (*objects.IF_PHYS_ADDRESS, 1)
    walk = merged(without(OFFICE_PRINTER, loopback), device(object_id, {}, device=name))
    office = Office({"": walk})
    reading = office.read().reading
    assert len(office.asked) == 1
    assert reading is not None
    assert (reading.read_status, reading.printer.flags) == ("partial", (FLAG,))
    identity = reading.printer.identity
    assert (identity.serial_number, identity.mac_address) == ("EX8K000417", "02:00:5e:10:00:07")


def test_a_printer_that_crashed_is_asked_no_more_until_others_may_have_its_address() -> None:
    here, there = Endpoint("192.0.2.7"), Endpoint("192.0.2.8")
    known = Device("d1", None, None, None, here.address, here.port, "2c", NOW, NOW)
    both = Expansion((here, there), frozenset({here}), ())
    flagged = [(known, {"flags": [FLAG]})]
    assert without_do_not_poll(both, part(flagged), NOW) == (Expansion((there,), frozenset(), ()), (here,))
    assert without_do_not_poll(both, part(flagged), NOW + 2 * DO_NOT_POLL_FOR) == (both, ())
    assert without_do_not_poll(both, [(known, part({"flags": []}))], NOW) == (both, ())


def test_a_reading_is_the_same_whichever_engine_carried_it() -> None:
    walks = [OFFICE_PRINTER, *(merged(WITH_SUPPLIES, MADE[maker]) for maker in MADE)]
    agents = [SimulatedAgent(walk, Endpoint("127.0.0.1", 0)) for walk in walks]
    with serve(agents) as served:
        for agent in served:
            found = Found(agent.endpoint, "2c", Secret("public"))
            by_engine = [read_device(found, reader_with(engine)).reading for engine in ENGINES]
            assert by_engine[0] is not None
            assert by_engine[0] == by_engine[1]


WITH_SUPPLIES = with_supplies(made({(objects.SYS_NAME, (0,)): b"one"}), [(TONER, "black", -2, -3)])


def reader_with(engine: str) -> Reader:
    return Reader(lambda endpoint, access: open_session(endpoint, access, engine), ask, lambda: NOW, 0.5)
