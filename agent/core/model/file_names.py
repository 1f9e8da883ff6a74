"""Names of files that every system takes: Windows is the strictest, a FAT stick as strict as Windows."""

import re

LONGEST = 64  # characters of one part of a name

_OTHERS = re.compile(r"[^A-Za-z0-9._-]+")
# Windows takes these for devices, in any case and with any ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Return whether Windows would open a device under this name, such as CON or nul.txt."""
    return bool(_DEVICES.fullmatch(name.rstrip(" .")))


def safe_part(text: str) -> str:
    """Return a text as a part of a file name: letters, digits, dots, dashes and underscores of ASCII.

    Everything else becomes a dash. No dot is at an end, nothing is a device of Windows; "unnamed" where
    nothing is left.
    """
    part = _OTHERS.sub("-", text)[:LONGEST].strip(".-")
    if not part:
        return "unnamed"
    return f"_{part}" if is_device(part) else part
