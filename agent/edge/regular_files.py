"""Regular files alone: opened through no link and without waiting; written whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.messages import permissions, system_errors
from agent.core.model.errors import AgentError, Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


# Windows has neither: a link needs a right there that an ordinary user lacks, and pipes have their own place.
SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
TEXT_BYTES = 1_000_000  # no text that a person edits here is longer
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between two tries to take a file's place
LEFTOVER_SECONDS = 3600  # a temporary file this old belongs to a process that died
OF_THE_SYSTEM = ("/dev/", "/proc/")  # where links are the kernel's own
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def read_regular(path: Path, most: int) -> bytes:
    """Return up to `most` octets of a regular file.

    OSError where it can't be opened, AgentError where it is a link, a pipe, a device or a folder.
    """
    if path.is_symlink():
        raise not_regular(path)
    descriptor = os.open(path, os.O_RDONLY | SAFELY)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise not_regular(path)
        return file.read(most)


def read_text(path: Path) -> str | None:
    """Return the UTF-8 text of a file without its byte order mark, None where there is no file.

    Line ends stay as they are. AgentError where it is no regular file, can't be read, is no UTF-8 or is
    over a megabyte.
    """
    try:
        data = read_regular(path, TEXT_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal(messages.READ_REFUSED, path, error) from error
    if len(data) > TEXT_BYTES:
        raise AgentError(messages.TOO_LONG, {"path": str(path)})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AgentError(messages.NOT_UTF8, {"path": str(path), "line": line}) from error


def check_folder(folder: Path, names: Iterable[str], trusted: Iterable[str] = ()) -> None:
    """Raise AgentError where somebody else could lay something into a folder, or where something lies there.

    On POSIX systems: the folder is this user's or root's, as a link to it is, and nobody else may write
    there, nor into the files of `trusted` names in it. Everywhere: what lies there under one of `names` is a
    regular file. Windows' access lists are not looked at: the usual place, in the user's profile, is closed
    by itself.
    """
    try:
        if sys.platform != "win32":
            own = {os.getuid(), 0}
            status = folder.stat()
            if status.st_uid not in own or folder.lstat().st_uid not in own:
                raise AgentError(permissions.FOLDER_OF_ANOTHER, {"folder": str(folder)})
            if status.st_mode & OTHERS_MAY_WRITE:
                raise AgentError(permissions.FOLDER_OPEN_TO_ALL, {"folder": str(folder)})
            for name in trusted:
                _refuse_open_to_others(folder / name, status.st_mode, own)
        for name in names:
            _refuse_irregular(folder / name)
    except OSError as error:
        raise AgentError(
            messages.NOT_READ, {"path": str(folder), "reason": system_errors.reason_of(error)}
        ) from error


def _refuse_open_to_others(path: Path, folder_mode: int, own: Collection[int]) -> None:
    """Raise AgentError for a regular file that others own, or may write and reach through its folder."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(status.st_mode):  # told as what it is by who opens it
        return
    if status.st_uid not in own:
        raise AgentError(permissions.FILE_OF_ANOTHER, {"file": str(path)})
    # Who may not search the folder reaches no file in it: the bits to write and to search are neighbours.
    if status.st_mode & (folder_mode << 1) & OTHERS_MAY_WRITE:
        raise AgentError(permissions.FILE_OPEN_TO_ALL, {"file": str(path)})


def _refuse_irregular(path: Path) -> None:
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(kind):
        raise not_regular(path)


def not_regular(path: Path) -> AgentError:
    """Return the error for a link, a pipe, a device or a folder where a file should be."""
    return AgentError(messages.NOT_REGULAR, {"path": str(path)})


def write_atomically(path: Path, data: bytes | str) -> None:
    """Write a whole file; whoever reads it sees the old one or the new one, also after a power cut.

    A new file is for this user alone, an existing one keeps its mode. A text becomes UTF-8 with its
    line ends as they are. A symbolic link is not followed, but for those of the system itself, such as
    /dev/stdout. What is no regular file, such as a pipe or /dev/null, is written straight. AgentError where
    it can't be done: the old file is still there.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        if path.absolute().as_posix().startswith(OF_THE_SYSTEM):
            path.write_bytes(content)
        elif path.is_symlink():
            raise AgentError(messages.IS_A_LINK, {"path": str(path)})
        elif path.exists() and not path.is_file():
            _write_straight(path, content)
        else:
            _replace(path, content)
    except OSError as error:
        raise refusal(messages.WRITE_REFUSED, path, error) from error


def _write_straight(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)), "wb") as file:
        file.write(content)


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    temporary = Path(name)
    try:
        _fill(descriptor, content)
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        _take_place(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _make_durable(path.parent)
    _remove_leftovers(path)


def _take_place(temporary: Path, path: Path) -> None:
    """Let the new file be the file; Windows refuses while a virus scanner looks at the old one."""
    for pause in PAUSES if sys.platform == "win32" else ():
        with contextlib.suppress(PermissionError):
            temporary.replace(path)
            return
        time.sleep(pause)
    temporary.replace(path)


def _fill(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _make_durable(folder: Path) -> None:
    """Write the folder's own entry to disk; only POSIX systems can and need it."""
    if os.name != "posix":
        return
    # The new file is in place already; some network file systems refuse to sync a folder.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_leftovers(path: Path) -> None:
    """Remove the temporary files of processes that were killed while they wrote `path`."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        # Another process may finish or remove its own meanwhile.
        with contextlib.suppress(OSError):
            if path.stat().st_mtime - leftover.stat().st_mtime > LEFTOVER_SECONDS:
                leftover.unlink()


def refusal(kind: Wording, path: Path, error: OSError) -> AgentError:
    """Return the error for a refusal of the system; `kind` has places for path and advice."""
    advice = messages.ADVICE.get(errno.errorcode.get(error.errno or 0, ""))
    advice = advice or messages.says(system_errors.reason_of(error))
    return AgentError(kind, {"path": str(path), "advice": advice})
