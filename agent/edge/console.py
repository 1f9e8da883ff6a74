"""The terminal of a program without a console: Windows gives it none, so it takes that of who started it."""

from __future__ import annotations

import os
import sys

_ATTACH_PARENT_PROCESS = -1


def attach() -> None:
    """Let print and input work in the frozen program; call before anything is printed.

    What was led into a file or a pipe stays there. The rest goes to the console that we were started
    from; where there is none, such as after a double click, it goes nowhere. Elsewhere than on Windows,
    where every program has its three streams, nothing changes. cmd does not wait for a program without
    a console: `start /wait meters scan` does.
    """
    if sys.platform != "win32" or all((sys.stdin, sys.stdout, sys.stderr)):
        return
    import ctypes  # noqa: PLC0415 (20 ms that a child with its pipes need not wait for)

    attached = ctypes.windll.kernel32.AttachConsole(_ATTACH_PARENT_PROCESS)
    into, out_of = ("CONOUT$", "CONIN$") if attached else (os.devnull, os.devnull)
    sys.stdout = sys.stdout or open(into, "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 (a device, open to the end)
    sys.stderr = sys.stderr or open(into, "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 (as above)
    sys.stdin = sys.stdin or open(out_of, encoding="utf-8")  # noqa: PTH123, SIM115 (as above)
