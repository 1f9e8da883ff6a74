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

from agent.core.messages import starting as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError
from agent.core.schedule.start_entries import LABEL, plist_bytes, task_text, unit_text

if TYPE_CHECKING:
    from collections.abc import Sequence

UNIT = "meters-agent.service"
TASK = "Meters Agent"

_LONGEST_COMMAND = 30  # seconds


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


def is_installed() -> bool:
    """Return whether the start that `install` makes is there."""
    if sys.platform == "win32":
        return _problem("schtasks", "/Query", "/TN", TASK) is None
    return os.path.lexists(_plist_path() if sys.platform == "darwin" else _unit_path())


def _install_unit(command: Sequence[str]) -> str:
    path = _unit_path()
    _write(path, unit_text(command).encode())
    steps = (("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", "--now", UNIT))
    for step in steps:
        if problem := _problem(*step):
            typed = " && ".join(" ".join(step) for step in steps)
            return messages.unit_waits(str(path), problem, typed)
    return messages.unit_runs(str(path))


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
        return messages.agent_waits(str(path), problem)
    return messages.agent_runs(str(path))


def _install_task(command: Sequence[str]) -> str:
    user = "\\".join(filter(None, (os.environ.get("USERDOMAIN"), os.environ.get("USERNAME"))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task.xml"
        text = task_text(command[0], subprocess.list2cmdline(command[1:]), user)
        _write(path, text.encode("utf-16"))
        if problem := _problem("schtasks", "/Create", "/TN", TASK, "/XML", str(path), "/F"):
            raise AgentError(messages.TASK_REFUSED, {"problem": problem})
    return messages.task_there(TASK)


def _remove_task() -> str:
    if _problem("schtasks", "/Query", "/TN", TASK):
        return messages.NOTHING_INSTALLED
    _problem("schtasks", "/End", "/TN", TASK)
    if problem := _problem("schtasks", "/Delete", "/TN", TASK, "/F"):
        raise AgentError(messages.TASK_STAYS, {"problem": problem, "task": TASK})
    return messages.task_removed(TASK)


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
            messages.NOT_WRITTEN, {"path": str(path), "reason": system_errors.reason_of(error)}
        ) from error


def _remove_file(path: Path) -> str:
    try:
        path.unlink()
    except FileNotFoundError:
        return messages.NOTHING_INSTALLED
    except OSError as error:
        raise AgentError(
            messages.NOT_REMOVED, {"path": str(path), "reason": system_errors.reason_of(error)}
        ) from error
    return messages.removed(str(path))


def _problem(*command: str) -> str | None:
    """Run one of the system's commands; return None where it went well, else what it said."""
    program = shutil.which(command[0])
    if program is None:
        return messages.not_here(command[0])
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
        return messages.no_answer(command[0])
    if ended.returncode == 0:
        return None
    # Windows' own commands speak in the code page of old consoles.
    encoding = "oem" if sys.platform == "win32" else "utf-8"
    said = (ended.stderr or ended.stdout).decode(encoding, errors="replace").strip().rstrip(".")
    return said or messages.ended_with(command[0], ended.returncode)
