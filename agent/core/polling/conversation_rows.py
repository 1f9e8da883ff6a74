"""A conversation with a device in words, so that it can be handed to whoever holds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent.core.discovery.do_not_poll import FLAG
from agent.core.polling.conversation import ENDLESS_TABLE, NON_INCREASING, poll, poll_supplies
from agent.core.polling.requests import Answer, Fault, Request

if TYPE_CHECKING:
    from collections.abc import Generator

    from agent.core.model.walk import Walk

FAULTS = frozenset({*map(str, Fault), NON_INCREASING, ENDLESS_TABLE, FLAG})  # of the Walk that it ends with


class Topic(StrEnum):
    """What a conversation is about."""

    DEVICE = "device"  # see poll.poll
    SUPPLIES = "supplies"  # see poll.harvest_supplies


@dataclass(frozen=True, slots=True)
class ConversationRequest:
    """A conversation that is still to be held; `version` as poll has it.

    `first_wait` is how many seconds each question waits before it is repeated, where that was learnt.
    """

    topic: Topic
    address: str
    version: str
    first_wait: float | None = None

    def begin(self) -> Generator[Request, Answer, Walk]:
        """Return the conversation itself, question by question."""
        if self.topic is Topic.SUPPLIES:
            return poll_supplies(self.version)
        return poll(self.address, self.version)
