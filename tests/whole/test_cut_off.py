"""A scan that is stopped, killed or out of room: what it kept stays sound, and the next one goes on."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import PORT, PRINTERS, TARGETS, attached, run_numbers, validated, with_mail
from tests.support.loopback import needs_127_8
from tests.support.patience import PATIENCE
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program

pytestmark = [
    needs_127_8,
    pytest.mark.usefixtures("simulated_office"),
    pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX"),
]

KILLING = 8.0  # seconds
WAITED_FOR = 25.0  # seconds: who did not end at once would wait for a known printer, 30 s


def test_ctrl_c_ends_it_at_once_and_leaves_a_store_that_goes_on(program: Program) -> None:
    gone = Endpoint("127.79.1.1", PORT)
    with serve([SimulatedAgent(honest_walk(b"GONE0001"), gone)]):
        assert program.run("scan", str(gone)).code == 0
    # The known printer is silent now and would be waited for, 30 seconds long.
    with program.started("scan", str(gone), *TARGETS) as child:
        program.wait_for_readings(1 + PRINTERS)
        child.send_signal(signal.SIGINT)
        began = time.monotonic()
        _, shown = child.communicate(timeout=PATIENCE)
    assert time.monotonic() - began < WAITED_FOR
    assert child.returncode == 130
    assert shown.decode().strip() == "Cancelled. Printers read so far are saved."
    assert len(validated(program.run("scan", *TARGETS, "--json", "-").stdout)["printers"]) == PRINTERS


def test_killed_at_any_moment_the_next_scan_runs_and_no_run_number_is_missing(
    program: Program, sink: MailSink
) -> None:
    program.settings(with_mail(sink.port))
    chance = random.Random(20261122)  # noqa: S311 (moments to kill at, no secrets)
    end = time.monotonic() + KILLING
    while time.monotonic() < end:
        with program.started("scan") as child, contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(chance.uniform(0.1, 1.4))
        child.kill()
    ended = program.run("scan")
    assert ended.code == 0, ended.stderr
    numbers = run_numbers(program)
    assert numbers == list(range(1, len(numbers) + 1))
    reports = {validated(attached(mail)["meters.json"])["run_number"] for mail in sink.messages}
    assert reports == set(numbers)  # one may have come twice: the server took it, then we died
    assert json.loads(program.run("status", "--json").stdout)["waiting"] == []


def test_a_full_disk_is_told_in_a_sentence(program: Program) -> None:
    assert program.run("scan", *TARGETS).code == 0
    ended = program.run("scan", *TARGETS, largest_file=(program.data / "agent.db").stat().st_size)
    assert ended.code == 1
    shown = ended.stderr.decode()
    assert "disk" in shown
    assert "Traceback" not in shown
    assert len(validated(program.run("scan", *TARGETS, "--json", "-").stdout)["printers"]) == PRINTERS
