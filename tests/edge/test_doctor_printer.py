"""The ladder of a printer against real agents: SNMPv3 in each state, silence, floods."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from agent.context.office import now
from agent.core.doctor.ladder import DoctorStep, Verdict
from agent.core.messages import keyring
from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS
from agent.demo.made_up_printers import OFFICE
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import lan, one_address
from agent.edge.snmp import open_session
from agent.edge.snmp.ask import ask
from agent.jobs.doctor import Inquiry, Tools, printer_ladder
from agent.jobs.read_device import Reader, ReadOutcome, read_device
from agent.jobs.rights import Rights
from tests.support.real_snmpd import COMMUNITY, SNMPD, USERS, RealSnmpd, real_snmpd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.discovery.sweep import Found

needs_snmpd = pytest.mark.skipif(SNMPD is None, reason="snmpd of net-snmp is not installed")
PATIENCE = 4.0  # seconds that a silent address is waited for here
WRONG = Secret("not the passphrase")


@pytest.fixture(scope="module")
def snmpd() -> Iterator[RealSnmpd]:
    with real_snmpd() as running:
        yield running


def tools(*, may_look: bool = False) -> Tools:
    numbers = iter(range(4_000, 5_000))

    def read(found: Found, users: Sequence[User]) -> ReadOutcome:
        asking = partial(ask, deadline=10.0)
        return read_device(found, Reader(open_session, asking, now, 0.5, tuple(users)))

    return Tools(
        interfaces=lan.interfaces,
        has_default_route=lan.has_default_route,
        resolve=lan.resolve,
        source_for=one_address.source_for,
        ask=one_address.ask,
        neighbour=one_address.neighbour,
        read=read,
        open_ports=one_address.open_ports,
        start_page=one_address.start_page,
        new_request_id=lambda: next(numbers),
        may_look_at_ports=lambda _: may_look,
    )


def climbed(endpoint: Endpoint | str, rights: Rights, using: Tools | None = None) -> dict[str, DoctorStep]:
    asked = Inquiry(str(endpoint), DEFAULTS.network, patience=PATIENCE)
    return {step.name: step for step in printer_ladder(asked, lambda: rights, using or tools())}


def as_users(*users: User) -> Rights:
    return Rights((Secret("nobody's"),), users, ())


@needs_snmpd
def test_who_lets_us_in_and_is_no_printer_is_told_so(snmpd: RealSnmpd) -> None:
    steps = climbed(snmpd.endpoint, Rights((Secret("wrong"), Secret(COMMUNITY)), (), ()))
    assert [step.verdict for step in steps.values()][:5] == [Verdict.OK] * 5
    assert steps["answer"].facts["versions"] == "1, 2c, 3"
    assert steps["access"].cause == "community_fits"
    assert steps["device"].verdict is Verdict.FAILED
    assert "serial" not in steps


@needs_snmpd
@pytest.mark.parametrize(
    ("user", "cause"),
    [
        (User("nobody-here", "SHA", WRONG), "unknown_user"),
        (User("nobody-here"), "unknown_user"),
        (replace(USERS["mistyped"], auth_passphrase=WRONG), "wrong_passphrase"),
        (replace(USERS["mistyped"], auth_protocol="MD5"), "wrong_passphrase"),
        (User("anybody", "SHA", WRONG), "level_too_high"),
        (User("reader"), "level_too_low"),
        (replace(USERS["authNoPriv"], context="nowhere"), "wrong_context"),
    ],
)
def test_each_refusal_of_snmpv3_is_told_apart(snmpd: RealSnmpd, user: User, cause: str) -> None:
    access = climbed(snmpd.endpoint, as_users(user))["access"]
    assert (access.verdict, access.cause) == (Verdict.FAILED, cause)
    assert user.name in access.came
    assert access.advice


@needs_snmpd
@pytest.mark.parametrize("name", ["noAuthNoPriv", "authNoPriv", "authPriv SHA-256", "authPriv MD5 DES"])
def test_a_user_who_is_let_in_gets_to_the_device(snmpd: RealSnmpd, name: str) -> None:
    steps = climbed(snmpd.endpoint, as_users(USERS[name]))
    assert (steps["access"].cause, steps["access"].facts["user"]) == ("user_fits", USERS[name].name)
    assert steps["device"].cause == "not_a_printer"  # it was read: net-snmp is none


@needs_snmpd
def test_a_wrong_encryption_passphrase_is_not_taken_for_a_wrong_login(snmpd: RealSnmpd) -> None:
    # A user of its own: net-snmp remembers the key of each for the life of this process.
    user = replace(USERS["authPriv"], privacy_passphrase=WRONG)
    access = climbed(snmpd.endpoint, as_users(user))["access"]
    assert (access.verdict, access.cause) == (Verdict.FAILED, "wrong_privacy")


@needs_snmpd
def test_one_wrong_passphrase_is_the_last_that_is_tried(snmpd: RealSnmpd) -> None:
    sent: list[bytes] = []
    real = tools()

    def counting(*arguments: Any) -> one_address.Heard:  # noqa: ANN401 (handed on as they are)
        sent.extend(datagram for _, datagrams in arguments[1] for datagram in datagrams)
        return one_address.ask(*arguments)

    users = [replace(USERS["mistyped"], auth_passphrase=WRONG), USERS["authNoPriv"]]
    access = climbed(snmpd.endpoint, as_users(*users), replace(real, ask=counting))["access"]
    assert access.cause == "wrong_passphrase"
    assert sum(b"mistyped" in datagram for datagram in sent) == 1
    assert not any(b"reader" in datagram for datagram in sent)


@needs_snmpd
def test_an_unknown_name_costs_nothing_so_the_next_user_is_tried(snmpd: RealSnmpd) -> None:
    users = [User("nobody-here", "SHA", WRONG), USERS["authNoPriv"]]
    assert climbed(snmpd.endpoint, as_users(*users))["access"].cause == "user_fits"


@needs_snmpd
def test_a_device_for_snmpv3_alone_asks_for_a_user(snmpd: RealSnmpd) -> None:
    access = climbed(snmpd.endpoint, as_users())["access"]
    assert (access.verdict, access.cause) == (Verdict.FAILED, "only_v3")


def test_a_printer_shows_its_values_each_by_its_object() -> None:
    device = OFFICE[0]
    with serve([SimulatedAgent(device.walk, Endpoint("127.0.0.1", 0))]) as (agent,):
        steps = climbed(agent.endpoint, Rights((Secret("public"),), (), ()))
    assert steps["address"].cause == "is_address"
    assert steps["device"].cause == "is_printer"
    assert steps["serial"].facts["object"]
    assert steps["counters"].cause in {"counters_found", "engine_only"}
    assert steps["supplies"].cause == "supplies_found"


def test_a_right_that_is_left_out_is_told_in_the_words_of_each_surface() -> None:
    missing = AgentError(keyring.NO_SECRET, {"name": "community:warehouse"})
    with serve([SimulatedAgent(OFFICE[0].walk, Endpoint("127.0.0.1", 0))]) as (agent,):
        rights = Rights((Secret("public"),), (), (("the community keyring:warehouse", missing),))
        steps = list(printer_ladder(Inquiry(str(agent.endpoint), DEFAULTS.network), lambda: rights, tools()))
    shown, fits = (step for step in steps if step.name == "access")
    assert (shown.verdict, fits.cause) == (Verdict.WARNING, "community_fits")
    assert "The password community:warehouse is missing" in shown.came
    assert shown.advice == "Enter it: 'meters settings password community:warehouse'."
    assert shown.said("window")[1] == "Enter it in Settings."


def test_a_printer_that_speaks_snmpv1_alone_is_fine() -> None:
    agent = SimulatedAgent(OFFICE[0].walk, Endpoint("127.0.0.1", 0), versions=frozenset({"1"}))
    with serve([agent]) as (one,):
        steps = climbed(one.endpoint, Rights((Secret("public"),), (), ()))
    assert (steps["access"].cause, steps["device"].cause) == ("only_v1", "is_printer")


def test_a_closed_port_is_told_from_silence() -> None:
    with _udp() as silent:
        closed = Endpoint("127.0.0.1", _free_port())
        assert climbed(closed, as_users())["answer"].cause == "port_closed"
        steps = climbed(Endpoint(*silent.getsockname()), as_users())
    assert steps["answer"].cause == "silent"
    assert list(steps)[-1] == "web"
    assert steps["web"].verdict is Verdict.NOT_TRIED


def test_a_flood_and_a_drip_of_nonsense_end() -> None:
    with _udp() as hostile:
        stop = threading.Event()
        threading.Thread(target=_flood, args=(hostile, stop), daemon=True).start()
        began = time.monotonic()
        steps = climbed(Endpoint(*hostile.getsockname()), as_users())
        stop.set()
    assert steps["answer"].cause == "nonsense"
    assert int(steps["answer"].facts["count"]) <= one_address.MOST_DATAGRAMS
    # PATIENCE of the ladder, and room for a busy computer.
    assert time.monotonic() - began < PATIENCE + 20


def test_an_answer_from_another_port_is_not_heard() -> None:
    with _udp() as asked, _udp() as other:
        target = asked.getsockname()

        def answer() -> None:
            _, who = asked.recvfrom(65_535)
            other.sendto(b"from elsewhere", who)

        threading.Thread(target=answer, daemon=True).start()
        assert climbed(Endpoint(*target), as_users())["answer"].cause == "silent"


def test_what_the_settings_leave_out_is_told() -> None:
    network = replace(DEFAULTS.network, exclude=("127.0.0.0/8",))
    asked = Inquiry(f"127.0.0.1:{_free_port()}", network, patience=0.1)
    steps = {step.name: step for step in printer_ladder(asked, as_users, tools())}
    assert (steps["settings"].verdict, steps["settings"].cause) == (Verdict.WARNING, "excluded")


@pytest.mark.parametrize(
    ("text", "cause"), [("no-such-printer.invalid", "name_unknown"), ("10.0.0.1-9", "not_one_address")]
)
def test_what_is_no_address_ends_the_ladder_at_once(text: str, cause: str) -> None:
    steps = climbed(text, as_users())
    assert list(steps) == ["address"]
    assert (steps["address"].verdict, steps["address"].cause) == (Verdict.FAILED, cause)


@contextmanager
def _udp() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        yield one


def _free_port() -> int:
    with _udp() as one:
        return int(one.getsockname()[1])


def _flood(one: socket.socket, stop: threading.Event) -> None:
    _, who = one.recvfrom(65_535)
    while not stop.is_set():
        one.sendto(b"\x30\x82\xff\xff nonsense", who)
        time.sleep(0.001)
