"""The signing programs as children: no shell, a time limit, secrets through stdin and nowhere else."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from failures import TIMED_OUT, TOOL_MISSING, SigningError

if TYPE_CHECKING:
    from collections.abc import Sequence

_LAST_WORDS = 12  # lines


@dataclass(frozen=True, slots=True)
class Pin:
    """A token's PIN; neither print nor a traceback shows it."""

    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: its exit code and all that it wrote, stdout first."""

    code: int
    output: str

    @property
    def last_words(self) -> str:
        """The last lines, for a failure that nobody foresaw."""
        lines = [line.rstrip() for line in self.output.splitlines() if line.strip()]
        return "\n".join([*lines[-_LAST_WORDS:], f"(exit code {self.code})"])


def run(command: Sequence[str], deadline: float, pin: Pin | None = None) -> Ended:
    """Run `command` for at most `deadline` seconds; `pin` goes to its stdin.

    Raises SigningError: the program is not there, or it did not end in time.
    """
    try:
        ended = subprocess.run(
            command,
            # It must not wait for a person: stdin ends at once, and a session of its own has no terminal.
            input=pin.digits.encode() if pin else b"",
            start_new_session=True,
            capture_output=True,
            timeout=deadline,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SigningError(TIMED_OUT, f"{command[0]} ran for {deadline:.0f} s.") from None
    except OSError as error:
        raise SigningError(TOOL_MISSING, f"{command[0]}: {error.strerror or error}") from None
    return Ended(ended.returncode, (ended.stdout + b"\n" + ended.stderr).decode(errors="replace"))


def program(name: str) -> str:
    """Return the path of a program by its name or path; SigningError where there is none."""
    path = shutil.which(name)
    if path is None:
        raise SigningError(TOOL_MISSING, f"{name} is not on the PATH of this computer.")
    return path
