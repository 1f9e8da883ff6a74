"""A new agent after damage or on another machine: it names the old one, and what waited leaves as it was."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.core.report_format.chain.chain_finding import FindingKind
from agent.core.report_format.untrusted import octets_of
from agent.demo.mail_sink import MailSink
from agent.edge.store import Store
from agent.edge.store.chain_end import note_path
from tests.support.command_line import ENVIRONMENT, LONGEST, attached, validated, with_mail
from tests.support.cut_office import SECRETS, CutOffice
from tests.support.damaged_store import an_office
from tests.support.documents import part
from tests.support.loopback import needs_127_8
from tests.support.made_chain import found
from tests.support.settled_letters import mark_sent
from tests.support.store_samples import NOW, a_day_after, composed

if TYPE_CHECKING:
    from tests.support.command_line import Program

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked")
PASSWORDS = {f"Meters Agent agent-1/{name}": f"secret of {name}" for name in SECRETS}


@pytest.fixture
def office(tmp_path: Path) -> CutOffice:
    """Return an office after two reports, and one that waits."""
    made = CutOffice(tmp_path / "office")
    made.folder.mkdir()
    made.keep(PASSWORDS)
    assert made.run(1)
    assert made.run(2)
    assert made.run(3, server_up=False)
    return made


def damage(office: CutOffice, *, is_in_doubt: bool) -> None:
    with (office.folder / "agent.db").open("r+b") as file:
        file.write(b"damaged " * 12)
    if is_in_doubt:
        note_path(office.folder / "agent.db").unlink()


def keys_of(office: CutOffice) -> dict[str, bytes]:
    with office.opened() as store:
        return {agent: octets_of(key) or b"" for agent, key in store.agents.remembered_keys().items()}


@forks
def test_where_the_store_proves_its_end_the_chain_goes_on(office: CutOffice) -> None:
    damage(office, is_in_doubt=False)
    assert office.run(4)
    (verdict,) = office.verdicts(*keys_of(office).values())
    assert (verdict.agent_id, verdict.runs, verdict.all_well) == ("agent-1", ((1, 4),), True)


@forks
def test_in_doubt_a_new_chain_follows_and_the_letter_that_waited_leaves(office: CutOffice) -> None:
    damage(office, is_in_doubt=True)
    assert office.run(4)
    assert office.run(5)
    with office.opened() as store:
        identity = store.agents.identity("machine", "never-used", NOW)
        standing = {c.kind: (c.subject, dict(c.facts)) for c in store.conditions.standing()}
        assert store.letters.waiting() == ()
    new, old = sorted(office.verdicts(*keys_of(office).values()), key=lambda v: v.agent_id == "agent-1")
    assert (old.agent_id, old.runs, old.all_well) == ("agent-1", ((1, 3),), True)
    assert (new.agent_id, new.runs, found(new)) == (identity.agent_id, ((1, 2),), [FindingKind.FOLLOWS])
    assert identity.follows is not None
    assert (identity.follows["id"], identity.follows["reason"]) == ("agent-1", "database_damaged")
    assert standing[ConditionKind.AGENT_CHANGED] == ("agent-1", {"agent_id": identity.agent_id})
    assert set(standing) == {ConditionKind.AGENT_CHANGED, ConditionKind.DATABASE_SET_ASIDE}
    for name in SECRETS:
        assert office.keyring()[f"Meters Agent {identity.agent_id}/{name}"] == f"secret of {name}"


@forks
def test_in_doubt_a_new_chain_begins_without_a_keyring_too(office: CutOffice) -> None:
    old_keys = keys_of(office)
    damage(office, is_in_doubt=True)
    with office.locked_keyring():
        assert office.run(4)
    with office.opened() as store:
        identity = store.agents.identity("machine", "never-used", NOW)
        letter = store.letters.of_run(1)
    assert letter is not None
    assert (identity.agent_id != "agent-1", identity.public_key, letter.signature) == (True, None, None)
    assert json.loads(letter.report)["agent"]["follows"]["id"] == "agent-1"
    assert office.run(5)
    new, old = sorted(
        office.verdicts(*old_keys.values(), *keys_of(office).values()), key=lambda v: v.agent_id == "agent-1"
    )
    assert (old.runs, new.runs, found(new)) == (
        ((1, 3),),
        ((1, 2),),
        [FindingKind.VOUCHED, FindingKind.FOLLOWS],
    )


def test_what_befell_the_store_is_told_for_a_week_and_until_a_report_was_accepted(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    an_office(path, printers=1)
    with path.open("r+b") as file:
        file.write(b"damaged")
    with Store.open(path, NOW) as store:
        store.agents.identity("another machine", "agent-2", NOW)
        store.scans.close(store.scans.begin(NOW, 0), NOW, part({}), composed(b"new"), "<new>")
        assert kinds(store) == [ConditionKind.DATABASE_SET_ASIDE, ConditionKind.AGENT_CHANGED]
        week = NOW + timedelta(days=8)
        store.prune(a_day_after(store, week))
        assert len(kinds(store)) == 2  # nobody has accepted a report yet
        mark_sent(store, "<new>", week)
        store.prune(a_day_after(store, NOW + timedelta(days=3)))
        assert len(kinds(store)) == 2  # too early, whatever the clock showed for a day
        store.prune(a_day_after(store, week))
        assert kinds(store) == []


def test_a_database_set_aside_that_somebody_took_away_is_told_no_more(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    path.write_bytes(b"")
    with Store.open(path, NOW) as store:
        assert kinds(store) == [ConditionKind.DATABASE_SET_ASIDE]
        assert store.set_aside is not None
        store.set_aside.unlink()
        store.prune(NOW)
        assert kinds(store) == []


def kinds(store: Store) -> list[ConditionKind]:
    return [condition.kind for condition in store.conditions.standing()]


def _other_machine(program: Program, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as on a machine with another machine-id(5): in a mount namespace of its own."""
    own = program.data.with_name("machine-id")
    own.write_text("0123456789abcdef0123456789abcdef\n")
    mounted = 'mount --bind "$0" /etc/machine-id && exec "$@"'
    command = ["unshare", "--mount", "sh", "-c", mounted, str(own), sys.executable, "-m", "agent"]
    return subprocess.run(
        [*command, "--data", str(program.data), *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        timeout=LONGEST,
        check=False,
    )


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
@pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0 or not Path("/etc/machine-id").exists(),
    reason="needs a mount of its own over /etc/machine-id: the superuser on Linux",
)
def test_a_folder_that_moves_to_another_machine_sends_what_waits_and_follows(program: Program) -> None:
    with MailSink() as gone:
        port = gone.port
    program.settings(with_mail(port).replace('id = "north"', ""))
    assert program.run("scan").code == 1
    with Store.open(program.data / "agent.db", NOW) as store:
        letter = store.letters.last()
    assert letter is not None
    moved = replace(program, data=program.data.with_name("moved"))
    shutil.copytree(program.data, moved.data)
    with MailSink() as sink:
        moved.settings(with_mail(sink.port).replace('id = "north"', ""))
        sent = _other_machine(moved, "send")
        assert sent.returncode == 0, sent.stderr
        assert attached(sink.messages[0])["meters.json"] == letter.report
        assert _other_machine(moved, "scan").returncode in {0, 1}
        new = validated(attached(sink.messages[1])["meters.json"])
        program.settings(with_mail(sink.port).replace('id = "north"', ""))
        assert program.run("scan").code in {0, 1}
        reports = [validated(attached(mail)["meters.json"]) for mail in sink.messages[2:]]
        goes_on = max(reports, key=lambda report: int(report["run_number"]))
    old = json.loads(letter.report)
    assert new["site"]["id"] == old["site"]["id"] == goes_on["site"]["id"]
    assert (new["run_number"], new["agent"]["follows"]["id"]) == (1, old["agent"]["id"])
    assert new["agent"]["follows"]["reason"] == "machine_changed"
    assert (goes_on["run_number"], goes_on["agent"]["id"]) == (2, old["agent"]["id"])
    assert new["agent"]["id"] != old["agent"]["id"]
    assert "another computer" in attached(sink.messages[1])["text/plain"].decode()
