"""Autostart: the texts each system reads, and what stands where afterwards."""

from __future__ import annotations

import plistlib
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from agent.core.model.errors import AgentError
from agent.core.schedule.start_entries import plist_bytes, task_text, unit_text
from agent.edge import autostart

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = ("/opt/Meters Agent/100%/meters", "watch", "--data", '/home/o\'neil/$HOME/"q"\\end')

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="systemd is Linux's")


def test_the_unit_quotes_what_systemd_would_expand() -> None:
    line = next(line for line in unit_text(COMMAND).splitlines() if line.startswith("ExecStart="))
    assert line == (
        r'ExecStart="/opt/Meters Agent/100%%/meters" "watch" "--data" "/home/o'
        r"'"
        r'neil/$$HOME/\"q\"\\end"'
    )


def test_a_line_break_in_a_path_adds_no_line_to_the_unit() -> None:
    assert len(unit_text(["/a\nExecStop=/bin/b"]).splitlines()) == len(unit_text(["/a"]).splitlines())


def test_the_task_runs_for_this_user_without_password_or_raised_rights() -> None:
    text = task_text("C:\\M & S\\meters.exe", 'watch --data "D:\\a b"', "OFFICE\\ann<")
    task = ET.fromstring(text.encode("utf-16"))  # noqa: S314 (our own text)
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert task.findtext(".//t:Command", namespaces=space) == "C:\\M & S\\meters.exe"
    assert task.findtext(".//t:Arguments", namespaces=space) == 'watch --data "D:\\a b"'
    assert task.findtext(".//t:Principal/t:UserId", namespaces=space) == "OFFICE\\ann<"
    assert task.findtext(".//t:LogonTrigger/t:UserId", namespaces=space) == "OFFICE\\ann<"
    assert task.findtext(".//t:LogonType", namespaces=space) == "InteractiveToken"
    assert task.findtext(".//t:RunLevel", namespaces=space) == "LeastPrivilege"


def test_the_launch_agent_holds_the_command_word_by_word() -> None:
    agent = plistlib.loads(plist_bytes(COMMAND))
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["RunAtLoad"] is True


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home without systemctl, so that no test touches the developer's own session."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def give_systemctl(home: Path, exit_code: int) -> None:
    script = home / "bin" / "systemctl"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> "{home}/calls"\necho No user manager. >&2\nexit {exit_code}\n'
    )
    script.chmod(0o755)


@linux
def test_without_systemd_the_unit_is_written_and_the_next_step_told(home: Path) -> None:
    said = autostart.install(COMMAND)
    unit = home / "config" / "systemd" / "user" / autostart.UNIT
    assert unit.read_text() == unit_text(COMMAND)
    assert str(unit) in said
    assert "systemctl --user daemon-reload && systemctl --user enable --now meters-agent.service" in said
    assert "While nobody is signed in" in said
    assert autostart.remove() == f"{unit} was removed."
    assert autostart.remove() == "Autostart was not set up."


@linux
def test_with_systemd_the_unit_is_started_and_stopped(home: Path) -> None:
    give_systemctl(home, 0)
    assert "Meters Agent runs now and at every sign-in." in autostart.install(COMMAND)
    autostart.remove()
    assert (home / "calls").read_text().splitlines() == [
        "--user daemon-reload",
        "--user enable --now meters-agent.service",
        "--user disable --now meters-agent.service",
        "--user daemon-reload",
    ]


@linux
def test_what_systemd_refuses_is_told_in_its_words(home: Path) -> None:
    give_systemctl(home, 1)
    assert "(No user manager)" in autostart.install(COMMAND)


@linux
def test_a_relative_configuration_folder_is_ignored(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    autostart.install(COMMAND)
    assert (home / ".config" / "systemd" / "user" / autostart.UNIT).exists()


@linux
def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "config").write_text("a file")
    with pytest.raises(AgentError, match="can't be written"):
        autostart.install(COMMAND)
