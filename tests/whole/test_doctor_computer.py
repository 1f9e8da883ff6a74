"""The ladder of this computer with a real Secret Service, a clock that went back, and what is known wrong."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.command_line import Program, with_mail
from tests.support.desktop_rig import MISSING, ROOT, Desktop, desktop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_keyring = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
SETTINGS = with_mail(9).replace('security = "none"', 'security = "tls"\nuser = "meters"')


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    with desktop(tmp_path_factory.mktemp("home")) as running:
        yield running


def in_session(session: Desktop, data: Path, *arguments: str, typed: bytes = b"") -> bytes:
    command = [sys.executable, "-m", "agent", "--data", str(data), *arguments]
    ended = subprocess.run(
        command, env=session.environment, cwd=ROOT, input=typed, capture_output=True, timeout=120, check=False
    )
    assert ended.returncode in {0, 1}, ended.stderr
    return ended.stdout


def steps_of(stdout: bytes) -> dict[str, dict[str, Any]]:
    return {step["step"]: step for step in json.loads(stdout)["steps"]}


@needs_keyring
def test_a_keyring_is_tried_and_left_as_it_was(session: Desktop, tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    program.settings(SETTINGS)
    steps = steps_of(in_session(session, program.data, "doctor", "--json"))
    assert steps["keyring"]["cause"] == "keyring_works"
    assert (steps["secrets"]["cause"], steps["secrets"]["facts"]["first"]) == ("secret_missing", "mail")
    in_session(session, program.data, "settings", "password", "mail", typed=b"s3cret-word\n")
    said = in_session(session, program.data, "doctor", "--json")
    assert steps_of(said)["secrets"]["cause"] == "secrets_there"
    assert b"s3cret-word" not in said
    assert "doctor" not in in_session(session, program.data, "settings", "show").decode()


def test_a_clock_that_went_back_and_what_stands_are_told(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    program.run("doctor", "--json")  # makes the store
    with closing(sqlite3.connect(program.data / "agent.db")) as connection, connection:
        ahead = "2090-01-01T08:30:00.000+00:00"
        connection.execute(
            "INSERT INTO scans (began, ended, printers_expected, printers_read, summary)"
            " VALUES (?, ?, 0, 0, '{}')",
            (ahead, ahead),
        )
    steps = steps_of(program.run("doctor", "--json").stdout)
    assert (steps["clock"]["verdict"], steps["clock"]["cause"]) == ("failed", "clock_behind")
    assert "2090" in steps["clock"]["came"]


def test_a_database_of_a_later_version_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    program = Program(tmp_path / "data")
    program.run("doctor", "--json")  # makes the store
    with closing(sqlite3.connect(program.data / "agent.db")) as connection:
        connection.execute("PRAGMA user_version = 9999")
    ended = program.run("doctor", "--json")
    steps = steps_of(ended.stdout)
    assert (ended.code, steps["database"]["verdict"]) == (1, "failed")
    assert steps["database"]["next"]
    assert {"clock", "start", "vpn", "mail_settings"} <= set(steps)
