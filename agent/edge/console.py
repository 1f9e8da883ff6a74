"""The terminal of a program without a console: Windows gives it none, so it takes that of who started it."""

import os
import sys

_WARNING_ABOVE_OTHERS = 0x30 | 0x10000  # MB_ICONWARNING | MB_SETFOREGROUND
_ALL_PROCESSES = 0x2  # TH32CS_SNAPPROCESS
_unheard: list[bool] = []


def attach() -> None:
    """Let print and input work in the frozen program; call before anything is printed.

    What was led into a file or a pipe stays there. The rest goes to the console that we were started
    from; where there is none, such as after a double click, it goes nowhere. Elsewhere than on Windows,
    where every program has its three streams, nothing changes. cmd does not wait for a program without
    a console: `start /wait meters scan` does.
    """
    if sys.platform != "win32" or all((sys.stdin, sys.stdout, sys.stderr)):
        return
    screen, keys = ("CONOUT$", "CONIN$") if _attach_console() else (os.devnull, os.devnull)
    if screen == os.devnull and not sys.stderr:
        _unheard.append(True)
    sys.stdout = sys.stdout or open(screen, "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 (a device, open to the end)
    sys.stderr = sys.stderr or open(screen, "w", encoding="utf-8", buffering=1)  # noqa: PTH123, SIM115 (as above)
    if not sys.stdin:
        sys.stdin = open(keys, encoding="utf-8")  # noqa: PTH123, SIM115 (as above)
        if keys != os.devnull:
            # By this getpass knows a console, and hides what is typed.
            setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 (its stub says that it never changes)


def leave() -> None:
    """Leave the console that was taken: what stays on the screen must not end with that window."""
    if sys.platform != "win32" or sys.stdin is None or sys.stdin.name != "CONIN$":
        return
    import ctypes

    ctypes.windll.kernel32.FreeConsole()
    sys.stdout, sys.stderr = (open(os.devnull, "w", encoding="utf-8") for _ in range(2))  # noqa: PTH123, SIM115 (as above)
    _unheard.append(True)


def tell(title: str, advice: str) -> None:
    """Tell a person what is wrong, on stderr; in a small window where nobody would see that."""
    print(f"{title}\n{advice}", file=sys.stderr)  # noqa: T201 (the terminal is this adapter's)
    if sys.platform == "win32" and _unheard:
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, f"{title}\n\n{advice}", "Meters Agent", _WARNING_ABOVE_OTHERS)


def _attach_console() -> bool:
    """Take the console of our parent, or of its parent: one file is two processes, and the first has none."""
    if sys.platform != "win32":
        return False
    import ctypes

    attach_to, parent = ctypes.windll.kernel32.AttachConsole, os.getppid()
    return bool(attach_to(parent) or attach_to(_parents().get(parent, 0)))


def _parents() -> dict[int, int]:
    """Return the parent of every process (Tool Help Library, PROCESSENTRY32W)."""
    if sys.platform != "win32":
        return {}
    import ctypes
    from ctypes import wintypes

    class Entry(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD),
            ("usage", wintypes.DWORD),
            ("process", wintypes.DWORD),
            ("heap", ctypes.c_size_t),
            ("module", wintypes.DWORD),
            ("threads", wintypes.DWORD),
            ("parent", wintypes.DWORD),
            ("priority", wintypes.LONG),
            ("flags", wintypes.DWORD),
            ("name", wintypes.WCHAR * 260),
        )

    kernel = ctypes.windll.kernel32
    kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
    snapshot = wintypes.HANDLE(kernel.CreateToolhelp32Snapshot(_ALL_PROCESSES, 0))
    entry = Entry(size=ctypes.sizeof(Entry))
    found = {}
    more = kernel.Process32FirstW(snapshot, ctypes.byref(entry))
    while more:
        found[entry.process] = entry.parent
        more = kernel.Process32NextW(snapshot, ctypes.byref(entry))
    kernel.CloseHandle(snapshot)
    return found
