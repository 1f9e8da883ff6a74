"""A language's texts as gettext's PO format holds them: what every translator's editor reads and writes.

Source: the GNU gettext manual, "The Format of PO Files". What the format calls obsolete ("#~") and fuzzy
entries are passed over, as msgfmt does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from gettext import c2py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Key = tuple[str, str]  # context, English text

_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d+\])?\s+)?(".*")$')
_PLURALS = re.compile(r"^Plural-Forms:.*?plural\s*=\s*([^;]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The texts of one language by context ("" without one) and English text, each in all its forms."""

    texts: Mapping[Key, tuple[str, ...]]
    form_of: Callable[[int], int]  # a number -> which of the forms


def parse_po(source: str) -> Catalogue:
    """Return the catalogue that a PO file holds; raises ValueError for a line that is none of the format."""
    texts: dict[Key, tuple[str, ...]] = {}
    entry = _Entry()
    for number, line in enumerate(source.splitlines(), 1):
        if entry.ends_before(line):
            entry.add_to(texts)
            entry = _Entry()
        try:
            entry.take(line.strip())
        except (ValueError, IndexError) as error:
            raise ValueError(f"line {number} is not of a PO file: {line[:60]!r}") from error
    entry.add_to(texts)
    plural = _PLURALS.search(texts.get(("", ""), ("",))[0])
    return Catalogue(texts, c2py(plural[1].strip() if plural else "n != 1"))


@dataclass(slots=True)
class _Entry:
    """One entry while its lines are read."""

    parts: dict[str, str] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)
    last: str = ""
    fuzzy: bool = False

    def ends_before(self, line: str) -> bool:
        """Return whether a line begins the next entry."""
        return bool(self.forms) and line.startswith(("msgctxt", "msgid", "#"))

    def take(self, line: str) -> None:
        """Add one line."""
        if not line or line.startswith("#"):
            self.fuzzy |= line.startswith("#,") and "fuzzy" in line
            return
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(line)
        keyword, quoted = found.groups()
        text = json.loads(quoted) if "\\" in quoted else quoted[1:-1]
        self.last = keyword or self.last
        if not self.last:
            raise ValueError(line)
        if self.last == "msgstr":
            if "msgid" not in self.parts:
                raise ValueError(line)
            if keyword:
                self.forms.append("")
            self.forms[-1] += text
        else:
            self.parts[self.last] = self.parts.get(self.last, "") + text

    def add_to(self, texts: dict[Key, tuple[str, ...]]) -> None:
        """Keep what was read, where a translator is done with it."""
        if all(self.forms) and self.forms and not self.fuzzy:
            texts[self.parts.get("msgctxt", ""), self.parts["msgid"]] = tuple(self.forms)
