"""Whether the bar that holds the icon is dark, as far as the system tells."""

from __future__ import annotations

import os
import subprocess
import sys

_WINDOWS_KEY = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_LONGEST = 3  # seconds
_WINDOWS_11 = 22_000  # its first build
_DARK_BARS = ("gnome", "unity", "pantheon")  # desktops whose bar is dark under any theme


def bar_is_dark() -> bool | None:
    """Return whether the bar is dark, None where nobody knows."""
    if sys.platform == "win32":
        return _windows_is_dark()
    if sys.platform == "darwin":
        return _mac_is_dark()
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").lower()
    return True if any(name in desktop for name in _DARK_BARS) else None


def hides_new_icons() -> bool:
    """Return whether this is Windows 11, which puts new icons behind an arrow."""
    return sys.platform == "win32" and sys.getwindowsversion().build >= _WINDOWS_11


def system_name() -> str:
    """Return the system as its users call it: Windows, macOS or Linux."""
    return {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, "Linux")


def _windows_is_dark() -> bool:
    if sys.platform != "win32":
        return True
    import winreg  # noqa: PLC0415 (Windows alone has it)

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _WINDOWS_KEY) as key:
            return not winreg.QueryValueEx(key, "SystemUsesLightTheme")[0]
    except OSError:
        return True  # before Windows 10 1903 the taskbar was always dark


def _mac_is_dark() -> bool:
    try:
        said = subprocess.run(
            ["/usr/bin/defaults", "read", "-g", "AppleInterfaceStyle"],
            capture_output=True,
            check=False,
            timeout=_LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired):
        return True
    return b"Dark" in said.stdout
