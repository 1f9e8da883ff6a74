"""What only the panel says: toner low or empty, in English, German, French, Spanish and Italian.

The error bits and the alert table come first; this is for devices that leave them empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TONER = r"t[oó]ner"
_INK = r"ink|tinte|encre|tinta|inchiostro"
# What may stand between the supply and what is said of it: not another subject.
_OTHERS = r"paper|papier|carta|papel|tray|fach|bac|vassoio|bandeja|drum|trommel|ok\b"
_BETWEEN = rf"(?:(?!{_OTHERS})[\w\s:().\-/]){{0,25}}?"
_WASTE = re.compile(
    r"waste|used|collector|alt-?toner|rest-?toner|usag[ée]|r[ée]cup|residu|usad|recuper|esaust",
    re.IGNORECASE,
)

_LOW = (
    r"low|almost (?:empty|out)|near(?:ly)? (?:end|empty)|running (?:low|out)|soon|order|prepare",
    r"niedrig|fast leer|bald leer|(?:geht )?zur neige|wenig|gering|bestellen",
    r"faible|bas|presque (?:vide|[ée]puis[ée]e?)|bient[oô]t (?:vide|[ée]puis[ée]e?)|peu de",
    r"baj[oa]|poc[oa]|casi (?:vac[ií][oa]|agotad[oa])",
    r"in esaurimento|scars[oa]|quasi (?:esaurit[oa]|vuot[oa])|bass[oa]",
)
_EMPTY = (
    r"empty|replace|out of|change|exchange|end of life",
    r"leer|ersetz(?:en|t|\.)|wechseln|austauschen|verbraucht",
    r"vide|remplacer|remplacez|[ée]puis[ée]e?|changer",
    r"vac[ií][oa]|agotad[oa]|reemplazar|reemplace|sustituir|cambiar",
    r"esaurit[oa]|vuot[oa]|sostituire|cambiare",
)


def _said(supply: str, words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds a supply and one of the words said of it, whichever stands first."""
    name, word = rf"\b(?:{supply})", rf"\b(?:{'|'.join(words)})(?!\w)"
    return re.compile(rf"{word}{_BETWEEN}{name}\b|{name}\w*{_BETWEEN}{word}", re.IGNORECASE)


# What is said both low and to be replaced is low ("toner low, replace soon"), so low comes first.
_REASONS = tuple(
    (_said(supply, words), f"{keyword}-{reason}")
    for supply, keyword in ((_TONER, "toner"), (_INK, "marker-supply"))
    for words, reason in ((_LOW, "low-warning"), (_EMPTY, "empty-error"))
)


def reasons_of_console(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the state reasons that the lines of a panel tell, such as "toner-low-warning"."""
    found = (_reason(line) for line in lines if not _WASTE.search(line))
    return tuple(dict.fromkeys(reason for reason in found if reason))


def _reason(line: str) -> str | None:
    return next((reason for pattern, reason in _REASONS if pattern.search(line)), None)
