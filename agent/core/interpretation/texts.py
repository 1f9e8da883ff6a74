"""The texts of one device, read in the character sets that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.mib import objects
from agent.core.mib.character_sets import decode
from agent.core.mib.placeholders import is_nothing, says_nothing

if TYPE_CHECKING:
    from agent.core.model.walk import Oid, Walk


# prtAlertDescription, prtMarkerSuppliesDescription, sysDescr, sysLocation and their like hold 255 octets at
# most (RFC 3805, RFC 3418). What a device sends beyond is cut here, so that no output has to.
LONGEST = 255


class Texts:
    """Reads octets as text; `guessed` tells afterwards whether any text needed a guess.

    Localized objects follow prtGeneralCurrentLocalization, the panel's prtConsoleLocalization
    (RFC 3805 section 2.2.1.2); the rest is ASCII or UTF-8 by its own MIB.
    """

    def __init__(self, walk: Walk, index: int) -> None:
        self._walk = walk
        self._general = _character_set(walk, index, objects.PRT_GENERAL_CURRENT_LOCALIZATION)
        self._console = _character_set(walk, index, objects.PRT_CONSOLE_LOCALIZATION) or self._general
        self.guessed = False

    def one(self, raw: bytes | None) -> str | None:
        """Return one localized text; None if `raw` is None, holds nothing printable, or says "nothing"."""
        text = self._said(raw)
        return None if is_nothing(text) else text

    def column(self, prefix: Oid) -> dict[Oid, str | None]:
        """Return a column of localized texts by index."""
        return {index: self.one(raw) for index, raw in self._walk.octets(prefix).items()}

    def console(self, prefix: Oid) -> list[str]:
        """Return the panel's lines that say anything, in their order."""
        lines = (self._decode(raw, self._console) for raw in self._walk.octets(prefix).values())
        return [_cut(line) for line in lines if line and not says_nothing(line)]

    def first(self, prefix: Oid) -> str | None:
        """Return the first text of a column that is not empty."""
        return next((text for text in self.column(prefix).values() if text), None)

    def number(self, prefix: Oid) -> str | None:
        """Return the first serial or asset number of a column; some devices give it as an INTEGER.

        A filler such as 0000 is told here: that a number was there and is none is worth a flag.
        """
        for varbind in self._walk.under(prefix).values():
            value = varbind.value
            if isinstance(value, int) and value > 0:
                return str(value)
            text = self._said(value) if isinstance(value, bytes) else None
            if text is not None and not says_nothing(text):
                return text
        return None

    def device_id(self, prefix: Oid) -> str | None:
        """Return the first text of a column of IEEE-1284 device ids, which are longer than other texts."""
        whole = (self._decode(raw, self._general) for raw in self._walk.octets(prefix).values())
        return next((text for text in whole if text), None)

    def _said(self, raw: bytes | None) -> str | None:
        text = None if raw is None else self._decode(raw, self._general)
        return None if text is None else _cut(text)

    def _decode(self, raw: bytes, character_set: int | None) -> str | None:
        text, guessed = decode(raw, character_set)
        self.guessed = self.guessed or guessed
        return text


def _cut(text: str) -> str:
    return text[:LONGEST].rstrip()


def _character_set(walk: Walk, index: int, localization: Oid) -> int | None:
    row = next(iter(walk.integers(localization).values()), None)
    sets = walk.integers(objects.PRT_LOCALIZATION_CHARACTER_SET)
    if row is None:
        return next(iter(sets.values()), None)
    # Some devices count themselves otherwise here than in hrDeviceTable.
    return sets.get((index, row), next((known for at, known in sets.items() if at[-1:] == (row,)), None))
