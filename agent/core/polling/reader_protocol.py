"""What a scan and its reader processes say to each other: JSON, one request at a time.

A reader runs a C library that every device of the network can talk to, so what it says is taken as one
takes a device's word: checked, and never run (a pickle could be).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from agent.core.model.access import Access, Endpoint, Secret, User
from agent.core.polling.conversation_rows import FAULTS, ConversationRequest, Topic
from agent.core.polling.requests import Answer, Failure, Fault, Request, RequestKind
from agent.core.polling.varbind_rows import rows_of, varbinds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.core.model.errors import AgentError
    from agent.core.model.walk import Varbind

MOST_OCTETS = 8 << 20  # of one message: a datagram's 65,535 octets take far less, as MOST_VARBINDS do
# A value has 4,096 octets at most (edge.snmp.bindings.MAX_OCTETS), as JSON each six where it is no character.
MOST_VARBINDS = 250  # of a part
MOST_PARTS = 500  # of one device: more varbinds than its questions can bring
MOST_FAULTS = 100
SIGN_OF_LIFE = (
    1.0  # seconds: who holds a conversation says at least so often, between questions, that it goes on
)
LONGEST_ANSWER = 600.0  # seconds: a question waits for 30 x 4 at most (the setting network.timeout)
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)


CRASHED, HUNG, CLOSED = "crashed", "hung", "closed"


class ReaderLostError(Exception):
    """The reader process was lost with the question that it had: `how` is CRASHED, HUNG or CLOSED."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


@dataclass(frozen=True, slots=True)
class Opening:
    """The request for a session with one device; it holds the one right that this needs."""

    endpoint: Endpoint
    access: Access


@dataclass(frozen=True, slots=True)
class Asking:
    """The request to send one question of the open session; `timeout` in seconds."""

    question: Request
    timeout: float


@dataclass(frozen=True, slots=True)
class Conversing:
    """The request to hold a whole conversation; seconds as edge.snmp.ask has them."""

    opening: Opening
    conversation: ConversationRequest
    timeout: float
    deadline: float


@dataclass(frozen=True, slots=True)
class Part:
    """One reply of several to a Conversing: what was found, or no more than that it goes on."""

    varbinds: tuple[Varbind, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationEnded:
    """The last reply to a Conversing: the faults of its Walk, and the rest of edge.snmp.ask.Asked."""

    faults: tuple[str, ...]
    datagrams_sent: int
    datagrams_received: int
    answers_lost: int
    slowest: float


@dataclass(frozen=True, slots=True)
class SessionRefused:
    """The reply where a session can't be opened: what AgentError says."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """The reply where the reader's own code raised what it should not; `trace` is for the log."""

    trace: str


ReaderRequest = Opening | Asking | Conversing
Reply = Answer | Part | ConversationEnded | SessionRefused | Mistake
OPENED: Answer = ()  # the reply to an Opening


def encode_request(request: ReaderRequest) -> bytes:
    """Return a request as octets; they hold a secret where it is an Opening."""
    if isinstance(request, Asking):
        question = request.question
        return _octets({"ask": [question.kind, question.oids, question.repetitions, request.timeout]})
    if isinstance(request, Conversing):
        talk = request.conversation
        times = [talk.first_wait, request.timeout, request.deadline]
        subject = [talk.topic, talk.address, talk.version, *times]
        return _octets({"converse": subject, "open": _opening(request.opening)})
    return _octets({"open": _opening(request)})


def _opening(request: Opening) -> list[Any]:
    access = request.access
    user = access.user and {
        **{name: value for name, value in asdict(access.user).items() if isinstance(value, str)},
        "auth_passphrase": _text(access.user.auth_passphrase),
        "privacy_passphrase": _text(access.user.privacy_passphrase),
    }
    place = [request.endpoint.address, request.endpoint.port]
    return [*place, access.version, _text(access.community), user]


def decode_request(octets: bytes) -> ReaderRequest:
    """Return the request of `encode_request`; the scan is trusted."""
    document: dict[str, Any] = json.loads(octets)
    if "ask" in document:
        kind, oids, repetitions, timeout = document["ask"]
        return Asking(Request(RequestKind(kind), tuple(map(tuple, oids)), repetitions), timeout)
    opening = _opening_of(*document["open"])
    if "converse" not in document:
        return opening
    topic, address, version, first_wait, timeout, deadline = document["converse"]
    conversation = ConversationRequest(Topic(topic), address, version, first_wait)
    return Conversing(opening, conversation, timeout, deadline)


def _opening_of(address: str, port: int, version: str, community: str | None, user: Any) -> Opening:  # noqa: ANN401 (JSON)
    if user:
        secrets = {name: _secret(user[name]) for name in ("auth_passphrase", "privacy_passphrase")}
        user = User(**{**user, **secrets})
    return Opening(Endpoint(address, port), Access(version, _secret(community), user))


def encode_reply(reply: Reply) -> bytes:
    """Return a reply as octets."""
    if isinstance(reply, Failure):
        return _octets({"failure": [reply.fault, reply.position]})
    if isinstance(reply, SessionRefused):
        return _octets({"refusal": [reply.title, reply.advice]})
    if isinstance(reply, Mistake):
        return _octets({"mistake": reply.trace})
    if isinstance(reply, ConversationEnded):
        datagrams = [reply.datagrams_sent, reply.datagrams_received, reply.answers_lost]
        return _octets({"faults": reply.faults, "datagrams": datagrams, "slowest": reply.slowest})
    if isinstance(reply, Part):
        return _octets({"part": rows_of(reply.varbinds)})
    return _octets({"varbinds": rows_of(reply)})


def in_parts(walk: Iterable[Varbind]) -> Iterator[Part]:
    """Yield the varbinds of a walk as parts that each fit into a message."""
    varbinds = iter(walk)
    while some := tuple(islice(varbinds, MOST_VARBINDS)):
        yield Part(some)


def decode_reply(octets: bytes) -> Reply:
    """Return the reply of `encode_reply`; ValueError where it is none: the reader may be the device's."""
    try:
        document = json.loads(octets)
    except RecursionError as error:
        raise ValueError("nested too deep for a reply") from error
    match document:
        case {"varbinds": [*rows]}:
            return varbinds_of(rows)
        case {"part": [*rows]}:
            return Part(varbinds_of(rows))
        case {
            "faults": [*faults],
            "datagrams": [int() as sent, int() as received, int() as lost],
            "slowest": float() as slowest,
        }:
            return ConversationEnded(_checked(faults), sent, received, lost, _seconds(slowest))
        case {"failure": [str(fault), int() | None as position]}:
            return Failure(Fault(fault), position)
        case {"refusal": [str(title), str(advice)]}:
            return SessionRefused(title, advice)
        case {"mistake": str(trace)}:
            return Mistake(trace)
    raise ValueError("no reply of a reader")


def _checked(faults: list[Any]) -> tuple[str, ...]:
    if len(faults) > MOST_FAULTS or not all(isinstance(one, str) and one in FAULTS for one in faults):
        raise ValueError("no faults of a walk")
    return tuple(faults)


def _seconds(value: float) -> float:
    if not 0 <= value <= LONGEST_ANSWER:
        raise ValueError("no time that an answer takes")
    return value


def refusal_of(error: AgentError) -> SessionRefused:
    """Return the reply that carries an AgentError."""
    return SessionRefused(error.title, error.advice)


def _octets(message: object) -> bytes:
    return _ENCODER.encode(message).encode()


def _text(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def _secret(text: str | None) -> Secret | None:
    return None if text is None else Secret(text)
