"""The rights to ask: what the keyring does not give is left out and named, and the scan goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint, Secret
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS, SnmpUser
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.secret_store import MemorySecretStore
from agent.jobs.rights import rights_of
from tests.commands.test_tray_commands import put_to_sleep
from tests.edge.test_secret_store import UNLOCKED
from tests.support.command_line import PORT, PRINTERS, ROOT, attached, validated, with_mail
from tests.support.desktop_rig import LONGEST, MISSING, desktop
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from pathlib import Path

    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program

# The keyring that `UNLOCKED` made, and nobody who could be asked for its password.
LOCKED = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; exec "$@"'
WAREHOUSE = replace(DEFAULTS.network, communities=("public", "keyring:warehouse"))
BOB = SnmpUser("bob", auth="SHA", privacy="none", context="")


def of_network(settings: str, communities: list[str]) -> str:
    """Return settings with these communities, and an SNMPv3 user whose passphrase is in the keyring."""
    row = f"[network]\ncommunities = {json.dumps(communities)}"
    return settings.replace("[network]", row) + '\n[[network.users]]\nname = "bob"\nauth = "SHA"\n'


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_without_a_keyring_the_scan_goes_on_with_the_other_rights_and_says_which_are_left_out(
    program: Program, sink: MailSink
) -> None:
    program.settings(of_network(with_mail(sink.port), ["public", "keyring:warehouse"]))
    scanned = program.run("scan")
    assert scanned.code == 1, scanned.stderr
    report = validated(attached(sink.messages[0])["meters.json"])
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS
    community, user = report["scan"]["notes"]
    assert community.startswith("Scan ran without the community keyring:warehouse. ")
    assert user.startswith("Scan ran without the SNMPv3 user bob. ")
    for note in (community, user):
        assert "no usable keyring" in note
        assert "install gnome-keyring" in note


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_a_later_round_says_it_too(program: Program, sink: MailSink) -> None:
    program.settings(of_network(with_mail(sink.port), ["public", "keyring:warehouse"]))
    assert program.run("scan").code == 1
    put_to_sleep(program, 1)
    woken = program.run("scan", "--later-round")
    assert (woken.code, "1 of 1 printer" in woken.stdout.decode()) == (0, True), woken.stderr
    assert "Scan ran without the community keyring:warehouse. " in woken.stderr.decode()


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_where_no_right_is_left_nothing_is_asked_and_no_letter_made(program: Program, sink: MailSink) -> None:
    program.settings(of_network(with_mail(sink.port), ["keyring:warehouse"]))
    scanned = program.run("scan")
    assert (scanned.code, sink.messages) == (2, [])
    assert "no usable keyring" in scanned.stderr.decode()
    assert program.run("scan", "--community", "public").code == 1
    assert len(sink.messages) == 1


@needs_127_8
@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs dbus-run-session")
@pytest.mark.skipif(not shutil.which("gnome-keyring-daemon"), reason="needs gnome-keyring-daemon")
@pytest.mark.usefixtures("simulated_office")
def test_a_keyring_that_is_locked_holds_up_no_letter(tmp_path: Path, sink: MailSink) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text(
        of_network(with_mail(sink.port), ["public", "keyring:warehouse"]), encoding="utf-8"
    )
    folders = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), str(tmp_path))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **folders}

    def meters(keyring: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        session = ("dbus-run-session", "--", "bash", "-c", keyring, "bash")
        return subprocess.run(
            [*session, sys.executable, "-m", "agent", "--data", str(data), *arguments],
            env=environment,
            input="warehouse\n",
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )

    assert meters(UNLOCKED, "settings", "password", "community:warehouse").returncode == 0
    scanned = meters(LOCKED, "scan")
    assert (scanned.returncode, len(sink.messages)) == (1, 1), scanned.stderr
    notes = validated(attached(sink.messages[0])["meters.json"])["scan"]["notes"]
    assert [note.partition(". ")[0] for note in notes] == [
        "Scan ran without the community keyring:warehouse",
        "Scan ran without the SNMPv3 user bob",
    ]
    assert all("The keyring of this computer is locked. Sign in to the desktop" in note for note in notes)


def test_a_secret_that_nobody_entered_is_left_out_alike() -> None:
    rights = rights_of(
        replace(WAREHOUSE, users=(BOB,)), MemorySecretStore({"v3-auth:bob": Secret("maplesyrup")})
    )
    assert (rights.communities, [user.name for user in rights.users]) == ((Secret("public"),), ["bob"])
    (note,) = rights.notes
    assert "keyring:warehouse" in note
    assert "The password community:warehouse is missing in the keyring of this computer." in note
    assert "'meters settings password community:warehouse'" in note


def test_where_every_secret_is_missing_the_first_is_named() -> None:
    with pytest.raises(AgentError, match="community:warehouse"):
        rights_of(replace(WAREHOUSE, communities=("keyring:warehouse",), users=(BOB,)), MemorySecretStore())


@needs_127_8
@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
def test_a_scan_that_keeps_nothing_asks_with_the_secrets_of_the_office(tmp_path: Path) -> None:
    place = Endpoint("127.81.0.1", PORT)
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text('[network]\ncommunities = ["keyring:warehouse"]\n')
    printer = SimulatedAgent(honest_walk(b"EX8K000417"), place, community=b"warehouse")
    with desktop(tmp_path / "home") as session, serve([printer]):

        def meters(*arguments: str, stdin: str = "") -> str:
            ended = subprocess.run(
                [sys.executable, "-m", "agent", "--data", str(data), *arguments],
                env=dict(session.environment),
                input=stdin,
                capture_output=True,
                text=True,
                timeout=LONGEST,
                check=False,
            )
            assert ended.returncode == 0, ended.stderr
            return ended.stdout

        meters("settings", "password", "community:warehouse", stdin="warehouse\n")
        report = json.loads(meters("scan", str(place), "--no-store", "--json", "-"))
    assert [row["serial_number"] for row in report["printers"]] == ["EX8K000417"]
