"""What runs in a reader: questions come in, net-snmp asks them, answers go out."""

from __future__ import annotations

import traceback
from typing import IO, TYPE_CHECKING

from agent.core.asking.reader_protocol import (
    OPENED,
    Mistake,
    Opening,
    Reply,
    Request,
    decode_request,
    encode_reply,
    refusal_of,
)
from agent.core.errors import AgentError
from agent.edge.snmp import open_session
from agent.edge.snmp.readers.frames import framed, read_frame

if TYPE_CHECKING:
    from agent.edge.snmp import Session


def serve(requests: IO[bytes], replies: IO[bytes], engine: str | None = None) -> None:
    """Answer each request until no more come; `engine` as `open_session` has it."""
    session: Session | None = None
    while (message := read_frame(requests)) is not None:
        reply, session = _reply(decode_request(message), session, engine)
        replies.write(framed(encode_reply(reply)))
        replies.flush()


def _reply(request: Request, session: Session | None, engine: str | None) -> tuple[Reply, Session | None]:
    try:
        if isinstance(request, Opening):
            return OPENED, open_session(request.endpoint, request.access, engine)
        if session is None:
            return Mistake("asked before a session was open"), None
        return session.ask(request.question, request.timeout), session
    except AgentError as error:
        return refusal_of(error), None
    except Exception:  # noqa: BLE001 (the scan logs it; only a crash of C code may end a reader)
        return Mistake(traceback.format_exc()), None
