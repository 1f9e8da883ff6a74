"""What a Windows build installs, out of the universal locks: same versions, same hashes, Windows' markers.

pip evaluates markers for the machine that it runs on, so here they are evaluated for Windows and left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / ".ci" / "runtime.txt", ROOT / ".ci" / "exe.txt")
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
}
_ENTRY = re.compile(
    r"^(?P<pin>[a-z0-9._-]+==[^ ]+)(?: ; (?P<marker>[^\\]+))? \\\n(?P<hashes>(?: +--hash=\S+(?: \\)?\n)+)",
    re.MULTILINE,
)


def for_windows(lock: str) -> str:
    """Return the entries of a lock that Windows needs, without markers; ValueError for an unknown form."""
    found = list(_ENTRY.finditer(lock))
    if len(found) != len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE)):
        raise ValueError("the lock has entries of an unknown form")
    return "".join(f"{entry['pin']} \\\n{entry['hashes']}" for entry in found if _is_wanted(entry["marker"]))


def _is_wanted(marker: str | None) -> bool:
    return marker is None or Marker(marker).evaluate(WINDOWS)
