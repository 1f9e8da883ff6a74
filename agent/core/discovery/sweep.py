"""The sweep's questions: what every address is asked, when, and how an answer is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.model.walk import Tag, Varbind
from agent.core.snmp_codec.ber import Malformed
from agent.core.snmp_codec.message import Message, Pdu, PduKind, Version, decode, encode, version_of
from agent.core.snmp_codec.message_v3 import decode_discovery, discovery_question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.model.access import Endpoint, Secret

ROUND_WAIT = 0.5  # seconds from a question to the next one to the same address

# When a sleeper is asked again, in seconds after the first question.
PATIENT_TIMES = (0.0, 0.5, 1.0, 2.0, 3.0, 4.5, 6.5, 10.0, 15.0, 21.0, 27.0)

_VERSIONS = {Version.V1: "1", Version.V2C: "2c"}
_WHAT = (Varbind((*objects.SYS_OBJECT_ID, 0), Tag.NULL, None),)


@dataclass(frozen=True, slots=True)
class Probe:
    """One question, encoded once for all addresses; `version` is "1", "2c" or "3"."""

    version: str
    community: Secret | None
    request_id: int
    datagram: bytes


@dataclass(frozen=True, slots=True)
class Found:
    """An address that answered, and by which version and community."""

    endpoint: Endpoint
    version: str
    community: Secret | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many more addresses were asked their first question."""

    addresses: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is sent to one address at one time, counted in seconds from its first question."""

    at: float
    probes: tuple[Probe, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the sweep sent and received, in datagrams and in octets of UDP payload.

    `lacks_ipv6` is True where IPv6 addresses were to be asked on a computer that has no IPv6.
    """

    datagrams_sent: int
    datagrams_received: int
    bytes_sent: int
    bytes_received: int
    lacks_ipv6: bool = False


def make_probes(communities: Sequence[Secret], first_request_id: int) -> tuple[Probe, ...]:
    """Return all probes: v2c for each community, v1 for each, then the v3 engine discovery."""
    wanted = [(version, community) for version in (Version.V2C, Version.V1) for community in communities]
    plain = tuple(
        Probe(_VERSIONS[version], community, request_id, _question(version, community, request_id))
        for request_id, (version, community) in enumerate(wanted, first_request_id)
    )
    last = first_request_id + len(plain)
    return (*plain, Probe("3", None, last, discovery_question(last)))


def plan_steps(probes: Sequence[Probe], *, ask_v3: bool) -> tuple[Step, ...]:
    """Return an ordinary address's two rounds: v2c first, v1 (and v3) for those that stay silent."""
    last_round = {"1", "3"} if ask_v3 else {"1"}
    return (
        Step(0.0, tuple(p for p in probes if p.version == "2c")),
        Step(ROUND_WAIT, tuple(p for p in probes if p.version in last_round)),
    )


def plan_patient_steps(probes: Sequence[Probe], patience: float) -> tuple[Step, ...]:
    """Return the steps for a printer that is known or was named: asked in turn until `patience` ends.

    v3 is asked here even where no user is set: "it speaks SNMPv3 only" is worth knowing.
    """
    v2c = tuple(p for p in probes if p.version == "2c")
    others = tuple(p for p in probes if p.version != "2c")
    times = [at for at in PATIENT_TIMES if at < max(patience, 2 * ROUND_WAIT)]
    return tuple(Step(at, others if turn % 2 else v2c) for turn, at in enumerate(times))


def recognise(datagram: bytes, probes: Mapping[int, Probe]) -> Probe | None:
    """Return the probe (by request id) that a datagram answers, None if it answers none of them.

    Any well-formed response means that somebody is there: some devices say noSuchObject even to
    sysObjectID. Whoever calls this has checked that the datagram came from the address asked.
    """
    try:
        if version_of(datagram) == Version.V3:
            decode_discovery(datagram)
            return next((p for p in probes.values() if p.version == "3"), None)
        message = decode(datagram)
    except Malformed:
        return None
    probe = probes.get(message.pdu.request_id)
    fits = (
        probe
        and message.pdu.kind == PduKind.RESPONSE
        and _VERSIONS[Version(message.version)] == probe.version
    )
    return probe if fits else None


def _question(version: Version, community: Secret, request_id: int) -> bytes:
    pdu = Pdu(PduKind.GET, request_id, 0, 0, _WHAT)
    return encode(Message(version, community.reveal().encode(), pdu))
