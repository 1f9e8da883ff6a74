"""The children of the tray and the loop, as real processes: later rounds, looks, saving, the about page."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint
from agent.core.schedule.later_round import after_later_round
from agent.core.tray.icon_state import IconState
from agent.core.tray.state import of_output
from agent.demo.simulator import SimulatedAgent, serve
from agent.ui.drawn import of_output as drawings_of
from tests.support.command_line import PORT, PRINTERS, TARGETS, attached, run_numbers, validated, with_mail
from tests.support.documents import part
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program

pytestmark = needs_127_8

LONG_AGO = "2026-11-20T08:30:00+01:00"
AWAKE = [
    SimulatedAgent(honest_walk(b"EX8K%06d" % n), Endpoint(f"127.79.0.{n + 1}", PORT)) for n in range(PRINTERS)
]


def put_to_sleep(program: Program, *numbers: int) -> None:
    """Let the last scan have found these printers silent: a real one waits half a minute for them."""
    with closing(sqlite3.connect(program.data / "agent.db")) as connection, connection:
        scan, text = connection.execute("SELECT id, summary FROM scans ORDER BY id DESC").fetchone()
        rows = connection.execute("SELECT id, ip_address FROM devices ORDER BY ip_address").fetchall()
        silent = [{"id": rows[n][0], "last_seen": LONG_AGO, "ip_address": rows[n][1]} for n in numbers]
        summary = json.loads(text) | {"silent_known": silent}
        connection.execute("UPDATE scans SET summary = ? WHERE id = ?", (json.dumps(summary), scan))


def test_a_later_round_asks_only_who_slept_and_queues_nothing(program: Program, sink: MailSink) -> None:
    program.settings(with_mail(sink.port))
    with serve(AWAKE):
        assert program.run("scan").code == 0
    put_to_sleep(program, 1, 2)
    before = of_output(program.run("status", "--tray").stdout.decode())
    with serve(AWAKE[1:]):  # the first one was awake, so it is not asked: that would take half a minute
        round_ = program.run("scan", "--later-round")
    assert (round_.code, "2 of 2 printers" in round_.stdout.decode()) == (0, True), round_.stderr
    assert (run_numbers(program), len(sink.messages)) == ([1], 1)
    after = of_output(program.run("status", "--tray").stdout.decode())
    assert before is not None
    assert after is not None
    assert (before.schedule_state.silent, after.schedule_state.silent) == (2, 0)
    assert before.schedule_state.last_run == after.schedule_state.last_run
    assert after.schedule_state.last_round != before.schedule_state.last_round
    report = validated(program.run("report", "--json", "-").stdout)
    assert [printer["read_status"] for printer in report["printers"]] == ["ok"] * PRINTERS
    with serve(AWAKE):
        assert program.run("scan").code == 0
    assert validated(attached(sink.messages[1])["meters.json"])["run_number"] == 2


def test_who_still_sleeps_after_a_later_round_stays_silent_in_its_run() -> None:
    sleepers = [{"id": name, "ip_address": f"10.0.0.{number}"} for number, name in enumerate("abc")]
    run = {"scan": {"printers_found": 4, "began": "08:30"}, "silent_known": sleepers, "unreadable": []}
    later = {"scan": {"printers_found": 2, "began": "10:30"}, "silent_known": sleepers[1:2], "unreadable": []}
    assert after_later_round(part(run | {"read": ["d"]}), part(later | {"read": ["a", "c"]})) == {
        "scan": {"printers_found": 6, "began": "08:30"},
        "read": ["d", "a", "c"],
        "silent_known": sleepers[1:2],
        "unreadable": [],
    }


def test_a_later_round_without_sleepers_does_nothing(program: Program) -> None:
    program.settings(f"[network]\ntargets = {json.dumps(TARGETS)}\n")
    assert program.run("scan", "--later-round").code == 0
    with serve(AWAKE):
        program.run("scan")
    ended = program.run("scan", "--later-round")
    assert (ended.code, ended.stdout.decode()) == (0, "All printers responded in the last scan.\n")


def test_a_look_tells_the_tray_all_and_counts_its_notice_as_told(program: Program, sink: MailSink) -> None:
    first = of_output(program.run("status", "--tray").stdout.decode())
    assert first is not None
    assert (first.is_first_run, first.autostart, first.schedule_state.last_run) == (True, None, None)
    program.settings(with_mail(sink.port))
    with serve(AWAKE):
        program.run("scan")
    looks = [of_output(program.run("status", "--tray").stdout.decode()) for _ in range(2)]
    assert looks[0] is not None
    assert looks[1] is not None
    assert (looks[0].is_first_run, looks[0].autostart, looks[0].status.printers) == (False, True, PRINTERS)
    assert looks[0].schedule_state.last_run is not None
    assert "toner is low" in looks[0].notification
    assert (looks[1].notification, looks[1].alarms) == ("", ())


def test_no_notice_where_the_office_wants_none(program: Program, sink: MailSink) -> None:
    program.settings(with_mail(sink.port) + "[tray]\nnotify = false\n")
    with serve(AWAKE):
        program.run("scan")
    look = of_output(program.run("status", "--tray").stdout.decode())
    assert look is not None
    assert look.notification == ""


@pytest.mark.parametrize(("form", "head"), [((), b"\x89PNG"), (("--ico",), b"\0\0\1\0\2\0")])
def test_the_drawing_child_says_every_state(program: Program, form: tuple[str, ...], head: bytes) -> None:
    drawings = drawings_of(program.run("icon", *form, "--sizes", "16", "24").stdout.decode())
    assert set(drawings) == set(IconState)
    assert all(drawing.content.startswith(head) for drawing in drawings.values())


def test_about_names_version_licences_and_everything_it_talks_to(program: Program) -> None:
    program.settings('[mail]\nhost = "mail.example"\nport = 587\n')
    said = program.run("about").stdout.decode()
    for named in ("0.1.0", "LGPL", "Apache", "mail.example:587", "UDP port 161", str(program.data)):
        assert named in said


def test_a_report_that_can_not_ask_where_says_what_to_type(program: Program) -> None:
    program.settings(f"[network]\ntargets = {json.dumps(TARGETS)}\n")
    with serve(AWAKE):
        program.run("scan")
    ended = program.run("report", "--save")
    assert ended.code == 2
    assert b"--html FILE" in ended.stderr
