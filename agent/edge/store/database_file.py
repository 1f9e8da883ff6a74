"""The place of the database: what lies there, what lies beside it, and how one file takes another's place."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal", "-unreadable")  # the files that belong to a database
_ALL_BESIDE = (*BESIDE, "-wal.kept")
LEAST_ROOM = 262_144  # octets: shared memory of 32 kB, and a log of what a run settles
LEFTOVER_SECONDS = 3600  # a file this old that was never put in place belongs to a process that died

Identity = tuple[int, int] | None


def is_a_file(path: Path) -> bool:
    """Return whether a database can lie here: a regular file that is not empty.

    AgentError for what nobody may open or move here: a link, a device, a folder with something in it.
    An empty file is as damaged as a broken one: a new database is put in place whole.
    """
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise AgentError(messages.NOT_OPENED, {"path": str(path)}) from error
    kind = status.st_mode
    if stat.S_ISREG(kind):
        return status.st_size > 0
    is_filled = stat.S_ISDIR(kind) and any(path.iterdir())
    if is_filled or stat.S_ISLNK(kind) or stat.S_ISCHR(kind) or stat.S_ISBLK(kind):
        raise AgentError(messages.NOT_A_DATABASE, {"path": str(path)})
    return False


def uri(path: Path) -> str:
    """Return the name by which SQLite opens a file that is there and makes none.

    Windows' own form of it for a share, file://SERVER/..., is one that SQLite refuses.
    """
    return uri_of(path.absolute().as_posix())


def uri_of(name: str) -> str:
    """Return the same for an absolute path with slashes; see uri()."""
    from urllib.parse import quote

    rooted = f"/{name}" if name[1:2] == ":" else name
    return f"file://{quote(os.fsencode(rooted), safe='/:')}?mode=rw"


def is_marked(path: Path) -> bool:
    """Return whether somebody met a value in this database that could not be read."""
    return os.path.lexists(path.with_name(f"{path.name}-unreadable"))


def is_short_of_room(path: Path) -> bool:
    """Return whether the disk has no room for a log beside the database."""
    try:
        return shutil.disk_usage(path.parent).free < LEAST_ROOM
    except OSError:  # a file system that does not tell
        return False


def identity(path: Path) -> Identity:
    """Tell files of the same name apart: another process may have set the damaged one aside already."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def keep_log(path: Path) -> None:
    """Keep what the write-ahead log of an open database holds: SQLite removes it with the last connection."""
    log = path.with_name(f"{path.name}-wal")
    with contextlib.suppress(OSError):  # it is only for who looks into the case later
        if log.stat().st_size:
            shutil.copyfile(log, path.with_name(f"{path.name}-wal.kept"))


def name_aside(path: Path, now: datetime) -> Path:
    """Return a name that is free, for a damaged database."""
    stem = f"{path.name}.damaged-{now:%Y%m%dT%H%M%S}"
    aside = path.with_name(stem)
    count = 1
    while os.path.lexists(aside):
        count += 1
        aside = path.with_name(f"{stem}-{count}")
    return aside


def set_aside(path: Path, now: datetime, new: Path | None = None) -> Path:
    """Rename the damaged database and the files beside it, and return its new path; nothing is deleted.

    With `new`, that file takes its place in the same moment, where the system can: no other process
    finds nothing there.
    """
    aside = name_aside(path, now)
    try:
        _rename_beside(path, aside)  # the database last
        if new is None or not _exchange(path, aside, new):
            path.rename(aside)
            if new is not None:
                put(new, path)
    except OSError as error:
        raise AgentError(messages.NOT_SET_ASIDE, {"path": str(path)}) from error
    return aside


def identities_beside(path: Path) -> Mapping[str, Identity]:
    """Return the identities of the files beside a database, by their suffixes."""
    return {suffix: identity(path.with_name(path.name + suffix)) for suffix in _ALL_BESIDE}


def set_orphans_aside(path: Path, now: datetime, orphans: Mapping[str, Identity]) -> None:
    """Rename what lay beside a database that is gone itself; `orphans` was taken before it was found gone.

    Another process may have put a database there since and be at work: its log is none of the orphans.
    """
    found = identities_beside(path)
    suffixes = [suffix for suffix in _ALL_BESIDE if found[suffix] and found[suffix] == orphans[suffix]]
    try:
        _rename_beside(path, name_aside(path, now), suffixes)
    except OSError as error:
        raise AgentError(messages.NOT_SET_ASIDE, {"path": str(path)}) from error


def _rename_beside(path: Path, aside: Path, suffixes: Iterable[str] = _ALL_BESIDE) -> None:
    """Rename the logs of a database: left behind they would be played into the new file."""
    for suffix in suffixes:
        piece = path.with_name(path.name + suffix)
        if os.path.lexists(piece):
            piece.rename(aside.with_name(aside.name + suffix))


def _exchange(path: Path, aside: Path, new: Path) -> bool:
    if not path.is_file() or os.name != "posix":
        return False
    try:
        os.link(path, aside, follow_symlinks=False)
    except OSError:  # a file system without second names, such as FAT
        return False
    new.replace(path)
    return True


def put(new: Path, path: Path) -> bool:
    """Put a file in its place and return True; False, and it is gone, where another one lies there."""
    try:
        os.link(new, path)
    except FileExistsError:
        new.unlink()
        return False
    except OSError:
        if os.path.lexists(path):
            new.unlink()
            return False
        new.rename(path)
        return True
    new.unlink()
    return True


def name_new(path: Path) -> Path:
    """Return a name of this process' own for a database that is being made; remove what dead ones left."""
    for leftover in path.parent.glob(f".{path.name}.*.new*"):
        with contextlib.suppress(OSError):  # others may be at the same work
            if time.time() - leftover.lstat().st_mtime > LEFTOVER_SECONDS:
                leftover.unlink()
    return path.with_name(f".{path.name}.{os.getpid()}.new")
