"""Which machine this is, and what system runs on it."""

import contextlib
import hashlib
import re
import sys
from pathlib import Path

_LINUX_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_IOREG = ("/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice")
_IOREG_LONGEST = 5  # seconds
# The system's identifier must not leave the machine as it is (machine-id(5)): ours can't be led back
# to it, nor be matched with another program's hash of it.
_OURS = "meters-agent machine:"


def fingerprint() -> str:
    """Return 32 hex digits (of a SHA-256) that stay the same on this machine and differ on a copy's.

    From machine-id(5), Windows' MachineGuid or macOS' IOPlatformUUID; where none exists, from the
    host name. Never raises.
    """
    identifier = _system_identifier() or computer_name()
    return hashlib.sha256((_OURS + identifier).encode(errors="replace")).hexdigest()[:32]


def computer_name() -> str:
    """Return this computer's name as its system has it, such as "front-desk" or "front-desk.office.lan"."""
    import platform

    return platform.node()


def platform_name() -> str:
    """Return the system's name, such as "Linux 6.1 x86_64 (Debian 12)" or "Windows 10.0.22631 AMD64"."""
    import platform

    machine = platform.machine()
    if sys.platform == "win32":
        return f"Windows {platform.version()} {machine}"
    if sys.platform == "darwin":
        return f"macOS {platform.mac_ver()[0]} {machine}"
    kernel = ".".join(platform.release().split(".")[:2])
    distribution = _distribution()
    return f"{platform.system()} {kernel} {machine}" + (f" ({distribution})" if distribution else "")


def _distribution() -> str:
    """Return the fields of os-release(5), empty where there is no such file."""
    import platform

    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    return f"{release['NAME'].removesuffix(' GNU/Linux')} {release.get('VERSION_ID', '')}".strip()


def _system_identifier() -> str:
    if sys.platform == "win32":
        return _windows_guid()
    if sys.platform == "darwin":
        return _mac_uuid()
    return next(filter(None, map(_first_word, _LINUX_FILES)), "")


def _first_word(path: Path) -> str:
    """Return the identifier in a machine-id file; an image not yet started has none or "uninitialized"."""
    try:
        text = path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
    return "" if text == "uninitialized" else text


def _windows_guid() -> str:
    if sys.platform == "win32":
        import winreg

        # KEY_WOW64_64KEY: a 32-bit Python would look into a registry of its own.
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with (
            contextlib.suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0, access) as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""


def _mac_uuid() -> str:
    import subprocess

    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        output = subprocess.run(_IOREG, capture_output=True, check=False, timeout=_IOREG_LONGEST).stdout
        if match := re.search(rb'"IOPlatformUUID" = "([^"]+)"', output):
            return match[1].decode(errors="replace")
    return ""
