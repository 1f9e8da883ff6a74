"""A scan among rogue devices ends in time, reads the honest printers, tells who answered nonsense."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from agent.core.mail import letter
from agent.core.messages import devices
from tests.support import hostile_office
from tests.support.loopback import needs_127_8
from tests.support.patience import PATIENCE
from tests.support.report_schema import flaws_of

pytestmark = needs_127_8

ROOT = Path(__file__).parents[2]
# Seconds: the sweep, DEADLINE, and what the last question of a device may still wait come to 9; without a
# deadline the rogue that drips would take 40 alone.
LONGEST = 25.0
MOST_MEMORY = 64 * 1024  # KiB; the rogues themselves live in the same process
FUZZED_SCANS = 3

Told = dict[str, Any]


def told_by(cast: str, folder: Path) -> Told:
    """Scan in a child: where C code crashes, a test is red instead of the whole run dead."""
    child = subprocess.run(
        [sys.executable, hostile_office.__file__, cast, str(folder)],
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert child.returncode == 0, f"ended with {child.returncode}: {child.stderr.decode()[-2000:]}"
    told: Told = json.loads(child.stdout)
    return told


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told_by("everybody", tmp_path_factory.mktemp("hostile"))


def by_part(told: Told, *lists: str) -> dict[str, Told]:
    """Return the rows of these lists of the report by the part that the device played."""
    parts = {rogue.endpoint.address: name for name, rogue in hostile_office.everybody().items()}
    return {parts.get(row["ip_address"], "honest"): row for name in lists for row in told["report"][name]}


def honest(told: Told) -> list[Told]:
    serials = [serial.decode() for serial in hostile_office.HONEST.values()]
    return [row for row in told["report"]["printers"] if row["serial_number"] in serials]


def test_the_scan_ends_in_bounded_time_and_memory(told: Told) -> None:
    assert told["seconds"] < LONGEST
    assert told["growth"] < MOST_MEMORY


def test_the_honest_printers_are_read_completely(told: Told) -> None:
    rows = honest(told)
    assert len(rows) == 2
    for row in rows:
        assert (row["read_status"], row["flags"]) == ("ok", ["new_device"])
        assert row["life_count"] == {"value": 41_250, "unit": "impressions"}
        assert [supply["percent_left"] for supply in row["supplies"]] == [80]
        assert [len(row[table]) for table in ("input_trays", "covers", "alerts")] == [1, 1, 1]


def test_the_report_fits_its_schema_whatever_was_answered(told: Told) -> None:
    assert flaws_of(told["report"]) == []


def test_nobody_who_answered_the_sweep_is_missing_from_the_report(told: Told) -> None:
    mentioned = by_part(told, "printers", "unreadable", "left_out")
    assert set(mentioned) == {"honest", *hostile_office.everybody()}


@pytest.mark.parametrize("part", ["truncated", "huge length", "another request", "silent", "errors"])
def test_a_device_whose_answers_can_not_be_used_is_named_with_advice(told: Told, part: str) -> None:
    assert by_part(told, "unreadable")[part]["why"] == devices.FELL_SILENT


@pytest.mark.parametrize("part", ["long texts", "nothing in it"])
def test_a_device_that_never_says_what_was_asked_is_named_for_its_nonsense(told: Told, part: str) -> None:
    assert by_part(told, "unreadable")[part]["why"] == devices.ANSWERS_NONSENSE


@pytest.mark.parametrize("part", ["backwards", "endless"])
def test_tables_without_order_or_end_are_cut_and_flagged(told: Told, part: str) -> None:
    row = by_part(told, "printers")[part]
    assert "nonsense_answers" in row["flags"]
    assert row["read_status"] == "partial"
    assert max(len(row[table]) for table in ("covers", "supplies", "input_trays", "alerts")) <= 256


def test_a_slow_drip_is_cut_off_at_the_deadline_and_what_it_told_is_kept(told: Told) -> None:
    assert by_part(told, "printers")["drip"]["read_status"] == "partial"


def test_a_thousand_strays_before_the_answer_do_not_hide_it(told: Told) -> None:
    assert by_part(told, "printers")["a thousand"]["read_status"] == "ok"


def test_no_text_of_a_device_can_forge_a_line_a_page_or_a_terminal(told: Told) -> None:
    row = by_part(told, "printers")["forged"]
    assert "RUN_NUMBER = 99" in row["location"]  # it is shown, but as one line of text
    lines = letter.text(told["report"], signed=False).splitlines()
    assert [line for line in lines if line.startswith(("RUN_NUMBER", letter.DATA_LINE))] == [letter.DATA_LINE]
    assert all(line.isprintable() for line in lines)


@settings(max_examples=FUZZED_SCANS, phases=[Phase.generate], database=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_mutated_datagrams_neither_crash_nor_stop_a_scan(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    told = told_by(str(seed), tmp_path_factory.mktemp("fuzzed"))
    assert len(honest(told)) == 2
    assert told["seconds"] < LONGEST
    assert flaws_of(told["report"]) == []
