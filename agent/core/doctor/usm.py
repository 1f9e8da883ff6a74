"""Which SNMPv3 user a device lets in, told apart by its Reports (RFC 3414, section 3.2).

A device checks in this order: user name, security level, digest, time, and only then decrypts. So one
authenticated question tells the name, the level and the passphrase apart. A wrong passphrase counts as a
failed login on some devices: lockout.py says how many are tried.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.model.walk import Oid, Tag, Varbind
from agent.core.snmp_codec.ber import Malformed
from agent.core.snmp_codec.message import Pdu, PduKind, encode_pdu
from agent.core.snmp_codec.message_v3 import (
    Flag,
    V3Message,
    decode_scoped,
    decode_v3,
    encode_scoped,
    encode_v3,
)
from agent.core.snmp_codec.usm import digest_length, message_digest, user_key

if TYPE_CHECKING:
    from agent.core.model.access import User

_USM_STATS: Oid = (1, 3, 6, 1, 6, 3, 15, 1, 1)
_UNKNOWN_CONTEXTS: Oid = (1, 3, 6, 1, 6, 3, 12, 1, 5)  # RFC 3413
_AUTHORIZATION_ERROR = 16  # RFC 3416
_NO_ACCESS = 6


class UserState(StrEnum):
    """What a device says to a user; the values are causes of messages/texts/doctor.py."""

    LET_IN = "user_fits"
    UNKNOWN = "unknown_user"
    NO_SUCH_LEVEL = "level_too_high"  # the device has no passphrase for this user
    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105 (a keyword)
    LEVEL_TOO_LOW = "level_too_low"  # let in, but may read nothing without more security
    WRONG_CONTEXT = "wrong_context"
    WRONG_PRIVACY = "wrong_privacy"
    SILENT = "user_silent"
    NOT_TRIED = "user_not_tried"


# The counters of RFC 3414 (usmStats...) by the number behind 1.3.6.1.6.3.15.1.1. A message out of the time
# window was authenticated before (section 3.2, steps 6 and 7); so was one that could not be decrypted.
_STATES = {
    1: UserState.NO_SUCH_LEVEL,
    2: UserState.LET_IN,
    3: UserState.UNKNOWN,
    5: UserState.WRONG_PASSPHRASE,
    6: UserState.WRONG_PRIVACY,
}


@dataclass(frozen=True, slots=True)
class SnmpEngine:
    """An SNMPv3 engine as its answer to a discovery shows it; `time` in seconds."""

    id: bytes
    boots: int
    time: int


def engine_of(datagram: bytes) -> SnmpEngine | None:
    """Return the engine that a discovery's answer tells of, None where it is no such answer."""
    try:
        message = decode_v3(datagram)
        kind = decode_scoped(message.data).pdu.kind
    except Malformed:
        return None
    is_engine = kind is PduKind.REPORT and message.engine_id
    return SnmpEngine(message.engine_id, message.engine_boots, message.engine_time) if is_engine else None


def question_as(user: User, engine: SnmpEngine, message_id: int) -> bytes:
    """Return the datagram that asks for sysObjectID as this user, authenticated where a passphrase is set.

    It is not encrypted: what it tells of the user is known before anything is decrypted.
    """
    pdu = Pdu(PduKind.GET, message_id, varbinds=(Varbind((*objects.SYS_OBJECT_ID, 0), Tag.NULL, None),))
    data = encode_scoped(engine.id, user.context.encode(), encode_pdu(pdu))
    authenticated = user.auth_passphrase is not None
    flags = Flag.REPORTABLE | (Flag.AUTHENTICATED if authenticated else Flag(0))
    name = user.name.encode()
    message = V3Message(message_id, flags, engine.id, engine.boots, engine.time, name, b"", b"", data)
    if not authenticated:
        return encode_v3(message)
    blank = encode_v3(replace(message, digest=bytes(digest_length(user.auth_protocol))))
    digest = message_digest(user.auth_protocol, user_key(user, engine.id), blank)
    return encode_v3(replace(message, digest=digest))


def state_of(datagram: bytes, message_id: int) -> UserState | None:
    """Return the state of the user who asked by an answer, None where it is no answer to this message."""
    try:
        message = decode_v3(datagram)
        pdu = decode_scoped(message.data).pdu
    except Malformed:
        return None
    if message.message_id != message_id:
        return None
    if pdu.kind is PduKind.RESPONSE:
        refused = pdu.error_status in {_AUTHORIZATION_ERROR, _NO_ACCESS}
        return UserState.LEVEL_TOO_LOW if refused else UserState.LET_IN
    return _reported(pdu) if pdu.kind is PduKind.REPORT else None


def _reported(pdu: Pdu) -> UserState | None:
    for varbind in pdu.varbinds:
        if varbind.oid[: len(_USM_STATS)] == _USM_STATS and len(varbind.oid) > len(_USM_STATS):
            return _STATES.get(varbind.oid[len(_USM_STATS)])
        if varbind.oid[: len(_UNKNOWN_CONTEXTS)] == _UNKNOWN_CONTEXTS:
            return UserState.WRONG_CONTEXT
    return None
