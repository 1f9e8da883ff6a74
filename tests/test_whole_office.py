"""Twelve honest printers among one of each rogue, by the real command: complete, named, in time and small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import hostile_office
from agent.core.access import Endpoint
from agent.core.wire.message import Version
from agent.edge.simulator import SimulatedAgent, serve
from agent.edge.store import Store
from agent.verbs.office import now
from command_line import ENVIRONMENT, ROOT, Program
from crashing_rogues import ANSWERS, USER, Crashing, never_in_time
from loopback import OWN_PORT
from printer_walks import honest_walk
from process_memory import Peak, watched
from report_schema import flaws_of
from rogue import Rogue, rogues

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.getuid() != 0,
        reason="the memory of a process that leaves no core dump is shown to root alone",
    ),
]

NETWORK = "127.77.5"
PRINTERS = 12
LONGEST = 120.0  # seconds of a scan
MOST_MEMORY = 128 * 1024  # KiB of all its processes at any moment
SETTINGS = f"""
[network]
targets = ["{NETWORK}.0/25"]
port = {OWN_PORT}
[[network.users]]
name = "{USER.name}"
auth = "{USER.auth_protocol}"
privacy = "none"
"""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one scan came to."""

    report: dict[str, Any]
    conditions: frozenset[str]
    seconds: float
    peak: Peak


def cast() -> dict[str, Rogue]:
    """Return one of each rogue, by name."""
    told = hostile_office.everybody()
    parts = [(version, name, how) for version in Version for name, how in ANSWERS.items()]
    for version, name, how in (*parts, (Version.V3, "late", never_in_time)):
        place, walk = Endpoint("0.0.0.0"), honest_walk(f"CRASH{len(told):03}".encode())  # noqa: S104 (moved below)
        told[f"{version.name} {name}"] = Crashing(place, walk, lambda _: (), version=version, how=how)
    for number, rogue in enumerate(told.values(), 20):
        rogue.endpoint = Endpoint(f"{NETWORK}.{number}", OWN_PORT)
    return told


def honest() -> Iterator[SimulatedAgent]:
    """Yield the honest printers: most of them over v2c, some over v1 alone or v3 alone."""
    for number in range(1, PRINTERS + 1):
        version = {11: "1", 12: "3"}.get(number, "2c")
        place = Endpoint(f"{NETWORK}.{number}", OWN_PORT)
        user = USER if version == "3" else None
        yield SimulatedAgent(
            honest_walk(b"HONEST%02d" % number), place, versions=frozenset({version}), user=user
        )


def scan(program: Program) -> Scan:
    """Scan with the command itself, as a child that is watched."""
    file = program.data.parent / "report.json"
    environment = {
        **ENVIRONMENT,
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent))),
        "PYTHON_KEYRING_BACKEND": "made_keyring.OnePassphrase",
    }
    command = [sys.executable, "-m", "agent", "--data", str(program.data)]
    began = time.monotonic()
    child = subprocess.Popen(
        [*command, "scan", "--json", str(file)], env=environment, stdout=subprocess.DEVNULL
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
