"""No image of memory with secrets is written, whoever would catch it: asked of the program's processes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import ENVIRONMENT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")

ASK = """
import ctypes, resource, sys
from agent.__main__ import main
main(["--data", sys.argv[1], *sys.argv[2:]])
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3))  # PR_GET_DUMPABLE
"""
FORKED = """
import ctypes, os, resource
from agent.edge import core_dumps
core_dumps.forbid()
child = os.fork()
if not child:
    os._exit(resource.getrlimit(resource.RLIMIT_CORE)[0] or ctypes.CDLL(None).prctl(3))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def said(code: str, *arguments: str) -> str:
    """Run code with the program's modules and return its last line."""
    raised = ["import resource; soft, hard = resource.getrlimit(resource.RLIMIT_CORE)"]
    raised.append("resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))")
    child = subprocess.run(
        [sys.executable, "-c", "; ".join(raised) + "\n" + code, *arguments],
        capture_output=True,
        check=True,
        env=ENVIRONMENT,
        timeout=60,
    )
    return child.stdout.decode().splitlines()[-1]


@pytest.mark.parametrize(
    "command", [("settings", "get", "site.id"), ("scan", "127.0.0.1:9", "--no-send"), ("send",)]
)
def test_a_command_that_may_hold_secrets_leaves_no_image(command: tuple[str, ...], tmp_path: Path) -> None:
    assert said(ASK, str(tmp_path), *command) == "0 0"


def test_what_is_forked_from_it_leaves_none_either() -> None:
    assert said(FORKED) == "0"


def test_the_icon_stays_as_the_desktop_knows_it(tmp_path: Path) -> None:
    assert said(ASK, str(tmp_path), "status").split()[1] == "1"
