"""Whether the disk takes any more: found out by writing, as a quota or a limit is met in no other way."""

from __future__ import annotations

import errno
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 262_144  # octets; a small letter and its readings in the database take no more
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def has_room(folder: Path) -> bool:
    """Return False where the disk of this folder takes no ROOM; what else is wrong with it, others meet."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            written = 0
            while written < ROOM:  # a disk that is nearly full takes a part
                written += file.write(bytes(ROOM - written))
    except OSError as error:
        return error.errno not in _FULL
    return True
