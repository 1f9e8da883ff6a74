"""A ZIP of a release, unpacked to be looked at: into a folder of its own, and nowhere else."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from failures import ARCHIVE, SigningError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1 << 30  # octets of all files together; a release has less than a tenth
MOST = 10_000  # entries
# A backslash or a colon would mean a folder or a drive on Windows.
_NOT_IN_A_NAME = ("\\", ":", "\0")


def is_archive(file: Path) -> bool:
    """Return whether `file` is a ZIP, or calls itself one."""
    return file.suffix.lower() == ".zip" or zipfile.is_zipfile(file)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack the ZIP into the empty `folder`.

    Raises SigningError: it is broken, too large, or reaches out of the folder.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = opened.infolist()
            _require_bounded(archive, entries)
            # zipfile reads no more of an entry than the size that it declares.
            opened.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise SigningError(ARCHIVE, f"{archive}: {error}") from error


def _require_bounded(archive: Path, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST or sum(entry.file_size for entry in entries) > LARGEST:
        raise SigningError(ARCHIVE, f"{archive}: it would unpack to more than a release ever is.")
    for entry in entries:
        name = PurePosixPath(entry.orig_filename)
        if name.is_absolute() or ".." in name.parts or any(sign in str(name) for sign in _NOT_IN_A_NAME):
            raise SigningError(ARCHIVE, f"{archive}: {entry.orig_filename!r}")
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise SigningError(ARCHIVE, f"{archive}: two entries have one name.")
