"""What goes wrong before a command begins is told like every other failure: a sentence, no traceback."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import ENVIRONMENT, LONGEST

if TYPE_CHECKING:
    from pathlib import Path

# A shell whose folder somebody deletes stays in it: a program that is started there begins nowhere.
START = "import os, sys; os.rmdir(os.getcwd()); from agent.__main__ import main; sys.exit(main())"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")


def started_nowhere(
    tmp_path: Path, *arguments: str, locale: str = "C.UTF-8"
) -> subprocess.CompletedProcess[str]:
    gone = tmp_path / "gone"
    gone.mkdir()
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        cwd=gone,
        env={**ENVIRONMENT, "LC_ALL": locale, "METERS_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", [("--data", "x", "status"), ("--data", "x", "scan"), ("demo", "--keep", "x")], ids=" ".join
)
def test_a_working_folder_that_is_gone_is_told_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    ended = started_nowhere(tmp_path, *arguments)
    assert ended.returncode == 2
    shown = ended.stdout + ended.stderr
    assert shown.splitlines()[-2:] == [
        "The current folder no longer exists.",
        "Change to another folder ('cd') and try again.",
    ]
    assert "Traceback" not in shown


def test_it_is_told_in_the_language_of_the_system(tmp_path: Path) -> None:
    ended = started_nowhere(tmp_path, "--data", "x", "status", locale="de_DE.UTF-8")
    assert (ended.returncode, ended.stderr.startswith("Der aktuelle Ordner ist nicht mehr vorhanden.")) == (
        2,
        True,
    )


def test_a_command_that_needs_no_working_folder_works_without_one(tmp_path: Path) -> None:
    ended = started_nowhere(tmp_path, "status")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "data" / "agent.log").exists()


def test_a_mistake_before_a_log_is_open_shows_no_traceback(tmp_path: Path) -> None:
    broken = (
        "import agent.__main__ as door; door.build_parser = None; raise SystemExit(door.main(['status']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", broken],
        env={**ENVIRONMENT, "METERS_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert (ended.returncode, ended.stderr.splitlines()[0]) == (4, "Something went wrong in Meters Agent.")
    assert "Traceback" not in ended.stderr
