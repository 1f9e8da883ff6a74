"""The single exe on a desktop: its icon in a real tray bar, its menu, its windows, its children."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import tray as messages
from tests.support import desktop_rig, tray_rig
from tests.support.command_line import PRINTERS, Program, with_mail
from tests.support.exe_rig import OTHERS_LIBRARIES, Exe, eventually, put
from tests.support.patience import PATIENCE
from tests.support.tray_rig import tray_desktop, tray_of, until
from tests.support.window_rig import window_of
from tests.ui.test_settings_window import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink
    from tests.support.desktop_rig import Desktop
    from tests.support.tray_rig import TrayAtWork

MISSING = sorted({*tray_rig.MISSING, *desktop_rig.MISSING})
pytestmark = [
    pytest.mark.exe,
    pytest.mark.skipif(sys.platform == "win32", reason="the exe for Windows has tests of its own"),
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
    pytest.mark.usefixtures("simulated_office"),
]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Desktop]:
    """Yield a desktop of a user who has nothing yet; Python's own paths are not told to its programs."""
    with tray_desktop(tmp_path / "home") as desktop:
        (tmp_path / "unpacked").mkdir()
        environment = {name: text for name, text in desktop.environment.items() if name != "PYTHONPATH"}
        temporary = {"TMPDIR": str(tmp_path / "unpacked"), "LD_LIBRARY_PATH": OTHERS_LIBRARIES}
        yield desktop_rig.Desktop({**environment, **temporary})


@pytest.fixture
def alone(exe: Path, tmp_path: Path) -> Exe:
    """Return the exe as the only file of its folder."""
    return put(exe, tmp_path / "exe", "meters")


@pytest.fixture
def office(program: Program, sink: MailSink) -> Program:
    """Return an office that is set up."""
    program.settings(with_mail(sink.port))
    return program


def unpacked(session: Desktop) -> list[Path]:
    """Return the folders into which the exe has unpacked itself."""
    return sorted(Path(session.environment["TMPDIR"]).glob("_MEI*"))


def pythons(tray: TrayAtWork) -> list[int]:
    """Return the processes of the tray that are no bootloader's: these hold the unpacked libraries."""
    maps = {process: Path(f"/proc/{process}/maps") for process in tray.processes()}
    return [process for process, path in maps.items() if "libpython" in path.read_text()]


def test_the_icon_scans_mails_and_opens_its_pages_and_windows_from_one_unpacked_folder(
    session: Desktop, alone: Exe, office: Program, sink: MailSink
) -> None:
    start = Path(session.environment["XDG_CONFIG_HOME"]) / "autostart" / "meters-agent.desktop"
    with tray_of([str(alone.path)], session, office.data) as tray:
        until(lambda: sink.messages, "the mail of the run that was due")
        until(start.exists, "the start with the session")
        assert f'Exec="{alone.path}" "--data" "{office.data}"' in start.read_text()
        tray.choose(messages.SEND_ANYWAY)
        until(lambda: len(sink.messages) == 2, "the mail of Send another report anyway")
        tray.choose(messages.SHOW)
        until(lambda: tray.opened.exists() and "report.html" in tray.opened.read_text(), "the page")
        tray.choose(messages.SETTINGS)
        until(lambda: "settings" in session.windows().lower(), "the settings window")
        assert len(unpacked(session)) == 1
        tray.choose(messages.QUIT)
        assert tray.process.wait(PATIENCE) == 0
    eventually(lambda: unpacked(session) == [], "the unpacked folder is removed")


def test_a_second_start_opens_the_settings_and_lives_on_when_the_first_is_quit(
    session: Desktop, alone: Exe, office: Program, sink: MailSink
) -> None:
    with tray_of([str(alone.path)], session, office.data) as tray:
        until(lambda: sink.messages, "the first mail")
        command = [str(alone.path), "--data", str(office.data)]
        second = subprocess.run(command, env=session.environment, check=False, timeout=PATIENCE)
        assert second.returncode == 0
        until(lambda: "settings" in session.windows().lower(), "the settings window")
        tray.choose(messages.QUIT)
        assert tray.process.wait(PATIENCE) == 0
        time.sleep(1)
        assert "settings" in session.windows().lower()
        assert len(unpacked(session)) == 1
        for process in tray.processes():
            os.kill(process, signal.SIGTERM)


def test_killed_by_force_it_starts_again_with_its_icon_and_its_history(
    session: Desktop, alone: Exe, office: Program, sink: MailSink
) -> None:
    with tray_of([str(alone.path)], session, office.data) as tray:
        until(lambda: sink.messages, "the first mail")
        tray.rest()
        for process in [tray.process.pid, *pythons(tray)]:
            os.kill(process, signal.SIGKILL)
        until(lambda: tray.icon() is None, "the end of the icon")
    with tray_of([str(alone.path)], session, office.data):
        report = json.loads(office.run("report", "--json", "-").stdout)
    assert (report["run_number"], len(report["printers"])) == (1, PRINTERS)


def test_the_settings_window_saves_into_the_file_and_secrets_go_into_the_keyring(
    tmp_path: Path, alone: Exe
) -> None:
    data = Program(tmp_path / "data")
    data.settings(with_mail(25))
    with desktop_rig.desktop(tmp_path / "home") as session:
        plain = {name: text for name, text in session.environment.items() if name != "PYTHONPATH"}
        with window_of([str(alone.path)], desktop_rig.Desktop(plain), data.data, "mail") as shown:
            shown.type("mail.office.lan")
            shown.keys("Return")
            assert shown.wait_closed() == 0
        command = [str(alone.path), "--data", str(data.data), "settings", "password"]
        subprocess.run(command, input=b"geheim-4711", env=plain, check=True, timeout=PATIENCE)
        assert session.run(sys.executable, "-c", KEPT, str(data.data), "mail") == "geheim-4711"
    assert tomllib.loads((data.data / "settings.toml").read_text())["mail"]["host"] == "mail.office.lan"
