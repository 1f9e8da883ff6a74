"""What a scan and its reader processes say to each other: JSON, one request and one reply at a time.

A reader runs a C library that every device of the network can talk to, so what it says is taken as one
takes a device's word: checked, and never run (a pickle could be).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from agent.core.access import Access, Endpoint, Secret, User
from agent.core.asking.question import Answer, Failure, Fault, Kind, Question
from agent.core.walk import NUMBER_TAGS, OCTET_TAGS, Oid, Tag, Value, Varbind

if TYPE_CHECKING:
    from agent.core.errors import AgentError

MOST_OCTETS = 8 << 20  # of one message: a datagram's 65,535 octets take far less
_HIGHEST_ARC = 2**32 - 1
_TAGS = {int(tag): tag for tag in Tag}
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_LOWEST_NUMBER, _HIGHEST_NUMBER = -(2**63), 2**64 - 1


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

    question: Question
    timeout: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reply where a session can't be opened: what AgentError says."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """The reply where the reader's own code raised what it should not; `trace` is for the log."""

    trace: str


Request = Opening | Asking
Reply = Answer | Refusal | Mistake
OPENED: Answer = ()  # the reply to an Opening


def encode_request(request: Request) -> bytes:
    """Return a request as octets; they hold a secret where it is an Opening."""
    if isinstance(request, Asking):
        question = request.question
        return _octets({"ask": [question.kind, question.oids, question.repetitions, request.timeout]})
    access = request.access
    user = access.user and {
        **{name: value for name, value in asdict(access.user).items() if isinstance(value, str)},
        "auth_passphrase": _text(access.user.auth_passphrase),
        "privacy_passphrase": _text(access.user.privacy_passphrase),
    }
    place = [request.endpoint.address, request.endpoint.port]
    return _octets({"open": [*place, access.version, _text(access.community), user]})


def decode_request(octets: bytes) -> Request:
    """Return the request of `encode_request`; the scan is trusted."""
    told: dict[str, Any] = json.loads(octets)
    if "ask" in told:
        kind, oids, repetitions, timeout = told["ask"]
        return Asking(Question(Kind(kind), tuple(map(tuple, oids)), repetitions), timeout)
    address, port, version, community, user = told["open"]
    if user:
        secrets = {name: _secret(user[name]) for name in ("auth_passphrase", "privacy_passphrase")}
        user = User(**{**user, **secrets})
    return Opening(Endpoint(address, port), Access(version, _secret(community), user))


def encode_reply(reply: Reply) -> bytes:
    """Return a reply as octets."""
    if isinstance(reply, Failure):
        return _octets({"failure": [reply.fault, reply.position]})
    if isinstance(reply, Refusal):
        return _octets({"refusal": [reply.title, reply.advice]})
    if isinstance(reply, Mistake):
        return _octets({"mistake": reply.trace})
    return _octets({"varbinds": [[v.oid, v.tag, _plain(v.value)] for v in reply]})


def decode_reply(octets: bytes) -> Reply:
    """Return the reply of `encode_reply`; ValueError where it is none: the reader may be the device's."""
    try:
        told = json.loads(octets)
    except RecursionError as error:
        raise ValueError("nested too deep for a reply") from error
    match told:
        case {"varbinds": [*rows]}:
            return _varbinds(rows)
        case {"failure": [str(fault), int() | None as position]}:
            return Failure(Fault(fault), position)
        case {"refusal": [str(title), str(advice)]}:
            return Refusal(title, advice)
        case {"mistake": str(trace)}:
            return Mistake(trace)
    raise ValueError("no reply of a reader")


def refusal_of(error: AgentError) -> Refusal:
    """Return the reply that carries an AgentError."""
    return Refusal(error.title, error.advice)


def _octets(message: object) -> bytes:
    return _ENCODER.encode(message).encode()


def _text(secret: Secret | None) -> str | None:
    return secret.reveal() if secret else None


def _secret(text: str | None) -> Secret | None:
    return None if text is None else Secret(text)


def _plain(value: Value) -> int | str | Oid | None:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _varbinds(rows: list[Any]) -> tuple[Varbind, ...]:
    """Return what a reader says that a device said; checked all at once, for there are hundreds of arcs."""
    try:
        _check_arcs([arc for oid, _, _ in rows for arc in oid])
        return tuple(
            Varbind(tuple(oid), _TAGS[number], _value(_TAGS[number], value)) for oid, number, value in rows
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no varbinds") from error


def _check_arcs(arcs: list[Any]) -> None:
    if arcs and not (set(map(type, arcs)) == {int} and min(arcs) >= 0 and max(arcs) <= _HIGHEST_ARC):
        raise ValueError("no object identifier")


def _value(tag: Tag, value: object) -> Value:
    """Return a value as its tag has it; None may stand for any: what no binding can print exactly."""
    if value is None:
        return None
    if isinstance(value, str) and tag in OCTET_TAGS:
        return value.encode("latin-1")
    if type(value) is int and tag in NUMBER_TAGS and _LOWEST_NUMBER <= value <= _HIGHEST_NUMBER:
        return value
    if isinstance(value, list) and tag is Tag.OBJECT_IDENTIFIER:
        _check_arcs(value)
        return tuple(value)
    raise ValueError("no value of that tag")
