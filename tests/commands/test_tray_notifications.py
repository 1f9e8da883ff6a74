"""What the real tray does of itself when something is wrong: on a real X server, with a real dunst."""

from __future__ import annotations

import html
import json
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.messages import tray as messages
from agent.core.mib import objects
from agent.core.model.access import Endpoint
from agent.core.model.walk import Varbind, Walk
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import PORT, TARGETS, with_mail
from tests.support.loopback import needs_127_8
from tests.support.printer_walks import honest_walk
from tests.support.tray_rig import MISSING, tray_at_work, tray_desktop, until
from tests.support.watch_rig import children_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.demo.mail_sink import MailSink
    from tests.support.command_line import Program
    from tests.support.desktop_rig import Desktop
    from tests.support.tray_rig import TrayAtWork

pytestmark = [needs_127_8, pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")]

LONGEST = 60.0  # seconds: several starts of Python on a machine with two busy cores
SILENT = json.dumps([f"127.79.9.{number}:{PORT}" for number in range(1, 200)])
HOSTILE = b'<b>Hall</b> <img src="http://192.0.2.1/x"/> <a href="http://192.0.2.1/">here</a> &lt;'


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """Yield a desktop that the tests of this file share."""
    with tray_desktop(tmp_path_factory.mktemp("home")) as desktop:
        yield desktop


def shown(session: Desktop) -> list[str]:
    """Return the texts of the notifications of this session as dunst drew them."""
    said: dict[str, Any] = json.loads(session.run("dunstctl", "history") or "{}")
    rows = [row for part in said.get("data", []) for row in part]
    return [row["message"]["data"] for row in rows]


def reported(session: Desktop, part: str) -> str:
    """Wait for a notification with these words and return it; those that are on the screen are closed."""

    def found() -> str | None:
        session.run("dunstctl", "close-all")
        return next((text for text in shown(session) if part in text), None)

    return until(found, f"a notification with {part!r}", LONGEST)


def scans(tray: TrayAtWork) -> list[int]:
    """Return the ids of the tray's scans."""
    return children_of(tray.process, "scan")


def kinds(program: Program) -> set[str]:
    """Return which conditions stand."""
    return {row["kind"] for row in json.loads(program.run("status", "--json").stdout)["conditions"]}


def test_a_scan_that_crashed_is_told_at_once_and_a_stop_is_no_crash(
    session: Desktop, program: Program
) -> None:
    program.settings(f"[network]\ntargets = {SILENT}\ntimeout = 10.0\n")
    with tray_at_work(session, program.data) as tray:
        until(lambda: scans(tray), "the scan", LONGEST)
        os.kill(scans(tray)[0], signal.SIGSEGV)
        assert "exit code -11" in reported(session, "The scan stopped unexpectedly")
        assert kinds(program) == {"run_failed"}
        tray.rest()
        tray.choose(messages.COLLECT)
        until(lambda: scans(tray), "the scan of a click", LONGEST)
        tray.choose_now(messages.STOP)
        until(lambda: not scans(tray), "the end of the scan", LONGEST)
        tray.rest()
    assert [text for text in shown(session) if "stopped unexpectedly" in text] == [
        reported(session, "The scan stopped unexpectedly")
    ]


def test_a_printers_location_is_no_markup_in_a_notification(
    session: Desktop, program: Program, sink: MailSink
) -> None:
    location = (*objects.SYS_LOCATION, 0)
    honest = honest_walk(b"EX8K000001")
    walk = Walk(Varbind(v.oid, v.tag, HOSTILE) if v.oid == location else v for v in honest)
    one = [f"127.79.0.1:{PORT}"]
    program.settings(with_mail(sink.port).replace(json.dumps(TARGETS), json.dumps(one)))
    with serve([SimulatedAgent(walk, Endpoint("127.79.0.1", PORT))]), tray_at_work(session, program.data):
        text = reported(session, "toner")
    assert "<b>Hall</b> <img" in html.unescape(text)
    title, body = text.split("\n", 1)  # dunst itself makes the title bold
    assert (title, "<b>" in body, "<img" in body) == ("<b>Meters Agent</b>", False, False)


def test_a_click_on_a_notification_opens_the_page_at_its_printer(
    session: Desktop, program: Program, sink: MailSink
) -> None:
    program.settings(with_mail(sink.port).replace(json.dumps(TARGETS), json.dumps([f"127.79.0.1:{PORT}"])))
    agent = SimulatedAgent(honest_walk(b"EX8K000001"), Endpoint("127.79.0.1", PORT))
    with serve([agent]), tray_at_work(session, program.data) as tray:
        until(lambda: session.run("dunstctl", "count", "displayed") != "0", "a notification", LONGEST)
        assert not tray.opened.exists()
        session.run("dunstctl", "action")
        until(lambda: tray.opened.exists() and "report-at.html" in tray.opened.read_text(), "it", LONGEST)
    assert 'url=report.html#p1"' in (program.data / "report-at.html").read_text()
    assert 'id="p1"' in (program.data / "report.html").read_text()
