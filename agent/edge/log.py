"""The log file: for the support, in UTC, never larger than three megabytes, never a reason to stop."""

from __future__ import annotations

import contextlib
import logging
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from agent.core.one_line import escaped

LOGGER = "agent"  # every module of ours logs below it, by its own name
FILE_SIZE = 1_000_000  # bytes
OLD_FILES = 2  # beside the one that is written


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

    Where the file can't be written nothing is logged. Called again it closes the file of before.
    Who logs sees to it that no secret is among the values: a Secret prints as <secret>.
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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=FILE_SIZE, backupCount=OLD_FILES, encoding="utf-8")
    except OSError:
        return logging.NullHandler()
    handler.rotator = _rename
    handler.setFormatter(OneLine())
    return handler


def _rename(source: str, target: str) -> None:
    """Rename the full file; Windows refuses while another of our processes has it open, so it grows on."""
    with contextlib.suppress(OSError):
        Path(source).replace(target)
