"""The progress bar: on a terminal, and nowhere else."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import ENVIRONMENT, PRINTERS, ROOT, TARGETS
from tests.support.loopback import needs_127_8
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    needs_127_8,
    pytest.mark.usefixtures("simulated_office"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals as these"),
]


def command(data: Path) -> list[str]:
    return [sys.executable, "-m", "agent", "--data", str(data), "scan", "--no-send", *TARGETS]


def on_a_terminal(data: Path) -> str:
    """Scan with a terminal of 100 columns at standard error, and return what it was shown."""
    import fcntl  # noqa: PLC0415 (POSIX alone has these)
    import termios  # noqa: PLC0415

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    with subprocess.Popen(
        command(data), stdout=subprocess.DEVNULL, stderr=theirs, env=ENVIRONMENT, cwd=ROOT
    ) as child:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:
            child.wait(PATIENCE)  # Linux tells the end of the other side as an error
        finally:
            os.close(ours)
    return shown.decode()


def test_a_terminal_sees_the_addresses_asked_and_the_printers_found(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path)
    assert f"{PRINTERS}/{PRINTERS}" in shown
    assert f"{PRINTERS} found" in shown


def test_without_a_terminal_nothing_is_shown(tmp_path: Path) -> None:
    ended = subprocess.run(command(tmp_path), capture_output=True, env=ENVIRONMENT, cwd=ROOT, check=True)
    assert ended.stderr == b""
