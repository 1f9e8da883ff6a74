"""Three days, by made-up time, of an office with one of each rogue, under the real `meters watch`."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from agent.demo.mail_sink import MailSink
from agent.demo.simulator import serve
from tests.support.command_line import Program, attached
from tests.support.loopback import needs_127_8
from tests.support.made_clock import MadeClock
from tests.support.process_memory import Peak, watched
from tests.support.report_schema import flaws_of
from tests.support.rogue import rogues
from tests.support.watch_rig import children_of, until, watching
from tests.support.whole_office import LONGEST, MOST_MEMORY, PRINTERS, SETTINGS, WITH_KEYRING, cast, honest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.watch_rig import WatchAtWork

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux"),
    pytest.mark.skipif(
        sys.platform == "linux" and os.getuid() != 0,
        reason="the memory of a process that leaves no core dump is shown to root alone",
    ),
]

DAYS = 3
A_DAY = 86_400.0  # seconds
MAIL = """
[site]
id = "north"
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "meters@example.com"
recipients = ["office@example.com"]
"""


@dataclass(frozen=True, slots=True)
class Day:
    """What one day came to: its report, how long its run took in seconds, and the octets of the store."""

    report: dict[str, Any]
    seconds: float
    peak: Peak
    store: int


def run_of_the_day(watch: WatchAtWork, sink: MailSink, data: Path, day: int) -> Day:
    """Wait until the loop has scanned and its letter is there; measure all that takes part."""
    until(lambda: children_of(watch.process, "scan"), f"the run of day {day}")
    began = time.monotonic()
    with watched(watch.process.pid) as peak:
        until(lambda: len(sink.messages) > day, f"the letter of day {day}", 2 * LONGEST)
        until(lambda: not children_of(watch.process, "scan"), f"the end of the run of day {day}")
    report = json.loads(attached(sink.messages[day])["meters.json"])
    assert flaws_of(report) == []
    return Day(report, time.monotonic() - began, peak, (data / "agent.db").stat().st_size)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    """Return three days, with one letter each."""
    folder = tmp_path_factory.mktemp("three-days")
    program, clock = Program(folder / "data"), MadeClock(folder)
    shown: list[Day] = []
    # The signing key is asked for again each day: a keyring that forgot it would be another agent's.
    with_keys = {**WITH_KEYRING, "PYTHON_KEYRING_BACKEND": "tests.support.made_keyring.InAFile"}
    with_keys["MADE_KEYRING"] = str(folder / "keyring.json")
    with MailSink() as sink, serve(honest()), rogues(cast().values()):
        program.settings(SETTINGS + MAIL.format(port=sink.port))
        clock.shows(0)
        with watching(program, environment=clock.environment(with_keys)) as watch:
            for day in range(DAYS):
                clock.shows(day * A_DAY)
                shown.append(run_of_the_day(watch, sink, program.data, day))
                print(  # noqa: T201 (figures)
                    f"day {day + 1}: {shown[-1].seconds:.0f} s, {shown[-1].peak.kib / 1024:.0f} MB in"
                    f" {shown[-1].peak.processes} processes, store {shown[-1].store / 1e6:.2f} MB"
                )
        assert len(sink.messages) == DAYS
    return shown


def test_each_day_has_its_letter(days: list[Day]) -> None:
    began = [datetime.fromisoformat(day.report["scan"]["began"]) for day in days]
    assert len({moment.date() for moment in began}) == DAYS
    numbers = [day.report["run_number"] for day in days]
    assert numbers == list(range(numbers[0], numbers[0] + DAYS))


def test_the_honest_printers_are_complete_each_day(days: list[Day]) -> None:
    for day in days:
        rows = [row for row in day.report["printers"] if (row["serial_number"] or "").startswith("HONEST")]
        assert len(rows) == PRINTERS
        assert {row["read_status"] for row in rows} == {"ok"}
        assert {row["life_count"]["value"] for row in rows} == {41_250}


def test_each_rogue_is_named_each_day(days: list[Day]) -> None:
    places = {rogue.endpoint.address for rogue in cast().values()}
    for day in days:
        rows = [row for name in ("printers", "unreadable", "left_out") for row in day.report[name]]
        assert places <= {row["ip_address"] for row in rows}


def test_each_letter_names_who_crashed_or_hung_its_reader(days: list[Day]) -> None:
    crashing = {str(rogue.endpoint) for name, rogue in cast().items() if name.startswith(("V1 ", "V3 late"))}
    for day in days:
        shown = {row["subject"] for row in day.report["conditions"] if row["kind"] == "reader_crashed"}
        assert shown == crashing


def test_each_run_ends_in_two_minutes(days: list[Day]) -> None:
    assert max(day.seconds for day in days) <= LONGEST


def test_all_processes_stay_small_together(days: list[Day]) -> None:
    for day in days:
        assert day.peak.processes > 3  # the loop, the scan, its fork server and a reader at least
        assert day.peak.kib <= MOST_MEMORY


def test_the_store_grows_by_no_more_than_the_readings(days: list[Day]) -> None:
    # Each device's entry has 64 kB at most, and a letter holds them once more.
    a_day = 2 * 64_000 * (PRINTERS + len(cast()))
    for before, after in pairwise(days):
        assert after.store - before.store <= a_day
