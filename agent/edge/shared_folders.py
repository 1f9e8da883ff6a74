"""Two folders where users and the service meet: `shown`, which users read; `asked`, where they lay requests.

The service owns both. In `asked` a user may make files and neither list nor remove another's; the service
looks at their names alone.
"""

from __future__ import annotations

import logging
import os
import secrets
import stat
import sys
from itertools import islice
from typing import TYPE_CHECKING

from agent.core.messages import service as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError
from agent.core.service.linux_unit import ACCOUNT, ASKED, SHOWN
from agent.core.service.user_requests import TOKEN, file_of_request, request_of
from agent.edge.regular_files import read_regular, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    raise ImportError("Windows has access lists instead of modes")

LOG = logging.getLogger(__name__)
MOST_REQUESTS = 10_000  # entries that one look takes
_TO_READ, _TO_WRITE = 0o755, 0o1733
_FILE = 0o644


def service_account() -> int | None:
    """Return the number of the service's account, None on a computer without the service."""
    import pwd

    try:
        return pwd.getpwnam(ACCOUNT).pw_uid
    except KeyError:
        return None


def prepare(place: Path) -> None:
    """Make both folders. AgentError where something else lies there, or the system refuses."""
    for name, mode in ((SHOWN, _TO_READ), (ASKED, _TO_WRITE)):
        folder = place / name
        try:
            folder.mkdir(exist_ok=True)
            _require_owner(folder, os.geteuid())
            folder.chmod(mode)  # the umask takes its part of mkdir's
        except OSError as error:
            raise _unusable(folder, error) from error


def show(place: Path, name: str, text: str) -> None:
    """Write a file that every user may read, whole or not at all; AgentError where that fails."""
    path = place / SHOWN / name
    write_atomically(path, text)
    open_to_readers(path)


def open_to_readers(path: Path) -> None:
    """Let every user read a file that the service has written."""
    try:
        path.chmod(_FILE)
    except OSError as error:
        raise _unusable(path, error) from error


def shown(place: Path, owner: int, name: str, most: int) -> str | None:
    """Return a text that the service shows, at most `most` octets; None where it has shown none yet.

    AgentError where others than the service's account could have written it.
    """
    path = place / SHOWN / name
    try:
        _require_owner(path.parent, owner)
        return read_regular(path, most).decode(errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, error) from error


def ask(place: Path, owner: int, request: str) -> None:
    """Lay a request; AgentError where the folder is not the service's, or the system refuses."""
    folder = place / ASKED
    try:
        _require_owner(folder, owner)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        os.close(os.open(folder / file_of_request(request, secrets.token_bytes(TOKEN)), flags, 0o600))
    except OSError as error:
        raise _unusable(folder, error) from error


def take_requests(place: Path) -> frozenset[str]:
    """Return the requests of users, and remove them and all else that lies there. AgentError as `ask`."""
    try:
        folder = os.open(place / ASKED, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise _unusable(place / ASKED, error) from error
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST_REQUESTS)]
        return frozenset(filter(None, (_taken(folder, name) for name in names)))
    finally:
        os.close(folder)


def _taken(folder: int, name: str) -> str | None:
    """Return the request that an entry is, None where it is none: a link, a folder, a file with content."""
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            os.rmdir(name, dir_fd=folder)
            return None
        os.unlink(name, dir_fd=folder)
    except OSError as error:  # gone meanwhile, or a user's folder that is not empty: no request in any case
        LOG.debug("%r stays among the requests: %s", name, error)
        return None
    is_empty_file = stat.S_ISREG(status.st_mode) and status.st_size == 0 and status.st_nlink == 1
    return request_of(name) if is_empty_file else None


def _require_owner(folder: Path, owner: int) -> None:
    """Raise AgentError for a link, or a folder of another account than the service's."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
        raise AgentError(messages.FOLDER_OF_ANOTHER, {"path": str(folder)})


def _unusable(path: Path, error: OSError) -> AgentError:
    facts = {"path": str(path), "reason": system_errors.reason_of(error)}
    return AgentError(messages.FOLDER_UNUSABLE, facts)
