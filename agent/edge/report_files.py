"""Reports and mails as people keep them: files and folders, read within bounds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.words import proof as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 64_000_000  # a mail with the report of 500 printers has 8
MOST_FILES = 200_000  # what a folder may hold, of whatever kind: five centuries of mails
DEEPEST = 16
SUFFIXES = (".json", ".eml")


def find(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield each file once: those that are named (True), and reports and mails in a folder (False).

    Links to folders are not followed. AgentError where a folder holds no report, is nested deeper
    than 16 folders, or holds more than 200,000 files.
    """
    seen = set[Path]()
    for path in paths:
        is_folder = path.is_dir()
        found = list(_below(path)) if is_folder else [path]
        if not found:
            raise AgentError(words.nothing_there(str(path)), words.NOTHING_THERE_ADVICE)
        for file in found:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file, not is_folder


def read(path: Path) -> bytes:
    """Return the bytes of a file; AgentError where it can't be read or is over 64 megabytes."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(str(path), error) from error
    if len(data) > MOST_BYTES:
        raise AgentError(words.too_large(str(path)), words.TOO_LARGE_ADVICE)
    return data


def read_if_there(path: Path) -> bytes | None:
    """Return the bytes of a file, None where there is none. Raises as read()."""
    return read(path) if path.exists() else None


def _below(folder: Path) -> Iterator[Path]:
    seen = 0
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders.sort()
        seen += len(names) + len(folders)
        if seen > MOST_FILES or len(Path(where).relative_to(folder).parts) > DEEPEST:
            raise AgentError(words.too_deep(where), words.TOO_DEEP_ADVICE)
        yield from (Path(where, name) for name in sorted(names) if name.lower().endswith(SUFFIXES))


def _refuse(error: OSError) -> None:
    raise _unreadable(str(error.filename), error) from error


def _unreadable(path: str, error: OSError) -> AgentError:
    return AgentError(words.cannot_read(path, error.strerror or str(error)), words.NOTHING_THERE_ADVICE)
