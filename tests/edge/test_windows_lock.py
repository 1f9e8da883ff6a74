"""The Windows rig installs what the universal locks pin, and nothing of another system."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "windows"))

from windows_lock import LOCKS, for_windows

TWO = """\
# made by hand
common==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via meters-agent
linux-only==2.0 ; sys_platform == 'linux' \\
    --hash=sha256:cc
windows-only==3.0 ; sys_platform == 'win32' and python_full_version < '3.12' \\
    --hash=sha256:dd
"""


def test_markers_are_taken_as_windows_sees_them_and_every_hash_stays() -> None:
    common = "common==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
    assert for_windows(TWO) == common + "windows-only==3.0 \\\n    --hash=sha256:dd\n"


def test_an_entry_of_an_unknown_form_is_refused_not_left_out() -> None:
    with pytest.raises(ValueError, match="unknown form"):
        for_windows(TWO + "unpinned>=1\n")


def test_the_locks_bring_windows_its_engine_and_its_keyring_and_no_linux_binding() -> None:
    wanted = "".join(for_windows(lock.read_text(encoding="utf-8")) for lock in LOCKS)
    names = set(re.findall(r"^([a-z0-9._-]+)==", wanted, re.MULTILINE))
    assert {"ezsnmp", "pywin32-ctypes", "msvc-runtime", "pyinstaller"} <= names
    assert names.isdisjoint({"easysnmp", "secretstorage", "python-xlib", "pyobjc-core", "macholib"})
