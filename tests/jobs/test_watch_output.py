"""What is wrong is said by the real `meters watch` once, stands in status and letter, and is seen mended."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.model.access import Endpoint
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import PORT, PRINTERS, TARGETS, attached, run_numbers, validated, with_mail
from tests.support.loopback import needs_127_8
from tests.support.network_namespace import is_possible
from tests.support.printer_walks import honest_walk
from tests.support.watch_rig import children_of, until, watching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program

pytestmark = needs_127_8

PRINTERS_AWAKE = [
    SimulatedAgent(honest_walk(b"EX8K%06d" % n), Endpoint(f"127.79.0.{n + 1}", PORT)) for n in range(PRINTERS)
]
SILENT = json.dumps([f"127.79.9.{number}:{PORT}" for number in range(1, 200)])
PROFILE = 'columns = [["Serial", "SerialNumber"]]\n'


@pytest.fixture
def office(program: Program, sink: MailSink) -> Program:
    """Return an office that is set up."""
    program.settings(with_mail(sink.port))
    return program


@pytest.fixture
def awake() -> Iterator[None]:
    """Let the printers answer."""
    with serve(PRINTERS_AWAKE):
        yield


def kinds(program: Program) -> dict[str, dict[str, Any]]:
    """Return the conditions that `meters status` shows, by kind; it ends with 1 where one stands."""
    ended = program.run("status", "--json")
    found = {row["kind"]: row for row in json.loads(ended.stdout)["conditions"]}
    assert ended.code == 1 or not found
    return found


def report_in(mail: bytes) -> dict[str, Any]:
    """Return the report of a mail."""
    return validated(attached(mail)["meters.json"])


def executed(program: Program, query: str, *values: object) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(program.data / "agent.db", timeout=10)) as connection, connection:
        connection.execute(query, values)


@pytest.mark.usefixtures("awake")
@pytest.mark.parametrize("terminal", [False, True])
def test_settings_that_can_not_be_used_are_said_once_per_change_and_when_mended(
    office: Program, sink: MailSink, terminal: bool
) -> None:
    right = (office.data / "settings.toml").read_text()
    office.settings(right + "[nonsense]\n")
    of_terminal = pty.openpty() if terminal else ()
    with watching(office, stdout=of_terminal[1] if of_terminal else None) as watch:
        first = watch.says("1 setting is wrong.")
        office.settings(right.replace('security = "none"', 'security = "maybe"'))
        watch.says("1 setting is wrong.", 2)
        office.settings(right)
        watch.says("Fixed: 1 setting is wrong.")
        until(lambda: sink.messages, "the mail")
    for descriptor in of_terminal:
        os.close(descriptor)
    assert len([line for line in watch.lines if "1 setting is wrong." in line]) == 3, watch.lines
    assert "nonsense" in first
    assert "nonsense" in (office.data / "agent.log").read_text()


@pytest.mark.usefixtures("awake")
def test_a_database_of_a_newer_program_is_said_once(office: Program, sink: MailSink) -> None:
    assert office.run("scan").code == 0
    version = 0
    with closing(sqlite3.connect(office.data / "agent.db")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    executed(office, "PRAGMA user_version = 9999")
    with watching(office) as watch:
        said = watch.says("The database")
        assert "newer version" in said
        executed(office, f"PRAGMA user_version = {version}")
        watch.says("Fixed: The database")
    assert len([line for line in watch.lines if "newer version" in line]) == 2
    assert len(sink.messages) == 1


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGKILL])
def test_a_scan_that_a_signal_ended_is_told_until_one_comes_to_its_end(
    office: Program, sink: MailSink, number: int
) -> None:
    right = (office.data / "settings.toml").read_text()
    office.settings(right.replace(json.dumps(TARGETS), SILENT))
    with watching(office) as watch:
        until(lambda: children_of(watch.process, "scan"), "the scan")
        os.kill(children_of(watch.process, "scan")[0], number)
        assert f"(exit code {-number})" in watch.says("The scan stopped unexpectedly")
        found = kinds(office)
        assert (set(found), found["run_failed"]["subject"]) == ({"run_failed"}, "scan")
        with serve(PRINTERS_AWAKE):
            office.settings(right)
            for child in children_of(watch.process, "scan"):
                os.kill(child, number)
            watch.says("Fixed: The scan stopped unexpectedly")
            until(lambda: sink.messages, "the mail")
    assert kinds(office) == {}


@pytest.mark.usefixtures("awake")
def test_a_profile_that_is_gone_is_told_also_in_the_letter_until_it_is_back(
    office: Program, sink: MailSink
) -> None:
    settings = (office.data / "settings.toml").read_text().replace("[mail]", '[mail]\nprofile = "dealer"')
    office.settings(settings)
    with watching(office) as watch:
        assert "dealer" in watch.says("The table for the dealer can't be created")
        until(lambda: sink.messages, "the mail")
        assert list(kinds(office)) == ["profile_missing"]
        report = report_in(sink.messages[0])
        assert [(row["kind"], row["subject"]) for row in report["conditions"]] == [
            ("profile_missing", "dealer")
        ]
        parts = attached(sink.messages[0])
        assert "dealer.csv" not in parts
        assert b"! The table for the dealer can't be created: the profile dealer" in parts["text/plain"]
        assert b"The table for the dealer" in parts["text/html"]
        office.settings(settings.replace('profile = "dealer"', 'profile = "meters-standard"'))
        known = office.run("report", "--csv", "-", "--profile", "nobody").stderr.decode()
        name = next(word.strip(",.") for word in known.split() if word.startswith("mono-colour"))
        office.settings(settings.replace('profile = "dealer"', f'profile = "{name}"'))
        watch.says("Fixed: The table for the dealer")
    assert kinds(office) == {}


def test_a_run_before_the_network_keeps_its_letter_back_until_the_printers_answer(
    office: Program, sink: MailSink
) -> None:
    with serve(PRINTERS_AWAKE):
        assert office.run("scan").code == 0
    executed(office, "UPDATE letters SET made_at = ?", days_ago())
    # Named addresses that never answer are waited for 8 s, known printers 30 s: too long for this test.
    executed(office, "UPDATE devices SET last_seen = ?", days_ago(days=40))
    with watching(office) as watch:
        watch.says(f"No printer responded. Known printers: {PRINTERS}.")
        assert len(sink.messages) == 1
        with serve(PRINTERS_AWAKE):
            watch.says(f"Fixed: No printer responded. Known printers: {PRINTERS}.")
            until(lambda: len(sink.messages) == 2, "the letter")
    report = report_in(sink.messages[1])
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS
    assert (report["run_number"], report["silent_known"], report["conditions"]) == (2, [], [])
    assert run_numbers(office) == [1, 2]


def days_ago(days: int = 8) -> str:
    """Return a time so many days ago."""
    return (datetime.now().astimezone() - timedelta(days=days)).isoformat()


def test_a_letter_is_kept_back_for_three_hours_at_the_most_and_then_says_so(
    office: Program, sink: MailSink
) -> None:
    with serve(PRINTERS_AWAKE):
        assert office.run("scan").code == 0
    executed(office, "UPDATE letters SET made_at = ?", days_ago())
    executed(office, "UPDATE devices SET last_seen = ?", days_ago(days=40))
    held = office.run("scan", "--scheduled")
    assert (held.code, len(sink.messages)) == (1, 1)
    assert b"The scan will be repeated soon, and the report is sent after that." in held.stderr
    executed(office, "UPDATE conditions SET since = ?", days_ago())
    assert office.run("scan", "--scheduled").code == 1
    assert len(sink.messages) == 2
    report = report_in(sink.messages[1])
    assert len(report["silent_known"]) == PRINTERS
    assert [row["kind"] for row in report["conditions"]] == ["printers_silent"]
    # The run is done: a child that is started all the same has nothing to do.
    assert office.run("scan", "--scheduled").code == 0
    assert len(sink.messages) == 2


@pytest.mark.usefixtures("awake")
def test_printers_that_no_target_covers_are_told_and_stay_in_every_list(
    office: Program, sink: MailSink
) -> None:
    assert office.run("scan").code == 0
    right = (office.data / "settings.toml").read_text()
    office.settings(right.replace(json.dumps(TARGETS), json.dumps(TARGETS[:1])))
    executed(office, "UPDATE letters SET made_at = ?", days_ago())
    with watching(office) as watch:
        watch.says("Known printers that were not read: 2.")
        until(lambda: len(sink.messages) == 2, "the letter")
        report = report_in(sink.messages[1])
        assert [row["read_status"] for row in report["printers"]] == ["ok", "stale", "stale"]
        assert [row["ip_address"] for row in report["not_asked"]] == ["127.79.0.2", "127.79.0.3"]
        assert [row["kind"] for row in report["conditions"]] == ["printers_not_asked"]
        office.settings(right)
        executed(office, "UPDATE letters SET made_at = ?", days_ago())
        watch.says("Fixed: Known printers")
    assert kinds(office) == {}


@pytest.mark.usefixtures("awake")
def test_a_printer_that_a_person_excluded_is_listed_and_not_wrong(office: Program) -> None:
    assert office.run("scan").code == 0
    settings = (office.data / "settings.toml").read_text()
    office.settings(settings.replace("[network]", f'[network]\nexclude = ["{TARGETS[1]}"]'))
    assert office.run("scan").code == 0
    assert kinds(office) == {}
    report = validated(office.run("report", "--json", "-").stdout)
    assert [row["ip_address"] for row in report["not_asked"]] == ["127.79.0.2"]


@pytest.mark.usefixtures("awake")
def test_a_scan_of_named_addresses_is_no_run_of_the_day_unless_a_person_says_so(
    office: Program, sink: MailSink
) -> None:
    first = office.run("scan", TARGETS[0])
    assert (first.code, sink.messages, run_numbers(office)) == (0, [], [])
    state = json.loads(office.run("status", "--tray").stdout.splitlines()[-1])
    assert state["schedule_state"]["last_run"] is None
    assert office.run("scan").code == 0
    named = office.run("scan", TARGETS[0], "--json", "-")
    own = validated(named.stdout)
    assert [row["ip_address"] for row in own["not_asked"]] == ["127.79.0.2", "127.79.0.3"]
    assert b"2 known printers were not read." in office.run("scan", TARGETS[0]).stdout
    assert (len(sink.messages), run_numbers(office), kinds(office)) == (1, [1], {})
    report = validated(office.run("report", "--json", "-").stdout)
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS
    assert report["not_asked"] == []
    office.run("scan", TARGETS[0], "--send")
    assert (len(sink.messages), run_numbers(office)) == (2, [1, 2])


@pytest.mark.usefixtures("awake")
@pytest.mark.parametrize(
    "ahead", [timedelta(hours=2), timedelta(days=1), timedelta(days=365), timedelta(3650)]
)
def test_a_clock_that_was_ahead_is_told_and_the_run_is_made_anew(
    office: Program, sink: MailSink, ahead: timedelta
) -> None:
    assert office.run("scan").code == 0
    wrong = datetime.now().astimezone() + ahead
    then = wrong.isoformat()
    executed(office, "UPDATE letters SET made_at = ?", then)
    executed(office, "UPDATE scans SET began = ?, ended = ?", then, then)
    executed(office, "UPDATE devices SET last_seen = ?", then)
    executed(office, "UPDATE deliveries SET settled_epoch = settled_epoch + ?", ahead.total_seconds())
    assert json.loads(office.run("status", "--json").stdout)["last_sent"] is None
    with watching(office) as watch:
        assert f"{wrong.day} {wrong:%B %Y, %H:%M}" in watch.says("The clock of this computer was wrong")
        until(lambda: len(sink.messages) == 2, "the run of today")
    report = report_in(sink.messages[1])
    assert [row["kind"] for row in report["conditions"]] == ["clock_wrong"]
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS


SMALL_DISK = ("unshare", "--map-root-user", "--mount", "sh", "-c")
RUN_IT = ' && exec "$0" "$@"'


@pytest.mark.skipif(not is_possible(), reason="needs namespaces (unshare)")
@pytest.mark.usefixtures("awake")
def test_a_full_disk_is_told_though_nothing_can_be_written_and_seen_mended(
    office: Program, sink: MailSink
) -> None:
    kept = office.data.with_name("settings.toml")
    kept.write_text((office.data / "settings.toml").read_text())
    begin = f'mount -t tmpfs -o size=3m,mode=0700 tmpfs "{office.data}" && cp "{kept}" "{office.data}"'
    with watching(office, inside=(*SMALL_DISK, begin + RUN_IT)) as watch:
        until(lambda: sink.messages, "the mail")
        filler = f"/proc/{watch.process.pid}/root{office.data}/filler"
        fill = ["dd", "if=/dev/zero", f"of={filler}", "bs=4k"]
        subprocess.run(fill, capture_output=True, check=False)
        assert str(office.data) in watch.says("The disk is full")
        os.unlink(filler)  # noqa: PTH108 (procfs)
        watch.says("Fixed: The disk is full")
    assert len([line for line in watch.lines if "disk is full: " in line]) == 2
