"""`meters watch` at every log-on of this user: a systemd user unit, a Windows task or a LaunchAgent.

Nothing here needs an administrator. Where the system's own command is missing or does not answer,
the file is written all the same and the sentences say what to type.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.autostart_text import LABEL, plist_bytes, task_text, unit_text
from agent.core.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIT = "meters-agent.service"
TASK = "Meters Agent"

_LONGEST_COMMAND = 30  # seconds
_KEYRING = (
    "While nobody is logged in the keyring is locked: reports then go unsigned, "
    "and the logins of the mail server and of printers can't be used."
)


def install(command: Sequence[str]) -> str:
    """Start `command` at every log-on of this user; return sentences: what stands where, what to do next.

    Raises AgentError where the system refuses.
    """
    if sys.platform == "win32":
        return _install_task(command)
    if sys.platform == "darwin":
        return _install_agent(command, f"gui/{os.getuid()}")
    return _install_unit(command)


def remove() -> str:
    """Undo `install` and end what it started; return a sentence. Raises AgentError where that fails."""
    if sys.platform == "win32":
        return _remove_task()
    if sys.platform == "darwin":
        _problem("launchctl", "bootout", f"gui/{os.getuid()}/{LABEL}")
        return _remove_file(_plist_path())
    return _remove_unit()


def _install_unit(command: Sequence[str]) -> str:
    path = _unit_path()
    _write(path, unit_text(command).encode())
    steps = (("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", "--now", UNIT))
    written = f"{path} is written."
    at_boot = "To let it run from the start of the computer on, type: loginctl enable-linger"
    for step in steps:
        if problem := _problem(*step):
            typed = " && ".join(" ".join(step) for step in steps)
            return f"{written} It could not be started ({problem}). Log in, then type: {typed}. {_KEYRING}"
    return f"{written} It runs now and at every log-on. {at_boot}. {_KEYRING}"


def _remove_unit() -> str:
    _problem("systemctl", "--user", "disable", "--now", UNIT)
    path = _unit_path()
    # Without a user manager the link that `enable` made would stay.
    _remove_file(path.parent / "default.target.wants" / UNIT)
    said = _remove_file(path)
    _problem("systemctl", "--user", "daemon-reload")
    return said


def _install_agent(command: Sequence[str], domain: str) -> str:
    path = _plist_path()
    _write(path, plist_bytes(command))
    # A former one may run; launchd refuses a second of the same label.
    _problem("launchctl", "bootout", f"{domain}/{LABEL}")
    if problem := _problem("launchctl", "bootstrap", domain, str(path)):
        later = f"It could not be started now ({problem}); it starts at the next log-on."
        return f"{path} is written. {later} {_KEYRING}"
    return f"{path} is written. It runs now and at every log-on. {_KEYRING}"


def _install_task(command: Sequence[str]) -> str:
    user = "\\".join(filter(None, (os.environ.get("USERDOMAIN"), os.environ.get("USERNAME"))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task.xml"
        text = task_text(command[0], subprocess.list2cmdline(command[1:]), user)
        _write(path, text.encode("utf-16"))
        if problem := _problem("schtasks", "/Create", "/TN", TASK, "/XML", str(path), "/F"):
            raise AgentError(
                f"Windows did not take the task: {problem}.",
                "Ask whoever looks after this computer to allow tasks.",
            )
    return f'The task "{TASK}" is in the Task Scheduler. It starts at the next log-on. {_KEYRING}'


def _remove_task() -> str:
    if _problem("schtasks", "/Query", "/TN", TASK):
        return "Nothing was installed."
    _problem("schtasks", "/End", "/TN", TASK)
    if problem := _problem("schtasks", "/Delete", "/TN", TASK, "/F"):
        raise AgentError(
            f"Windows did not remove the task: {problem}.", f'Delete "{TASK}" in the Task Scheduler by hand.'
        )
    return f'The task "{TASK}" is removed.'


def _unit_path() -> Path:
    configured = os.environ.get("XDG_CONFIG_HOME", "")
    # The XDG specification: a relative path there is to be ignored.
    base = Path(configured) if configured.startswith("/") else Path.home() / ".config"
    return base / "systemd" / "user" / UNIT


def _plist_path() -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise AgentError(
            f"{path} can't be written: {error.strerror or error}.", "Give this user the right to write there."
        ) from error


def _remove_file(path: Path) -> str:
    try:
        path.unlink()
    except FileNotFoundError:
        return "Nothing was installed."
    except OSError as error:
        raise AgentError(
            f"{path} can't be removed: {error.strerror or error}.", "Delete it by hand."
        ) from error
    return f"{path} is removed."


def _problem(*command: str) -> str | None:
    """Run one of the system's commands; return None where it went well, else what it said."""
    program = shutil.which(command[0])
    if program is None:
        return f"there is no {command[0]} here"
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW  # or a black window would flash up
    try:
        ended = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_LONGEST_COMMAND,
            creationflags=flags,
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"{command[0]} does not answer"
    if ended.returncode == 0:
        return None
    said = (ended.stderr or ended.stdout).decode(errors="replace").strip().rstrip(".")
    return said or f"{command[0]} ended with code {ended.returncode}"
