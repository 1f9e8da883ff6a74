"""The part of the one lock that a Windows build installs: same versions, same hashes, markers of Windows.

`python tests/windows/windows_lock.py` prints it for pip. pip evaluates markers for the machine that it
runs on, so here they are evaluated for Windows and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker

LOCK = Path(__file__).parents[2] / ".ci" / "requirements.txt"
PROJECT = "meters-agent (pyproject.toml)"  # how the lock says that the program itself asks for a package
BUILD = "meters-agent (pyproject.toml:build)"
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
}
_ENTRY = re.compile(
    r"^(?P<name>[a-z0-9._-]+)(?P<version>==[^ ]+)(?: ; (?P<marker>[^\\]+))? \\\n"
    r"(?P<hashes>(?: +--hash=\S+(?: \\)?\n)+)"
    r"(?P<via>(?: +#.*\n?)+)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One locked package; `asked_by` names the packages, and the lists of ours, that want it."""

    name: str
    version: str
    marker: str | None
    hashes: str
    asked_by: frozenset[str]

    @property
    def is_for_windows(self) -> bool:
        """Whether the marker is true on Windows."""
        return self.marker is None or Marker(self.marker).evaluate(WINDOWS)


def entries(lock: str) -> tuple[Entry, ...]:
    """Return every package of the lock; ValueError where a line was not understood."""
    found = tuple(
        Entry(
            match["name"],
            match["version"],
            match["marker"],
            match["hashes"],
            frozenset(line.strip("# ").removeprefix("via").strip() for line in match["via"].splitlines()),
        )
        for match in _ENTRY.finditer(lock)
    )
    if len(found) != len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE)):
        raise ValueError("the lock has entries of an unknown form")
    return found


def for_windows(lock: str) -> str:
    """Return what the program and its build need on Windows, as a list of requirements with hashes."""
    candidates = [entry for entry in entries(lock) if entry.is_for_windows]
    wanted = {PROJECT, BUILD}
    while new := {entry.name for entry in candidates if entry.asked_by & wanted} - wanted:
        wanted |= new
    chosen = [entry for entry in candidates if entry.name in wanted]
    return "".join(f"{entry.name}{entry.version} \\\n{entry.hashes}" for entry in chosen)


if __name__ == "__main__":
    print(for_windows(LOCK.read_text(encoding="utf-8")), end="")  # noqa: T201 (its purpose)
