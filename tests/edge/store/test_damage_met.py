"""A database damaged under the running program: told, nothing that waits is lost, the reports go on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.demo.mail_sink import MailSink
from agent.edge.store import Store
from agent.edge.store.chain_end import note_path
from tests.support.command_line import PRINTERS, Program, attached, validated, with_mail
from tests.support.damaged_store import PAGE, root_page, with_page
from tests.support.loopback import needs_127_8
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]


@pytest.fixture
def waiting(program: Program) -> Program:
    """Return an office without a site id, with two reports that wait."""
    with MailSink() as gone:
        port = gone.port
    program.settings(settings(port))
    for _ in range(2):
        assert program.run("scan").code == 1
    return program


def settings(port: int) -> str:
    return with_mail(port).replace('id = "north"', "")


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"overwritten by something else " * 3)


def letters(program: Program) -> list[bytes]:
    with Store.open(program.data / "agent.db", NOW) as store:
        found = [store.letters.of_run(run) for run in (1, 2)]
    return [letter.report for letter in found if letter]


@pytest.mark.parametrize("is_in_doubt", [False, True])
def test_what_waits_leaves_and_the_next_report_says_which(waiting: Program, *, is_in_doubt: bool) -> None:
    before = letters(waiting)
    old = json.loads(before[0])
    damage(waiting.data / "agent.db")
    if is_in_doubt:
        note_path(waiting.data / "agent.db").unlink()
    with MailSink() as sink:
        waiting.settings(settings(sink.port))
        sent = waiting.run("send")
        assert sent.code == 0, sent.stderr
        assert b"The database was damaged and is kept as" in sent.stderr
        assert b"Waiting reports carried over: 2." in sent.stderr
        assert sorted(attached(mail)["meters.json"] for mail in sink.messages) == sorted(before)
        assert waiting.run("scan").code in {0, 1}
        new = validated(attached(sink.messages[2])["meters.json"])
        text = attached(sink.messages[2])["text/plain"].decode()
    assert new["site"]["id"] == old["site"]["id"]
    with Store.open(waiting.data / "agent.db", NOW) as store:
        kinds = {condition.kind for condition in store.conditions.standing()}
        known = len(store.readings.devices())
    assert known == len(old["printers"]) == len(new["printers"])
    assert {printer["id"] for printer in new["printers"]} == {printer["id"] for printer in old["printers"]}
    if is_in_doubt:
        assert (new["run_number"], new["agent"]["follows"]["reason"]) == (1, "database_damaged")
        assert new["agent"]["follows"]["id"] == old["agent"]["id"] != new["agent"]["id"]
        assert "The database was damaged" in text
        assert kinds >= {ConditionKind.DATABASE_SET_ASIDE, ConditionKind.AGENT_CHANGED}
    else:
        assert (new["run_number"], new["agent"]["id"]) == (3, old["agent"]["id"])
        assert "follows" not in new["agent"]
        assert ConditionKind.DATABASE_SET_ASIDE in kinds
        assert ConditionKind.AGENT_CHANGED not in kinds


def test_status_tells_a_set_aside_database_once_and_begins_nothing_anew(waiting: Program) -> None:
    damage(waiting.data / "agent.db")
    first, second = waiting.run("status"), waiting.run("status")
    assert (b"The database was damaged" in first.stderr, b"was damaged and is kept" in second.stderr) == (
        True,
        False,
    )
    assert len(list(waiting.data.glob("agent.db.damaged-*"))) == 1


@pytest.mark.parametrize("has_letter", [False, True])
def test_status_and_report_agree_on_printers_whose_values_were_lost(
    program: Program, *, has_letter: bool
) -> None:
    with MailSink() as sink:
        program.settings(settings(sink.port))
        assert program.run("scan", *([] if has_letter else ["--no-send"])).code == 0
    database = program.data / "agent.db"
    with_page(database, root_page(database, "documents"), bytes(PAGE))
    status = program.run("status")
    assert b"The database was damaged" in status.stderr
    report = program.run("report", "--text", "-")
    assert b"No printers found" not in status.stdout + report.stdout
    if has_letter:
        ending = b" of %d printers need attention." % PRINTERS
        (shown,) = (line for line in report.stdout.splitlines() if line.endswith(ending))
        assert (shown in status.stdout, report.code) == (True, 0)
    else:
        shown = f"{PRINTERS} known printers, last read on ".encode()
        assert (shown in status.stdout, shown in report.stderr, report.code) == (True, True, 2)
        carried = program.run("report", "--to", str(program.data.parent))
        assert (shown in carried.stderr, carried.code) == (True, 2)


def test_printers_of_a_scan_that_was_lost_too_are_known(program: Program) -> None:
    with MailSink() as sink:
        program.settings(settings(sink.port))
        assert program.run("scan", "--no-send").code == 0
    database = program.data / "agent.db"
    with_page(database, root_page(database, "scans"), bytes(PAGE))
    status = program.run("status").stdout
    assert b"No scan has finished yet" in status
    assert f"{PRINTERS} known printers, last read on ".encode() in status
    assert b"There is no report yet." in program.run("report", "--text", "-").stderr
