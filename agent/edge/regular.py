"""Regular files alone: what lies in the data folder is opened through no link, and without waiting."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.words import disk as words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Windows has neither: a link needs a right there that an ordinary user lacks, and pipes have their own place.
SAFELY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
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


def check_folder(folder: Path, names: Iterable[str]) -> None:
    """Raise AgentError where somebody else could lay something into a folder, or where something lies there.

    On POSIX systems: the folder is this user's or root's, as a link to it is, and nobody else may write
    there. Everywhere: what lies there under one of `names` is a regular file. Windows' access lists are not
    looked at: the usual place, in the user's profile, is closed by itself.
    """
    try:
        if sys.platform != "win32":
            own = {os.getuid(), 0}
            status = folder.stat()
            if status.st_uid not in own or folder.lstat().st_uid not in own:
                raise AgentError(words.folder_of_another(str(folder)), words.OTHER_FOLDER)
            if status.st_mode & OTHERS_MAY_WRITE:
                raise AgentError(words.folder_open_to_all(str(folder)), words.close_folder(str(folder)))
        for name in names:
            _refuse_irregular(folder / name)
    except OSError as error:
        raise AgentError(words.not_read(str(folder)), words.says(error.strerror or str(error))) from error


def _refuse_irregular(path: Path) -> None:
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(kind):
        raise not_regular(path)


def not_regular(path: Path) -> AgentError:
    """Return the error for a link, a pipe, a device or a folder where a file should be."""
    return AgentError(words.not_regular(str(path)), words.NOT_REGULAR_ADVICE)
