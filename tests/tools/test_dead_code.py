"""Nothing stands here that nothing uses, and a name that nothing uses is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.dead_code import dead_code

if TYPE_CHECKING:
    from pathlib import Path

USED = "def used() -> int:\n    return 1\n\n\nused()\n"


def test_nothing_is_unused() -> None:
    assert dead_code() == []


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"agent/a.py": "def spool() -> None:\n    pass\n"}, ["agent/a.py:1 unused function 'spool'"]),
        (
            {"cloud/core/a.py": "def spool() -> None:\n    pass\n", "tests/a.py": "spool()\n"},
            ["cloud/core/a.py:1 unused function 'spool'"],
        ),
        ({"agent/a.py": "SPOOL = 1\n"}, ["agent/a.py:1 unused variable 'SPOOL'"]),
        (
            {"agent/a.py": "SPOOL = 1\n", "agent/a.html": "<p>SPOOL {{ x }}</p>"},
            ["agent/a.py:1 unused variable 'SPOOL'"],
        ),
        ({"agent/a.py": "SPOOL = 1\n", "agent/a.html": "{% if messages.SPOOL %}"}, []),
        ({"tools/a.py": "def spool() -> None:\n    pass\n", "tests/a.py": "spool()\n"}, []),
        (
            {"agent/a.py": "class Row(TypedDict):\n  spool: int\nclass More(Row):\n  late: int\nMore()\n"},
            [],
        ),
        ({"tests/a.py": "def spool() -> None:\n    pass\n"}, ["tests/a.py:1 unused function 'spool'"]),
    ],
)
def test_an_unused_name_is_found(files: dict[str, str], found: list[str], tmp_path: Path) -> None:
    for name, source in {"agent/used.py": USED, **files}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")

    assert dead_code(tmp_path) == found
