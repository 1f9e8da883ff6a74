"""The sweep's questions: what every address is asked, when, and how an answer is recognised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.core.discovery.response_times import LONGEST_TIMEOUT
from agent.core.mib import objects
from agent.core.model.walk import Tag, Varbind
from agent.core.snmp_codec.ber import Malformed
from agent.core.snmp_codec.message import Message, Pdu, PduKind, Version, decode, encode, version_of
from agent.core.snmp_codec.message_v3 import decode_discovery, discovery_question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agent.core.model.access import Endpoint, Secret

ROUND_WAIT = LONGEST_TIMEOUT  # seconds from a question to the next one to the same address

# A first run: asleep at the first question, awake at the second, which comes after so many seconds. Then it
# listens for so many more.
FIRST_RUN_WAIT, FIRST_RUN_LISTENS = 3.5, 4.0

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
    """An address that answered, and by which version and community.

    `seconds` is its response time, None where it was asked twice and may have answered either question.
    """

    endpoint: Endpoint
    version: str
    community: Secret | None
    seconds: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many more addresses were asked their first question."""

    addresses: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is sent to one address at one time, counted in seconds from its first question.

    Without probes it is the end of the wait for that address. One that is `only_after_loss` is sent when
    answers are seen to be lost, be it later.
    """

    at: float
    probes: tuple[Probe, ...] = ()
    only_after_loss: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds: from an ordinary address's first question to its `second`, and from that to the end."""

    second: float = ROUND_WAIT
    last: float = ROUND_WAIT


AS_IF_UNKNOWN = Waits()
FIRST_RUN = Waits(FIRST_RUN_WAIT, FIRST_RUN_LISTENS)


@dataclass(frozen=True, slots=True)
class Reads:
    """What a sweep hears of the reads beside it, each as a call.

    `ended`: how many of the found addresses are read, None where nobody reads them. `loses_answers`: whether
    an answer to a read was seen to be lost. `is_congested`: whether so many that the sweep itself may be why.
    """

    ended: Callable[[], int | None] = lambda: None
    loses_answers: Callable[[], bool] = lambda: False
    is_congested: Callable[[], bool] = lambda: False


NO_READS = Reads()


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


def plan_steps(probes: Sequence[Probe], *, ask_v3: bool, waits: Waits = AS_IF_UNKNOWN) -> tuple[Step, ...]:
    """Return an ordinary address's rounds: v2c first, then v1 (and v3); v2c again after losses."""
    last_round = {"1", "3"} if ask_v3 else {"1"}
    v2c = tuple(p for p in probes if p.version == "2c")
    third = waits.second + waits.last
    return (
        Step(0.0, v2c),
        Step(waits.second, tuple(p for p in probes if p.version in last_round)),
        Step(third, v2c, only_after_loss=True),
        Step(third + min(waits.last, ROUND_WAIT)),
    )


def plan_patient_steps(
    probes: Sequence[Probe], patience: float, version: str | None = None, wait: float = ROUND_WAIT
) -> tuple[Step, ...]:
    """Return the steps for a printer that is known or was named: asked in turn until `patience` ends.

    Where its `version` is known that is asked twice before any other, `wait` seconds apart. v3 is asked here
    even where no user is set: "it speaks SNMPv3 only" is worth knowing.
    """
    first = tuple(p for p in probes if p.version == (version or "2c"))
    others = tuple(p for p in probes if p not in first)
    times = [0.0, wait, 2 * wait, *PATIENT_TIMES[3:]]
    times = [at for at in times if at < max(patience, 2 * wait)]
    turns = [first if turn % 2 == 0 else others for turn in range(len(times))]
    if version:
        turns = [first, *turns[:-1]]
    steps = tuple(map(Step, times, turns))
    return (*steps, Step(times[-1] + ROUND_WAIT))


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
