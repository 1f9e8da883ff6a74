"""SHA256SUMS of a release, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUMS = "SHA256SUMS"


def write_sums(dist: Path) -> Path:
    """Write it over every file of the folder but itself, and return it."""
    files = sorted(path for path in dist.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{sha256_of(file)}  {file.name}\n" for file in files]
    (dist / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return dist / SUMS


def sha256_of(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
