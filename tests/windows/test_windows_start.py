"""The start with Windows where the command is longer than the Run key takes: a shortcut that is started."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from installed import MISSING, until
from machine import windows_machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from machine import Machine

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]

RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
SETTINGS = '[network]\ntargets = ["127.80.9.1"]\nport = 9\n[schedule]\ndays = ["mon"]\n'
OFF = SETTINGS + "[tray]\nautostart = false\n"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """Yield a Windows whose program has its data at the end of a long path."""
    with windows_machine(tmp_path / "windows") as running:
        program = running.program
        (folder := program.data.parent / ("deep " * 20).strip() / ("deeper " * 12).strip()).mkdir(
            parents=True
        )
        yield replace(running, program=replace(program, data=folder / "data"))


def test_what_the_run_key_can_not_hold_is_started_from_the_start_up_folder(machine: Machine) -> None:
    program = machine.program
    startup = program.wine.home() / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/StartUp"
    shortcut = startup / "Meters Agent.lnk"
    program.settings(SETTINGS)
    program.wine.note_in_registry(RUN_KEY, "Meters Agent", "of a shorter path")
    first = program.start()
    until(shortcut.exists, "the shortcut")
    until(lambda: not program.wine.text_in_registry(RUN_KEY, "Meters Agent"), "the end of the Run value")
    until(lambda: "it is started by" in program.log(), "the sentence in the log")
    written = shortcut.stat().st_mtime_ns
    program.cut_the_power()
    first.ended()
    program.wine.run("wineboot")  # as at a log-on
    until(program.processes, "the start from the folder")
    until(machine.has_icon, "the icon")
    assert shortcut.stat().st_mtime_ns == written  # what is right is not written again
    program.cut_the_power()
    (program.data / "settings.toml").write_text(OFF)
    last = program.start()
    until(lambda: not shortcut.exists(), "the end of the shortcut")
    program.cut_the_power()
    last.ended()
