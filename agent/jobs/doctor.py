"""Why a printer can't be read: the ladder of one address that a person named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.discovery.sweep import Found, make_probes
from agent.core.discovery.targets import expand, is_excluded, names, parse_targets
from agent.core.doctor.answers import (
    PATIENCE,
    ROUNDS,
    Answers,
    Silence,
    answer_step,
    answers_in,
    community_step,
    user_step,
    wait_more,
)
from agent.core.doctor.device_steps import reading_steps, unreadable_step
from agent.core.doctor.ladder import DoctorPart, DoctorStep, Verdict, climb, statement_of
from agent.core.doctor.lockout import MOST_WRONG_PASSPHRASES
from agent.core.doctor.places import network_step, route_step
from agent.core.doctor.usm import SnmpEngine, UserState, question_as, state_of
from agent.core.doctor.web import not_asked_step, web_step
from agent.core.model.errors import AgentError
from agent.core.settings.keyring_names import KEYRING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from agent.core.discovery.networks import Interface
    from agent.core.model.access import Endpoint, Secret, User
    from agent.core.settings import Network
    from agent.edge.one_address import Heard
    from agent.jobs.read_device import ReadOutcome
    from agent.jobs.rights import Rights

HTTP = 80
USER_ROUNDS = (0.0, 1.0, 3.0)  # seconds
USER_PATIENCE = 6.0  # seconds for the answer to one user


@dataclass(frozen=True, slots=True)
class Tools:
    """The outside world of a printer's ladder; see edge/one_address.py and edge/lan.

    `may_look_at_ports` asks the person whether TCP 631, 443 and 80 of an address may be tried.
    """

    interfaces: Callable[[], Sequence[Interface]]
    has_default_route: Callable[[], bool | None]
    resolve: Callable[[str], Sequence[str]]
    source_for: Callable[[Endpoint], str | None]
    ask: Callable[
        [Endpoint, Sequence[tuple[float, Sequence[bytes]]], Callable[[Sequence[bytes]], float], float], Heard
    ]
    neighbour: Callable[[str], bool | None]
    read: Callable[[Found, Sequence[User]], ReadOutcome]
    open_ports: Callable[[str], Sequence[int]]
    start_page: Callable[[str], bytes]
    new_request_id: Callable[[], int]
    may_look_at_ports: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a person asks about; `maker` is who made it, where the person says so."""

    text: str
    network: Network
    maker: str | None = None
    patience: float = PATIENCE


def printer_ladder(asked: Inquiry, rights: Callable[[], Rights], tools: Tools) -> Iterator[DoctorStep]:
    """Yield the steps of one address, up to the first that explains the rest."""
    return climb(_steps(asked, rights, tools))


def _steps(asked: Inquiry, rights: Callable[[], Rights], tools: Tools) -> Iterator[DoctorStep]:
    endpoint, step = _endpoint(asked, tools)
    yield step
    if endpoint is None:
        return
    yield _settings_step(endpoint, asked.network)
    interfaces, source = tools.interfaces(), tools.source_for(endpoint)
    yield route_step(endpoint, interfaces, source, has_default=tools.has_default_route())
    network = network_step(endpoint, interfaces, source)
    yield network
    try:
        held = rights()
    except AgentError as error:
        yield DoctorStep(
            DoctorPart.PRINTER, "access", Verdict.FAILED, "secret_missing", {}, statement_of(error)
        )
        return
    for _, why in held.left_out:
        yield DoctorStep(
            DoctorPart.PRINTER, "access", Verdict.WARNING, "secret_missing", {}, statement_of(why)
        )
    probes = make_probes(held.communities, tools.new_request_id())
    rounds = [(at, [probe.datagram for probe in probes]) for at in ROUNDS if at < asked.patience]
    heard = tools.ask(endpoint, rounds, lambda got: wait_more(got, probes), asked.patience)
    answers = answers_in(heard.datagrams, probes)
    silence = _silence(endpoint, network, heard, asked, tools)
    answer = answer_step(endpoint, answers, silence)
    yield answer
    if answer.verdict is not Verdict.FAILED:
        yield from _inside(endpoint, answers, held, _names(asked.network, held), tools)
    elif answer.cause != "nobody_there":
        yield _ports_step(endpoint, asked, tools)


def _endpoint(asked: Inquiry, tools: Tools) -> tuple[Endpoint | None, DoctorStep]:
    """Return the one endpoint that was named, and the step that tells it."""
    targets = parse_targets([asked.text], asked.network.port)
    found = expand(targets, {name: tools.resolve(name) for name in names(targets)})
    facts: dict[str, str | int] = {"text": asked.text}
    if found.unresolved:
        return None, DoctorStep(DoctorPart.PRINTER, "address", Verdict.FAILED, "name_unknown", facts)
    if len(found.endpoints) != 1:
        return None, DoctorStep(DoctorPart.PRINTER, "address", Verdict.FAILED, "not_one_address", facts)
    endpoint = found.endpoints[0]
    facts["address"] = str(endpoint)
    cause = "is_address" if asked.text == str(endpoint) else "address_known"
    return endpoint, DoctorStep(DoctorPart.PRINTER, "address", Verdict.OK, cause, facts)


def _settings_step(endpoint: Endpoint, network: Network) -> DoctorStep:
    """Return whether the settings leave this address out of every scan."""
    excluded = parse_targets([f"!{text.removeprefix('!')}" for text in network.exclude], network.port)
    if is_excluded(excluded, endpoint.address, endpoint.port):
        return DoctorStep(
            DoctorPart.PRINTER, "settings", Verdict.WARNING, "excluded", {"address": str(endpoint)}
        )
    return DoctorStep(DoctorPart.PRINTER, "settings", Verdict.OK, "not_excluded", {"address": str(endpoint)})


def _names(network: Network, held: Rights) -> Mapping[Secret, str]:
    """Return the name of each community in the settings; nothing where one of them is missing."""
    if len(network.communities) != len(held.communities):
        return {}
    texts = (text.removeprefix(KEYRING) for text in network.communities)
    return dict(zip(held.communities, texts, strict=True))


def _silence(endpoint: Endpoint, network: DoctorStep, heard: Heard, asked: Inquiry, tools: Tools) -> Silence:
    return Silence(
        closed=heard.closed,
        unreachable=heard.unreachable,
        neighbour=tools.neighbour(endpoint.address) if network.cause == "same_network" else None,
        network_cause=network.cause,
        own=str(network.facts.get("own", "?")),
        seconds=int(asked.patience),
    )


def _ports_step(endpoint: Endpoint, asked: Inquiry, tools: Tools) -> DoctorStep:
    """Return the step of the other ports of this address, where a person has agreed to look at them."""
    if not tools.may_look_at_ports(endpoint.address):
        return not_asked_step(endpoint.address)
    found = tools.open_ports(endpoint.address)
    page = tools.start_page(endpoint.address) if HTTP in found else b""
    return web_step(endpoint.address, found, page, asked.maker)


def _inside(
    endpoint: Endpoint, answers: Answers, held: Rights, names: Mapping[Secret, str], tools: Tools
) -> Iterator[DoctorStep]:
    """Yield which right fits, and what the device shows to it."""
    community = community_step(answers, names)
    if community is not None:
        yield community
        probe = answers.by_version(str(community.facts["version"]))
        found = Found(endpoint, str(community.facts["version"]), probe.community if probe else None)
        yield from _outcome_steps(tools.read(found, ()))
        return
    states = _states(endpoint, answers.engine, held.users, tools) if answers.engine else []
    access = user_step(states)
    if access.verdict is not Verdict.OK:
        yield access
        return
    user = next(user for user, state in states if state is UserState.LET_IN)
    outcome = tools.read(Found(endpoint, "3", None), (user,))
    if user.privacy_passphrase is not None and not outcome.datagrams_received:
        # Name, level and passphrase were right a moment ago: what is left is the encryption.
        yield user_step([(user, UserState.WRONG_PRIVACY)])
        return
    yield access
    yield from _outcome_steps(outcome)


def _states(
    endpoint: Endpoint, engine: SnmpEngine, users: Sequence[User], tools: Tools
) -> list[tuple[User, UserState]]:
    """Return the state of each user at the device, up to the first that it lets in.

    A wrong passphrase may lock the device for all: after MOST_WRONG_PASSPHRASES no other one is tried.
    """
    states: list[tuple[User, UserState]] = []
    wrong = 0
    for user in users:
        if wrong >= MOST_WRONG_PASSPHRASES and user.auth_passphrase is not None:
            states.append((user, UserState.NOT_TRIED))
            continue
        state = _state(endpoint, engine, user, tools)
        if state is UserState.SILENT and user.context:
            # net-snmp says nothing to a context that it does not have.
            state = _without_context(endpoint, engine, user, tools)
        if state is UserState.LEVEL_TOO_LOW and user.privacy_passphrase is not None:
            state = UserState.LET_IN  # the question was not encrypted yet: the reading will be
        states.append((user, state))
        wrong += state is UserState.WRONG_PASSPHRASE
        if state is UserState.LET_IN:
            break
    return states


def _without_context(endpoint: Endpoint, engine: SnmpEngine, user: User, tools: Tools) -> UserState:
    state = _state(endpoint, engine, replace(user, context=""), tools)
    is_known = state in {UserState.LET_IN, UserState.LEVEL_TOO_LOW}
    return UserState.WRONG_CONTEXT if is_known else state


def _state(endpoint: Endpoint, engine: SnmpEngine, user: User, tools: Tools) -> UserState:
    message_id = tools.new_request_id()

    def states(datagrams: Sequence[bytes]) -> list[UserState]:
        return [state for one in datagrams if (state := state_of(one, message_id)) is not None]

    question = question_as(user, engine, message_id)
    # An authenticated question goes out once: repeated, a wrong passphrase would count several times.
    rounds = [(at, [question]) for at in (USER_ROUNDS if user.auth_passphrase is None else USER_ROUNDS[:1])]
    heard = tools.ask(endpoint, rounds, lambda got: 0.0 if states(got) else USER_PATIENCE, USER_PATIENCE)
    return next(iter(states(heard.datagrams)), UserState.SILENT)


def _outcome_steps(outcome: ReadOutcome) -> Iterator[DoctorStep]:
    if outcome.reading is None:
        yield unreadable_step(outcome.why or "", outcome.advice)
        return
    yield from reading_steps(outcome.reading)
