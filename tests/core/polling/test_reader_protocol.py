"""What a scan and its readers say to each other: all of it comes through, and nothing else is taken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.model.access import Access, Endpoint, Secret, User
from agent.core.model.walk import NUMBER_TAGS, OCTET_TAGS, Tag, Varbind
from agent.core.polling.conversation_rows import FAULTS, ConversationRequest, Topic
from agent.core.polling.reader_protocol import (
    LONGEST_ANSWER,
    MOST_OCTETS,
    MOST_VARBINDS,
    Asking,
    ConversationEnded,
    Conversing,
    Mistake,
    Opening,
    Part,
    ReaderRequest,
    Reply,
    SessionRefused,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
    in_parts,
)
from agent.core.polling.requests import Failure, Fault, Request, RequestKind
from agent.edge.snmp.bindings import MAX_OCTETS

OIDS = st.lists(st.integers(0, 2**32 - 1), max_size=20).map(tuple)
VARBINDS = st.one_of(
    st.builds(Varbind, OIDS, st.sampled_from(sorted(NUMBER_TAGS)), st.integers(-(2**63), 2**64 - 1)),
    st.builds(Varbind, OIDS, st.sampled_from(sorted(OCTET_TAGS)), st.binary()),
    st.builds(Varbind, OIDS, st.just(Tag.OBJECT_IDENTIFIER), OIDS),
    st.builds(Varbind, OIDS, st.sampled_from(Tag), st.none()),
)
SECRETS = st.text().map(Secret)
USERS = st.builds(User, st.text(), st.text(), st.none() | SECRETS, st.text(), st.none() | SECRETS, st.text())
ACCESSES = st.builds(Access, st.sampled_from(["1", "2c", "3"]), st.none() | SECRETS, st.none() | USERS)
ENDPOINTS = st.builds(Endpoint, st.sampled_from(["192.0.2.7", "fe80::1%eth0"]), st.integers(1, 65_535))
QUESTIONS = st.builds(Request, st.sampled_from(RequestKind), st.lists(OIDS).map(tuple), st.integers(0, 50))
REPLIES = st.one_of(
    st.lists(VARBINDS).map(tuple),
    st.builds(Failure, st.sampled_from(Fault), st.none() | st.integers()),
    st.builds(Part, st.lists(VARBINDS).map(tuple)),
    st.builds(
        ConversationEnded,
        st.lists(st.sampled_from(sorted(FAULTS))).map(tuple),
        st.integers(0),
        st.integers(0),
        st.integers(0),
        st.floats(0, LONGEST_ANSWER),
    ),
    st.builds(SessionRefused, st.text(), st.text()),
    st.builds(Mistake, st.text()),
)


SECONDS = st.floats(0, 1_000)
OPENINGS = st.builds(Opening, ENDPOINTS, ACCESSES)
CONVERSATIONS = st.builds(
    ConversationRequest,
    st.sampled_from(Topic),
    st.text(),
    st.sampled_from(["1", "2c", "3"]),
    st.none() | SECONDS,
)
REQUESTS = st.one_of(
    OPENINGS,
    st.builds(Asking, QUESTIONS, SECONDS),
    st.builds(Conversing, OPENINGS, CONVERSATIONS, SECONDS, SECONDS),
)


@given(REQUESTS)
def test_every_request_comes_through(request: ReaderRequest) -> None:
    assert decode_request(encode_request(request)) == request


@given(REPLIES)
def test_every_reply_comes_through(reply: Reply) -> None:
    assert decode_reply(encode_reply(reply)) == reply


def test_a_secret_stands_in_the_opening_alone() -> None:
    access = Access("2c", Secret("warehouse"))
    assert b"warehouse" in encode_request(Opening(Endpoint("192.0.2.7"), access))
    assert "warehouse" not in repr(Opening(Endpoint("192.0.2.7"), access))


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"varbinds": 1}',
        b'{"varbinds": [1]}',
        b'{"varbinds": [[[1], 2]]}',
        b'{"varbinds": [[[1], 2, "text"]]}',
        b'{"varbinds": [[[1], 2, true]]}',
        b'{"varbinds": [[[1], 2, 1.5]]}',
        b'{"varbinds": [[[1], 77, 1]]}',
        b'{"varbinds": [[[true], 2, 1]]}',
        b'{"varbinds": [[[-1], 2, 1]]}',
        b'{"varbinds": [[[4294967296], 2, 1]]}',
        b'{"varbinds": [[[1], 70, 18446744073709551616]]}',
        b'{"varbinds": [[[1], 4, "\\u20ac"]]}',
        b'{"varbinds": [[[1], 6, ["1"]]]}',
        b'{"failure": ["no fault", null]}',
        b'{"failure": ["timeout", "0"]}',
        b'{"refusal": ["title"]}',
        b'{"part": [[[1], 2, 1.5]]}',
        b'{"faults": ["no fault"], "datagrams": [1, 1, 0], "slowest": 0.1}',
        b'{"faults": [[]], "datagrams": [1, 1, 0], "slowest": 0.1}',
        b'{"faults": [], "datagrams": [1, 1], "slowest": 0.1}',
        b'{"faults": '
        + json.dumps(["timeout"] * 101).encode()
        + b', "datagrams": [1, 1, 0], "slowest": 0.1}',
        b'{"faults": [], "datagrams": [1, 1, 0]}',
        b'{"faults": [], "datagrams": [1, 1, 0], "slowest": "0.1"}',
        b'{"faults": [], "datagrams": [1, 1, 0], "slowest": NaN}',
        b'{"faults": [], "datagrams": [1, 1, 0], "slowest": -0.1}',
        b'{"faults": [], "datagrams": [1, 1, 0], "slowest": 1e9}',
        b'{"mistake": 1}',
        b'{"varbinds": [[[1], 2, ' + b"9" * 5_000 + b"]]}",
        b"[" * 100_000,
    ],
)
def test_what_is_no_reply_is_refused_and_does_no_more(reply: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (json's and ours are both meant)
        decode_reply(reply)


def test_the_largest_walk_fits_into_messages_and_comes_through() -> None:
    longest = b"\0" * MAX_OCTETS
    walk = [Varbind((2**32 - 1,) * 120 + (n,), Tag.OCTET_STRING, longest) for n in range(MOST_VARBINDS + 1)]
    parts = [encode_reply(part) for part in in_parts(walk)]
    assert len(parts) == 2
    assert max(map(len, parts)) <= MOST_OCTETS
    shown = [decode_reply(part) for part in parts]
    assert [one for part in shown if isinstance(part, Part) for one in part.varbinds] == walk


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_list_of_varbinds_is_taken_or_refused(rows: object) -> None:
    try:
        reply = decode_reply(json.dumps({"varbinds": rows}).encode())
    except ValueError:
        return
    assert isinstance(reply, tuple)
    assert all(isinstance(varbind, Varbind) for varbind in reply)
