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

# Each question is tried so often, each try waiting so many times the base timeout. The first
# repeat comes early because most silence is a lost datagram; the last ones are for slow devices.
PATIENCE = (1, 1, 2, 4)

DEADLINE = 60.0  # seconds for one device, however it answers


@dataclass(frozen=True, slots=True)
class Asked:
    """What a device told, and how many datagrams that took."""

    walk: Walk
    datagrams_sent: int
    datagrams_received: int


@runtime_checkable
class Converses(Protocol):
    """A session that holds a whole conversation itself, elsewhere."""

    def converse(self, conversation: ConversationRequest, timeout: float, deadline: float) -> Asked:
        """Do what `ask` does."""
        ...


@dataclass(slots=True)
class _Count:
    sent: int = 0
    received: int = 0
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
    count = _Count()
    end = time.monotonic() + deadline
    steps = conversation.begin()
    try:
        question = next(steps)
        while True:
            question = steps.send(_try(session, question, timeout, end, count))
    except StopIteration as finished:
        return Asked(finished.value, count.sent, count.received)


def _try(session: Session, question: Request, timeout: float, end: float, count: _Count) -> Answer:
    for rung in range(count.rung, len(PATIENCE)):
        if time.monotonic() > end:
            break
        began = time.monotonic()
        answer = session.ask(question, timeout * PATIENCE[rung])
        count.sent += 1
        if not (isinstance(answer, Failure) and answer.fault is Fault.TIMEOUT):
            count.received += 1
            count.rung = rung if time.monotonic() - began > timeout else 0
            return answer
    return Failure(Fault.TIMEOUT)
