"""What only an administrator of this computer can write: its policy, and a provision file in its place.

The places are fixed: no argument and no environment variable of a user moves them.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import deployment as messages
from agent.core.model.errors import AgentError
from agent.edge.regular_files import OTHERS_MAY_WRITE, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path("/etc/meters-agent")
POLICY_FILE = FOLDER / "policy.toml"
PROVISION = "provision.toml"


def policy_place() -> str:
    """Return where a policy of this computer stands."""
    if sys.platform == "win32":
        from agent.edge.administrator import windows

        return f"HKEY_LOCAL_MACHINE\\{windows.POLICY_KEY}"
    return str(POLICY_FILE)


def policy() -> str | Mapping[str, object] | None:
    """Return the text of policy.toml, or the tree of the registry key; None where there is no policy.

    AgentError where it can't be read, or where others than administrators could have written it: nobody
    gets rid of a policy by damaging it.
    """
    if sys.platform == "win32":
        from agent.edge.administrator import windows

        return windows.policy_tree()
    text = read_text(POLICY_FILE)
    if text is not None and not is_administrators(POLICY_FILE):
        raise AgentError(messages.POLICY_OPEN_TO_OTHERS, {"path": str(POLICY_FILE)})
    return text


def policy_changed_at() -> tuple[int, int] | None:
    """Return a value that changes when policy.toml is written; None without one, and on Windows."""
    try:
        status = POLICY_FILE.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def provision_file(program: Path | None) -> Path | None:
    """Return the provision file of the administrator's place, else that beside the program, else None."""
    if sys.platform == "win32":
        from agent.edge.administrator import windows

        folder = windows.program_data() / "Meters Agent"
    else:
        folder = FOLDER
    places = (folder, *(() if program is None else (program.parent,)))
    return next((each / PROVISION for each in places if os.path.lexists(each / PROVISION)), None)


def is_administrators(path: Path) -> bool:
    """Return whether nobody but an administrator could have written a file, or put it in its place."""
    if sys.platform == "win32":
        from agent.edge.administrator import windows

        return windows.is_administrators(path)
    try:
        real = Path(os.path.realpath(path))
        return all(
            _is_roots(each) for each in (path.absolute(), *path.absolute().parents, real, *real.parents)
        )
    except OSError:
        return False


def _is_roots(path: Path) -> bool:
    status = path.lstat()
    is_open = status.st_mode & OTHERS_MAY_WRITE and not stat.S_ISLNK(status.st_mode)
    return status.st_uid == 0 and not is_open
