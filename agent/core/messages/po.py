"""A language's texts as gettext's PO format holds them: what every translator's editor reads and writes.

Source: the GNU gettext manual, "The Format of PO Files". What the format calls obsolete ("#~") and fuzzy
entries are passed over, as msgfmt does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from gettext import c2py
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Key = tuple[str, str]  # context, English text

_KEYWORD = re.compile(r"msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?")
_ESCAPED = re.compile(r"\\(.?)")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
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
        if entry.forms and line[:1] in {"#", "m"} and not line.startswith("msgstr"):
            entry.add_to(texts)
            entry = _Entry()
        try:
            entry.take(line)
        except (KeyError, ValueError) as error:
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

    def take(self, line: str) -> None:
        """Add one line; raises ValueError or KeyError for one that can't stand here."""
        match line[:1]:
            case '"':
                self._add(line)
            case "m":
                keyword, _, quoted = line.partition(" ")
                if not _KEYWORD.fullmatch(keyword):
                    raise ValueError(keyword)
                self.last = keyword
                if keyword.startswith("msgstr"):
                    self.forms.append("")
                self._add(quoted.strip())
            case "#":
                self.fuzzy |= line.startswith("#,") and "fuzzy" in line
            case _ if line.strip():
                raise ValueError(line)

    def _add(self, quoted: str) -> None:
        text = quoted[1:-1]
        if not self.last or len(quoted) < len('""') or quoted[0] + quoted[-1] != '""':
            raise ValueError(quoted)
        if "\\" in text:
            text = _ESCAPED.sub(lambda found: _ESCAPES[found[1]], text)
        if not self.forms:
            self.parts[self.last] = self.parts.get(self.last, "") + text
        elif "msgid" in self.parts:
            self.forms[-1] += text
        else:
            raise ValueError(quoted)

    def add_to(self, texts: dict[Key, tuple[str, ...]]) -> None:
        """Keep what was read, where a translator is done with it."""
        if all(self.forms) and self.forms and not self.fuzzy:
            texts[self.parts.get("msgctxt", ""), self.parts["msgid"]] = tuple(self.forms)
