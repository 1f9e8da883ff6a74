"""Children: their end, their output, their secrets, their deadline; and the log they write."""

from __future__ import annotations

import logging
import queue
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from agent.core.model.errors import AgentError
from agent.edge import child, machine
from agent.edge.log_file import LOGGER, open_log
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

STUBBORN_FAMILY = """
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(grandchild.pid, flush=True)
time.sleep(60)
"""


def run_python(code: str, deadline: float = 20, stdin: bytes | None = None) -> child.Ended:
    return child.run_command([sys.executable, "-c", code], deadline, stdin)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("print('fine')", child.Ended(0, timed_out=False, output="fine\n")),
        ("import sys; sys.exit('not fine')", child.Ended(1, timed_out=False, output="not fine\n")),
        ("import os; os.write(1, b'\\xff')", child.Ended(0, timed_out=False, output="\ufffd")),
    ],
)
def test_a_child_tells_its_code_and_output(code: str, expected: child.Ended) -> None:
    assert run_python(code) == expected


def test_only_the_end_of_a_long_output_is_kept() -> None:
    ended = run_python("print('x' * 5_000_000 + 'end', end='')")
    assert ended.output == "x" * (child.KEPT_OUTPUT - 3) + "end"


def wait_for(text: str, path: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if path.exists() and text in path.read_text():
            return path.read_text()
        time.sleep(0.02)
    raise AssertionError(f"{text} did not come")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let our own program be one that says its arguments and its session, and then sleeps."""
    (tmp_path / "agent").mkdir()
    (tmp_path / "agent" / "__main__.py").write_text(
        "import os, sys, time\n"
        "print('began', flush=True)\n"  # first: who has met the file may end the program
        "open(sys.argv[1], 'w').write(f'{os.getsid(0) == os.getpid()} {os.getppid()}\\n')\n"
        "time.sleep(float(sys.argv[2]))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "heard"


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are POSIX's")
def test_a_child_in_the_background_calls_back_when_it_ended_by_itself_or_by_us(program: Path) -> None:
    ends: queue.SimpleQueue[child.Ended] = queue.SimpleQueue()
    child.start([str(program), "0"], PATIENCE, ends.put, kept=5)
    assert ends.get(timeout=PATIENCE) == child.Ended(0, timed_out=False, output="egan\n")
    program.unlink()
    running = child.start([str(program), "6000"], 6000, ends.put, kept=100)
    wait_for("True", program)
    running.end()
    assert ends.get(timeout=PATIENCE) == child.Ended(-15, timed_out=False, output="began\n")
    child.start([str(program), "6000"], 0.5, ends.put, kept=100)
    assert ends.get(timeout=PATIENCE).timed_out


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are POSIX's")
def test_a_child_left_alone_has_a_session_of_its_own(program: Path) -> None:
    child.start_alone([str(program), "0"])
    assert wait_for("\n", program).startswith("True")


def test_a_secret_goes_through_stdin() -> None:
    ended = run_python("import sys; print(len(sys.stdin.buffer.read()))", stdin=b"s" * 300_000)
    assert ended.output == "300000\n"


@pytest.mark.parametrize(("code", "timed_out"), [("pass", False), ("import time; time.sleep(9)", True)])
def test_a_child_that_never_reads_its_secret_does_not_block_us(code: str, timed_out: bool) -> None:
    assert run_python(code, deadline=1, stdin=b"s" * 300_000).timed_out is timed_out


@pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are POSIX")
def test_at_the_deadline_a_stubborn_child_ends_with_its_own_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "GRACE", 0.3)
    ended = run_python(STUBBORN_FAMILY, deadline=1.5)
    assert (ended.code, ended.timed_out) == (None, True)
    assert not alive(int(ended.output))


def alive(pid: int) -> bool:
    """Tell whether a process runs; a killed one may stay a zombie until its new parent looks."""
    for _ in range(int(PATIENCE / 0.02)):
        told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False).stdout  # noqa: S607 (ps stands elsewhere on each system)
        if told.strip()[:1] in (b"", b"Z"):
            return False
        time.sleep(0.02)
    return True


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AgentError, match="can't be started"):
        child.run_command([str(tmp_path / "gone")], 1)


def test_our_own_program_is_started_as_a_module_or_as_the_frozen_exe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child.own_command(["scan"]) == (sys.executable, "-m", "agent", "scan")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.own_command(["scan"]) == (sys.executable, "scan")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp850", "ascii", "utf-16"])
def test_a_child_speaks_utf_8_whatever_the_code_page(
    encoding: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    for arguments, said in (
        (["--help"], "Drucker"),
        (["--data", str(tmp_path / "für"), "settings", "get", "mail.gibtsnicht"], "ist nicht vorhanden"),
    ):
        ended = child.run(arguments, 60)
        assert said in ended.output
        assert "\N{REPLACEMENT CHARACTER}" not in ended.output
        assert "\0" not in ended.output
    ended = child.run(
        ["--data", str(tmp_path / "für \N{EURO SIGN}"), "settings", "set", "site.name", "Büro \u0141"], 60
    )
    assert (ended.code, ended.output.strip()) == (0, "site.name = Büro \u0141")


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX can change the time zone of a process")
def test_the_log_is_in_utc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        open_log(tmp_path / "logs" / "meters.log")
        logging.getLogger("agent.jobs.scan").handle(
            logging.makeLogRecord(
                {"created": 0.0, "levelno": 20, "levelname": "INFO", "process": 7, "msg": "began"}
            )
        )
    finally:
        monkeypatch.undo()
        time.tzset()
    close_log()
    assert (tmp_path / "logs" / "meters.log").read_text() == "1970-01-01T00:00:00Z INFO 7 began\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u202e"])
def test_what_a_device_says_is_no_event_of_its_own_in_the_log(tmp_path: Path, end: str) -> None:
    forged = f"Hall{end}2026-11-30T08:30:00Z INFO 7 scan ended with 0: all is well"
    log = open_log(tmp_path / "meters.log")
    log.info("location %s", forged)
    try:
        int(forged)
    except ValueError:
        log.exception("reading it")
    close_log()
    text = (tmp_path / "meters.log").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 2
    assert "\u202e" not in text
    assert "ValueError" in text


def test_the_log_is_never_larger_than_three_megabytes(tmp_path: Path) -> None:
    log = open_log(tmp_path / "meters.log")
    for _ in range(45):
        log.info("x" * 100_000)
    close_log()
    sizes = [file.stat().st_size for file in tmp_path.glob("meters.log*")]
    assert len(sizes) == 3
    assert max(sizes) <= 1_000_000


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    open_log(tmp_path / "file" / "meters.log").error("nowhere to go")
    close_log()


def close_log() -> None:
    for handler in tuple(logging.getLogger(LOGGER).handlers):
        logging.getLogger(LOGGER).removeHandler(handler)
        handler.close()


def test_the_machine_has_one_fingerprint_and_a_name() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", machine.fingerprint())
    assert machine.fingerprint() == machine.fingerprint()
    assert len(machine.platform_name().split()) >= 3
