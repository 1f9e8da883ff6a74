"""What a person ends or retires by a click of the real icon: seen in the store, told on the screen."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.messages import tray as messages
from agent.core.messages.texts import days
from tests.commands.test_tray_commands import put_to_sleep
from tests.commands.test_tray_notifications import reported, session, shown
from tests.support.command_line import Program, with_mail
from tests.support.loopback import needs_127_8
from tests.support.tray_rig import MISSING, tray_at_work, until

if TYPE_CHECKING:
    from pathlib import Path

    from agent.demo.mail_sink import MailSink
    from tests.support.desktop_rig import Desktop
    from tests.support.tray_rig import TrayAtWork

__all__ = ["session"]  # the fixture: a desktop of this file's own

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
    pytest.mark.usefixtures("simulated_office"),
]

NOBODY_LISTENS = 9  # no mail server of this machine is at the port for discarding
MADE = datetime.now().astimezone() - timedelta(days=2)
LONG_AGO = (datetime.now(UTC) - timedelta(days=9)).replace(microsecond=0)

SILENT_SINCE = (
    "UPDATE documents SET document = json_set(document, '$.read_at', ?) WHERE reading_id = (SELECT max(id)"
    " FROM readings WHERE device_id = (SELECT id FROM devices WHERE ip_address = '127.79.0.1'))"
)


def changed(data: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(data / "agent.db", timeout=30)) as connection, connection:
        assert connection.execute(sql, values).rowcount == 1


def asked(data: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(data / "agent.db", timeout=30)) as connection:
        return [row[0] for row in connection.execute(sql)]


@pytest.fixture
def office(program: Program, sink: MailSink) -> Program:
    """Return an office with a printer that has been silent for 9 days, and a server that is down since today.

    Its report is of two days ago, and no run is due while the test runs.
    """
    day = f"{datetime.now().astimezone() + timedelta(days=3):%a}".lower()
    schedule = f'[schedule]\ndays = ["{day}"]\n'
    program.settings(with_mail(sink.port) + schedule)
    assert program.run("scan").code == 0
    put_to_sleep(program, 0)
    changed(program.data, SILENT_SINCE, LONG_AGO.isoformat())
    changed(program.data, "UPDATE letters SET made_at = ?", MADE.isoformat())
    program.settings(with_mail(NOBODY_LISTENS) + schedule)
    assert program.run("send", "--again").code == 1
    return program


def labels(tray: TrayAtWork) -> list[str]:
    """Return the lines of the menu."""
    found = [line.label for line in tray.open_menu()]
    tray.close_menu()
    return found


def answers(session: Desktop, number: int) -> bool:
    """Return whether so many notifications have said that a report is; those on the screen are closed."""
    session.run("dunstctl", "close-all")
    return (
        sum("1 report is waiting in the outbox and will be sent later." in text for text in shown(session))
        == number
    )


def test_send_again_is_answered_while_the_server_is_down_and_one_letter_waits_once(
    session: Desktop, office: Program
) -> None:
    with tray_at_work(session, office.data) as tray:
        for clicked in (1, 2):
            tray.choose(messages.SEND_AGAIN)
            until(partial(answers, session, clicked), f"answer {clicked}")
    assert len(asked(office.data, "SELECT id FROM deliveries WHERE state = 'waiting'")) == 1


def test_a_click_ends_a_report_that_waits(session: Desktop, office: Program) -> None:
    with tray_at_work(session, office.data) as tray:
        label = tray.choose("Cancel the waiting report of ")
        assert days.day(MADE) in label  # and not the day on which it was queued again
        reported(
            session, "Report 1 is cancelled. It won't be sent, and the next report lists it as cancelled."
        )
        assert asked(office.data, "SELECT run_number FROM cancelled_runs") == [1]
        assert asked(office.data, "SELECT state FROM deliveries ORDER BY id") == ["sent", "ended"]
        tray.rest()
        until(
            lambda: not [one for one in labels(tray) if one.startswith("Cancel ")], "a menu without that line"
        )
        assert messages.OTHER_ADDRESS not in labels(tray)


def test_a_click_opens_the_page_where_the_address_is_corrected(session: Desktop, office: Program) -> None:
    with tray_at_work(session, office.data) as tray:
        tray.choose(messages.OTHER_ADDRESS)
        until(lambda: [line for line in tray.processes().values() if "settings --page mail" in line], "it")


def needs(office: Program) -> str:
    """Return the needs of printers, as JSON."""
    return json.dumps(json.loads(office.run("status", "--json").stdout)["needs"])


def test_a_click_retires_a_printer_that_is_gone(session: Desktop, office: Program) -> None:
    assert "more than a week" in needs(office)
    with tray_at_work(session, office.data) as tray:
        label = tray.choose("Retire ")
        assert label.endswith(f", 0000 (no response since {days.day(LONG_AGO)})")
        assert "127.79.0.1 is retired." in reported(session, "It is no longer reported as not responding.")
        retired = asked(office.data, "SELECT ip_address FROM devices WHERE retired_at IS NOT NULL")
        assert retired == ["127.79.0.1"]
        tray.rest()
        until(lambda: not [one for one in labels(tray) if one.startswith("Retire ")], "a menu without it")
    assert "more than a week" not in needs(office)
