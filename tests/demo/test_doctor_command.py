"""meters doctor as a person and a program meet it: networks of its own, what it contacts, a real printer."""

from __future__ import annotations

import json
import re
import shutil
import socketserver
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.model.access import Endpoint, Secret, User
from agent.demo.made_up_printers import OFFICE
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import one_address
from tests.support.command_line import ENVIRONMENT, LONGEST, ROOT, Program
from tests.support.loopback import needs_127_8
from tests.support.network_namespace import UNSHARE, is_possible
from tests.support.scripted_smtp import scripted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_namespaces = pytest.mark.skipif(not is_possible(), reason="needs network namespaces (unshare, ip)")
LAN = "ip link add {card} type veth peer name far && ip addr add {network} dev {card} && "
LAN += "ip link set lo up && ip link set {card} up && ip link set far up && "
STRACE = shutil.which("strace")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "data")


def steps_of(stdout: bytes) -> dict[str, dict[str, Any]]:
    return {step["step"]: step for step in json.loads(stdout)["steps"]}


def in_namespace(program: Program, prepare: str, *arguments: str) -> dict[str, dict[str, Any]]:
    command = f'{prepare}exec "$@"'
    doctor = [sys.executable, "-m", "agent", "--data", str(program.data), "doctor", "--json", *arguments]
    ended = subprocess.run(
        [*UNSHARE, "sh", "-c", command, "sh", *doctor],
        capture_output=True,
        env=ENVIRONMENT,
        cwd=ROOT,
        check=False,
        timeout=LONGEST,
    )
    assert ended.returncode == 1, ended.stderr.decode()
    return steps_of(ended.stdout)


@needs_namespaces
def test_nobody_has_the_address(program: Program) -> None:
    steps = in_namespace(program, LAN.format(card="v0", network="192.168.7.5/24"), "192.168.7.99")
    assert (steps["network"]["cause"], steps["network"]["facts"]["network"]) == (
        "same_network",
        "192.168.7.0/24",
    )
    assert steps["answer"]["cause"] == "nobody_there"
    assert "web" not in steps


@needs_namespaces
def test_the_wrong_network_is_named_with_the_own_one(program: Program) -> None:
    steps = in_namespace(program, LAN.format(card="v0", network="192.168.7.5/24"), "10.8.0.1")
    assert list(steps)[-1] == "network"
    assert (steps["route"]["verdict"], steps["route"]["cause"]) == ("warning", "no_default_route")
    assert steps["network"]["cause"] == "no_route"
    assert "192.168.7.0/24" in steps["network"]["came"]


@needs_namespaces
def test_a_default_route_leads_to_another_network(program: Program) -> None:
    gateway = LAN.format(card="v0", network="192.168.7.5/24") + "ip route add default via 192.168.7.1 && "
    steps = in_namespace(program, gateway, "10.8.0.1")
    assert (steps["route"]["cause"], steps["network"]["cause"]) == ("default_route", "other_network")
    assert list(steps).index("route") < list(steps).index("answer")


@needs_namespaces
def test_a_way_of_its_own_needs_no_default_route(program: Program) -> None:
    way = LAN.format(card="v0", network="192.168.7.5/24") + "ip route add 10.8.0.0/24 via 192.168.7.1 && "
    steps = in_namespace(program, way, "10.8.0.1")
    assert (steps["route"]["verdict"], steps["route"]["cause"]) == ("ok", "own_route")


@needs_namespaces
def test_no_network_at_all(program: Program) -> None:
    steps = in_namespace(program, "", "10.8.0.1")
    assert list(steps)[-1] == "network"
    assert steps["network"]["cause"] == "no_network"


@needs_namespaces
def test_a_vpn_takes_the_way(program: Program) -> None:
    steps = in_namespace(program, LAN.format(card="tun0", network="10.9.0.2/24"), "10.9.0.9")
    assert (steps["network"]["verdict"], steps["network"]["cause"]) == ("warning", "through_vpn")


@needs_namespaces
def test_the_computer_without_a_network_is_looked_at_to_the_end(program: Program) -> None:
    steps = in_namespace(program, "")
    assert steps["disk"]["verdict"] == steps["database"]["verdict"] == "ok"
    assert (steps["networks"]["verdict"], steps["networks"]["cause"]) == ("failed", "networks_none")
    assert steps["keyring"]["verdict"] == "failed"  # the children of the tests have none
    assert steps["mail_settings"]["verdict"] == "failed"


def test_a_step_is_shown_with_its_ladder_alone(program: Program) -> None:
    steps = steps_of(program.run("doctor", "--json", "--step=mail_settings").stdout)
    assert list(steps) == ["mail_settings"]
    steps = steps_of(program.run("doctor", "--json", "--step=clock").stdout)
    assert "clock" in steps
    assert "mail_settings" not in steps
    ended = program.run("doctor", "--step=device")
    assert ended.code == 2
    assert b"meters doctor ADDRESS --step=device" in ended.stderr


def test_settings_that_cannot_be_used_are_a_step(program: Program) -> None:
    program.settings("[mail]\nport = 99999\n")
    ended = program.run("doctor", "--json")
    steps = steps_of(ended.stdout)
    assert (ended.code, steps["settings_file"]["verdict"]) == (1, "failed")
    assert "mail.port" in steps["settings_file"]["next"]
    assert steps["database"]["verdict"] == "ok"
    assert "mail_settings" not in steps


@needs_127_8
def test_a_printer_in_order_is_exit_code_0_or_1_and_read_whole(program: Program) -> None:
    agent = SimulatedAgent(OFFICE[0].walk, Endpoint("127.86.0.1", 0))
    with serve([agent]) as (one,):
        ended = program.run("doctor", str(one.endpoint), "--json")
        shown = program.run("doctor", str(one.endpoint))
    steps = steps_of(ended.stdout)
    assert steps["device"]["cause"] == "is_printer"
    assert ended.code == int(any(step["verdict"] in {"failed", "warning"} for step in steps.values()))
    assert OFFICE[0].walk is not None
    lines = shown.stdout.decode().splitlines()
    assert lines[0] == "Printer"
    assert len([line for line in lines if line.startswith("[")]) == len(steps)
    assert b"Traceback" not in ended.stderr + shown.stderr


@needs_127_8
def test_other_ports_are_tried_with_consent_alone_and_9100_never(program: Program) -> None:
    address = "127.86.0.2"
    with _web(address) as heard:
        without = steps_of(program.run("doctor", f"{address}:16161", "--json").stdout)
        assert without["web"]["verdict"] == "not_tried"
        assert heard == []
        agreed = steps_of(program.run("doctor", f"{address}:16161", "--json", "--ports").stdout)
    assert (agreed["web"]["cause"], agreed["web"]["facts"]["maker"]) == ("switch_on", "Canon")
    assert "Use SNMPv1" in agreed["web"]["next"]
    assert 9100 not in one_address.TCP_PORTS


@needs_127_8
@pytest.mark.skipif(STRACE is None, reason="needs strace")
def test_no_step_contacts_what_nobody_named(program: Program, tmp_path: Path) -> None:
    with scripted() as (server, _):
        program.settings(f"""
[mail]
host = "127.0.0.1"
port = {server.port}
security = "none"
sender = "meters@example.com"
recipients = ["office@example.com"]
""")
        printer = _contacted(program, tmp_path / "printer", "127.86.0.3:16161", "--ports")
        mail = _contacted(program, tmp_path / "mail")
    assert printer == {"127.86.0.3:16161", *(f"127.86.0.3:{port}" for port in one_address.TCP_PORTS)}
    assert mail == {f"127.0.0.1:{server.port}"}


def _contacted(program: Program, trace: Path, *arguments: str) -> set[str]:
    """Return the internet addresses and ports that a doctor's processes connected or sent to."""
    command = [str(STRACE), "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace)]
    command += [sys.executable, "-m", "agent", "--data", str(program.data), "doctor", "--json", *arguments]
    subprocess.run(command, capture_output=True, env=ENVIRONMENT, cwd=ROOT, check=False, timeout=LONGEST)
    found = re.findall(
        r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([\d.]+)"\)', trace.read_text(errors="replace")
    )
    assert found
    return {f"{address}:{port}" for port, address in found}


class _Page(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.server.heard.append(self.rfile.readline())  # type: ignore[attr-defined] # set below
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n<title>Canon MF</title>")


def _web(address: str) -> Any:  # noqa: ANN401 (a context manager of what was heard)
    from contextlib import contextmanager  # noqa: PLC0415 (used here alone)

    @contextmanager
    def running() -> Iterator[list[bytes]]:
        with socketserver.ThreadingTCPServer((address, 80), _Page) as server:
            server.heard = []  # type: ignore[attr-defined] # what it was asked
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            yield server.heard  # type: ignore[attr-defined] # as above
            server.shutdown()

    return running()


@needs_127_8
def test_a_printer_for_snmpv3_alone_is_named_by_status_with_the_command_that_explains_it(
    program: Program,
) -> None:
    user = User("bob", "SHA", Secret("maplesyrup"))
    device = SimulatedAgent(OFFICE[0].walk, Endpoint("127.88.8.1", 0), versions=frozenset({"3"}), user=user)
    with serve([device]) as (one,):
        program.run("scan", str(one.endpoint))
        said = program.run("status").stdout.decode()
        assert f"  - {one.endpoint}: Accepts SNMPv3 only." in said
        assert f"    To find out why: meters doctor {one.endpoint}" in said
        steps = steps_of(program.run("doctor", "--json", str(one.endpoint)).stdout)
    assert steps["access"]["cause"] == "only_v3"
