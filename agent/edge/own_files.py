"""The files of the data folder that this program made, told from what somebody else keeps beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.messages import removal as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PROFILES = "profiles"
_OWN = re.compile(
    r"\.?(settings\.toml|provisioned\.toml|agent\.(log|db).*|(agent|send|tray|log)\.lock|tray\.session"
    r"|(report|report-at|about)\.html)(\..*\.new)?"
)
_PROFILE = re.compile(r"\.?[A-Za-z0-9_-]+\.toml(\..*\.new)?")


def own_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of this program in a folder: the database last, for it knows whose the folder is.

    None where this program has never been at work: other programs have a settings.toml, too. Links lie there
    as themselves. AgentError where the folder can't be looked at.
    """
    found = [path for path in _entries(folder) if _OWN.fullmatch(path.name) and not _is_folder(path)]
    if not any(path.name.startswith("agent.") for path in found):
        return ()
    profiles = folder / PROFILES
    if _is_folder(profiles):
        found += [
            path for path in _entries(profiles) if _PROFILE.fullmatch(path.name) and not _is_folder(path)
        ]
    return tuple(sorted(found, key=lambda path: (path.name == "agent.db", path.name)))


def remove(paths: Iterable[Path], folder: Path) -> tuple[str, ...]:
    """Remove files, then the folder; return the names of what stays in it, which others put there.

    AgentError where the system refuses.
    """
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        for each in (folder / PROFILES, folder):
            if _is_folder(each) and not any(each.iterdir()):
                each.rmdir()
    except OSError as error:
        facts = {"path": str(folder), "reason": system_errors.reason_of(error)}
        raise AgentError(messages.NOT_REMOVED, facts) from error
    return tuple(path.name for path in _entries(folder)) if folder.exists() else ()


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        facts = {"path": str(folder), "reason": system_errors.reason_of(error)}
        raise AgentError(messages.NOT_REMOVED, facts) from error


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
