"""The Windows exe on a Windows desktop, used by mouse and keyboard: the icon, its menu, the settings."""

from __future__ import annotations

import os
import signal
import time
import tomllib
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint
from agent.demo.simulator import SimulatedAgent, serve
from installed import LONGEST, until
from machine import ICON, MISSING, windows_machine
from tests.support.command_line import PORT, TARGETS, with_mail
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import honest_walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink
    from machine import Machine

pytestmark = [
    pytest.mark.windows,
    needs_127_8,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
    pytest.mark.usefixtures("simulated_office"),
]

RUN_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
SLOW_PRINTERS = 8
SLOW = 0.25  # seconds that each answer takes longer from printer to printer
SETTLED = 1.5  # seconds until something new is drawn
MAIL_PAGE, SERVER_FIELD = (185, 63), (395, 115)  # within the settings window, in pixels
SETTINGS = "Meters Agent: settings"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Yield a Windows that the tests of this file share."""
    with windows_machine(tmp_path_factory.mktemp("windows")) as running:
        yield running


def test_the_menu_of_the_icon_sends_and_quits_and_the_start_with_windows_follows_the_settings(
    machine: Machine, sink: MailSink
) -> None:
    program = machine.program
    program.settings(with_mail(sink.port))
    tray = program.start()
    until(lambda: len(sink.messages) == 1, "the run that was due at the start")
    until(lambda: program.wine.text_in_registry(RUN_KEY, "Meters Agent"), "the start with Windows")
    assert str(program.exe.name) in str(program.wine.text_in_registry(RUN_KEY, "Meters Agent"))
    machine.choose("report")
    until(lambda: len(sink.messages) == 2, "the mail of Send another report anyway")
    program.set_text(with_mail(sink.port) + "[tray]\nautostart = false\n")
    until(lambda: not program.wine.text_in_registry(RUN_KEY, "Meters Agent"), "the end of it")
    program.wine.note_in_registry(APPROVED_KEY, "Meters Agent", "switched off in the Task Manager")
    program.set_text(with_mail(sink.port))
    until(lambda: program.wine.text_in_registry(RUN_KEY, "Meters Agent"), "the start with Windows again")
    until(lambda: not program.wine.text_in_registry(APPROVED_KEY, "Meters Agent"), "Windows' consent")
    machine.choose("quit")
    assert tray.ended().code == 0
    until(lambda: not program.processes(), "the end of every child")


def test_a_menu_that_is_open_stays_open_while_a_scan_goes_on(machine: Machine) -> None:
    program = machine.program
    targets = [f"127.80.1.{number + 1}:{PORT}" for number in range(SLOW_PRINTERS)]
    program.settings(f"[network]\ntargets = {targets}\n")
    with serve([slow_printer(number, target) for number, target in enumerate(targets)]):
        tray = program.start()
        until(machine.has_icon, "the icon")
        until((program.data / "agent.db").exists, "the scan")
        machine.click(*ICON, button=3)
        until(machine.menu, "the menu")
        assert "scan ended" not in program.log()
        until(lambda: "scan ended" in program.log(), "the end of the scan")
        time.sleep(SETTLED)
        assert machine.menu() is not None
        machine.close_menu()
    machine.choose("quit")
    assert tray.ended().code == 0


def test_stop_ends_the_scan_with_all_its_processes_and_nothing_else(machine: Machine) -> None:
    program = machine.program
    targets = [f"127.80.2.{number + 1}:{PORT}" for number in range(SLOW_PRINTERS)]
    program.settings(f"[network]\ntargets = {targets}\n")
    with serve([slow_printer(4 * number, target) for number, target in enumerate(targets)]):
        tray = program.start()
        until(lambda: collecting(machine), "the scan")
        until(machine.has_icon, "the icon")
        time.sleep(SETTLED)
        machine.choose("stop")
        until(lambda: not collecting(machine), "the end of the scan", LONGEST / 4)
        until(lambda: "scan ended with" in program.log(), "its last word")
        assert "scan ended with 0" not in program.log()
    time.sleep(SETTLED)
    machine.choose("quit")
    assert tray.ended().code == 0


def collecting(machine: Machine) -> bool:
    """Return whether a process of the exe scans."""
    return any(" scan" in line for line in machine.program.processes().values())


def slow_printer(number: int, target: str) -> SimulatedAgent:
    """Return a printer that takes its time."""
    address, _, port = target.partition(":")
    walk = honest_walk(b"SLOW%06d" % number)
    return SimulatedAgent(walk, Endpoint(address, int(port)), answer_delay=SLOW * number)


def test_what_the_icon_started_ends_with_it_however_it_ends(machine: Machine) -> None:
    program = machine.program
    program.settings("[network]\ntargets = ['127.0.0.1']\nport = 9\n")
    tray = program.start()
    until(lambda: "scan ended" in program.log(), "the scan")
    machine.choose("settings")
    until(lambda: machine.titled(SETTINGS), "the settings window")
    for number, line in program.processes().items():
        if "settings" not in line:
            os.kill(number, signal.SIGKILL)
    tray.ended()
    until(lambda: not program.processes(), "the end of the settings window")


def test_who_ends_the_process_that_unpacked_ends_the_program(machine: Machine) -> None:
    program = machine.program
    program.settings("[network]\ntargets = ['127.0.0.1']\nport = 9\n")
    tray = program.start()
    until(lambda: "scan ended" in program.log(), "the scan")
    os.kill(min(program.processes()), signal.SIGKILL)
    tray.ended()
    until(lambda: not program.processes(), "the end of the other process")


def test_a_second_start_opens_the_settings_and_what_is_typed_there_is_kept(machine: Machine) -> None:
    program = machine.program
    program.settings(f"[network]\ntargets = ['{TARGETS[0]}']\n")
    tray = program.start()
    until(machine.has_icon, "the icon")
    assert program.run().code == 0
    window = until(lambda: machine.titled(SETTINGS), "the settings window")
    time.sleep(SETTLED)
    for place in (MAIL_PAGE, SERVER_FIELD):
        machine.click(window.x + place[0], window.y + place[1])
        time.sleep(SETTLED)
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
