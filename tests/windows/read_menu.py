"""Which lines an open menu shows, and where: read off the screen as a person does, by Tesseract."""

from __future__ import annotations

import difflib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.support.desktop_rig import Desktop

MISSING = [program for program in ("tesseract", "convert") if not shutil.which(program)]
ENLARGED = 4  # times: letters of a menu are some 8 pixels high, Tesseract wants 30
ALIKE = 0.75  # of the letters of a line: a few are always misread


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the height of its middle, in pixels below the upper edge of the picture."""

    text: str
    middle: int


def lines_of(desktop: Desktop, window: str, picture: Path) -> list[Line]:
    """Return the lines that a window shows, from above; `picture` is where its picture may be written."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    grown = ("-colorspace", "Gray", "-resize", f"{ENLARGED * 100}%")
    desktop.run("import", "-window", window, str(picture))
    desktop.run("convert", str(picture), *grown, str(picture))
    table = desktop.run("tesseract", str(picture), "stdout", "--psm", "6", "tsv")
    words: dict[tuple[str, ...], list[tuple[str, int]]] = {}
    for row in table.splitlines()[1:]:
        _, _, *line, _, _, top, _, height, _, text = row.split("\t")
        if text.strip():
            words.setdefault(tuple(line), []).append((text, int(top) + int(height) // 2))
    return [Line(" ".join(text for text, _ in found), found[0][1] // ENLARGED) for found in words.values()]


def line_like(text: str, lines: Iterable[Line]) -> Line | None:
    """Return the line that reads most like `text`, None where none does."""
    best = max(lines, key=lambda line: _alike(text, line.text), default=None)
    return best if best and _alike(text, best.text) >= ALIKE else None


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
