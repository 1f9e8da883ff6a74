"""One device's use of a reader: sessions that look like those of an engine and are asked elsewhere."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError
from agent.core.model.walk import Varbind, Walk
from agent.core.polling.reader_protocol import (
    CRASHED,
    HUNG,
    MOST_PARTS,
    SIGN_OF_LIFE,
    Asking,
    ConversationEnded,
    Conversing,
    Mistake,
    Opening,
    Part,
    ReaderLostError,
    ReaderRequest,
    SessionRefused,
    decode_reply,
    encode_request,
)
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from agent.edge.snmp import Session, check, open_session
from agent.edge.snmp.ask import PATIENCE, Asked, ask_one_by_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.core.model.access import Access, Endpoint
    from agent.core.polling.conversation_rows import ConversationRequest
    from agent.edge.snmp.readers.frames import Channel

# A v3 question is up to three: who are you (RFC 5343), what time is it (RFC 3414), the question itself.
QUESTIONS_IN_ONE = 3


class LeaseLimits(Protocol):
    """What of readers.Plan a lease goes by."""

    @property
    def inside(self) -> frozenset[str]:
        """Versions that are asked in this process."""

    @property
    def one_by_one(self) -> bool:
        """Whether the engine may ask the objects of a question one after the other."""

    @property
    def margin(self) -> float:
        """Seconds beyond what a question may take."""

    @property
    def engine(self) -> str | None:
        """The engine, as `open_session` has it."""


@dataclass(slots=True)
class Lease:
    """A reader for one device; `seconds` is for all of its questions, None where nobody else is held up.

    `lost` says how the reader was lost ("crashed" or "hung") where the lease went on without it.
    """

    take: Callable[[], Channel]
    limits: LeaseLimits
    seconds: float | None = None
    channel: Channel | None = None
    lost: str | None = None
    _open: RemoteSession | None = None
    _began: float = field(default_factory=time.monotonic)

    def open_session(self, endpoint: Endpoint, access: Access) -> Session:
        """Return a session as `agent.edge.snmp.open_session` does; it may raise the same."""
        if access.version in self.limits.inside:
            return open_session(endpoint, access, self.limits.engine)
        check(access)
        return RemoteSession(self, endpoint, access)

    def ask(self, session: RemoteSession, question: Request, timeout: float) -> Answer:
        """Send a session's question through the reader; see RemoteSession.ask."""
        patience = timeout * self._questions(question) + self.limits.margin
        left = patience if self.seconds is None else self._began + self.seconds - time.monotonic()
        if self.lost or left <= 0:
            return Failure(Fault.NONSENSE if self.lost else Fault.TIMEOUT)
        try:
            if self._open is not session:
                self._exchange(Opening(session.endpoint, session.access), self.limits.margin)
                self._open = session
            return self._exchange(Asking(question, timeout), min(patience, left))
        except ReaderLostError as loss:
            if self.seconds is None:
                raise
            if loss.how == HUNG and left < patience:  # its time is over, and that is all
                self.seconds = 0.0
                return Failure(Fault.TIMEOUT)
            self.lost = loss.how
            return Failure(Fault.NONSENSE)

    def converse(
        self, session: RemoteSession, conversation: ConversationRequest, timeout: float, deadline: float
    ) -> Asked:
        """Hold a whole conversation, as `agent.edge.snmp.ask.ask` does; see RemoteSession.ask.

        Who shares a reader keeps nothing of a conversation in which it is lost: one request is enough.
        """
        if self.seconds is not None or self.limits.one_by_one:
            return ask_one_by_one(session, conversation, timeout, deadline)
        self._open = None
        opening = Opening(session.endpoint, session.access)
        patience = timeout * max(PATIENCE) * QUESTIONS_IN_ONE + SIGN_OF_LIFE + self.limits.margin
        self._send(Conversing(opening, conversation, timeout, deadline), patience)
        return self._conversation(patience, time.monotonic() + deadline + patience)

    def _conversation(self, patience: float, end: float) -> Asked:
        """Return the result of a conversation: nothing for `patience` seconds, or no end, is a loss."""
        found: list[Varbind] = []
        parts = 0
        while parts < MOST_PARTS and time.monotonic() < end:
            reply = self._receive(patience)
            if isinstance(reply, ConversationEnded):
                return Asked(
                    Walk(found, reply.faults),
                    reply.datagrams_sent,
                    reply.datagrams_received,
                    reply.answers_lost,
                    reply.slowest,
                )
            if not isinstance(reply, Part):
                break
            parts += 1
            found += reply.varbinds
        raise ReaderLostError(CRASHED if time.monotonic() < end else HUNG)

    def _questions(self, question: Request) -> int:
        return QUESTIONS_IN_ONE + (len(question.oids) if self.limits.one_by_one else 0)

    def _exchange(self, request: ReaderRequest, seconds: float) -> Answer:
        """Return the reply to a request; what a reader raises is raised here."""
        end = time.monotonic() + seconds
        self._send(request, seconds)
        reply = self._receive(max(0.0, end - time.monotonic()))
        if isinstance(reply, Part | ConversationEnded):
            raise ReaderLostError(CRASHED)
        return reply

    def _send(self, request: ReaderRequest, seconds: float) -> None:
        self._channel().send(encode_request(request), seconds)

    def _channel(self) -> Channel:
        if self.channel is None:
            self.channel = self.take()
        return self.channel

    def _receive(self, seconds: float) -> Answer | Part | ConversationEnded:
        octets = self._channel().receive(seconds)
        try:
            reply = decode_reply(octets)
        except ValueError as error:  # its memory is not its own any more
            raise ReaderLostError(CRASHED) from error
        if isinstance(reply, SessionRefused):
            raise AgentError(SAID, {"title": reply.title, "advice": reply.advice})
        if isinstance(reply, Mistake):
            raise RuntimeError(reply.trace)  # noqa: TRY004 (no wrong type: a mistake of ours, elsewhere)
        return reply


@dataclass(frozen=True, slots=True, eq=False)
class RemoteSession:
    """One device and the right to ask it, in a reader."""

    lease: Lease
    endpoint: Endpoint
    access: Access

    def ask(self, question: Request, timeout: float) -> Answer:
        """Send one PDU and wait `timeout` seconds: see `agent.edge.snmp.Session`.

        ReaderLostError where the reader is shared with others and was lost.
        """
        if question.kind is RequestKind.GETBULK and self.access.version == "1":
            raise ValueError("SNMPv1 has no GETBULK")
        return self.lease.ask(self, question, timeout)

    def converse(self, conversation: ConversationRequest, timeout: float, deadline: float) -> Asked:
        """Hold a conversation to its end: see `agent.edge.snmp.ask.Converses`; it raises as `ask` does."""
        return self.lease.converse(self, conversation, timeout, deadline)
