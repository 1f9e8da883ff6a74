"""The log file: for the support, in UTC, never larger than three megabytes, never a reason to stop.

The icon, its children and a person's own commands write into one file. A handler that keeps the file open
goes on writing into the renamed one, and two that rotate at once throw away what the other has just
written. So each line is written by itself, under a lock that the kernel holds, into the file of that name.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.model.shown_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

LOGGER = "agent"  # every module of ours logs below it, by its own name
FILE_SIZE = 1_000_000  # bytes
OLD_FILES = 2  # beside the one that is written
LONGEST_LINE = 200_000  # bytes of one entry, a traceback's last ones: the rest of an endless one is left out
LOCK = "log.lock"

_PATIENCE = 2.0  # seconds for another's line; it takes a ten-thousandth, unless that process is stopped
_POLL = 0.002  # seconds between two tries


class OneLine(logging.Formatter):
    """One event, one line: what a device or server says in it can't pass for an event of its own."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(process)d %(message)s", datefmt="%Y-%m-%dT%H:%M:%SZ")
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Return the event, a traceback with it, without a character that ends a line or turns its order."""
        return escaped(super().format(record))


def open_log(path: Path) -> logging.Logger:
    """Return the program's logger, writing level INFO and up to this file: UTF-8, times in UTC (ISO 8601).

    Any number of processes may write to one file. Where it can't be written nothing is logged. Called
    again it leaves the file of before. Who logs sees to it that no secret is among the values: a Secret
    prints as <secret>.
    """
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    # A full disk must not write tracebacks over the person's terminal.
    logging.raiseExceptions = False
    for old in tuple(logger.handlers):
        logger.removeHandler(old)
        with contextlib.suppress(OSError):  # what it could not write to a full disk it tries once more
            old.close()
    logger.addHandler(_handler(path))
    return logger


def _handler(path: Path) -> logging.Handler:
    if path == Path(os.devnull):
        return logging.NullHandler()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _append(path, b"")  # who is asked for the log finds one
    except OSError:
        return logging.NullHandler()
    handler = _SharedFile(path)
    handler.setFormatter(OneLine())
    return handler


class _SharedFile(logging.Handler):
    """Appends each record to the file of this name, which other processes write to and rotate as well."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; OSError and whatever else goes wrong with it is left to logging."""
        try:
            line = f"{self.format(record)}\n".encode(errors="backslashreplace")
            with _locked(self._path.with_name(LOCK)):
                _append(self._path, line if len(line) <= LONGEST_LINE else b"..." + line[-LONGEST_LINE:])
        except Exception:  # noqa: BLE001 (the rule of logging: an entry never stops its program)
            self.handleError(record)


def _append(path: Path, line: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size + len(line) > FILE_SIZE:
            _rotate(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        while line:  # a disk that fills up takes a part
            line = line[os.write(descriptor, line) :]
    finally:
        os.close(descriptor)


def _rotate(path: Path) -> None:
    """Move every file on by one; the oldest is overwritten. A file that can't be moved grows on."""
    names = [path, *(path.with_name(f"{path.name}.{number}") for number in range(1, OLD_FILES + 1))]
    for old, new in zip(names[-2:0:-1], names[:1:-1], strict=True):
        with contextlib.suppress(OSError):
            old.replace(new)
    try:
        path.replace(names[1])
    except OSError:
        # Windows moves no file that somebody looks at; it can be emptied all the same.
        with contextlib.suppress(OSError):
            shutil.copyfile(path, names[1])
            os.truncate(path, 0)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of this file; without it after a while, or where the disk has no locks."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        end = time.monotonic() + _PATIENCE
        while not _is_taken(descriptor) and time.monotonic() < end:
            time.sleep(_POLL)
        yield
    finally:
        os.close(descriptor)  # which frees it, on every system


def _is_taken(descriptor: int) -> bool:
    """Try to take the lock; OSError other than "another has it" counts as taken: there are no locks here."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:
        return sys.platform != "win32"  # there it is how "another has it" is told
    except OSError:
        return True
    return True
