"""A registry as `reg export` writes it, read back into values: what a group policy left on a Windows.

Format: "Distribute registry changes using a .reg file" in Microsoft's documentation.
"""

from __future__ import annotations

import re
from typing import Any

_VALUE = re.compile(r'"((?:[^"\\]|\\.)*)"=(.*)')
ROOT = r"HKEY_LOCAL_MACHINE\Software\Policies\Meters Agent"


def tree_of(text: str, root: str = ROOT) -> dict[str, Any]:
    """Return the values below a key by name, subkeys as dicts: as agent.edge.administrator.windows does."""
    found: dict[str, Any] = {}
    here = found
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        if line.startswith("["):
            assert line.lower().startswith(f"[{root.lower()}"), line
            here = found
            for name in filter(None, line.strip("[]")[len(root) :].split("\\")):
                here = here.setdefault(name, {})
        elif match := _VALUE.fullmatch(line):
            here[_plain(match[1])] = _data(match[2])
    return found


def _data(text: str) -> object:
    if text.startswith("dword:"):
        return int(text.removeprefix("dword:"), 16)
    if text.startswith("hex(7):"):  # REG_MULTI_SZ
        octets = bytes(int(pair, 16) for pair in text.removeprefix("hex(7):").split(","))
        return octets.decode("utf-16-le").rstrip("\0").split("\0")
    if text.startswith("hex:"):  # REG_BINARY
        return bytes(int(pair, 16) for pair in text.removeprefix("hex:").split(","))
    return _plain(text.strip('"'))


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
