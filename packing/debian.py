"""Which Debian packages the system's libraries in the exe are from; elsewhere there are none to ask."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def owners(libraries: Iterable[Path]) -> dict[str, str]:
    """Return the packages that own these files, with their versions; files of none are left out."""
    if not shutil.which("dpkg-query"):
        return {}
    packages = sorted({_owner(path.resolve()) for path in libraries} - {""})
    return {package: _asked("--show", "--showformat=${Version}", package) for package in packages}


def _owner(library: Path) -> str:
    # /lib is a link to /usr/lib, and a package names its files by either.
    names = (library, Path("/", *library.parts[2:]))
    said = next(filter(None, (_asked("--search", str(name)) for name in names)), "")
    return said.split(":")[0]


def _asked(*arguments: str) -> str:
    command = ["dpkg-query", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
