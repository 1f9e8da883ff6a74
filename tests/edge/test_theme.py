"""Whether windows and the icon's bar are dark, as the system's own commands and variables say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from agent.edge.theme import bar_is_dark, windows_are_dark

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux desktops")


@pytest.mark.parametrize(
    ("answer", "dark"),
    [
        ("echo \"'prefer-dark'\"", True),
        ("echo \"'default'\"", False),
        ("echo dark; exit 1", False),
        ("echo dark; exec sleep 60", False),
        (None, False),
    ],
)
def test_windows_are_dark_where_the_desktop_says_so_in_time(
    answer: str | None, dark: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if answer:
        (tmp_path / "gsettings").write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{answer}\n", encoding="utf-8")
        (tmp_path / "gsettings").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert windows_are_dark() is dark


@pytest.mark.parametrize(("desktop", "dark"), [("ubuntu:GNOME", True), ("KDE", None), ("", None)])
def test_a_bar_is_dark_where_every_bar_of_the_desktop_is(
    desktop: str, dark: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert bar_is_dark() is dark
