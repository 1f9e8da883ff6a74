"""The licences of everything that the exe brings along, as one text."""

from __future__ import annotations

import os
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packing.debian import owners
from packing.runtime_packages import runtime_packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAMES = ("licen", "copying", "notice", "authors")
RULE = "=" * 100
HEAD = """\
Meters Agent brings along what others wrote. Their licences, word by word:
"""


def licences_text(libraries: Iterable[Path]) -> str:
    """Return the texts: Python itself, every package, and on Debian the system's `libraries` in the exe.

    SystemExit where a package has none, so that no build goes out without it.
    """
    parts = [("Python", _python_licence()), *_package_parts(), *_debian_parts(libraries)]
    return HEAD + "".join(f"\n{RULE}\n{title}\n{RULE}\n\n{text.strip()}\n" for title, text in parts)


def _package_parts() -> Iterator[tuple[str, str]]:
    # The bootloader of PyInstaller stands in the exe too, and on Windows Microsoft's runtime of C++.
    more = ["pyinstaller", *(["msvc-runtime"] if sys.platform == "win32" else [])]
    for found in [*runtime_packages().values(), *map(distribution, more)]:
        yield f"{found.name} {found.version}", _texts(found)


def _texts(found: Distribution) -> str:
    paths = [path for path in found.files or () if _is_licence(path.parts)]
    texts = [Path(str(path.locate())).read_text(encoding="utf-8", errors="replace") for path in paths]
    if texts:
        return "\n\n".join(texts)
    said = [*_said(found, "License-Expression"), *_said(found, "License"), *_classified(found)]
    if not said:
        raise SystemExit(f"build.spec: {found.name} comes without a licence")
    authors = [*_said(found, "Author"), *_said(found, "Author-email"), "its authors"]
    return f"{said[0]}, by {authors[0]}"


def _said(found: Distribution, field: str) -> list[str]:
    return [text for text in found.metadata.get_all(field) or () if text != "UNKNOWN"]


def _classified(found: Distribution) -> list[str]:
    names = (text.split(" :: ") for text in _said(found, "Classifier"))
    return [name[-1] for name in names if name[0] == "License"]


def _is_licence(parts: tuple[str, ...]) -> bool:
    return any(part.endswith(".dist-info") for part in parts) and parts[-1].lower().startswith(NAMES)


def _python_licence() -> str:
    """Return Python's own licence; Windows' holds also those of OpenSSL, Tcl/Tk and the others within."""
    library = Path(os.__file__).parent
    for place in (Path(sys.base_prefix) / "LICENSE.txt", library / "LICENSE.txt", library / "LICENSE"):
        if place.is_file():
            return place.read_text(encoding="utf-8", errors="replace")
    raise SystemExit("build.spec: this Python comes without its LICENSE.txt")


def _debian_parts(libraries: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for package in owners(libraries):
        text = Path("/usr/share/doc", package, "copyright").read_text(encoding="utf-8", errors="replace")
        yield f"{package} (Debian)", text
