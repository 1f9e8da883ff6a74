"""A desktop of one's own for tests with windows: a screen, a session bus, a keyring that is unlocked."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[2]
NEEDED = ("Xvfb", "xdotool", "xwininfo", "import", "dbus-daemon", "gnome-keyring-daemon")
MISSING = [program for program in NEEDED if not shutil.which(program)]
LONGEST = PATIENCE
ORDINARY = 96  # dots per inch of a screen at 100 %


@dataclass(frozen=True, slots=True)
class Desktop:
    """A running session: `environment` is what its programs get."""

    environment: Mapping[str, str]

    def run(self, *command: str) -> str:
        """Run one of the session's commands and return what it says; AssertionError where it fails."""
        ended = self._ended(*command)
        assert ended.returncode == 0, f"{command}: {ended.stderr}"
        return ended.stdout.strip()

    def windows(self) -> str:
        """Return the list of all windows; a part of it where one vanishes just then."""
        return self._ended("xwininfo", "-root", "-tree").stdout

    def _ended(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=LONGEST, check=False
        )


@contextmanager
def desktop(
    home: Path, *, dpi: int = ORDINARY, size: tuple[int, int] | None = None, keyring: bool = True
) -> Iterator[Desktop]:
    """Yield a session with a screen of its own; everything in it ends with the block.

    The screen has `size` in pixels, or else is as large as any window wants.
    """
    home.mkdir(parents=True, exist_ok=True)
    folders = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    kept = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    environment = {**kept, **{name: str(home) for name in folders}}
    with ExitStack() as stack:
        environment["DISPLAY"] = stack.enter_context(_screen(environment, dpi, size))
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_bus(environment, home))
        if keyring:
            stack.enter_context(_keyring(environment))
        else:
            environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
        yield Desktop(environment)


@contextmanager
def _running(
    command: list[str],
    environment: Mapping[str, str],
    stdin: int = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command, env=environment, stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL
    ) as child:
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()


@contextmanager
def _screen(environment: Mapping[str, str], dpi: int, size: tuple[int, int] | None) -> Iterator[str]:
    width, height = size or (1200 * dpi // ORDINARY, 1000 * dpi // ORDINARY)
    # Xvfb itself picks a free display and writes its number into the pipe.
    command = [
        "Xvfb",
        "-displayfd",
        "1",
        "-screen",
        "0",
        f"{width}x{height}x24",
        "-dpi",
        str(dpi),
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with _running(command, environment, stdout=subprocess.PIPE) as server:
        assert server.stdout
        yield f":{server.stdout.readline().decode().strip()}"


@contextmanager
def _bus(environment: Mapping[str, str], home: Path) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={home}/bus"]
    with _running(command, environment, stdout=subprocess.PIPE) as bus:
        assert bus.stdout
        yield bus.stdout.readline().decode().strip()


@contextmanager
def _keyring(environment: Mapping[str, str]) -> Iterator[None]:
    # An empty password: the newline alone unlocks it.
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with _running(command, environment, stdin=subprocess.PIPE) as daemon:
        assert daemon.stdin
        daemon.stdin.write(b"\n")
        daemon.stdin.close()
        daemon.stdin = None
        yield


def eventually(happened: Callable[[], bool], what: str) -> None:
    """Wait until something is so; AssertionError after a while."""
    end = time.monotonic() + LONGEST
    while not happened():
        assert time.monotonic() < end, f"it did not happen that {what}"
        time.sleep(0.05)
