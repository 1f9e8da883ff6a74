"""A lock held by the kernel: it is free the moment its holder ends, however that happens."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError, Wording
from agent.core.model.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# As Windows and POSIX say it; wine refuses without a number.
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0}
PATIENCE = 0.3  # seconds: who only looks whether a run is at work (is_held) lets go at once
_POLL = 0.05  # seconds between two tries


@contextmanager
def hold(path: Path, patience: float = PATIENCE, taken: Wording | None = None) -> Iterator[None]:
    """Hold the lock of this file while the block runs; the file stays, its content means nothing.

    Waits `patience` seconds for another holder. Raises AgentError: code 3 where it does not let go,
    of the kind `taken` (None: another run is at work), code 2 where the file can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Through no link: the file would be made wherever that points.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError as error:
        raise _unusable(path, error) from error
    # Closing the file frees the lock, on every system.
    try:
        if not _is_ours_before(time.monotonic() + patience, descriptor, path):
            raise AgentError(taken or messages.ANOTHER_RUN, code=ExitCode.ALREADY_RUNNING)
        yield
    finally:
        os.close(descriptor)


def _is_ours_before(end: float, descriptor: int, path: Path) -> bool:
    """Try to take the lock until `end`, in seconds of the monotonic clock, and return whether it is ours."""
    while True:
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise _unusable(path, error) from error
            if time.monotonic() >= end:
                return False
            time.sleep(_POLL)
        else:
            return True


def _lock(descriptor: int) -> None:
    """Take the lock or raise OSError; children do not inherit it (PEP 446)."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _unusable(path: Path, error: OSError) -> AgentError:
    return AgentError(messages.NO_LOCK, {"path": str(path), "reason": system_errors.reason_of(error)})


def is_held(path: Path) -> bool:
    """Return whether a run holds the lock of this file now."""
    if not path.exists():
        return False
    try:
        with hold(path, patience=0):
            return False
    except AgentError as error:
        return error.code == ExitCode.ALREADY_RUNNING
