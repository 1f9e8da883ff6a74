"""The tray's start with the session: what stands where, repaired when the program moved."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from agent.core.model.errors import AgentError
from agent.core.schedule.start_entries import desktop_entry, tray_plist_bytes
from agent.edge.session_start import set_start
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

STRANGE = ("/opt/Meters Agent/meters", "--data", '/home/o\'neil/100%/$HOME/"q"`x`\\end')
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG autostart is Linux's")


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the autostart file of this test's own home is."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "autostart" / "meters-agent.desktop"


@linux
def test_it_is_written_repaired_and_removed(entry: Path) -> None:
    set_start(("/old/meters",), on=True)
    assert 'Exec="/old/meters"' in entry.read_text()
    set_start(("/new/meters",), on=True)
    assert 'Exec="/new/meters"' in entry.read_text()
    written = entry.stat().st_mtime_ns
    set_start(("/new/meters",), on=True)
    assert entry.stat().st_mtime_ns == written
    for _ in range(2):
        set_start(("/new/meters",), on=False)
        assert not entry.exists()


@linux
def test_a_folder_that_can_not_be_written_is_told(entry: Path) -> None:
    entry.parent.write_text("a file is in the way")
    with pytest.raises(AgentError, match="can't be changed"):
        set_start(("/meters",), on=True)


@linux
def test_the_desktop_starts_exactly_this_command(tmp_path: Path) -> None:
    program = tmp_path / "Meters Agent"  # GLib itself finds no program with a % in its path
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/heard"\n')
    program.chmod(0o755)
    (tmp_path / "x.desktop").write_text(desktop_entry((str(program), *STRANGE[1:])))
    launcher = shutil.which("gio")  # GLib's own launcher
    if launcher is None:
        pytest.skip("needs GLib's gio")
    subprocess.run([launcher, "launch", str(tmp_path / "x.desktop")], check=True, timeout=PATIENCE)
    end = time.monotonic() + PATIENCE
    while not (tmp_path / "heard").exists() and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.1)
    assert (tmp_path / "heard").read_text().splitlines() == list(STRANGE[1:])


def test_a_word_is_quoted_and_then_escaped_as_the_specification_says() -> None:
    line = next(text for text in desktop_entry(("/a b", 'q"$\\', "5%")).splitlines() if "Exec=" in text)
    assert line == r'Exec="/a b" "q\\"\\$\\\\" "5%%"'


def test_the_launch_agent_starts_the_command_with_a_graphical_session() -> None:
    agent = plistlib.loads(tray_plist_bytes(STRANGE))
    assert agent["ProgramArguments"] == list(STRANGE)
    assert (agent["RunAtLoad"], agent["LimitLoadToSessionType"]) == (True, "Aqua")
