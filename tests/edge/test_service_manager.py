"""What systemd hears of the loop, over a real datagram socket as it makes them."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from agent.edge.child import run_command
from agent.edge.service_manager import ServiceManager, service_manager
from tests.support.command_line import ENVIRONMENT, Program
from tests.support.patience import PATIENCE
from tests.support.watch_rig import watching

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")


def listening(address: str) -> socket.socket:
    server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    server.bind(address.replace("@", "\0", 1))
    server.settimeout(PATIENCE)
    return server


@pytest.mark.parametrize("is_abstract", [False, True])
def test_each_state_is_a_datagram(tmp_path: Path, *, is_abstract: bool) -> None:
    address = f"@meters-test-{os.getpid()}" if is_abstract else str(tmp_path / "notify")
    with listening(address) as server:
        manager = ServiceManager(address)
        manager.ready()
        manager.alive()
        manager.stopping()
        assert [server.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_without_a_manager_nothing_is_said_and_a_dead_one_stops_nobody(tmp_path: Path) -> None:
    ServiceManager("").ready()
    ServiceManager(str(tmp_path / "nobody")).alive()


def test_children_are_not_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/notify")
    assert service_manager() == ServiceManager("/run/notify")
    assert "NOTIFY_SOCKET" not in os.environ


def test_the_loop_says_that_it_is_ready_lives_and_ends(tmp_path: Path) -> None:
    address = str(tmp_path / "notify")
    with (
        listening(address) as server,
        watching(Program(tmp_path / "data"), environment={**ENVIRONMENT, "NOTIFY_SOCKET": address}) as loop,
    ):
        heard = [server.recv(100) for _ in range(3)]
        loop.process.terminate()
        while heard[-1] == b"WATCHDOG=1":
            heard.append(server.recv(100))
    assert heard[:3] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    assert heard[-1] == b"STOPPING=1"


def test_signs_of_life_go_on_while_a_task_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.edge.child.BEAT", 0.05)
    beats: list[None] = []
    ended = run_command(
        (sys.executable, "-c", "import time; time.sleep(1)"), PATIENCE, None, lambda: beats.append(None)
    )
    assert (ended.code, ended.timed_out) == (0, False)
    assert len(beats) >= 3  # of the twenty of a quiet computer


def test_a_task_that_hangs_is_ended_at_its_deadline_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.edge.child.BEAT", 0.05)
    beats: list[None] = []
    ended = run_command(
        (sys.executable, "-c", "import time; time.sleep(600)"), 0.4, None, lambda: beats.append(None)
    )
    assert (ended.code, ended.timed_out) == (None, True)
    assert len(beats) <= 8  # eight beats are its whole deadline
