"""The single exe in a terminal: copied alone, as a person gets it; built once for all tests."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent import __version__
from agent.core.messages import devices
from agent.core.model.access import Endpoint
from agent.core.snmp_codec.message import Version
from agent.edge.lock import hold
from agent.edge.paths import MARK, YOUNGEST
from tests.support.command_line import PRINTERS, TARGETS, Program, validated, with_mail
from tests.support.crashing_rogues import Crashing
from tests.support.exe_rig import OTHERS_LIBRARIES, Exe, eventually, put
from tests.support.loopback import OWN_PORT
from tests.support.printer_walks import honest_walk
from tests.support.rogue import rogues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink

pytestmark = [
    pytest.mark.exe,
    pytest.mark.skipif(sys.platform == "win32", reason="the exe for Windows has tests of its own"),
    pytest.mark.usefixtures("simulated_office"),
]

LARGEST = 24_000_000  # bytes
NAME = "Zähler ablesen"  # a person may call it so
SILENT = [f"127.79.9.{number}:{OWN_PORT}" for number in range(1, 200)]
PRINTS_ENVIRONMENT = '#!/bin/sh\nenv > "{seen}.new"\nmv "{seen}.new" "{seen}"\n'


@pytest.fixture
def alone(exe: Path, tmp_path: Path) -> Exe:
    """Return the exe as the only file of its folder, for a user who has nothing yet."""
    return put(exe, tmp_path, NAME)


def test_it_is_small_and_says_its_version_and_commands(alone: Exe) -> None:
    assert alone.path.stat().st_size <= LARGEST
    assert alone.run("--version").stdout.decode().strip() == f"Meters Agent {__version__}"
    helped = alone.run("--help")
    assert helped.code == 0
    assert "scan" in helped.stdout.decode()
    assert (alone.files(), alone.unpacked()) == ([], [])


def test_the_demo_scans_and_mails_for_real_and_leaves_nothing(alone: Exe) -> None:
    shown = alone.run("demo")
    assert shown.code == 0, shown.stderr
    assert "delivered and verified" in shown.stdout.decode()
    assert "Meeting room München" in shown.stdout.decode()
    assert (alone.files(), alone.unpacked()) == ([], [])


def test_a_scan_is_mailed_and_reported_again(alone: Exe, sink: MailSink, tmp_path: Path) -> None:
    data = Program(tmp_path / "data")
    data.settings(with_mail(sink.port))
    scanned = alone.run("--data", str(data.data), "scan", "--json", "-")
    assert scanned.code == 0, scanned.stderr
    report = validated(scanned.stdout)
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS
    assert b"X-Meters: site=north; " in sink.messages[0]
    page = tmp_path / "page.html"
    again = alone.run("--data", str(data.data), "report", "--json", "-", "--html", str(page))
    assert validated(again.stdout) == report
    assert "EX8K000000" in page.read_text(encoding="utf-8")
    assert json.loads(alone.run("--data", str(data.data), "status", "--json").stdout)["printers"] == PRINTERS


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (1, ["scan", f"127.79.9.9:{OWN_PORT}", "--no-store"], "127.79.9.9"),
        (2, ["nonsense"], "nonsense"),
        (2, ["report"], "There is no report yet"),
        (2, ["scan", "10.0.0.300"], "10.0.0.300"),
    ],
)
def test_exit_codes_are_those_of_the_contract(alone: Exe, code: int, arguments: list[str], said: str) -> None:
    ended = alone.run(*arguments)
    assert ended.code == code
    assert said in (ended.stdout + ended.stderr).decode()
    assert b"Traceback" not in ended.stderr


def test_a_device_that_crashes_the_snmp_library_costs_itself_alone(alone: Exe, tmp_path: Path) -> None:
    place = Endpoint("127.79.8.1", OWN_PORT)
    rogue = Crashing(place, honest_walk(b"CRASH001"), lambda _: (), version=Version.V1)
    data = Program(tmp_path / "data")
    with rogues([rogue]):
        scanned = alone.run("--data", str(data.data), "scan", *TARGETS, str(place), "--json", "-")
    assert scanned.code == 1, scanned.stderr
    report = validated(scanned.stdout)
    assert [row["read_status"] for row in report["printers"]] == ["ok"] * PRINTERS
    assert [(row["ip_address"], row["why"]) for row in report["unreadable"]] == [
        (place.address, devices.CRASHED_READER)
    ]
    assert alone.unpacked() == []


def test_a_second_scan_at_the_same_time_ends_with_3(alone: Exe, tmp_path: Path) -> None:
    data = Program(tmp_path / "data")
    data.settings("")
    with hold(data.data / "agent.lock"):
        assert alone.run("--data", str(data.data), "scan", *TARGETS).code == 3


def test_the_portable_folder_beside_it_takes_everything(alone: Exe) -> None:
    portable = alone.path.parent / "meters-data"
    portable.mkdir()
    assert alone.run("scan", *TARGETS).code == 0
    assert {"agent.db", "agent.log"} <= {path.name for path in portable.iterdir()}
    assert alone.files() == []


@pytest.fixture
def anybodys_folder() -> Iterator[Path]:
    """Yield a folder that every user reaches; pytest's own lie in one that each of its runs closes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o755)
        yield path


def test_it_runs_from_a_folder_that_nobody_may_write_to(exe: Path, anybodys_folder: Path) -> None:
    alone = put(exe, anybodys_folder, NAME)
    alone.path.parent.chmod(0o555)
    command = [str(alone.path), "status"]
    if os.getuid() == 0:  # root may write everywhere, so somebody else has to try
        others = 65_534
        for folder in (alone.home, alone.temporary):
            os.chown(folder, others, others)
        command = ["setpriv", f"--reuid={others}", f"--regid={others}", "--clear-groups", *command]
    ended = subprocess.run(command, env=alone.environment, capture_output=True, text=True, check=False)
    assert "No scan has finished yet" in ended.stdout, ended.stderr
    assert any(name.endswith("agent.log") for name in alone.files())
    assert os.listdir(alone.path.parent) == [NAME]  # noqa: PTH208 (the names are what counts)


def test_a_browser_gets_the_environment_that_the_exe_got(alone: Exe, tmp_path: Path) -> None:
    seen, browser = tmp_path / "seen", tmp_path / "browser"
    browser.write_text(PRINTS_ENVIRONMENT.format(seen=seen))
    browser.chmod(0o755)
    alone.run("scan", *TARGETS)
    alone.run("report", "--open", BROWSER=str(browser))
    eventually(seen.exists, "the browser is opened")
    lines = seen.read_text().splitlines()
    assert f"LD_LIBRARY_PATH={OTHERS_LIBRARIES}" in lines
    assert [line for line in lines if "_PYI_" in line or "_MEI" in line or "_ORIG" in line] == []


@contextmanager
def running(alone: Exe, data: Path) -> Iterator[None]:
    """Let the daily loop run from a folder of its own, as long as the block takes."""
    Program(data).settings(f"[network]\ntargets = {json.dumps(TARGETS)}\n")
    with alone.started("--data", str(data), "watch") as child:
        try:
            eventually((data / "agent.log").exists, "it runs")
            yield
            assert child.poll() is None
        finally:
            os.killpg(child.pid, signal.SIGTERM)


def killed_while_it_scans(alone: Exe, data: Path, after: float) -> None:
    """Start a scan of printers and many silent addresses, and kill all of it that long after it unpacked."""
    targets = [*TARGETS, *SILENT]
    with alone.started("--data", str(data), "scan", *targets) as child:
        eventually(lambda: any((folder / MARK).exists() for folder in alone.unpacked()), "it unpacks")
        time.sleep(after)
        os.killpg(child.pid, signal.SIGKILL)


def test_killed_at_any_moment_it_starts_again_with_its_store_intact(alone: Exe, tmp_path: Path) -> None:
    data = Program(tmp_path / "data")
    for after in (0.0, 0.2, 0.5, 0.9, 1.4):
        killed_while_it_scans(alone, data.data, after)
    assert alone.run("--data", str(data.data), "scan", *TARGETS).code == 0
    report = validated(alone.run("--data", str(data.data), "report", "--json", "-").stdout)
    assert len(report["printers"]) == PRINTERS


def test_folders_of_killed_ones_are_removed_when_they_are_old_and_nobody_runs_from_them(
    alone: Exe, tmp_path: Path
) -> None:
    killed_while_it_scans(alone, tmp_path / "data", 0.3)
    left = alone.unpacked()
    assert len(left) == 1
    foreign = alone.temporary / "_MEIforeign"  # another program's
    foreign.mkdir()
    long_ago = time.time() - YOUNGEST - 60
    with running(alone, tmp_path / "other"):
        in_use = [folder for folder in alone.unpacked() if folder not in (*left, foreign)]
        assert alone.run("--version").code == 0
        assert alone.unpacked() == sorted([*left, *in_use, foreign])  # too young to be judged
        for folder in alone.unpacked():
            os.utime(folder, (long_ago, long_ago))
        assert alone.run("--version").code == 0
        assert alone.unpacked() == sorted([*in_use, foreign])


@pytest.mark.skipif(not shutil.which("systemd-tmpfiles"), reason="needs systemd-tmpfiles")
def test_the_cleaner_of_temporary_files_passes_by_a_program_that_runs(alone: Exe, tmp_path: Path) -> None:
    control = alone.temporary / "_MEIcontrol"
    control.mkdir()
    (control / "file").write_text("not held by anybody")
    rules = tmp_path / "rules.conf"
    rules.write_text(f"d {alone.temporary} - - - 0\n")  # everything there is too old at once
    with running(alone, tmp_path / "data"):
        in_use = [folder for folder in alone.unpacked() if folder != control]
        before = sorted(in_use[0].rglob("*"))
        subprocess.run(["systemd-tmpfiles", "--clean", str(rules)], check=True)  # noqa: S607 (from the PATH)
        assert not control.exists()
        assert sorted(in_use[0].rglob("*")) == before
