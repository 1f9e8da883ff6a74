"""The Windows exe after it was signed: it starts as before, from one file with its archive inside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import wine
from agent import __version__
from installed import MISSING, installed
from tests.support.sign_fixtures import BUILT, RELEASE

if TYPE_CHECKING:
    from pathlib import Path

    from installed import Installed

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]


def test_the_exe_still_starts_when_it_is_signed(signed_release: Path, tmp_path: Path) -> None:
    assert RELEASE == BUILT
    with installed(tmp_path / "windows") as there:
        told = there.wine.run(str(signed_release), "--version")
    assert (told.code, told.stdout) == (0, f"Meters Agent {__version__}\n")


def test_the_doctor_tells_a_signed_exe_from_one_that_was_changed(
    signed_release: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.exe"
    content = bytearray(signed_release.read_bytes())
    at = content.index(b"DOS mode")  # of the stub that tells DOS so: the program runs as before
    content[at : at + 3] = b"dos"
    changed.write_bytes(content)
    with installed(tmp_path / "windows") as there:
        assert signature_in(there, signed_release) == "signature_valid"
        assert signature_in(there, changed) == "signature_broken"
        assert signature_in(there, there.exe) == "signature_none"


def signature_in(there: Installed, exe: Path) -> str:
    """Return the cause of the step about the signature, as this exe tells it of itself."""
    own = ("--data", wine.windows_path(there.data))
    told = there.wine.run(str(exe), *own, "doctor", "--json", "--step=signature")
    steps = json.loads(told.stdout)["steps"]
    return str(next(step["cause"] for step in steps if step["step"] == "signature"))
