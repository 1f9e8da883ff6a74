"""The program as people start it: real child processes, a simulated office, a mail sink."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from contextlib import closing
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest

from agent.core.report_format.signatures import new_signing_key, public_key_of, seed_of, sha256_of, sign
from agent.demo.mail_sink import MailSink
from agent.edge.lock import hold
from tests.support.command_line import PORT, PRINTERS, TARGETS, attached, run_numbers, validated, with_mail
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from tests.support.command_line import Program


pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]


def test_a_scan_prints_a_report_that_fits_the_schema_and_is_found_again(program: Program) -> None:
    scanned = program.run("scan", *TARGETS, "--json", "-")
    report = validated(scanned.stdout)
    assert scanned.code == 0, scanned.stderr
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS
    assert report["run_number"] is None

    forms = {kind: program.data / f"out.{kind}" for kind in ("html", "csv", "text")}
    again = program.run(
        "report", "--json", "-", *(x for kind, path in forms.items() for x in (f"--{kind}", str(path)))
    )
    assert again.code == 0, again.stderr
    assert validated(again.stdout)["printers"] == report["printers"]
    table = forms["csv"].read_bytes().decode("utf-8-sig")
    assert [row["SerialNumber"] for row in csv.DictReader(io.StringIO(table))] == [
        row["serial_number"] for row in report["printers"]
    ]
    assert "-- data --" in forms["text"].read_text("utf-8")
    assert forms["html"].read_text("utf-8").lower().startswith("<!doctype html>")
    assert "EX8K000000" in program.run("report").stdout.decode()
    status = json.loads(program.run("status", "--json").stdout)
    assert (status["printers"], status["mail_configured"], status["waiting"]) == (PRINTERS, False, [])


def test_a_silent_address_that_was_named_makes_it_exit_code_1(program: Program) -> None:
    scanned = program.run("scan", f"127.79.0.1:{PORT}", "127.79.0.99:16199", "--no-store")
    assert scanned.code == 1
    assert "127.79.0.99:16199 didn't respond over SNMP." in scanned.stdout.decode()


def test_a_known_printer_that_was_silent_makes_status_exit_code_1(program: Program) -> None:
    assert program.run("scan", *TARGETS).code == 0
    assert program.run("status").code == 0
    # As such a scan leaves it; the real one would wait half a minute for the printer.
    with closing(sqlite3.connect(program.data / "agent.db")) as connection, connection:
        ((document,),) = connection.execute("SELECT summary FROM scans")
        row = {"id": "0" * 32, "last_seen": "2026-11-20T08:30:00.000+00:00", "ip_address": "127.79.1.2"}
        summary = json.loads(document) | {"silent_known": [row]}
        connection.execute("UPDATE scans SET summary = ?", (json.dumps(summary),))
    assert program.run("status").code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes as these")
def test_what_is_stored_is_for_its_user_alone(program: Program) -> None:
    program.data.mkdir(mode=0o755)
    assert program.run("scan", "--no-send", *TARGETS).code == 0
    modes = {path.name: path.stat().st_mode & 0o077 for path in program.data.iterdir()}
    assert modes == dict.fromkeys(modes, 0)
    assert {"agent.db", "agent.log"} <= modes.keys()


def test_no_store_leaves_no_trace_of_the_scan(program: Program) -> None:
    scanned = program.run("scan", *TARGETS, "--no-store", "--json", "-")
    assert len(validated(scanned.stdout)["printers"]) == PRINTERS
    assert not (program.data / "agent.db").exists()
    traces = [path.read_bytes() for path in program.data.rglob("*") if path.is_file()]
    assert not any(b"EX8K" in trace or b"127.79" in trace for trace in traces)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scan", "10.0.0.0/8"], "16,777,2"),
        (["scan", "10.0.0.300"], "10.0.0.300"),
        (["scan", "--port", "70000"], "65535"),
        (["scan", "--port", "0"], "65535"),
        (["fetch"], "fetch"),
        (["scan", "127.81.79.1,;,!127.81.79.1"], "Nothing to search"),
        (["scan", "--no-store", "127.81.79.1", "!127.81.79.0/24"], "Nothing to search"),
        (["scan", "--send", "127.81.79.1", "! 127.81.79.1"], "Nothing to search"),
        (["scan", "--send", "--no-send"], "--no-send"),
        (["report"], "no report"),
        (["send"], "Email is not set up"),
        (["verify", "nowhere.json"], "nowhere.json"),
        (["settings", "get", "mail.colour"], "mail.colour"),
        (["settings", "set", "mail.port", "hundred"], "mail.port"),
    ],
    ids=" ".join,
)
def test_what_a_person_must_mend_is_exit_code_2_and_a_sentence(
    program: Program, arguments: list[str], said: str
) -> None:
    ended = program.run(*arguments)
    assert ended.code == 2
    assert said in ended.stderr.decode()
    assert b"Traceback" not in ended.stderr


def test_what_settings_exclude_is_told_where_it_was_named(program: Program) -> None:
    program.settings('[network]\nexclude = ["127.81.79.1"]\n')
    ended = program.run("scan", "127.81.79.1")
    assert (ended.code, b"Nothing to search" in ended.stderr) == (2, True)


@pytest.mark.parametrize("arguments", [["--help"], ["fetch"], ["settings", "fetch"]], ids=" ".join)
def test_no_list_of_commands_has_a_hidden_one(program: Program, arguments: list[str]) -> None:
    ended = program.run(*arguments)
    shown = (ended.stdout + ended.stderr).decode()
    assert ("settings" in shown, "set" in shown) == (True, True)
    assert not [hidden for hidden in ("reader", "icon'", "'try'") if hidden in shown]


def test_bad_settings_are_named_with_their_line_by_every_command(program: Program) -> None:
    program.settings('[mail]\nhost = "mail"\n\n[network]\nprt = 161\n')
    for arguments in (["scan"], ["status"], ["settings", "check"]):
        ended = program.run(*arguments)
        shown = (ended.stdout + ended.stderr).decode()
        assert ended.code == 2
        assert "prt" in shown
        assert "line 5" in shown.lower()


def test_settings_are_set_read_and_checked(program: Program) -> None:
    assert program.run("settings", "set", "network.targets", " ".join(TARGETS)).code == 0
    shown = program.run("settings", "get", "network.targets")
    assert (shown.code, shown.stdout.decode().strip()) == (0, " ".join(TARGETS))
    assert program.run("settings", "check").code == 0
    assert len(validated(program.run("scan", "--json", "-").stdout)["printers"]) == PRINTERS


def test_a_second_scan_at_the_same_time_is_exit_code_3(program: Program) -> None:
    with hold(program.data / "agent.lock"):
        ended = program.run("scan", *TARGETS)
    assert ended.code == 3
    assert "Meters Agent is already running a scan." in ended.stderr.decode()


def test_two_runs_are_mailed_unsigned_and_chained(program: Program, sink: MailSink) -> None:
    program.settings(with_mail(sink.port))
    for _ in range(2):
        ended = program.run("scan")
        assert ended.code == 0, ended.stderr
    first, second = (attached(mail) for mail in sink.messages)
    reports = [validated(mail["meters.json"]) for mail in (first, second)]
    assert [report["run_number"] for report in reports] == [1, 2]
    assert reports[0]["agent"]["id"] == reports[1]["agent"]["id"]
    assert reports[1]["previous_sha256"] == sha256_of(first["meters.json"])
    assert "meters.sig" not in first
    assert b"SIGNED = no (unsigned)" in first["text/plain"]
    counts = f"devices={PRINTERS}; ok=0; attention={PRINTERS}"
    assert counts in str(message_from_bytes(sink.messages[0])["X-Meters"]).replace("\r\n", "")
    # The latest report is that of the letter, byte for byte.
    assert program.run("report", "--json", "-").stdout == second["meters.json"]


def test_no_send_takes_no_run_number_and_queues_nothing(program: Program, sink: MailSink) -> None:
    program.settings(with_mail(sink.port))
    report = validated(program.run("scan", "--no-send", "--json", "-").stdout)
    assert (report["run_number"], report["previous_sha256"], sink.messages) == (None, None, [])
    assert run_numbers(program) == []
    assert program.run("scan").code == 0
    assert run_numbers(program) == [1]


def test_a_mail_server_that_is_down_leaves_the_letter_waiting_until_it_is_up(program: Program) -> None:
    with MailSink() as gone:
        port = gone.port
    program.settings(with_mail(port))
    assert program.run("scan").code == 1
    status = program.run("status", "--json")
    assert status.code == 1
    assert [letter["attempts"] for letter in json.loads(status.stdout)["waiting"]] == [1]
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        assert program.run("send").code == 0
        assert len(sink.messages) == 1
    assert program.run("status", "--json").code == 0


def test_verify_tells_a_good_report_from_a_changed_and_an_unsigned_one(program: Program) -> None:
    program.run("scan", *TARGETS, "--json", str(program.data / "meters.json"))
    report = program.data / "meters.json"
    assert program.run("verify", str(report)).code == 1
    assert "not signed" in program.run("verify", str(report)).stdout.decode()

    seed = seed_of(new_signing_key(bytes(range(32))))
    (program.data / "meters.sig").write_text(sign(seed, report.read_bytes()))
    assert program.run("verify", str(report), "--key", public_key_of(seed)).code == 0
    other = public_key_of(bytes(32))
    assert program.run("verify", str(report), "--key", other).code == 1

    report.write_bytes(report.read_bytes().replace(b"EX8K000000", b"EX8K000001"))
    changed = program.run("verify", str(report), "--key", public_key_of(seed))
    assert changed.code == 1
    assert "changed" in changed.stdout.decode()
