"""Reports and mails as people keep them: files and folders, read within bounds."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import proof as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError
from agent.edge.regular_files import SAFELY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 32_000_000  # a mail with the report of 500 printers has 8
MOST_BESIDE = 10_000  # a signature has 88, and an editor may have added to it
MOST_FILES = 200_000  # what a folder may hold, of whatever kind: five centuries of mails
DEEPEST = 16
SUFFIXES = (".json", ".eml")


def find(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield each file once: those that are named (True), and reports and mails in a folder (False).

    Links to folders are not followed. AgentError where a folder holds no report, is nested deeper
    than 16 folders, or holds more than 200,000 files.
    """
    seen = set[str]()
    for path in paths:
        is_folder = path.is_dir()
        found = list(_below(path)) if is_folder else [path]
        if not found:
            raise AgentError(
                messages.NOTHING_THERE,
                {"place": messages.shown(str(path), messages.PATH_SHOWN, its_end=True)},
            )
        for file in found:
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file, not is_folder


def read(path: Path) -> bytes:
    """Return the bytes of a regular file, or of the one that a link leads to.

    AgentError where it can't be read, is a pipe, a device or a link to itself, or is over 32 megabytes.
    Nothing else than a regular file is ever opened: that alone moves a tape or wakes a watchdog.
    """
    return _read(path, MOST_BYTES)


def _read(path: Path, most: int) -> bytes:
    real = os.path.realpath(path)
    try:
        _refuse_irregular(os.lstat(real).st_mode, path)
        with os.fdopen(os.open(real, os.O_RDONLY | SAFELY), "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_irregular(status.st_mode, path)
            data = b"" if status.st_size > most else file.read(most + 1)
    except OSError as error:
        raise _unreadable(str(path), error) from error
    if status.st_size > most or len(data) > most:
        raise AgentError(
            messages.TOO_LARGE, {"path": messages.shown(str(path), messages.PATH_SHOWN, its_end=True)}
        )
    return data


def _refuse_irregular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        raise AgentError(
            messages.NOT_REGULAR, {"path": messages.shown(str(path), messages.PATH_SHOWN, its_end=True)}
        )


def read_if_there(path: Path) -> bytes | None:
    """Return the bytes of a small file beside another, None where there is none. Raises as read()."""
    return _read(path, MOST_BESIDE) if os.path.lexists(path) else None


def _below(folder: Path) -> Iterator[Path]:
    seen = 0
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders.sort()
        seen += len(names) + len(folders)
        if seen > MOST_FILES or len(Path(where).relative_to(folder).parts) > DEEPEST:
            raise AgentError(
                messages.TOO_DEEP, {"path": messages.shown(where, messages.PATH_SHOWN, its_end=True)}
            )
        yield from (Path(where, name) for name in sorted(names) if name.lower().endswith(SUFFIXES))


def _refuse(error: OSError) -> None:
    raise _unreadable(str(error.filename), error) from error


def _unreadable(path: str, error: OSError) -> AgentError:
    return AgentError(
        messages.CANNOT_READ,
        {
            "path": messages.shown(path, messages.PATH_SHOWN, its_end=True),
            "reason": system_errors.reason_of(error),
        },
    )
