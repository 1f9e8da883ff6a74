"""meters walk: a recording that is looked at before it is saved, and that reads the same afterwards."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from agent.core.interpretation import read_printer
from agent.core.model.access import Endpoint
from agent.demo.made_up_printers import OFFICE
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import Program
from tests.support.loopback import needs_127_8
from tests.support.recording import parse_recording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = needs_127_8
DEVICE = OFFICE[0]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "data")


@contextmanager
def printer(address: str) -> Iterator[str]:
    with serve([SimulatedAgent(DEVICE.walk, Endpoint(address, 0))]) as (agent,):
        yield str(agent.endpoint)


def test_a_redacted_recording_reads_the_same_and_names_nobody(program: Program) -> None:
    with printer("127.87.0.1") as place:
        raw = program.run("walk", place)
        ended = program.run("walk", place, "--redact")
    assert (raw.code, ended.code) == (0, 0)
    before = read_printer(parse_recording(raw.stdout.decode()), "127.87.0.1")
    after = read_printer(parse_recording(ended.stdout.decode()), "192.0.2.1")
    assert (after.counters, after.markers, after.status) == (before.counters, before.markers, before.status)
    assert [one.level for one in after.supplies] == [one.level for one in before.supplies]
    serial = before.identity.serial_number
    assert serial
    assert serial.encode() in raw.stdout
    assert serial.encode() not in ended.stdout
    assert b"Not redacted" in raw.stderr
    assert b"look for other names" in ended.stderr.replace(b"look \n", b"look ")


def test_nothing_is_saved_that_nobody_agreed_to(program: Program, tmp_path: Path) -> None:
    target = tmp_path / "printer.snmprec"
    with printer("127.87.0.2") as place:
        ended = program.run("walk", place, "--redact", "--to", str(target))
        assert (ended.code, target.exists()) == (2, False)
        agreed = program.run("walk", place, "--redact", "--to", str(target), "--yes")
    assert agreed.code == 0
    assert target.read_bytes() == agreed.stdout


def test_who_does_not_answer_is_explained_by_the_doctor(program: Program) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.87.0.3", 0))
        port = free.getsockname()[1]
    ended = program.run("walk", f"127.87.0.3:{port}", "--redact")
    assert (ended.code, ended.stdout) == (1, b"")
    assert b"SNMP turned off" in ended.stderr


def test_an_endless_answer_ends_the_recording(program: Program) -> None:
    with _nonsense() as place:
        ended = program.run("walk", place, "--redact")
    assert (ended.code, ended.stdout) == (1, b"")
    assert b"not with valid SNMP" in ended.stderr


@contextmanager
def _nonsense() -> Iterator[str]:
    """Answer every datagram with a flood of others."""
    stop = threading.Event()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.87.0.4", 0))
        one.settimeout(0.1)

        def flood() -> None:
            while not stop.is_set():
                try:
                    _, who = one.recvfrom(65_535)
                except TimeoutError:
                    continue
                for _ in range(400):
                    one.sendto(b"\x30\x10nonsense", who)

        thread = threading.Thread(target=flood, daemon=True)
        thread.start()
        yield f"127.87.0.4:{one.getsockname()[1]}"
        stop.set()
        thread.join()
