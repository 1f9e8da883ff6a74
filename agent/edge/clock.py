"""The clock of this computer, in the zone that it is set to now."""

import sys
import time
from datetime import datetime


def now() -> datetime:
    """Return the time with the offset of this computer's zone, also where that was changed while we run.

    The C library reads the zone once and keeps it; a laptop that travels would go on with the old one.
    """
    _read_zone_anew()
    return datetime.now().astimezone()


def _read_zone_anew() -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.CDLL("ucrtbase")._tzset()  # noqa: SLF001 (its name in C; Python's time.tzset is POSIX's alone)
    else:
        time.tzset()
