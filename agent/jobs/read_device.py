"""One device, from its first answer to a Reading, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.core.messages import devices
from agent.core.mib import objects
from agent.core.model.access import Access, Endpoint, User
from agent.core.model.printer import Reading
from agent.core.model.walk import Walk
from agent.core.polling.conversation_rows import ConversationRequest, Topic
from agent.core.polling.first_answers import is_printer, other_kind, supplies_context
from agent.core.polling.requests import Failure, Fault, Request, RequestKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from agent.core.discovery.sweep import Found
    from agent.edge.snmp import Session
    from agent.edge.snmp.ask import Asked


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a device needs of the outside world; `timeout` is the base wait in seconds.

    `first_wait` is how many a question of a device waits before it is repeated, where that was learnt.
    """

    open_session: Callable[[Endpoint, Access], Session]
    ask: Callable[[Session, ConversationRequest, float], Asked]
    now: Callable[[], datetime]
    timeout: float
    users: Sequence[User] = ()
    first_wait: Callable[[Endpoint], float | None] = lambda _: None


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What became of one found device: a reading, or why there is none.

    `why` with `advice` is a printer (or something unknown) that can't be read; `why` alone is a
    device that is no printer and is left out. `has_crashed`: the process that read it crashed or hung.
    `is_out_of_time`: the scan's deadline came first. Datagrams and times are as edge.snmp.ask.Asked has them.
    """

    endpoint: Endpoint
    reading: Reading | None = None
    why: str | None = None
    advice: str | None = None
    datagrams_sent: int = 0
    datagrams_received: int = 0
    answers_lost: int = 0
    slowest: float = field(default=0.0, compare=False)  # a measurement: no two are the same
    has_crashed: bool = False
    is_out_of_time: bool = False


def read_device(found: Found, reader: Reader) -> ReadOutcome:
    """Read one device by the best access that it accepts."""
    if found.version == "3":
        return _by_users(found, reader)
    access = Access(found.version, community=found.community)
    outcome = ReadOutcome(found.endpoint)
    if found.version == "1":
        # Its answer to v2c may just have been lost, and v2c reads ten times faster.
        better = replace(access, version="2c")
        outcome = replace(outcome, datagrams_sent=1)
        if _answers(found.endpoint, better, reader):
            access = better
            outcome = replace(outcome, datagrams_received=1, answers_lost=1)
    return _by(access, outcome, reader)


def _answers(endpoint: Endpoint, access: Access, reader: Reader) -> bool:
    question = Request(RequestKind.GET, ((*objects.SYS_OBJECT_ID, 0),))
    answer = reader.open_session(endpoint, access).ask(question, reader.timeout)
    return not isinstance(answer, Failure)


def _by_users(found: Found, reader: Reader) -> ReadOutcome:
    outcome = ReadOutcome(found.endpoint, why=devices.ONLY_V3, advice=devices.ONLY_V3_ADVICE)
    for user in reader.users:
        outcome = _by(Access("3", user=user), replace(outcome, why=None, advice=None), reader)
        if outcome.advice is None:
            return outcome
    return replace(outcome, why=devices.ONLY_V3, advice=devices.ONLY_V3_ADVICE)


def _by(access: Access, outcome: ReadOutcome, reader: Reader) -> ReadOutcome:
    endpoint = outcome.endpoint
    walk, outcome = _asked(access, Topic.DEVICE, outcome, reader)
    if not is_printer(walk):
        why, advice = _no_printer(walk)
        return replace(outcome, why=why, advice=advice)
    context, is_whole = supplies_context(walk), not walk.faults
    if context and is_whole:
        inside, outcome = _asked(access.in_context(context), Topic.SUPPLIES, outcome, reader)
        walk = Walk([*walk, *inside])
    from agent.core.interpretation import read_printer

    reading = Reading(
        printer=read_printer(walk, endpoint.address),
        read_at=reader.now(),
        ip_address=endpoint.address,
        port=endpoint.port,
        snmp_version=access.version,
        read_status="ok" if is_whole else "partial",
    )
    return replace(outcome, reading=reading)


def _asked(access: Access, topic: Topic, outcome: ReadOutcome, reader: Reader) -> tuple[Walk, ReadOutcome]:
    """Return the walk of a conversation, and the outcome with its datagrams counted."""
    endpoint = outcome.endpoint
    conversation = ConversationRequest(topic, endpoint.address, access.version, reader.first_wait(endpoint))
    asked = reader.ask(reader.open_session(endpoint, access), conversation, reader.timeout)
    return asked.walk, replace(
        outcome,
        datagrams_sent=outcome.datagrams_sent + asked.datagrams_sent,
        datagrams_received=outcome.datagrams_received + asked.datagrams_received,
        answers_lost=outcome.answers_lost + asked.answers_lost,
        slowest=max(outcome.slowest, asked.slowest),
    )


def _no_printer(walk: Walk) -> tuple[str, str | None]:
    if Fault.NONSENSE in walk.faults:
        return devices.ANSWERS_NONSENSE, devices.ANSWERS_NONSENSE_ADVICE
    if walk.faults:
        return devices.FELL_SILENT, devices.FELL_SILENT_ADVICE
    services = next(iter(walk.integers(objects.SYS_SERVICES).values()), 0)
    return devices.not_a_printer(other_kind(walk), services), None
