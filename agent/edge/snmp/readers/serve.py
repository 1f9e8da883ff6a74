"""What runs in a reader: questions come in, net-snmp asks them, answers go out."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from agent.core.model.errors import AgentError
from agent.core.polling.reader_protocol import (
    OPENED,
    SIGN_OF_LIFE,
    ConversationEnded,
    Conversing,
    Mistake,
    Opening,
    Part,
    ReaderRequest,
    Reply,
    decode_request,
    encode_reply,
    in_parts,
    refusal_of,
)
from agent.edge.snmp import Session, open_session
from agent.edge.snmp.ask import ask_one_by_one
from agent.edge.snmp.readers.frames import framed, read_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.core.polling.requests import Answer, Request


def serve(requests: IO[bytes], replies: IO[bytes], engine: str | None = None) -> None:
    """Answer each request until no more come; `engine` as `open_session` has it."""
    session: Session | None = None

    def tell(reply: Reply) -> None:
        replies.write(framed(encode_reply(reply)))
        replies.flush()

    while (message := read_frame(requests)) is not None:
        request = decode_request(message)
        if isinstance(request, Conversing):
            session = None
            for part in _conversation(request, tell, engine):
                tell(part)
        else:
            reply, session = _reply(request, session, engine)
            tell(reply)


@dataclass(slots=True)
class _Lively:
    """A session that tells of itself between its questions."""

    session: Session
    tell: Callable[[Reply], None]
    last_sign: float = field(default_factory=time.monotonic)

    def ask(self, question: Request, timeout: float) -> Answer:
        """Ask as the session does; see `agent.edge.snmp.Session`."""
        if time.monotonic() - self.last_sign > SIGN_OF_LIFE:
            self.tell(Part())
            self.last_sign = time.monotonic()
        return self.session.ask(question, timeout)


def _conversation(request: Conversing, tell: Callable[[Reply], None], engine: str | None) -> Sequence[Reply]:
    """Hold a conversation and return what it came to."""
    try:
        session = open_session(request.opening.endpoint, request.opening.access, engine)
        lively = _Lively(session, tell)
        asked = ask_one_by_one(lively, request.conversation, request.timeout, request.deadline)
    except AgentError as error:
        return [refusal_of(error)]
    except Exception:  # noqa: BLE001 (as below)
        return [Mistake(traceback.format_exc())]
    return [
        *in_parts(asked.walk),
        ConversationEnded(
            asked.walk.faults,
            asked.datagrams_sent,
            asked.datagrams_received,
            asked.answers_lost,
            asked.slowest,
        ),
    ]


def _reply(
    request: ReaderRequest, session: Session | None, engine: str | None
) -> tuple[Reply, Session | None]:
    try:
        if isinstance(request, Opening):
            return OPENED, open_session(request.endpoint, request.access, engine)
        if session is None or isinstance(request, Conversing):
            return Mistake("asked before a session was open"), None
        return session.ask(request.question, request.timeout), session
    except AgentError as error:
        return refusal_of(error), None
    except Exception:  # noqa: BLE001 (the scan logs it; only a crash of C code may end a reader)
        return Mistake(traceback.format_exc()), None
