"""The very first start on a real desktop: the icon opens the first steps, and its menu opens them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.messages import first_run
from agent.core.messages import tray as messages
from tests.support.command_line import PORT
from tests.support.tray_rig import MISSING, tray_at_work, tray_desktop, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.desktop_rig import Desktop

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")
NO_PRINTERS = f'[network]\ntargets = ["127.79.9.1"]\nport = {PORT}\n'


def is_open(session: Desktop) -> Callable[[], bool]:
    return lambda: first_run.TITLE in session.windows()


def is_closed(session: Desktop) -> Callable[[], bool]:
    return lambda: first_run.TITLE not in session.windows()


def close(session: Desktop) -> None:
    """Give the window the focus, as a window manager would, and leave it."""
    number = session.run("xdotool", "search", "--onlyvisible", "--name", first_run.TITLE).split()[0]
    session.run("xdotool", "windowfocus", "--sync", number, "key", "Escape")
    until(is_closed(session), "the window closes")


def test_the_very_first_start_opens_the_first_steps(tmp_path: Path) -> None:
    with tray_desktop(tmp_path / "home") as session, tray_at_work(session, tmp_path / "data"):
        until(is_open(session), "the first steps")


def test_the_menu_opens_them_again_and_setting_up_email_is_their_second_step(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "settings.toml").write_text(NO_PRINTERS)
    with tray_desktop(tmp_path / "home") as session, tray_at_work(session, data) as tray:
        tray.rest()
        assert is_closed(session)()  # settings are there: this is no first start
        for label, page in ((first_run.MENU, ""), (messages.SET_UP_MAIL, "--page mail")):
            tray.choose(label)
            until(is_open(session), "the first steps")
            lines = [line for line in tray.processes().values() if "--first-run" in line]
            assert [page in line for line in lines] == [True]
            close(session)
            tray.rest()
