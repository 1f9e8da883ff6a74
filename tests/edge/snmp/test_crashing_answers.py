"""Answers that crash net-snmp or hang it cost the device that gave them: both engines, every version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agent.core.messages import devices
from tests.support import crash_office
from tests.support.loopback import needs_127_8
from tests.support.report_schema import flaws_of

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(sys.platform == "win32", reason="readers are forked; Windows' are tested as children"),
]

ROOT = Path(__file__).parents[3]
LONGEST = 300  # seconds for five scans; a quiet machine takes 25
Told = dict[str, Any]


@pytest.fixture(scope="module", params=["easysnmp", "ezsnmp"])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return the results of five scans of the office, by the scan's name, and the engine's."""
    child = subprocess.run(
        [sys.executable, crash_office.__file__, request.param, str(tmp_path_factory.mktemp("crashing"))],
        capture_output=True,
        check=False,
        timeout=LONGEST,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.returncode == 0, f"ended with {child.returncode}: {child.stderr.decode()[-2000:]}"
    shown: Told = json.loads(child.stdout)
    return shown | {"engine": request.param}


def part_at(place: str) -> str:
    """Return which rogue is at a place of the office, given with or without its port."""
    parts = {rogue.endpoint.address: name for name, rogue in crash_office.cast().items()}
    return parts.get(place.partition(":")[0], "honest")


def crashing(shown: Told) -> set[str]:
    """Return which rogues are known for crashing this engine, or for hanging it."""
    if shown["engine"] == "ezsnmp":
        return set()  # it has gone through the same answers
    return {name for name in crash_office.cast() if name.startswith(("V1 ", "V3 late"))}


@pytest.mark.parametrize("name", crash_office.SCANS)
def test_every_honest_printer_is_read_completely_in_each_scan(shown: Told, name: str) -> None:
    rows = [row for row in shown[name]["report"]["printers"] if part_at(row["ip_address"]) == "honest"]
    assert len(rows) == len(crash_office.HONEST)
    for row in rows:
        assert row["read_status"] == "ok"
        assert row["life_count"] == {"value": 41_250, "unit": "impressions"}
        assert [supply["percent_left"] for supply in row["supplies"]] == [80]


@pytest.mark.parametrize("name", crash_office.SCANS)
def test_every_rogue_is_named_in_each_scan(shown: Told, name: str) -> None:
    report = shown[name]["report"]
    rows = [*report["printers"], *report["unreadable"]]
    assert {part_at(row["ip_address"]) for row in rows} == {"honest", *crash_office.cast()}
    assert flaws_of(report) == []


def test_who_crashed_its_reader_is_a_condition_and_nobody_else(shown: Told) -> None:
    for name in ("first", "second"):
        assert {part_at(subject) for subject in shown[name]["conditions"]} == crashing(shown)
        assert {facts["good_reads"] for facts in shown[name]["conditions"].values()} <= {0}


def test_a_device_that_crashes_at_once_is_unreadable_for_that(shown: Told) -> None:
    why = {part_at(row["ip_address"]): row["why"] for row in shown["first"]["report"]["unreadable"]}
    for part in crashing(shown) & {"V1 empty name 0", "V1 too few 0", "V3 late 0"}:
        assert why[part] == devices.CRASHED_READER


def test_what_a_device_told_before_it_crashed_its_reader_is_kept(shown: Told) -> None:
    rows = {part_at(row["ip_address"]): row for row in shown["second"]["report"]["printers"]}
    # In v1 a crash at the third question comes behind the overview, in which the life count is.
    for part in crashing(shown) & {"V1 empty name 4", "V1 too few 4", "V3 late 4"}:
        assert rows[part]["read_status"] == "partial"
        assert rows[part]["life_count"]["value"] == 41_250


def test_who_is_known_for_it_is_read_alone_and_takes_no_other_along(shown: Told) -> None:
    assert [line for line in shown["second"]["log"] if "read again" in line] == []
    lost = [line for line in shown["second"]["log"] if "its reader" in line]
    assert len(lost) == len(crashing(shown))


def test_three_good_reads_in_a_row_end_the_condition(shown: Told) -> None:
    good = [
        {part_at(subject): facts["good_reads"] for subject, facts in shown[name]["conditions"].items()}
        for name in crash_office.SCANS[2:]
    ]
    assert good == [dict.fromkeys(crashing(shown), 1), dict.fromkeys(crashing(shown), 2), {}]


def test_the_process_of_the_scan_never_loads_net_snmp(shown: Told) -> None:
    assert (shown["loaded"], shown["mapped"]) == ([], False)
