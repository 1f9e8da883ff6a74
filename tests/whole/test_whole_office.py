"""Twelve honest printers among one of each rogue, by the real command: complete, named, in time and small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

import pytest

from agent.context.office import now
from agent.demo.simulator import serve
from agent.edge.store import Store
from tests.support.command_line import Program
from tests.support.process_memory import Peak, watched
from tests.support.report_schema import flaws_of
from tests.support.rogue import rogues
from tests.support.whole_office import LONGEST, MOST_MEMORY, PRINTERS, SETTINGS, WITH_KEYRING, cast, honest

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.getuid() != 0,
        reason="the memory of a process that leaves no core dump is shown to root alone",
    ),
]


@dataclass(frozen=True, slots=True)
class Scan:
    """What one scan came to."""

    report: dict[str, Any]
    conditions: frozenset[str]
    seconds: float
    peak: Peak


def scan(program: Program) -> Scan:
    """Scan with the command itself, as a child that is watched."""
    file = program.data.parent / "report.json"
    command = [sys.executable, "-m", "agent", "--data", str(program.data)]
    began = time.monotonic()
    child = subprocess.Popen(
        [*command, "scan", "--json", str(file)], env=WITH_KEYRING, stdout=subprocess.DEVNULL
    )
    with watched(child.pid) as peak:
        code = child.wait(2 * LONGEST)
    seconds = time.monotonic() - began
    assert code == 1  # something needs attention
    with Store.open(program.data / "agent.db", now()) as store:
        subjects = frozenset(condition.subject for condition in store.conditions.standing())
    report = json.loads(file.read_bytes())
    assert flaws_of(report) == []
    return Scan(report, subjects, seconds, peak)


@pytest.fixture(scope="module")
def scans(tmp_path_factory: pytest.TempPathFactory) -> list[Scan]:
    """Return two scans of the office, one after the other with one memory."""
    program = Program(tmp_path_factory.mktemp("office") / "data")
    program.settings(SETTINGS)
    with serve(honest()), rogues(cast().values()):
        return [scan(program) for _ in range(2)]


def test_the_honest_printers_are_complete_in_each_scan(scans: list[Scan]) -> None:
    for one in scans:
        rows = [row for row in one.report["printers"] if row["serial_number"].startswith("HONEST")]
        assert len(rows) == PRINTERS
        assert {row["read_status"] for row in rows} == {"ok"}
        assert {row["life_count"]["value"] for row in rows} == {41_250}


def test_each_rogue_is_named_in_each_scan(scans: list[Scan]) -> None:
    places = {rogue.endpoint.address for rogue in cast().values()}
    for one in scans:
        named = {
            row["ip_address"] for name in ("printers", "unreadable", "left_out") for row in one.report[name]
        }
        assert places <= named


def test_who_crashed_or_hung_its_reader_is_a_condition_and_nobody_else(scans: list[Scan]) -> None:
    crashing = {str(rogue.endpoint) for name, rogue in cast().items() if name.startswith(("V1 ", "V3 late"))}
    assert [one.conditions for one in scans] == [crashing, crashing]


def test_each_scan_ends_in_two_minutes(scans: list[Scan]) -> None:
    print([round(one.seconds) for one in scans])  # noqa: T201 (figures)
    assert max(one.seconds for one in scans) <= LONGEST


def test_all_processes_of_a_scan_stay_small_together(scans: list[Scan]) -> None:
    print([one.peak for one in scans])  # noqa: T201 (figures)
    for one in scans:
        assert one.peak.looks > 10
        assert one.peak.processes > 2  # the scan, its fork server and a reader at least
        assert one.peak.kib <= MOST_MEMORY
