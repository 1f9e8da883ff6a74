"""The Windows exe's commands, in a Windows where nothing was installed and nobody has used it before."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

import assemble
import wine
from agent import __version__
from agent.core.model.access import Endpoint
from agent.core.report_format.signatures import verify_report
from agent.demo.simulator import SimulatedAgent, serve
from installed import MISSING, installed, until
from tests.support.command_line import PORT, TARGETS, Program, attached, run_numbers, validated, with_mail
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.demo.mail_sink import MailSink
    from installed import Installed

pytestmark = [
    pytest.mark.windows,
    needs_127_8,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

WORD = "made-up-Grüße-秘密"
KILLS = 5
FIRST_KILL, NEXT_KILL = 1.0, 0.4  # seconds after the start: unpacking, searching, reading, mailing
DELIVERED = "delivered and verified"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    """Yield the exe in a Windows that the tests of this file share; without a screen it is quicker."""
    with installed(tmp_path_factory.mktemp("windows")) as there:
        yield there


def test_the_exe_tells_its_version_and_exit_codes(program: Installed) -> None:
    shown = program.run("--version")
    assert (shown.code, shown.stdout) == (0, f"Meters Agent {__version__}\n")
    program.settings("[network]\ntargets = ['nonsense/99']\n")
    refused = program.run("settings", "check")
    assert refused.code == 2
    assert refused.stdout.startswith("Line 2: network.targets[1]:")


@pytest.mark.parametrize("runtime", [wine.OVERRIDES, wine.BARE], ids=["usual", "fresh Windows"])
def test_the_demo_reads_printers_over_real_snmp_and_its_mail_arrives(
    program: Installed, runtime: str
) -> None:
    ended = program.wine.run(str(program.exe), "demo", limit=90, WINEDLLOVERRIDES=runtime)
    assert ended.code == 0, ended.stderr
    assert DELIVERED in ended.stdout
    for words in ("DEMO0HP401     46,102", "Meeting room München, Ricoh IM D2000"):
        assert words in ended.stdout


HOLDS = """
import glob, sys, time
held = open(sys.argv[1] + "/settings.toml")
print("held", flush=True)
end = time.monotonic() + 30
while not glob.glob(sys.argv[1] + "/.settings.toml.*.new") and time.monotonic() < end:
    time.sleep(0.01)
time.sleep(0.5)
"""


def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_replaced_all_the_same(program: Installed) -> None:
    program.settings("[site]\nname = 'before'\n")
    folder = wine.windows_path(program.data)
    scanner = program.wine.start(str(assemble.PROGRAM), "-c", HOLDS, folder)
    until(lambda: b"held" in scanner.output(), "the scanner")
    changed = program.run("settings", "set", "site.name", "after")
    assert changed.code == 0, changed.stderr
    assert "after" in (program.data / "settings.toml").read_text(encoding="utf-8")
    assert scanner.ended().code == 0


@pytest.mark.usefixtures("simulated_office")
def test_every_scan_is_signed_with_the_key_that_the_first_put_into_the_credential_manager(
    program: Installed, sink: MailSink
) -> None:
    program.settings(with_mail(sink.port))
    for _ in range(2):
        scanned = program.run("scan")
        assert scanned.code == 0, scanned.stderr
    first, second = (attached(mail) for mail in sink.messages)
    report = validated(first["meters.json"])
    key = report["agent"]["public_key"]
    for mail in (first, second):
        assert not verify_report(mail["meters.json"], mail["meters.sig"].decode(), key).problems
    assert validated(second["meters.json"])["previous_sha256"] == sha256(first["meters.json"]).hexdigest()
    assert len(report["printers"]) == len(TARGETS)
    assert report["agent"]["platform"].startswith("Windows 10")


def test_a_secret_in_any_script_comes_out_of_the_credential_manager_as_it_went_in(program: Installed) -> None:
    office = [SimulatedAgent(honest_walk(b"EX8K000009"), Endpoint("127.79.1.1", PORT), WORD.encode())]
    program.settings(f'[network]\ntargets = ["127.79.1.1:{PORT}"]\ncommunities = ["keyring:warehouse"]\n')
    kept = program.run("settings", "password", "community:warehouse", stdin=WORD.encode())
    assert kept.code == 0, kept.stderr
    with serve(office):
        scanned = program.run("scan", "--json", "-")
    assert [printer["serial_number"] for printer in validated(scanned.stdout.encode())["printers"]] == [
        "EX8K000009"
    ]
    written = b"".join(path.read_bytes() for path in program.data.rglob("*") if path.is_file())
    assert not any(WORD.encode(encoding) in written for encoding in ("utf-8", "utf-16-le"))


@pytest.mark.usefixtures("simulated_office")
def test_scans_killed_at_any_moment_leave_a_sound_store_and_an_unbroken_chain(
    program: Installed, sink: MailSink
) -> None:
    program.settings(with_mail(sink.port))
    assert program.run("scan").code == 0
    for number in range(KILLS):
        begun = program.start("scan")
        time.sleep(FIRST_KILL + number * NEXT_KILL)
        program.cut_the_power()
        begun.ended()
        assert integrity(program.data / "agent.db") == "ok"
    after = program.run("scan")
    assert after.code == 0, after.stderr
    numbers = run_numbers(Program(program.data))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(sink.messages) >= len(numbers) >= 2


def test_without_a_data_folder_the_exe_keeps_everything_in_the_profile_of_its_user(
    program: Installed,
) -> None:
    local = program.wine.home() / "AppData" / "Local"
    unpacked = local / "Meters Agent Program"
    before = set(unpacked.glob("*"))  # what killed programs left goes after an hour
    set_up = program.run_without_data("settings", "set", "site.id", "north")
    assert set_up.code == 0, set_up.stderr
    assert "north" in (local / "Meters Agent" / "settings.toml").read_text(encoding="utf-8")
    assert list(program.exe.parent.iterdir()) == [program.exe]
    assert set(unpacked.glob("*")) == before


def test_a_folder_meters_data_beside_the_exe_makes_it_portable(program: Installed) -> None:
    beside = program.exe.parent / "meters-data"
    beside.mkdir()
    try:
        assert program.run_without_data("settings", "set", "site.id", "stick").code == 0
        assert program.run_without_data("settings", "get", "site.id").stdout.strip() == "stick"
        assert "stick" in (beside / "settings.toml").read_text(encoding="utf-8")
    finally:
        shutil.rmtree(beside)


def integrity(database: Path) -> str:
    """Return the findings of SQLite on this machine, not the exe's own."""
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
