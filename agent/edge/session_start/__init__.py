"""The tray at every log-on of this user: HKCU Run, an XDG autostart file, a LaunchAgent. No administrator."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import starting as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError
from agent.core.schedule.start_entries import TRAY_LABEL, desktop_entry, tray_plist_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "meters-agent.desktop"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
APPROVED_FOLDER_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\StartupFolder"
NAME = "Meters Agent"
SHORTCUT = f"{NAME}.lnk"
LONGEST_RUN_VALUE = 260  # characters: "Run and RunOnce Registry Keys" in Microsoft's documentation

LOG = logging.getLogger(__name__)


def is_too_long(command: Sequence[str]) -> bool:
    """Return whether Windows would leave this command out at the start of a session, without a word."""
    return sys.platform == "win32" and len(subprocess.list2cmdline(command)) > LONGEST_RUN_VALUE


def set_start(command: Sequence[str], *, on: bool) -> None:
    """Let `command` start with the session, or no longer; what stands there already is not written again.

    On Windows what is too long for the Run key lies in the start-up folder instead, and the log says so.
    Raises AgentError where the system refuses.
    """
    if sys.platform == "win32":
        is_short = not is_too_long(command)
        _set_value(subprocess.list2cmdline(command) if on and is_short else None)
        _set_shortcut(command if on and not is_short else None)
    elif sys.platform == "darwin":
        path = Path.home() / "Library" / "LaunchAgents" / f"{TRAY_LABEL}.plist"
        _set_file(path, tray_plist_bytes(command) if on else None)
    else:
        _set_file(_desktop_path(), desktop_entry(command).encode() if on else None)


def starts() -> bool | None:
    """Tell whether an entry of ours starts the program at log-on; None where that can't be seen."""
    try:
        if sys.platform == "win32":
            from agent.edge.session_start import shortcut

            return _value() is not None or (shortcut.startup_folder() / SHORTCUT).exists()
        if sys.platform == "darwin":
            return (Path.home() / "Library" / "LaunchAgents" / f"{TRAY_LABEL}.plist").exists()
        return _desktop_path().exists()
    except OSError:
        return None


def _desktop_path() -> Path:
    configured = os.environ.get("XDG_CONFIG_HOME", "")
    # The XDG specification: a relative path there is to be ignored.
    base = Path(configured) if configured.startswith("/") else Path.home() / ".config"
    return base / "autostart" / FILE


def _set_file(path: Path, content: bytes | None) -> None:
    try:
        if content is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise AgentError(
            messages.SESSION_UNCHANGED, {"path": str(path), "reason": system_errors.reason_of(error)}
        ) from error


def _value() -> str | None:
    """Return the command that Windows starts, None where it starts none of ours."""
    if sys.platform != "win32":
        return None
    import winreg

    with (
        contextlib.suppress(FileNotFoundError),
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key,
    ):
        return str(winreg.QueryValueEx(key, NAME)[0])
    return None


def _set_value(command: str | None) -> None:
    if sys.platform != "win32":
        return
    import winreg

    try:
        if command == _value():
            return
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:
            if command is None:
                winreg.DeleteValue(key, NAME)
                return
            winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, command)
        _approve(APPROVED_KEY, NAME)
    except OSError as error:
        raise AgentError(messages.WINDOWS_UNCHANGED, {"reason": system_errors.reason_of(error)}) from error


def _set_shortcut(command: Sequence[str] | None) -> None:
    from agent.edge.session_start import shortcut

    try:
        path = shortcut.startup_folder() / SHORTCUT
        if command is None:
            path.unlink(missing_ok=True)
            return
        wanted = (command[0], subprocess.list2cmdline(command[1:]))
        if shortcut.read(path) != wanted:
            shortcut.write(path, *wanted)
            LOG.warning(
                "the command has more than %s characters: it is started by %s", LONGEST_RUN_VALUE, path
            )
            _approve(APPROVED_FOLDER_KEY, SHORTCUT)
    except OSError as error:
        raise AgentError(messages.WINDOWS_UNCHANGED, {"reason": system_errors.reason_of(error)}) from error


def _approve(key_name: str, name: str) -> None:
    """Let Windows start it again: who switched it off in the Task Manager, and on again here, means it."""
    if sys.platform != "win32":
        return
    import winreg

    with (
        contextlib.suppress(FileNotFoundError),
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, key_name, 0, winreg.KEY_SET_VALUE) as key,
    ):
        winreg.DeleteValue(key, name)
