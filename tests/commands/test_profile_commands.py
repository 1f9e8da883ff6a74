"""Dealer profiles in the program as people start it: the file, the settings, the mail."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import TARGETS, attached, with_mail
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program

pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]

WITHOUT = b"The report is sent without mine.csv. meters.csv is still attached."


def test_a_profile_of_ones_own_shapes_the_file_and_goes_before_ours(program: Program) -> None:
    program.run("scan", *TARGETS)
    own = program.data / "profiles"
    own.mkdir()
    (own / "generic.toml").write_text('\ufeffcolumns = [["Nr", "SerialNumber"]]\r\n', encoding="utf-8")
    shaped = program.run("report", "--csv", "-", "--profile", "generic")
    assert (shaped.code, shaped.stdout.decode("utf-8-sig").split()) == (
        0,
        ["Nr", "EX8K000000", "EX8K000001", "EX8K000002"],
    )


def test_an_unknown_one_is_answered_with_those_there_are(program: Program) -> None:
    (program.data / "profiles").mkdir(parents=True)
    (program.data / "profiles" / "mine.toml").write_text("")
    (program.data / "outside.toml").write_text('columns = [["A", "Model"]]')
    for name in ("hers", "../outside", "con"):
        ended = program.run("report", "--csv", "-", "--profile", name)
        assert ended.code == 2
        assert b"Available: generic, mine, mono-colour-six, semicolon, tabelle." in ended.stderr


def test_without_a_file_it_says_what_is_missing(program: Program) -> None:
    ended = program.run("report", "--profile", "generic")
    assert (ended.code, b"meters report --csv FILE --profile NAME" in ended.stderr) == (2, True)


def test_the_settings_take_only_one_that_can_be_used(program: Program) -> None:
    assert program.run("settings", "set", "mail.profile", "hers").code == 2
    assert program.run("settings", "set", "mail.profile", "semicolon").code == 0
    assert program.run("settings", "check").code == 0
    program.settings("[mail]\nprofile = 'hers'\n")
    checked = program.run("settings", "check")
    assert (checked.code, checked.stdout, b"The profile hers doesn't exist." in checked.stderr) == (
        2,
        b"",
        True,
    )


def test_the_doctor_says_of_the_settings_what_their_check_says(program: Program) -> None:
    def step() -> dict[str, str]:
        steps = json.loads(program.run("doctor", "--json", "--step=settings_file").stdout)["steps"]
        return next(one for one in steps if one["step"] == "settings_file")

    assert step()["cause"] == "settings_fine"
    program.settings("[mail]\nprofile = 'hers'\n")
    assert (step()["verdict"], step()["came"]) == ("failed", "The profile hers doesn't exist.")
    program.settings("[mail]\nsecurity = 'none'\nclient_certificate = 'office.pem'\n")
    checked = program.run("settings", "check")
    assert (checked.code, b"Line 2: mail.security: expected starttls or tls" in checked.stdout) == (2, True)
    assert "mail.security: expected starttls or tls" in step()["next"]
    assert program.run("scan", *TARGETS).code == 0  # printers are read all the same


def test_a_mail_with_a_broken_one_leaves_without_its_table_and_says_so(
    program: Program, sink: MailSink
) -> None:
    program.settings(f"{with_mail(sink.port)}profile = 'mine'\n")
    (program.data / "profiles").mkdir()
    (program.data / "profiles" / "mine.toml").write_text("columns = [['A', 'B']]")
    ended = program.run("scan")
    assert ended.code == 1
    assert b"Line 1: columns[1]: expected a column of meters.csv" in ended.stderr
    assert WITHOUT in ended.stderr
    assert [name for name in attached(sink.messages[0]) if name.endswith(".csv")] == ["meters.csv"]
    stick = program.data / "stick"
    stick.mkdir()
    carried = program.run("report", "--to", str(stick))
    assert (carried.code, WITHOUT in carried.stderr) == (1, True)
    assert [path.name for path in stick.glob("*mine.csv")] == []


def test_a_report_outside_the_chain_is_carried_with_the_profiles_table(program: Program) -> None:
    program.settings("[mail]\nprofile = 'mono-colour-six'\n")
    program.run("scan", *TARGETS)
    assert program.run("report", "--to", str(program.data)).code == 0
    (table,) = program.data.glob("meters-*-mono-colour-six.csv")
    assert table.read_bytes().startswith(b"\xef\xbb\xbfSerialNumber,ModelName,ReadingDate,PageCountMono")
