"""The simulated printer's SNMPv3: discovery, time window, authNoPriv (RFC 3414, section 3.2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from agent.core.model.walk import Oid, Tag, Varbind
from agent.core.snmp_codec.message import Pdu, PduKind, encode_pdu
from agent.core.snmp_codec.message_v3 import (
    LARGEST_DATAGRAM,
    Flag,
    ScopedPdu,
    V3Message,
    blank_digest,
    decode_scoped,
    decode_v3,
    encode_scoped,
    encode_v3,
)
from agent.core.snmp_codec.usm import digest_length, is_authentic, message_digest, user_key
from agent.demo.responder import ErrorStatus, View, answer_pdu, refusal

if TYPE_CHECKING:
    from agent.core.model.access import User

_USM_STATS: Oid = (1, 3, 6, 1, 6, 3, 15, 1, 1)
_UNKNOWN_CONTEXTS: Oid = (1, 3, 6, 1, 6, 3, 12, 1, 5, 0)  # snmpUnknownContexts, RFC 3413
_TIME_WINDOW = 150  # seconds (RFC 3414, 3.2, 7)
_ENGINE_BOOTS = 1
_HEADERS = 67  # octets of tags, numbers and longest lengths around a PDU


class UsmStat(IntEnum):
    """The counters of RFC 3414 whose Reports tell why a message was refused: usmStats..."""

    UNSUPPORTED_SEC_LEVELS = 1
    NOT_IN_TIME_WINDOWS = 2
    UNKNOWN_USER_NAMES = 3
    UNKNOWN_ENGINE_IDS = 4
    WRONG_DIGESTS = 5

    @property
    def oid(self) -> Oid:
        """The name of the counter's only instance."""
        return (*_USM_STATS, self, 0)


class Engine:
    """One SNMPv3 engine: its id, its one user with that user's key, and the counters of its Reports."""

    def __init__(self, engine_id: bytes, user: User | None, view: View, *, largest: int) -> None:
        self.engine_id = engine_id
        self._user = user
        self._key = user_key(user, engine_id) if user and user.auth_passphrase else b""
        self._view = view
        self._largest = largest
        self._counts: Counter[Oid] = Counter()

    def answer(self, datagram: bytes, engine_time: int) -> bytes | None:
        """Return the datagram that answers `datagram`, `engine_time` in seconds; raises Malformed."""
        message = decode_v3(datagram)
        stat = self._refusal_stat(message, datagram, engine_time)
        if stat is UsmStat.NOT_IN_TIME_WINDOWS:  # authenticated: the asker takes our time from it
            return self._report(message, stat.oid, engine_time, Flag.AUTHENTICATED)
        if stat is not None:
            return self._report(message, stat.oid, engine_time, Flag(0))
        return self._serve(message, engine_time)

    def _refusal_stat(self, message: V3Message, datagram: bytes, engine_time: int) -> UsmStat | None:
        """Return the error that RFC 3414 section 3.2 finds, in its order; None if nothing is."""
        user = self._user
        if message.engine_id != self.engine_id:
            return UsmStat.UNKNOWN_ENGINE_IDS
        if user is None or message.user_name != user.name.encode():
            return UsmStat.UNKNOWN_USER_NAMES
        if Flag.ENCRYPTED in message.flags or (Flag.AUTHENTICATED in message.flags and not self._key):
            return UsmStat.UNSUPPORTED_SEC_LEVELS
        if Flag.AUTHENTICATED not in message.flags:
            return None
        if not is_authentic(user.auth_protocol, self._key, blank_digest(datagram), message.digest):
            return UsmStat.WRONG_DIGESTS
        off = abs(message.engine_time - engine_time)
        in_window = message.engine_boots == _ENGINE_BOOTS and off <= _TIME_WINDOW
        return None if in_window else UsmStat.NOT_IN_TIME_WINDOWS

    def _serve(self, message: V3Message, engine_time: int) -> bytes | None:
        scoped = decode_scoped(message.data)
        level = message.flags & Flag.AUTHENTICATED
        if self._user is None or scoped.context_name != self._user.context.encode():
            return self._report(message, _UNKNOWN_CONTEXTS, engine_time, level)
        if self._key and not level:  # this user may read with authentication only (RFC 3415, 3.2)
            pdu: bytes | None = refusal(scoped.pdu, ErrorStatus.AUTHORIZATION_ERROR)
        else:
            room = min(self._largest, message.largest) - self._envelope(message, scoped)
            pdu = answer_pdu(self._view, scoped.pdu, room)
        return pdu and self._send(message, scoped.context_name, pdu, engine_time, level)

    def _report(self, message: V3Message, stat: Oid, engine_time: int, level: Flag) -> bytes | None:
        """Return the Report of a counter that just went up; None if the asker takes no Report."""
        self._counts[stat] += 1
        if Flag.REPORTABLE not in message.flags:
            return None
        request_id = 0 if Flag.ENCRYPTED in message.flags else decode_scoped(message.data).pdu.request_id
        count = Varbind(stat, Tag.COUNTER32, self._counts[stat] % 2**32)
        pdu = encode_pdu(Pdu(PduKind.REPORT, request_id, varbinds=(count,)))
        return self._send(message, b"", pdu, engine_time, level)

    def _send(self, message: V3Message, context: bytes, pdu: bytes, engine_time: int, level: Flag) -> bytes:
        answer = replace(
            message,
            flags=level,
            engine_id=self.engine_id,
            engine_boots=_ENGINE_BOOTS,
            engine_time=engine_time,
            digest=b"",
            salt=b"",
            data=encode_scoped(self.engine_id, context, pdu),
            largest=LARGEST_DATAGRAM,
        )
        if not level or self._user is None:
            return encode_v3(answer)
        protocol = self._user.auth_protocol
        blank = encode_v3(replace(answer, digest=bytes(digest_length(protocol))))
        return encode_v3(replace(answer, digest=message_digest(protocol, self._key, blank)))

    def _envelope(self, message: V3Message, scoped: ScopedPdu) -> int:
        """Return how many octets stand around a PDU at most."""
        texts = (self.engine_id, self.engine_id, message.user_name, message.digest, scoped.context_name)
        return _HEADERS + sum(map(len, texts))
