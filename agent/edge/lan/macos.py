"""Which card of a Mac leads out: the one of the default route."""

import re
import socket
import subprocess

_ASKS = ("/sbin/route", "-n", "get", "default")
LONGEST_ASKED = 5.0  # seconds


def leading_out() -> frozenset[int]:
    """Return the index of the card that has the default route, nothing without one; OSError."""
    try:
        ended = subprocess.run(_ASKS, capture_output=True, text=True, timeout=LONGEST_ASKED, check=False)
    except subprocess.TimeoutExpired as error:
        raise OSError(str(error)) from error
    found = re.search(r"^\s*interface: (\S+)$", ended.stdout, re.MULTILINE)
    return frozenset({socket.if_nametoindex(found[1])} if found else ())
