"""SNMP messages of every kind, drawn by hypothesis."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from agent.core.model.walk import Tag, Varbind
from agent.core.snmp_codec.message import Message, Pdu, PduKind, encode, encode_pdu
from agent.core.snmp_codec.message_v3 import Flag, ScopedPdu, V3Message, encode_scoped, encode_v3

# A busy machine is no reason for a red test.
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow])

ARC = st.integers(0, 2**32 - 1)
TAIL = st.lists(st.one_of(st.integers(0, 300), ARC), max_size=126).map(tuple)
OID = st.one_of(
    st.builds(
        lambda first, second, tail: (first, second, *tail), st.integers(0, 1), st.integers(0, 39), TAIL
    ),
    st.builds(lambda second, tail: (2, second, *tail), ARC, TAIL),
)
SIGNED = st.integers(-(2**63), 2**64 - 1)
MISSING = (Tag.NULL, Tag.NO_SUCH_OBJECT, Tag.NO_SUCH_INSTANCE, Tag.END_OF_MIB_VIEW)
UNSIGNED = (Tag.COUNTER32, Tag.GAUGE32, Tag.TIME_TICKS, Tag.COUNTER64)
VARBIND = st.one_of(
    st.builds(Varbind, OID, st.just(Tag.INTEGER), SIGNED),
    st.builds(Varbind, OID, st.sampled_from(UNSIGNED), st.integers(0, 2**64 - 1)),
    st.builds(Varbind, OID, st.sampled_from((Tag.OCTET_STRING, Tag.OPAQUE)), st.binary(max_size=300)),
    st.builds(Varbind, OID, st.just(Tag.IP_ADDRESS), st.binary(min_size=4, max_size=4)),
    st.builds(Varbind, OID, st.just(Tag.OBJECT_IDENTIFIER), OID),
    st.builds(Varbind, OID, st.sampled_from(MISSING), st.none()),
)
VARBINDS = st.lists(VARBIND, max_size=5).map(tuple)
PDU = st.builds(Pdu, st.sampled_from(PduKind), SIGNED, SIGNED, SIGNED, VARBINDS)
MESSAGE = st.builds(Message, st.sampled_from((0, 1)), st.binary(max_size=200), PDU)
NATURAL = st.integers(0, 2**31 - 1)
SCOPED = st.builds(ScopedPdu, st.binary(max_size=32), st.binary(max_size=32), PDU)
V3_MESSAGE = st.builds(
    V3Message,
    message_id=NATURAL,
    flags=st.sampled_from(
        (Flag(0), Flag.AUTHENTICATED, Flag.REPORTABLE, Flag.AUTHENTICATED | Flag.REPORTABLE)
    ),
    engine_id=st.binary(max_size=32),
    engine_boots=NATURAL,
    engine_time=NATURAL,
    user_name=st.binary(max_size=32),
    digest=st.binary(max_size=48),
    salt=st.binary(max_size=8),
    data=SCOPED.map(
        lambda scoped: encode_scoped(scoped.context_engine_id, scoped.context_name, encode_pdu(scoped.pdu))
    ),
    largest=st.integers(484, 2**31 - 1),
)
DATAGRAM = st.one_of(MESSAGE.map(encode), V3_MESSAGE.map(encode_v3))
