"""Whether a thread of ours shows a menu on Windows: pystray does not tell."""

import ctypes
import sys
from ctypes import wintypes
from typing import ClassVar

_IN_A_MENU = 0x4 | 0x10  # GUI_INMENUMODE, GUI_POPUPMENUMODE


class _GuiThreadInfo(ctypes.Structure):
    """GUITHREADINFO of winuser.h."""

    _fields_: ClassVar = [
        ("size", wintypes.DWORD),
        ("flags", wintypes.DWORD),
        *((name, wintypes.HWND) for name in ("active", "focus", "capture", "menu", "moved", "caret")),
        ("caret_place", wintypes.RECT),
    ]


def is_open(thread: int) -> bool:
    """Return whether the thread of this native id shows a menu; False where Windows does not say."""
    if sys.platform != "win32":
        return False
    state = _GuiThreadInfo(size=ctypes.sizeof(_GuiThreadInfo))
    asked = ctypes.windll.user32.GetGUIThreadInfo(thread, ctypes.byref(state))
    return bool(asked and state.flags & _IN_A_MENU)
