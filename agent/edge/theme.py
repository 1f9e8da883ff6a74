"""Whether the system's windows, and the bar that holds the icon, are dark; as far as the system tells."""

import os
import shutil
import subprocess
import sys

_WINDOWS_KEY = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_LONGEST_ANSWER = 1.0  # seconds: neither a window nor the icon must wait for its colour
_WINDOWS_11 = 22_000  # its first build
_DARK_BARS = ("gnome", "unity", "pantheon")  # desktops whose bar is dark under any theme


def windows_are_dark() -> bool:
    """Return whether the system's windows are dark; False where it does not say."""
    if sys.platform == "win32":
        return _is_dark_in_registry("AppsUseLightTheme", unsaid=False)
    if sys.platform == "darwin":
        return _is_dark_mac()
    return "dark" in _said("gsettings", "get", "org.gnome.desktop.interface", "color-scheme")


def bar_is_dark() -> bool | None:
    """Return whether the bar is dark, None where nobody knows."""
    if sys.platform == "win32":
        # Before Windows 10 1903 the taskbar was always dark, and said nothing.
        return _is_dark_in_registry("SystemUsesLightTheme", unsaid=True)
    if sys.platform == "darwin":
        return _is_dark_mac()
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "").lower()
    return True if any(name in desktop for name in _DARK_BARS) else None


def hides_new_icons() -> bool:
    """Return whether this is Windows 11, which puts new icons behind an arrow."""
    return sys.platform == "win32" and sys.getwindowsversion().build >= _WINDOWS_11


def system_name() -> str:
    """Return the system as its users call it: Windows, macOS or Linux."""
    return {"win32": "Windows", "darwin": "macOS"}.get(sys.platform, "Linux")


def _is_dark_in_registry(name: str, *, unsaid: bool) -> bool:
    if sys.platform != "win32":
        return unsaid
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _WINDOWS_KEY) as key:
            return not winreg.QueryValueEx(key, name)[0]
    except OSError:
        return unsaid


def _is_dark_mac() -> bool:
    # In the light the key is not there, and the command fails.
    return _said("defaults", "read", "-g", "AppleInterfaceStyle") == "Dark"


def _said(*command: str) -> str:
    """Return the output of one of the system's commands; an empty text where it is not there or fails."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        ended = subprocess.run(
            [program, *command[1:]], capture_output=True, check=False, timeout=_LONGEST_ANSWER, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout.strip() if ended.returncode == 0 else ""
