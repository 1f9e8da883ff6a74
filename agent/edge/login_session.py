"""Which of a person's desktop sessions this is: one logs in twice by user switching or remote desktop."""

import os
import sys


def identity() -> str:
    """Return a text that is the same in one desktop session, and another in the next one of the same user.

    Computer and session number on Windows, computer and screen elsewhere.
    """
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        number = wintypes.DWORD()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(number))
        return f"{os.environ.get('COMPUTERNAME', '')} {number.value}"
    # X and Wayland, both: a session mostly has the two. macOS has neither, and lets a user in only once.
    screens = (os.environ.get(name, "") for name in ("WAYLAND_DISPLAY", "DISPLAY"))
    return " ".join((os.uname().nodename, *screens))
