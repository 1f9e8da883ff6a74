"""The tray on a real X server, in a real tray bar, with real clicks, scans and mails."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import tray as messages
from agent.edge.lock import hold
from tests.support.command_line import Program, with_mail
from tests.support.loaded_modules import NEEDED_BY_ICON, costly_for_nothing
from tests.support.loopback import needs_127_8
from tests.support.patience import PATIENCE
from tests.support.tray_rig import MISSING, tray_at_work, tray_desktop, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink
    from tests.support.desktop_rig import Desktop

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
    pytest.mark.usefixtures("simulated_office"),
]

MOST_RESIDENT = 50 * 1024  # KiB
PRINTS_MODULES = """
import json, sys
from agent.__main__ import main
code = main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop that the tests of this file share."""
    with tray_desktop(tmp_path_factory.mktemp("home")) as desktop:
        yield desktop


@pytest.fixture
def office(program: Program, sink: MailSink) -> Program:
    """Return an office that is set up: printers, and a mail server that takes everything."""
    program.settings(with_mail(sink.port))
    return program


def mails(sink: MailSink, number: int) -> bool:
    """Wait for so many mails."""
    return until(lambda: len(sink.messages) >= number, f"mail {number}")


def test_a_click_shows_the_printers_and_reading_mails_nothing_but_sending_does(
    session: Desktop, office: Program, sink: MailSink
) -> None:
    with tray_at_work(session, office.data) as tray:
        mails(sink, 1)  # the run that was due at the start
        tray.rest()
        tray.click(1)
        until(lambda: tray.opened.exists() and "report.html" in tray.opened.read_text(), "the page")
        before = closed_scans(office)
        tray.choose(messages.COLLECT)
        until(lambda: closed_scans(office) > before, "the scan without a report")
        tray.rest()
        assert len(sink.messages) == 1
        tray.choose(messages.SEND_ANYWAY)
        mails(sink, 2)
        tray.rest()
    report = json.loads(office.run("report", "--json", "-").stdout)
    assert (report["run_number"], len(report["printers"])) == (2, 3)


def closed_scans(office: Program) -> int:
    """Return how many scans have come to their end."""
    with closing(sqlite3.connect(office.data / "agent.db", timeout=30)) as connection:
        rows = connection.execute("SELECT count(*) FROM scans WHERE ended IS NOT NULL").fetchone()
    return int(rows[0])


def test_every_line_of_the_menu_does_what_it_says(session: Desktop, office: Program, sink: MailSink) -> None:
    start = Path(session.environment["XDG_CONFIG_HOME"]) / "autostart" / "meters-agent.desktop"
    with tray_at_work(session, office.data) as tray:
        mails(sink, 1)
        until(start.exists, "the start with the session")
        assert str(office.data) in start.read_text()
        tray.choose(messages.SEND_ANYWAY)
        mails(sink, 2)
        tray.choose(messages.SHOW)
        tray.choose(messages.ABOUT)
        pages = ("report.html", "about.html")
        until(lambda: tray.opened.exists() and all(p in tray.opened.read_text() for p in pages), "the pages")
        tray.choose(messages.SETTINGS)
        until(lambda: "settings" in titles(session), "the settings window")
        tray.choose(messages.QUIT)
        assert tray.process.wait(PATIENCE) == 0
        assert tray.processes() == {}


def test_a_condition_leads_to_the_doctor_at_the_step_that_explains_it(
    session: Desktop, program: Program, sink: MailSink
) -> None:
    program.settings(with_mail(sink.port) + 'profile = "gone"\n')
    with tray_at_work(session, program.data) as tray:
        mails(sink, 1)
        assert "gone" in tray.choose("Why? The table for the dealer")
        until(lambda: "why isn't it working?" in titles(session), "the doctor's window")
        until(lambda: any("--step=settings_file" in one for one in tray.processes().values()), "its step")


def titles(session: Desktop) -> str:
    """Return the names of all windows, small."""
    return session.windows().lower()


def test_the_menu_opens_while_a_scan_runs_and_quit_ends_both(session: Desktop, program: Program) -> None:
    silent = ", ".join(f'"127.79.9.{number}:16199"' for number in range(1, 250))
    program.settings(f"[network]\ntargets = [{silent}]\ntimeout = 10.0\n")
    with tray_at_work(session, program.data) as tray:
        until(lambda: any(" scan" in line for line in tray.processes().values()), "the scan")
        tray.click(3)
        until(tray.menu, "the menu")
        assert any(" scan" in line for line in tray.processes().values())
        session.run("xdotool", "key", "Up", "Return")
        assert tray.process.wait(PATIENCE) == 0
        assert tray.processes() == {}


def test_a_second_start_opens_the_settings_of_the_first_and_ends(session: Desktop, office: Program) -> None:
    with tray_at_work(session, office.data) as tray:
        second = subprocess.run(
            [sys.executable, "-m", "agent", "--data", str(office.data)],
            env=dict(session.environment),
            timeout=PATIENCE,
            check=False,
        )
        assert second.returncode == 0
        windows = until(
            lambda: [number for number, line in tray.processes().items() if " settings" in line],
            "the settings window",
        )
        assert tray.process.poll() is None
        for number in windows:
            os.kill(number, signal.SIGKILL)


def test_a_second_session_of_the_same_user_shows_the_page(
    session: Desktop, office: Program, tmp_path: Path
) -> None:
    assert office.run("scan").code == 0
    with tray_at_work(session, office.data) as tray, tray_desktop(tmp_path / "second") as other:
        before = tray.opened.exists() and tray.opened.read_text()  # by the tests before
        command = [sys.executable, "-m", "agent", "--data", str(office.data)]
        second = subprocess.run(command, env=dict(other.environment), timeout=60, check=False)
        assert second.returncode == 0
        opened = tmp_path / "second" / "opened"
        until(opened.exists, "the page")
        page = until(opened.read_text, "its address").strip()
        assert page.startswith("file://")
        tray.rest()
        assert not [line for line in tray.processes().values() if " settings" in line]
        assert (tray.opened.exists() and tray.opened.read_text()) == before
        assert tray.process.poll() is None


def test_a_second_session_before_the_first_report_opens_the_settings(
    session: Desktop, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text('[network]\ntargets = ["127.80.9.9"]\n[schedule]\nat = "00:00"\n')
    with tray_desktop(tmp_path / "second") as other, hold(data / "tray.lock"):
        (data / "tray.session").write_text(f"elsewhere {session.environment['DISPLAY']}")
        command = [sys.executable, "-m", "agent", "--data", str(data)]
        assert subprocess.run(command, env=dict(other.environment), timeout=60, check=False).returncode == 0
        until(lambda: "Meters Agent" in other.windows(), "the settings window")
        (window,) = settings_windows(data)
        os.kill(window, signal.SIGKILL)


def settings_windows(data: Path) -> list[int]:
    """Return the processes that show settings of this data folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            messages = path.read_bytes().decode(errors="replace").split("\0")
            found += [int(path.parent.name)] if str(data) in messages and "settings" in messages else []
    return found


def test_the_tray_stays_small_and_loads_nothing_big(
    session: Desktop, office: Program, sink: MailSink, tmp_path: Path
) -> None:
    program = tmp_path / "__main__.py"  # the name by which the rig knows our windows
    program.write_text(PRINTS_MODULES)
    with tray_at_work(session, office.data, str(program)) as tray:
        mails(sink, 1)
        time.sleep(1)
        assert tray.resident() <= MOST_RESIDENT
        tray.process.terminate()
        said, _ = tray.process.communicate(timeout=PATIENCE)
    loaded = set(json.loads(said.decode().splitlines()[-1]))
    assert loaded >= {"pystray", "schedule"}
    assert costly_for_nothing(loaded, NEEDED_BY_ICON) == []


def test_without_a_desktop_a_sentence_names_the_loop_without_an_icon(program: Program) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "agent", "--data", str(program.data)],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 2
    assert b"meters watch" in ended.stderr
    assert b"Traceback" not in ended.stderr
