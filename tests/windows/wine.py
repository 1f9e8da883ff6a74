"""Programs of Windows under wine: a prefix of one's own, pipes, a limit of time, an end without leftovers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NEEDED = ("wine", "wineserver", "wineboot")
MISSING = [program for program in NEEDED if not shutil.which(program)]
LONGEST = 60.0  # seconds for one command, unless said
LAST_OUTPUT = 1.0  # seconds; wine's services may keep a pipe open, so its end is not waited for
WINDOWS_10 = "win10"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: `code` is None where its time was over; `seconds` from start to end."""

    code: int | None
    stdout: str
    stderr: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Started:
    """A program that runs, and what it wrote so far."""

    process: subprocess.Popen[bytes]
    _began: float = field(default_factory=time.monotonic)
    _output: tuple[bytearray, bytearray] = field(default_factory=lambda: (bytearray(), bytearray()))
    _readers: list[threading.Thread] = field(default_factory=list)

    def read_along(self) -> Started:
        """Begin to read what it writes: a full pipe would stop it."""
        for stream, kept in zip((self.process.stdout, self.process.stderr), self._output, strict=True):
            assert stream
            reader = threading.Thread(target=_read, args=(stream.fileno(), kept), daemon=True)
            reader.start()
            self._readers.append(reader)
        return self

    def ended(self, limit: float = LONGEST) -> Ended:
        """Wait for its end, and see to it when the time is over."""
        code: int | None = None
        try:
            code = self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.kill()
        seconds = time.monotonic() - self._began
        for reader in self._readers:
            reader.join(LAST_OUTPUT)
        out, err = (bytes(kept).decode(errors="replace").replace("\r\n", "\n") for kept in self._output)
        return Ended(code, out, err, seconds)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True, slots=True)
class Wine:
    """A Windows of its own in a folder."""

    prefix: Path
    environment: Mapping[str, str]

    def start(self, *command: str, **more: str) -> Started:
        """Start a program; `more` are variables of its environment."""
        process = subprocess.Popen(
            ["wine", *command],
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        return Started(process).read_along()

    def run(self, *command: str, limit: float = LONGEST, **more: str) -> Ended:
        """Run a program to its end, `limit` seconds at most."""
        return self.start(*command, **more).ended(limit)

    def on_display(self, display: str) -> Wine:
        """Return the same Windows with a screen."""
        return replace(self, environment={**self.environment, "DISPLAY": display})

    def registry(self, key: str, name: str) -> str | None:
        """Return a value as reg.exe prints it, None where there is none."""
        said = self.run("reg", "query", key, "/v", name)
        lines = [line.split(None, 2) for line in said.stdout.splitlines() if name in line]
        return lines[0][-1].partition("REG_SZ")[2].strip() or lines[0][-1] if lines else None

    def end(self) -> None:
        """End everything that runs in it."""
        subprocess.run(
            ["wineserver", "-k"],  # noqa: S607 (from the PATH, as every part of the rigs)
            env=self.environment,
            check=False,
            timeout=LONGEST,
        )


@contextmanager
def windows(prefix: Path) -> Iterator[Wine]:
    """Yield a new Windows 10 in this folder; what runs in it ends with the block, the folder stays."""
    wine = Wine(prefix, _environment(prefix))
    try:
        for command in (("wineboot", "-i"), ("winecfg", "-v", WINDOWS_10)):
            _quietly(wine, *command)
        # Its services start once and keep no pipe of a test: the server outlives the programs.
        _quietly(wine, "wineserver", "-p")
        yield wine
    finally:
        wine.end()


def _quietly(wine: Wine, *command: str) -> None:
    silent = subprocess.DEVNULL
    subprocess.run(
        command,
        env=wine.environment,
        stdin=silent,
        stdout=silent,
        stderr=silent,
        check=True,
        timeout=2 * LONGEST,
    )


def _environment(prefix: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "LANG": "C.UTF-8",
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        # No .NET, no browser engine, and nothing written into this machine's menus.
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=d",
    }


def _read(descriptor: int, kept: bytearray) -> None:
    with suppress(OSError):
        while chunk := os.read(descriptor, 65_536):
            kept += chunk
