"""The program in child processes, with a data folder of its own, as the tests of the commands use it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

from tests.support.loopback import OWN_PORT
from tests.support.patience import PATIENCE
from tests.support.report_schema import flaws_of, undescribed

ROOT = Path(__file__).parents[2]
PORT = OWN_PORT
PRINTERS = 3
TARGETS = [f"127.79.0.{number + 1}:{PORT}" for number in range(PRINTERS)]
LONGEST = PATIENCE
# No keyring in the children: a person's own would be asked, or would wait for somebody to unlock it.
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "LC_ALL": "C.UTF-8",  # the sentences that tests look for are English, wherever the tests run
    "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
}


def with_mail(port: int) -> str:
    """Return settings of an office whose mail server listens on that port of this machine."""
    return f"""
[site]
id = "north"
[network]
targets = {json.dumps(TARGETS)}
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "meters@example.com"
recipients = ["office@example.com"]
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    stdout: bytes
    stderr: bytes


@dataclass(frozen=True, slots=True)
class Program:
    """The program with its data folder; by its locale it chooses its language."""

    data: Path
    locale: str = "C.UTF-8"

    def started(self, *arguments: str, largest_file: int | None = None) -> subprocess.Popen[bytes]:
        """Start a command; `largest_file` in octets stands for a disk that is full behind it."""
        limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({largest_file},) * 2); "
        main = "import sys; from agent.__main__ import main; sys.exit(main())"
        start = ["-m", "agent"] if largest_file is None else ["-c", limit + main]
        return subprocess.Popen(
            [sys.executable, *start, "--data", str(self.data), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**ENVIRONMENT, "LC_ALL": self.locale},
        )

    def run(self, *arguments: str, largest_file: int | None = None) -> Ended:
        """Run a command to its end."""
        with self.started(*arguments, largest_file=largest_file) as child:
            try:
                stdout, stderr = child.communicate(timeout=LONGEST)
            finally:
                child.kill()
        return Ended(child.returncode, stdout, stderr)

    def settings(self, text: str) -> None:
        """Write settings.toml."""
        self.data.mkdir(parents=True, exist_ok=True)
        (self.data / "settings.toml").write_text(text, encoding="utf-8")

    def wait_for_readings(self, number: int) -> None:
        """Wait until that many readings are kept."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            time.sleep(0.02)
            if self._readings() >= number:
                return
        raise AssertionError(f"{number} printers were not read")

    def _readings(self) -> int:
        if not (self.data / "agent.db").exists():
            return 0
        with closing(sqlite3.connect(self.data / "agent.db", timeout=5)) as connection:
            found = connection.execute("SELECT * FROM sqlite_master WHERE name = 'readings'").fetchall()
            return len(connection.execute("SELECT id FROM readings").fetchall()) if found else 0


def validated(data: bytes) -> dict[str, Any]:
    """Return the report in these bytes; it must fit the schema, and the schema must describe all of it."""
    report: dict[str, Any] = json.loads(data)
    assert flaws_of(report) == []
    assert list(undescribed(report)) == []
    return report


def attached(mail: bytes) -> dict[str, bytes]:
    """Return the attachments of a mail by name, and its texts by type."""
    parts = [part for part in message_from_bytes(mail).walk() if not part.is_multipart()]
    return {part.get_filename() or part.get_content_type(): part.get_payload(decode=True) for part in parts}  # type: ignore[misc] # bytes where it is no multipart


def run_numbers(program: Program) -> list[int]:
    """Return the run numbers of all letters, in the order in which they were stored."""
    with closing(sqlite3.connect(program.data / "agent.db")) as connection:
        return [row[0] for row in connection.execute("SELECT run_number FROM letters ORDER BY id")]
