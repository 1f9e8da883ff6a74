"""What a Markdown document points at, and what of it is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINK = re.compile(r"(?<!`)\[[^\]`]*(?:`[^`]*`[^\]`]*)*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# Files and folders of this repository, as texts name them.
_PATH = re.compile(r"`((?:agent|assets|cloud|docs|packing|sign|tests|tools|\.ci|\.github)/[\w./-]*)`")
# Files that a person makes, or the set-up.
_MADE = {"cloud/stack.toml", "cloud/.venv"}


def broken_links(document: Path, root: Path) -> list[str]:
    """Return the links of the document whose file or heading is not there; those to the web are not tried."""
    text = _CODE.sub("", document.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if not _leads_somewhere(link, document, root)]


def missing_paths(document: Path, root: Path) -> list[str]:
    """Return the files and folders that the document names in code marks and that `root` does not have."""
    named = _PATH.findall(document.read_text(encoding="utf-8"))
    return [path for path in named if path not in _MADE and not (root / path).exists()]


def documents(root: Path) -> Iterator[Path]:
    """Return each Markdown document of the repository that is for readers."""
    yield from sorted(root.glob("*.md"))
    yield from sorted((root / "docs").rglob("*.md"))
    for folder in ("cloud", "cloud/docs", "sign"):
        yield from sorted((root / folder).glob("*.md"))


def _leads_somewhere(link: str, document: Path, root: Path) -> bool:
    if re.match(r"https?://|mailto:", link):
        return True
    path, _, heading = link.partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists() or not target.is_relative_to(root.resolve()):
        return False
    return not heading or heading in {_anchor(each) for each in _HEADING.findall(target.read_text("utf-8"))}


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
