"""A lock held by the kernel: it is free the moment its holder ends, however that happens."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.core.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


HELD = 3  # the exit code where another run holds the lock
PATIENCE = 0.3  # seconds: who only looks whether a run is at work (is_held) lets go at once


@contextmanager
def hold(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of this file while the block runs; the file stays, its content means nothing.

    Waits `patience` seconds for another holder. Raises AgentError: code 3 where it does not let go,
    code 2 where the file can't be written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 (0.07 s that --help must not wait for)

    lock = FileLock(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=patience, poll_interval=0.05)
    except Timeout:
        raise AgentError(
            "Another run of Meters Agent is at work.", "Wait until it has ended, then try again.", code=HELD
        ) from None
    except OSError as error:
        raise AgentError(
            f"The lock file {path} can't be written: {error.strerror or error}.",
            "Give this user the right to write there, or choose another folder with --data.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def is_held(path: Path) -> bool:
    """Return whether a run holds the lock of this file now."""
    if not path.exists():
        return False
    try:
        with hold(path, patience=0):
            return False
    except AgentError as error:
        return error.code == HELD
