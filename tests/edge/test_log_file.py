"""One log file, many processes: every line is there, whole and once, and the file stays small."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.edge import log_file

ROOT = Path(__file__).parents[2]
WRITERS, LINES, WIDTH = 8, 700, 400  # 2.2 MB: two rotations, and nothing falls off the end yet
WRITER = """
import sys
from pathlib import Path
from agent.edge.log_file import open_log
log = open_log(Path(sys.argv[1]))
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    log.info("writer %s line %s %s", sys.argv[2], number, "x" * int(sys.argv[4]))
"""
ENTRY = re.compile(rb"\S+Z INFO \d+ writer (\d+) line (\d+) (x+)")


def writer(path: Path, number: int, lines: int, width: int = WIDTH) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(path), str(number), str(lines), str(width)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE)


def go(processes: list[subprocess.Popen[bytes]]) -> None:
    """Let all begin at once and wait until all have ended."""
    for process in processes:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.close()
    assert [process.wait(120) for process in processes] == [0] * len(processes)


def lines_in(folder: Path) -> list[bytes]:
    return [line for path in sorted(folder.glob("agent.log*")) for line in path.read_bytes().splitlines()]


def test_many_processes_write_across_rotations_and_no_line_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "agent.log"
    go([writer(path, number, LINES) for number in range(WRITERS)])
    lines = lines_in(tmp_path)
    found = [ENTRY.fullmatch(line) for line in lines]
    assert all(found)
    told = [(int(entry[1]), int(entry[2])) for entry in found if entry]
    assert sorted(told) == [(who, number) for who in range(WRITERS) for number in range(LINES)]
    sizes = [one.stat().st_size for one in tmp_path.glob("agent.log*")]
    assert len(sizes) == 3
    assert max(sizes) <= log_file.FILE_SIZE


def test_however_much_is_written_it_stays_bounded(tmp_path: Path) -> None:
    path = tmp_path / "agent.log"
    go([writer(path, number, 60, 20_000) for number in range(4)])  # 4.8 MB
    sizes = [one.stat().st_size for one in tmp_path.glob("agent.log*")]
    assert len(sizes) == 1 + log_file.OLD_FILES
    assert max(sizes) <= log_file.FILE_SIZE
    assert all(ENTRY.fullmatch(line) for line in lines_in(tmp_path))


def test_an_endless_entry_keeps_its_end(tmp_path: Path) -> None:
    path = tmp_path / "agent.log"
    log_file.open_log(path).info("%s the end", "x" * 3_000_000)
    log_file.open_log(Path(os.devnull))
    content = path.read_bytes()
    assert len(content) < log_file.FILE_SIZE
    assert content.endswith(b"x the end\n")


@pytest.mark.skipif(sys.platform == "win32", reason="nobody stops a process there in mid-line")
def test_a_writer_that_is_stopped_while_it_writes_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "agent.log"
    holder = "import sys, time\nfrom pathlib import Path\nfrom agent.edge.log_file import _locked\n"
    holder += "with _locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path / log_file.LOCK)], cwd=ROOT, stdout=subprocess.PIPE
    ) as stopped:
        assert stopped.stdout
        assert stopped.stdout.readline() == b"held\n"
        stopped.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        go([writer(path, 0, 1)])
        assert len(lines_in(tmp_path)) == 1
        assert time.monotonic() - began < 30  # two seconds of patience and a Python's start beside other load
        stopped.kill()
