"""`meters report --to DIR`: what could not be mailed lies on the stick, and nothing else has changed."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent.core.report_format.signatures import verify_report
from agent.core.reporting.carried import files_of, stem_of
from agent.demo.mail_sink import MailSink
from agent.jobs.carry_reports import sealed
from tests.support.command_line import ENVIRONMENT, LONGEST, TARGETS, attached, validated, with_mail
from tests.support.documents import part
from tests.support.loopback import needs_127_8
from tests.support.report_example import example_report

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command_line import Program

pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]

CARRY_TO_A_MOUNT = """
mount -t tmpfs -o "$1" stick "$2" || exit 99
"$3" -m agent --data "$4" report --to "$2"
ended=$?
ls -A "$2"
exit $ended
"""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def closed_port() -> int:
    """Return a port at which no mail server listens any more."""
    with MailSink() as gone:
        return gone.port


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def without_date(mail: bytes) -> list[bytes]:
    return [line for line in mail.splitlines() if not line.startswith(b"Date: ")]


def test_without_mail_the_latest_report_is_carried(program: Program, stick: Path) -> None:
    assert program.run("scan", *TARGETS).code == 0
    carried = program.run("report", "--to", str(stick))
    assert carried.code == 0, carried.stderr
    assert b"Nothing was marked as sent.\n" in carried.stdout
    files = read(stick)
    (name,) = (name for name in files if name.endswith(".json"))
    report = validated(files[name])
    assert name.removesuffix(".json") == stem_of(part(report))
    assert report["run_number"] is None
    stem = stem_of(part(report))
    assert files.keys() == {f"{stem}.json", f"{stem}.csv", f"{stem}.html"}  # no keyring here: not signed
    assert b"not signed" in carried.stderr


def test_carrying_twice_writes_nothing_anew(program: Program, stick: Path) -> None:
    program.run("scan", *TARGETS)
    program.run("report", "--to", str(stick))
    before = {path.name: path.stat().st_mtime_ns for path in stick.iterdir()}
    again = program.run("report", "--to", str(stick))
    assert (again.code, b": already saved (3 files)." in again.stdout) == (0, True)
    assert {path.name: path.stat().st_mtime_ns for path in stick.iterdir()} == before


def test_another_file_of_the_name_is_never_overwritten(program: Program, stick: Path) -> None:
    program.run("scan", *TARGETS)
    program.run("report", "--to", str(stick))
    (csv,) = stick.glob("*.csv")
    (page,) = stick.glob("*.html")
    csv.write_text("somebody's own")
    page.unlink()
    refused = program.run("report", "--to", str(stick))
    assert (refused.code, f"A different {csv.name} already exists there.".encode() in refused.stderr) == (
        2,
        True,
    )
    assert csv.read_text() == "somebody's own"
    assert not page.exists()


def test_every_letter_that_waits_is_carried_as_it_would_be_mailed_and_goes_on_waiting(
    program: Program, stick: Path, closed_port: int
) -> None:
    program.settings(with_mail(closed_port) + 'profile = "mono-colour-six"\n')
    for _ in range(2):
        assert program.run("scan").code == 1
    carried = program.run("report", "--to", str(stick))
    assert carried.code == 0, carried.stderr
    assert b"2 reports are still waiting in the outbox" in carried.stdout
    files = read(stick)
    assert len(files) == 2 * len(("json", "csv", "table", "html", "eml"))
    with MailSink() as sink:
        program.settings(with_mail(sink.port) + 'profile = "mono-colour-six"\n')
        assert program.run("send").code == 0
        assert len(sink.messages) == 2
        shown = [attached(mail)["text/plain"].decode() for mail in sink.messages]
        assert [bool(re.search(r"since \d\d:\d\d today", text)) for text in shown] == [False, True]
        for mail in sink.messages:
            parts = attached(mail)
            stem = stem_of(part(validated(parts["meters.json"])))
            page, png = files[f"{stem}.html"], parts.get("pages.png", b"")
            assert (b"cid:" in page, b64encode(png) in page) == (False, True)
            assert files[f"{stem}.json"] == parts["meters.json"]
            assert files[f"{stem}.csv"] == parts["meters.csv"]
            assert files[f"{stem}-mono-colour-six.csv"] == parts["mono-colour-six.csv"]
            assert without_date(files[f"{stem}.eml"]) == without_date(mail)
    # Now that all left the latest one is carried, and it is there already.
    assert b"1 report saved in" in program.run("report", "--to", str(stick)).stdout
    assert read(stick).keys() == files.keys()


def test_after_many_tries_the_status_points_to_the_stick(program: Program, closed_port: int) -> None:
    program.settings(with_mail(closed_port))
    program.run("scan")
    assert b"--to DIR" not in program.run("status").stdout
    program.run("send")  # what a person tries is no step of the waiting
    assert b"--to DIR" not in program.run("status").stdout
    with closing(sqlite3.connect(program.data / "agent.db")) as store, store:
        store.execute("UPDATE deliveries SET attempts = 5")  # as the loop's own tries of five hours leave it
    assert b"To hand reports over on a USB stick: meters report --to DIR\n" in program.run("status").stdout


def test_before_the_first_scan_and_without_a_stick_it_says_what_to_do(program: Program, stick: Path) -> None:
    early = program.run("report", "--to", str(stick))
    assert (early.code, b"There is no report yet." in early.stderr) == (2, True)
    program.run("scan", *TARGETS)
    for place, said in ((stick / "gone", b"does not exist"), (program.data / "agent.db", b"does not exist")):
        ended = program.run("report", "--to", str(place))
        assert (ended.code, said in ended.stderr) == (2, True)


def on_a_stick(program: Program, stick: Path, options: str) -> subprocess.CompletedProcess[str]:
    """Carry to a file system of its own, mounted with these options and listed afterwards."""
    unshare = shutil.which("unshare")
    trial = [str(unshare), "-rm", "mount", "-t", "tmpfs", "stick", str(stick)]
    if unshare is None or subprocess.run(trial, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system of one's own")
    command = [unshare, "-rm", "sh", "-c", CARRY_TO_A_MOUNT, "-"]
    places = [options, str(stick), sys.executable, str(program.data)]
    return subprocess.run(
        [*command, *places], capture_output=True, text=True, timeout=LONGEST, env=ENVIRONMENT, check=False
    )


def test_a_stick_without_room_gets_nothing(program: Program, stick: Path) -> None:
    program.run("scan", *TARGETS)
    ended = on_a_stick(program, stick, "size=8k")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"Not enough space in {stick}: 99 kB needed, 9 kB free.\n" in ended.stderr


def test_a_stick_that_fills_up_keeps_only_whole_files(program: Program, stick: Path) -> None:
    program.run("scan", *TARGETS)
    ended = on_a_stick(program, stick, "size=1m,nr_inodes=3")  # its folder and two files
    assert ended.returncode == 2
    assert [name.rpartition(".")[2] for name in ended.stdout.split()] == ["csv", "html"]
    assert ".json can't be written.\nThe disk is full. Free up space and try again." in ended.stderr


def test_the_next_stick_gets_what_the_first_had_no_room_for(
    program: Program, stick: Path, closed_port: int
) -> None:
    program.settings(with_mail(closed_port))
    for _ in range(2):
        program.run("scan")
    ended = on_a_stick(program, stick, "size=1m,nr_inodes=7")  # its folder, four files and two more
    assert ended.returncode == 2
    assert re.findall(r"run\d\.json$", ended.stdout, re.MULTILINE) == ["run1.json"]
    assert "Files already saved are complete. Run the command again to save the rest." in ended.stderr
    assert b"2 reports saved in" in program.run("report", "--to", str(stick)).stdout


def test_a_stick_that_is_read_only_is_named(program: Program, stick: Path) -> None:
    program.run("scan", *TARGETS)
    ended = on_a_stick(program, stick, "ro")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "can't be written.\nThe disk is read-only. Choose another folder." in ended.stderr


def test_a_report_outside_the_chain_is_signed_and_the_same_each_time() -> None:
    report = example_report() | {"run_number": None, "previous_sha256": None}
    seed = bytes(range(32))
    named, forms = sealed(report, seed, lambda _: "page", lambda data: {"a.csv": data[:1]})
    assert sealed(report, seed, lambda _: "page", lambda data: {"a.csv": data[:1]}) == (named, forms)
    assert json.loads(forms.report) == named
    assert forms.signature is not None
    verdict = verify_report(forms.report, forms.signature.decode(), report["agent"]["public_key"])
    assert (verdict.integrity, verdict.sender_proven, verdict.problems) == ("valid", True, ())
    later, _ = sealed(report | {"left_out": []}, seed, lambda _: "page", lambda _: {})
    assert later["report_id"] != named["report_id"]
    assert stem_of(later) != stem_of(named)


def test_the_names_tell_office_day_and_run() -> None:
    assert stem_of(example_report()) == "meters-hill-street-2026-03-02-run12"
    outside = {"run_number": None, "report_id": "0123456789abcdef"}
    assert stem_of(example_report() | outside) == "meters-hill-street-2026-03-02-01234567"


def test_the_report_is_written_after_its_signature() -> None:
    _, forms = sealed(example_report(), bytes(32), lambda _: "page", lambda _: {"dealer.csv": b""})
    assert list(files_of("r", forms)) == ["r.sig", "r.csv", "r-dealer.csv", "r.html", "r.json"]
