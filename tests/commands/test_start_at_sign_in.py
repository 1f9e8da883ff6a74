"""The start entry for all users: it starts an icon where the user has none, and nobody chose otherwise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.edge.lock import hold
from tests.support.patience import PATIENCE
from tests.support.tray_rig import MISSING, tray_at_work, tray_desktop, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.command_line import Program
    from tests.support.desktop_rig import Desktop

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")

QUIET = '[network]\ntargets = ["127.80.9.1"]\nport = 9\n[schedule]\ndays = ["mon"]\n'


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Desktop]:
    """Yield a desktop of a user who has no start entry yet."""
    home = tmp_path / "home"
    home.mkdir()
    with tray_desktop(home) as desktop:
        yield desktop


def start_entry(session: Desktop) -> Path:
    """Return where this user's own start entry stands."""
    return Path(session.environment["XDG_CONFIG_HOME"]) / "autostart" / "meters-agent.desktop"


def sign_in(session: Desktop, program: Program) -> int:
    """Start what the entry for all users starts, and return how it ended."""
    command = [sys.executable, "-m", "agent", "--at-sign-in", "--data", str(program.data)]
    return subprocess.run(command, env=dict(session.environment), check=False, timeout=PATIENCE).returncode


def test_the_first_sign_in_shows_the_icon_and_makes_the_user_s_own_entry(
    session: Desktop, program: Program
) -> None:
    program.settings(QUIET)
    with tray_at_work(session, program.data, "-m", "agent", "--at-sign-in"):
        until(start_entry(session).exists, "the user's own entry")
    assert "--at-sign-in" not in start_entry(session).read_text()
    assert sign_in(session, program) == 0  # the own entry starts the icon; this one shows none and ends


def test_who_chose_not_to_start_sees_no_icon(session: Desktop, program: Program) -> None:
    program.settings(f"{QUIET}[tray]\nautostart = false\n")
    assert sign_in(session, program) == 0
    assert not start_entry(session).exists()


def test_where_an_icon_is_shown_already_no_window_opens(session: Desktop, program: Program) -> None:
    program.settings(QUIET)
    program.run("scan")
    (program.data / "tray.session").write_text("of another screen")  # where a click would open the page
    with hold(program.data / "tray.lock"):
        assert sign_in(session, program) == 0
    assert not (Path(session.environment["HOME"]) / "opened").exists()
