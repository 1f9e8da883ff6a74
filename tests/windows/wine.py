"""Programs of Windows under wine: a prefix of one's own, pipes, a limit of time, an end without leftovers."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO

NEEDED = ("wine", "wineserver", "wineboot")
MISSING = [program for program in NEEDED if not shutil.which(program)]
LONGEST = 60.0  # seconds for one command, unless said
LOOK_AGAIN = 0.2  # seconds
LAST_OUTPUT = 1.0  # seconds; wine's services may keep a pipe open, so its end is not waited for
WINDOWS_10 = "win10"
# No .NET, no browser engine, nothing written into this machine's menus; and Microsoft's C++ runtime that
# stands beside a program before wine's own, which dies of the first exception that ezsnmp catches.
OVERRIDES = "mscoree=;mshtml=;winemenubuilder.exe=d;msvcp140,vcruntime140,vcruntime140_1=n,b"
# The same without wine's own runtime: what a program does not bring along is missing, as on a fresh Windows.
BARE = OVERRIDES.replace("n,b", "n")


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
    _is_over: threading.Event = field(default_factory=threading.Event)

    def read_along(self) -> Started:
        """Begin to read what it writes: a full pipe would stop it."""
        for stream, kept in zip((self.process.stdout, self.process.stderr), self._output, strict=True):
            assert stream
            reader = threading.Thread(target=_read, args=(stream, kept, self._is_over), daemon=True)
            reader.start()
            self._readers.append(reader)
        return self

    def output(self) -> bytes:
        """Return its output on stdout so far."""
        return bytes(self._output[0])

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
        self._is_over.set()
        for reader in self._readers:
            reader.join()
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

    def start(self, *command: str, stdin: bytes = b"", **more: str) -> Started:
        """Start a program that reads `stdin`; `more` are variables of its environment."""
        process = subprocess.Popen(
            ["wine", *command],  # noqa: S607 (from the PATH, as every part of the rigs)
            env={**self.environment, **more},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdin
        process.stdin.write(stdin)
        process.stdin.close()
        return Started(process).read_along()

    def run(self, *command: str, limit: float = LONGEST, stdin: bytes = b"", **more: str) -> Ended:
        """Run a program to its end, `limit` seconds at most."""
        return self.start(*command, stdin=stdin, **more).ended(limit)

    def text_in_registry(self, key: str, name: str) -> str | None:
        """Return a text of the registry, None where there is none."""
        said = self.run("reg", "query", key, "/v", name)
        _, found, text = said.stdout.partition(f"{name}    REG_SZ    ")
        return text.strip() if found else None

    def note_in_registry(self, key: str, name: str, text: str) -> None:
        """Put a text into the registry."""
        assert self.run("reg", "add", key, "/v", name, "/d", text, "/f").code == 0

    def home(self) -> Path:
        """Return the folder of its only user."""
        (home,) = [path for path in (self.prefix / "drive_c" / "users").iterdir() if path.name != "Public"]
        return home

    def end(self) -> None:
        """End everything that runs in it."""
        subprocess.run(
            ["wineserver", "-k"],  # noqa: S607 (from the PATH, as every part of the rigs)
            env=self.environment,
            check=False,
            timeout=LONGEST,
        )


@contextmanager
def windows(prefix: Path, display: str | None = None) -> Iterator[Wine]:
    """Yield a new Windows 10 in this folder; what runs in it ends with the block, the folder stays."""
    wine = Wine(prefix, _environment(prefix, display))
    try:
        shutil.rmtree(prefix, ignore_errors=True)
        prefix.mkdir(parents=True)
        # First of all, and without end: its services start once, and keep no pipe of a test.
        for command in (("wineserver", "-p"), ("wineboot", "-i"), ("winecfg", "-v", WINDOWS_10)):
            _quietly(wine, *command)
        yield wine
    finally:
        wine.end()


def windows_path(path: Path) -> str:
    """Return a path of this machine as programs of Windows see it."""
    return "Z:" + str(path).replace("/", "\\")


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


def _environment(prefix: Path, display: str | None) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(prefix.parent),  # wine lays links to a home's folders into its own
        **({"DISPLAY": display} if display else {}),
        "LANG": "C.UTF-8",
        "WINEPREFIX": str(prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": OVERRIDES,
    }


def _read(stream: IO[bytes], kept: bytearray, is_over: threading.Event) -> None:
    """Read to the end, or until it is over: a service may hold the pipe open for ever."""
    with stream:
        while not is_over.is_set():
            if select.select([stream], [], [], LOOK_AGAIN)[0]:
                chunk = os.read(stream.fileno(), 65_536)
                if not chunk:
                    return
                kept += chunk
