"""Rogues whose answers make net-snmp crash or hang, in SNMPv1, v2c and v3, from any question of a read on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.model.access import Secret, User
from agent.core.snmp_codec.ber import Malformed
from agent.core.snmp_codec.message import PduKind, Version, assemble_pdu, decode, encode_message, version_of
from agent.core.snmp_codec.message_v3 import Flag, V3Message, decode_scoped
from agent.demo.responder import View, answer_message
from agent.demo.responder_v3 import Engine, UsmStat
from tests.support.rogue import LARGEST_ANSWER, Rogue, Said, is_of_the_sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.core.model.walk import Walk
    from agent.core.snmp_codec.message import Pdu

USER = User("auditor", "SHA", Secret("of twelve or more"))
ENGINE_ID = bytes.fromhex("80007ed905") + b"rogue"
EMPTY_NAME = b"\x30\x04\x06\x00\x05\x00"  # a varbind without a name: NULL where easysnmp's GETNEXT looks

Answering = dict[str, "Callable[[Pdu], bytes]"]


def with_varbinds(octets: bytes) -> Callable[[Pdu], bytes]:
    """Return the function that answers any question with these varbinds."""
    return lambda pdu: assemble_pdu(PduKind.RESPONSE, pdu.request_id, 0, 0, octets)


# easysnmp goes through as many varbinds as it asked for, whether they are there or not.
ANSWERS: Answering = {"empty name": with_varbinds(EMPTY_NAME), "too few": with_varbinds(b"")}


@dataclass(slots=True)
class Crashing(Rogue):
    """A rogue that speaks one version and answers as `how` says from its question `since` on; honest before.

    `answers_get`: it is honest to a GET at any time, so that a read in v1 comes as far as its GETNEXT.
    """

    version: Version = Version.V2C
    how: Callable[[Pdu], bytes] = ANSWERS["empty name"]
    since: int = 0
    answers_get: bool = False
    _engine: RogueEngine | None = field(default=None)

    def answers(self, datagram: bytes) -> Iterable[Said]:
        """Return its answer to a datagram of its version."""
        try:
            if version_of(datagram) != self.version:
                return ()
            said = self._said_v3(datagram) if self.version is Version.V3 else self._said(datagram)
        except Malformed:
            return ()
        return (Said(said),) if said else ()

    def is_rogue(self, pdu: Pdu) -> bool:
        """Return whether this question of a read is not answered honestly; it is counted."""
        self.asked += 1
        return self.asked > self.since and not (self.answers_get and pdu.kind is PduKind.GET)

    def _said(self, datagram: bytes) -> bytes | None:
        question = decode(datagram)
        if not is_of_the_sweep(question) and self.is_rogue(question.pdu):
            return encode_message(question.version, question.community, self.how(question.pdu))
        return answer_message(View(self.walk, self.version), question, LARGEST_ANSWER)

    def _said_v3(self, datagram: bytes) -> bytes | None:
        if self._engine is None:
            self._engine = RogueEngine(self.walk, self.is_rogue, self.how)
        return self._engine.answer(datagram, 1_000)


class RogueEngine(Engine):
    """The SNMPv3 engine of a rogue: honest in discovery and security, unless its part is to be late."""

    def __init__(self, walk: Walk, is_rogue: Callable[[Pdu], bool], how: Callable[[Pdu], bytes]) -> None:
        super().__init__(ENGINE_ID, USER, View(walk, Version.V2C), largest=LARGEST_ANSWER)
        self.is_rogue, self.how = is_rogue, how

    def _serve(self, message: V3Message, engine_time: int) -> bytes | None:
        scoped = decode_scoped(message.data)
        if not self.is_rogue(scoped.pdu):
            return super()._serve(message, engine_time)
        if self.how is never_in_time:
            return self._report(message, UsmStat.NOT_IN_TIME_WINDOWS.oid, engine_time, Flag(0))
        pdu = self.how(scoped.pdu)
        return self._send(message, scoped.context_name, pdu, engine_time, message.flags & Flag.AUTHENTICATED)


def never_in_time(_pdu: Pdu) -> bytes:
    """Stand for an engine that calls every message late: net-snmp waits for its next answer for ever."""
    return b""
