"""Carries one conversation to a device: questions out, answers back, with patience and an end."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from agent.core.polling.requests import Answer, Failure, Fault, Request

if TYPE_CHECKING:
    from agent.core.model.walk import Walk
    from agent.core.polling.conversation_rows import ConversationRequest
    from agent.edge.snmp import Session

# Each question is tried so often, each try waiting so many times the base timeout, the first one no longer
# than the device has taken so far. The first repeat comes early because most silence is a lost datagram; the
# last ones are for slow devices.
PATIENCE = (1, 1, 2, 4)
AT_ONCE = 1 / 4  # of the first wait: a repeated question that is answered so soon was not slow but lost

DEADLINE = 60.0  # seconds for one device, however it answers


@dataclass(frozen=True, slots=True)
class Asked:
    """What a device told, and how many datagrams that took.

    `answers_lost` are those whose repeated question was answered at once, `slowest` is the longest that an
    answer took in seconds.
    """

    walk: Walk
    datagrams_sent: int
    datagrams_received: int
    answers_lost: int = 0
    slowest: float = 0.0


@runtime_checkable
class Converses(Protocol):
    """A session that holds a whole conversation itself, elsewhere."""

    def converse(self, conversation: ConversationRequest, timeout: float, deadline: float) -> Asked:
        """Do what `ask` does."""
        ...


@dataclass(slots=True)
class _Count:
    waits: tuple[float, ...]  # seconds, of each try
    sent: int = 0
    received: int = 0
    lost: int = 0
    slowest: float = 0.0
    rung: int = 0  # where in PATIENCE to begin: a device that was slow once is not hurried again


def ask(
    session: Session, conversation: ConversationRequest, timeout: float, deadline: float = DEADLINE
) -> Asked:
    """Hold a conversation with one device, to its end.

    `timeout` is the base wait for one answer in seconds. After `deadline` seconds every further
    question counts as unanswered, so the conversation ends with what it has.
    """
    if isinstance(session, Converses):
        return session.converse(conversation, timeout, deadline)
    return ask_one_by_one(session, conversation, timeout, deadline)


def ask_one_by_one(
    session: Session, conversation: ConversationRequest, timeout: float, deadline: float
) -> Asked:
    """Do what `ask` does, each question through the session."""
    first = min(conversation.first_wait or timeout, timeout)
    count = _Count((first, *(timeout * factor for factor in PATIENCE[1:])))
    end = time.monotonic() + deadline
    steps = conversation.begin()
    try:
        question = next(steps)
        while True:
            question = steps.send(_try(session, question, end, count))
    except StopIteration as finished:
        return Asked(finished.value, count.sent, count.received, count.lost, count.slowest)


def _try(session: Session, question: Request, end: float, count: _Count) -> Answer:
    for rung in range(count.rung, len(PATIENCE)):
        began = time.monotonic()
        if began > end:
            break
        answer = session.ask(question, count.waits[rung])
        count.sent += 1
        if not (isinstance(answer, Failure) and answer.fault is Fault.TIMEOUT):
            _note_answer(count, rung, time.monotonic() - began)
            return answer
    return Failure(Fault.TIMEOUT)


def _note_answer(count: _Count, rung: int, seconds: float) -> None:
    count.received += 1
    count.lost += rung > count.rung and seconds < AT_ONCE * count.waits[0]
    count.slowest = max(count.slowest, seconds)
    count.rung = rung if seconds > count.waits[0] else 0
