"""What an address says to SNMP questions, and which credentials it accepts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import Probe, recognise
from agent.core.doctor.ladder import DoctorPart, DoctorStep, Fact, Verdict
from agent.core.doctor.usm import SnmpEngine, UserState, engine_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.core.model.access import Endpoint, Secret, User

# When each question is sent, in seconds: a printer that sleeps takes up to half a minute to its first answer.
ROUNDS = (0.0, 1.0, 2.0, 4.0, 7.0, 11.0, 16.0, 22.0)
GRACE = 1.5  # seconds for the other versions once one has answered: each is asked again within these
PATIENCE = 30.0  # seconds in all for an address that stays silent
# How sure a state makes of what is wrong: the one that a person should hear of several users.
_MOST_TELLING = (
    UserState.WRONG_PRIVACY,
    UserState.LEVEL_TOO_LOW,
    UserState.WRONG_CONTEXT,
    UserState.WRONG_PASSPHRASE,
    UserState.NO_SUCH_LEVEL,
    UserState.UNKNOWN,
    UserState.SILENT,
    UserState.NOT_TRIED,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answered what: the probes of SNMPv1 and v2c that were answered, and the SNMPv3 engine."""

    probes: tuple[Probe, ...] = ()
    engine: SnmpEngine | None = None
    nonsense: int = 0  # datagrams that are no answer to anything that was asked

    def by_version(self, version: str) -> Probe | None:
        """Return the first probe of a version ("1", "2c") that was answered."""
        return next((probe for probe in self.probes if probe.version == version), None)


@dataclass(frozen=True, slots=True)
class Silence:
    """What is known of an address that gives no answer; see edge/one_address.py."""

    closed: bool = False
    unreachable: bool = False
    neighbour: bool | None = None
    network_cause: str = "same_network"
    own: str = "?"  # the networks of this computer
    seconds: int = int(PATIENCE)


def answers_in(datagrams: Iterable[bytes], probes: Sequence[Probe]) -> Answers:
    """Return the answers in these datagrams."""
    by_id = {probe.request_id: probe for probe in probes}
    answered: dict[Probe, None] = {}
    engine, nonsense = None, 0
    for datagram in datagrams:
        probe = recognise(datagram, by_id)
        if probe is None:
            nonsense += 1
        elif probe.version == "3":
            engine = engine or engine_of(datagram)
        else:
            answered[probe] = None
    return Answers(tuple(answered), engine, nonsense)


def wait_more(datagrams: Sequence[bytes], probes: Sequence[Probe]) -> float:
    """Return how many seconds more an answer is worth waiting for, behind these."""
    found = answers_in(datagrams, probes)
    if found.by_version("2c") and found.engine:
        return 0.0
    return GRACE if found.probes or found.engine else PATIENCE


def answer_step(endpoint: Endpoint, answers: Answers, silence: Silence) -> DoctorStep:
    """Return whether anybody answers SNMP there, and what the silence means where nobody does."""
    versions = [version for version in ("1", "2c") if answers.by_version(version)]
    versions += ["3"] if answers.engine else []
    facts: dict[str, Fact] = {"address": endpoint.address, "port": endpoint.port, "seconds": silence.seconds}
    facts["own"] = silence.own
    if versions:
        return _step("answer", Verdict.OK, "answers", {**facts, "versions": ", ".join(versions)})
    if answers.nonsense:
        return _step("answer", Verdict.FAILED, "nonsense", {**facts, "count": answers.nonsense})
    return _step("answer", Verdict.FAILED, _cause_of(silence), facts)


def _cause_of(silence: Silence) -> str:
    if silence.closed:
        return "port_closed"
    if silence.neighbour:
        return "silent_there"
    if silence.unreachable or silence.neighbour is False:
        return "nobody_there"
    causes = {"other_network": "silent_other_network", "through_vpn": "silent_through_vpn"}
    return causes.get(silence.network_cause, "silent")


def community_step(answers: Answers, names: Mapping[Secret, str]) -> DoctorStep | None:
    """Return by which version a community of ours fits, None where none does.

    `names` are what the settings call each: the community itself is a secret.
    """
    for version in ("2c", "1"):
        probe = answers.by_version(version)
        if probe is not None:
            secret = probe.community
            cause = "community_fits" if version == "2c" else "only_v1"
            return _step(
                "access",
                Verdict.OK,
                cause,
                {"version": version, "community": names.get(secret, "?") if secret else "?"},
            )
    return None


def user_step(states: Sequence[tuple[User, UserState]]) -> DoctorStep:
    """Return which SNMPv3 user is let in, or the most telling refusal."""
    if not states:
        return _step("access", Verdict.FAILED, "only_v3", {})
    fitting = next((user for user, state in states if state is UserState.LET_IN), None)
    if fitting is not None:
        return _step("access", Verdict.OK, str(UserState.LET_IN), _of(fitting))
    user, state = min(states, key=lambda one: _MOST_TELLING.index(one[1]))
    return _step("access", Verdict.FAILED, str(state), _of(user))


def _of(user: User) -> dict[str, Fact]:
    return {
        "user": user.name,
        "level": user.security_level,
        "auth": user.auth_protocol,
        "privacy": user.privacy_protocol,
        "context": user.context,
    }


def _step(name: str, verdict: Verdict, cause: str, facts: dict[str, Fact]) -> DoctorStep:
    return DoctorStep(DoctorPart.PRINTER, name, verdict, cause, facts)
