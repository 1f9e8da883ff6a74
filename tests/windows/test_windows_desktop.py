"""The Windows exe on a Windows desktop, used by mouse and keyboard: the icon, its menu, the settings."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from installed import until
from machine import MISSING, windows_machine

from command_line import TARGETS, with_mail
from loopback import needs_127_8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from machine import Machine

    from agent.edge.sink import MailSink

pytestmark = [
    pytest.mark.windows,
    needs_127_8,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
    pytest.mark.usefixtures("simulated_office"),
]

RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
SETTINGS = "Meters Agent: settings"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Yield a Windows that the tests of this file share."""
    with windows_machine(tmp_path_factory.mktemp("windows")) as running:
        yield running


def test_the_menu_of_the_icon_collects_toggles_the_start_with_windows_and_quits(
    machine: Machine, sink: MailSink
) -> None:
    program = machine.program
    program.settings(with_mail(sink.port))
    tray = program.start()
    until(lambda: len(sink.messages) == 1, "the run that was due at the start")
    until(lambda: program.wine.text_in_registry(RUN_KEY, "Meters Agent"), "the start with Windows")
    assert str(program.exe.name) in str(program.wine.text_in_registry(RUN_KEY, "Meters Agent"))
    machine.choose("scan")
    until(lambda: len(sink.messages) == 2, "the mail of Collect now")
    machine.choose("autostart")
    until(lambda: not program.wine.text_in_registry(RUN_KEY, "Meters Agent"), "the end of it")
    assert "autostart = false" in (program.data / "settings.toml").read_text()
    machine.choose("quit")
    assert tray.ended().code == 0
    until(lambda: not program.processes(), "the end of every child")


def test_a_second_start_opens_the_settings_and_what_is_typed_there_is_kept(machine: Machine) -> None:
    program = machine.program
    program.settings(f"[network]\ntargets = ['{TARGETS[0]}']\n")
    tray = program.start()
    until(machine.has_icon, "the icon")
    assert program.run().code == 0
    window = until(lambda: machine.titled(SETTINGS), "the settings window")
    machine.click(window.x + 170, window.y + 60)  # the page Mail
    machine.type("mail.office.lan")
    machine.keys("Tab", "Tab", "Tab")
    machine.type("meters@example.com")
    machine.keys("Tab")
    machine.type("office@example.com")
    machine.keys("Return")
    until(lambda: machine.titled(SETTINGS) is None, "the end of the settings window")
    kept = tomllib.loads((program.data / "settings.toml").read_text(encoding="utf-8"))
    assert kept["mail"]["host"] == "mail.office.lan"
    assert kept["mail"]["sender"] == "meters@example.com"
    assert kept["mail"]["recipients"] == ["office@example.com"]
    assert tray.process.poll() is None
    program.cut_the_power()
    tray.ended()
