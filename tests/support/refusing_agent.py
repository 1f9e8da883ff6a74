"""An agent that answers from a walk and refuses some questions, over a real socket on loopback."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.model.access import Endpoint
from agent.core.snmp_codec.message import Message, Pdu, PduKind, Version, decode, encode
from agent.demo.responder import View, answer_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.core.model.walk import Walk

    # The place of a question in the conversation, and the question -> error-status and error-index, or None.
    Refusal = Callable[[int, Pdu], tuple[int, int] | None]


@dataclass(slots=True)
class Heard:
    """What an agent was asked, and where it answers."""

    endpoint: Endpoint
    questions: list[Pdu] = field(default_factory=list)


@contextmanager
def refusing_agent(
    walk: Walk, refuse: Refusal, versions: tuple[Version, ...] = (Version.V1, Version.V2C)
) -> Iterator[Heard]:
    """Serve a walk on a free loopback port while the block runs; other versions get no answer."""
    views = {version: View(walk, version) for version in versions}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        heard = Heard(Endpoint("127.0.0.1", listener.getsockname()[1]))
        thread = threading.Thread(target=_serve, args=(listener, views, refuse, heard))
        thread.start()
        try:
            yield heard
        finally:
            listener.sendto(b"", listener.getsockname())
            thread.join()


def _serve(listener: socket.socket, views: dict[Version, View], refuse: Refusal, heard: Heard) -> None:
    while True:
        datagram, asker = listener.recvfrom(65_535)
        if not datagram:
            return
        message = decode(datagram)
        view = views.get(Version(message.version))
        if view is None:
            continue
        refusal = refuse(len(heard.questions), message.pdu)
        heard.questions.append(message.pdu)
        answer = encode(_refused(message, *refusal)) if refusal else answer_message(view, message)
        if answer is not None:
            listener.sendto(answer, asker)


def _refused(message: Message, status: int, index: int) -> Message:
    """Return the answer of RFC 3416 to a question that can't be answered: the same varbinds, and why."""
    asked = message.pdu
    return Message(
        message.version,
        message.community,
        Pdu(PduKind.RESPONSE, asked.request_id, status, index, asked.varbinds),
    )
