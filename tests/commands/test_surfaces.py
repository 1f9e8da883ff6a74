"""A child of the icon or the window says its errors in the words of that surface."""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING

import pytest

from agent.__main__ import main
from agent.core.messages import set_language, set_system
from agent.ui.early_arguments import for_surface

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.core.model.errors import Surface

WRONG = "[mail]\nport = 99999\n"


@pytest.fixture(autouse=True)
def own_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin in English and leave language, system and umask, which the program sets, as they were."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    umask = os.umask(0o022)
    yield
    os.umask(umask)
    set_language("en")
    set_system("linux")


def lines(capsys: pytest.CaptureFixture[str], data: Path, surface: Surface, *command: str) -> list[str]:
    """Return the lines of the error stream of a command that fails, for a surface."""
    own = () if surface == "terminal" else (for_surface(surface),)
    code = main(["--data", str(data), *command, *own])
    assert code in {1, 2}
    return capsys.readouterr().err.splitlines()


def test_wrong_settings_are_listed_at_the_terminal_and_corrected_in_the_window_from_the_icon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text(WRONG, "utf-8")
    at_terminal = lines(capsys, tmp_path, "terminal", "status", "--tray")
    at_icon = lines(capsys, tmp_path, "icon", "status", "--tray")
    assert at_terminal[0] == at_icon[0] == "1 setting is wrong."
    assert "mail.port" in at_terminal[1]
    assert at_icon[1:] == ['Choose "Settings…" to correct that.']


def test_what_was_never_read_is_read_by_a_command_or_by_the_menu(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {
        surface: lines(capsys, tmp_path, surface, "report", "--open")[1] for surface in ("terminal", "icon")
    }
    assert said == {"terminal": "Create one: 'meters scan'.", "icon": 'Choose "Read printers now".'}


def test_a_mail_server_that_is_not_there_is_named_by_settings_or_by_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:  # bound and not listening: a connection is refused
        taken.bind(("127.0.0.1", 0))
        mail = {"host": "127.0.0.1", "port": taken.getsockname()[1], "security": "none"}
        mail |= {"sender": "meters@example.com", "recipients": ["office@example.com"]}
        text = "\n".join(["[mail]", *(f"{key} = {json.dumps(value)}" for key, value in mail.items())])
        (tmp_path / "settings.toml").write_text(f'{text}\n[network]\ntargets = ["127.0.0.9"]\n', "utf-8")
        at_terminal = " ".join(lines(capsys, tmp_path, "terminal", "send", "--test"))
        at_icon = " ".join(lines(capsys, tmp_path, "icon", "send", "--test"))
    assert "Check mail.host and mail.port" in at_terminal
    assert 'Check "Server" and "Port"' in at_icon
    assert "report" not in at_terminal + at_icon
