"""The terminal at which a person signs: sign.py at a real terminal, and a timestamp authority on loopback."""

from __future__ import annotations

import contextlib
import http.server
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.sign_rig import PIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.sign_rig import Authority, Tokens

SIGN = Path(__file__).parents[2] / "sign"
PROMPT = b"PIN of the token"
DEADLINE = 30.0  # seconds

SETTINGS = """
name = "Meters Agent"
url = "https://meters.test"
thumbprint = "{thumbprint}"
warn_days = 60
deadline_seconds = {deadline}
[timestamp]
servers = [{servers}]
pause_seconds = {pause}
[signtool]
program = ""
[osslsigncode]
program = "{program}"
engine = ""
module = "{module}"
intermediates = "{intermediates}"
roots = "{authority}/code-root.pem"
timestamp_roots = "{time_roots}"
"""


@dataclass(frozen=True, slots=True)
class Clock:
    """A running timestamp authority; `asked` are the moments of its questions (monotonic, seconds)."""

    address: str
    asked: list[float] = field(default_factory=list)


@contextlib.contextmanager
def running_clock(authority: Authority) -> Iterator[Clock]:
    """Serve RFC 3161 timestamps over HTTP on loopback, as openssl makes them."""

    class Service(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            clock.asked.append(time.monotonic())
            question = self.rfile.read(int(self.headers["Content-Length"]))
            answer = _timestamp(authority.folder, question)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        clock = Clock(f"http://127.0.0.1:{server.server_address[1]}")
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield clock
        finally:
            server.shutdown()


def _timestamp(folder: Path, question: bytes) -> bytes:
    (folder / "question.tsq").write_bytes(question)
    return subprocess.run(
        [
            *("openssl", "ts", "-reply", "-config", str(folder / "openssl.cnf"), "-section", "timestamps"),
            *("-queryfile", str(folder / "question.tsq"), "-signer", str(folder / "clock.pem")),
            *("-inkey", str(folder / "clock.key"), "-chain", str(folder / "time-root.pem")),
        ],
        check=True,
        capture_output=True,
    ).stdout


@dataclass(frozen=True, slots=True)
class Ended:
    """What a person at the terminal saw, and the exit code."""

    code: int
    seen: str


@dataclass(frozen=True, slots=True)
class SigningTerminal:
    """A folder with sign.toml, and everything that signing needs around it."""

    folder: Path
    tokens: Tokens
    clock: Clock
    thumbprint: str

    def configure(self, **changes: str) -> None:
        """Write sign.toml: the token's certificate, the authority's files, and what is to be otherwise."""
        authority = self.tokens.authority.folder
        values = {
            "thumbprint": self.thumbprint,
            "servers": f'"{self.clock.address}"',
            "pause": "0",
            "deadline": "20",
            "program": "",
            "module": self.tokens.module,
            "authority": str(authority),
            "intermediates": f"{authority}/issuer.pem",
            "time_roots": f"{authority}/time-root.pem",
        }
        (self.folder / "sign.toml").write_text(SETTINGS.format(**values | changes))

    def sign(self, command: str, *paths: Path, typed: str = PIN, **variables: str) -> Ended:
        """Call sign.py at a terminal; whoever sits there types `typed` once when asked for the PIN."""
        return at_a_terminal(self.command(command, *paths), typed, self.environment | variables)

    def command(self, command: str, *paths: Path) -> list[str]:
        """Return the command line of sign.py with this terminal's settings."""
        options = ["--backend", "osslsigncode", "--config", str(self.folder / "sign.toml")]
        return [sys.executable, str(SIGN / "sign.py"), command, *options, *map(str, paths)]

    @property
    def environment(self) -> dict[str, str]:
        """What sign.py finds around it; no smart card service of this machine among it."""
        return os.environ | self.tokens.environment | {"PCSCLITE_CSOCK_NAME": "/nowhere"}


def at_a_terminal(command: list[str], typed: str, environment: dict[str, str]) -> Ended:
    """Run `command` with a terminal of its own; type one line after the question for the PIN."""
    ours, theirs = os.openpty()
    child = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *command],  # noqa: S607 (from the PATH, as every part of this rig)
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    overdue = threading.Timer(DEADLINE, child.kill)
    overdue.start()
    try:
        seen = _converse(ours, typed.encode() + b"\n")
        return Ended(child.wait(DEADLINE), seen.decode(errors="replace").replace("\r\n", "\n"))
    finally:
        overdue.cancel()
        os.close(ours)


def _converse(terminal: int, answer: bytes) -> bytes:
    seen, answered = b"", False
    # The terminal reads as an error when the last program has closed it.
    with contextlib.suppress(OSError):
        while chunk := os.read(terminal, 4096):
            seen += chunk
            if not answered and PROMPT in seen:
                answered = True
                os.write(terminal, answer)
    return seen
