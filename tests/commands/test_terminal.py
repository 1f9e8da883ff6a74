"""What a real terminal is sent: text alone, no colours, whatever it could show."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import TARGETS
from tests.support.loopback import needs_127_8
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from tests.support.command_line import Program

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(sys.platform == "win32", reason="opens a pseudo-terminal of POSIX"),
]
COLOUR_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "80"}


def on_a_terminal(program: Program, *arguments: str, **variables: str) -> bytes:
    """Return all that the program writes to a terminal on which it runs."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "agent", "--data", str(program.data), *arguments]
    environment = {**os.environ, **COLOUR_TERMINAL, **variables}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as child:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # Linux says so when the last program has closed the terminal
                break
            if not part:
                break
            written += part
        child.wait(PATIENCE)
    os.close(ours)
    return written


@pytest.mark.usefixtures("simulated_office")
@pytest.mark.parametrize(
    "arguments", [("--help",), ("scan",), ("report",), ("status",), ("settings", "show")]
)
def test_no_colour_reaches_a_terminal_that_wants_none(program: Program, arguments: tuple[str, ...]) -> None:
    program.settings(f"[network]\ntargets = {json.dumps(TARGETS)}\n")
    program.run("scan", "--no-send")
    written = on_a_terminal(program, *arguments, NO_COLOR="1")
    assert len(written) > 100
    # SGR sequences (ECMA-48, 8.3.117) are colours; cursor movements of a progress bar are none.
    assert [part[:4] for part in written.split(b"\x1b[")[1:] if part.lstrip(b"0123456789;")[:1] == b"m"] == []


@pytest.mark.usefixtures("simulated_office")
@pytest.mark.parametrize("arguments", [("report",), ("status",), ("--help",)])
def test_no_line_is_wider_than_eighty_columns(program: Program, arguments: tuple[str, ...]) -> None:
    program.settings(f"[network]\ntargets = {json.dumps(TARGETS)}\n")
    program.run("scan", "--no-send")
    lines = on_a_terminal(program, *arguments).decode().splitlines()
    assert len(lines) > 3
    assert [line for line in lines if len(line) > 80] == []
