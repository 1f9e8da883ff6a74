"""The Windows exe after it was signed: it starts as before, from one file with its archive inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent import __version__
from installed import MISSING, installed
from tests.support.sign_fixtures import BUILT, RELEASE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.windows,
    pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}"),
]


def test_the_exe_still_starts_when_it_is_signed(signed_release: Path, tmp_path: Path) -> None:
    assert RELEASE == BUILT
    with installed(tmp_path / "windows") as there:
        shown = there.wine.run(str(signed_release), "--version")
    assert (shown.code, shown.stdout) == (0, f"Meters Agent {__version__}\n")
