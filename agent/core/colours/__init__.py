"""Which colour a supply is of, by every way in which devices say it: words, codes, numbers.

Colours are named as in the Printer MIB (RFC 3805: white red green blue cyan magenta yellow black) and the
IPP registry, with blanks: "light cyan", "photo black", "matte black", "gray".
"""

from __future__ import annotations

import colorsys
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.core.colours.names import Said, is_in_a_name, no_brand
from agent.core.colours.spellings import CODES, INK_CODES, LETTERS, words
from agent.core.mib.placeholders import says_nothing

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_COLOUR = frozenset({"other", "unknown", "none", "null", "n/a"})
_HEX = re.compile(r"(?:#|0x|\\x)?([0-9a-f]{6})", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#([0-9a-f]{3})", re.IGNORECASE)
_THREE = re.compile(
    r"(?:s?rgb)?\s*[(\[]?\s*(\d{1,3})\s*[,;/\s]\s*(\d{1,3})\s*[,;/\s]\s*(\d{1,3})\s*[)\]]?", re.IGNORECASE
)
_FOUR = re.compile(
    r"(?:cmyk)?\s*[(\[]?\s*(?:c\s*)?(\d{1,3})%?\s*[,;/\s]\s*(?:m\s*)?(\d{1,3})%?\s*[,;/\s]\s*"
    r"(?:y\s*)?(\d{1,3})%?\s*[,;/\s]\s*(?:k\s*)?(\d{1,3})%?\s*[)\]]?",
    re.IGNORECASE,
)
_PROCESS = ("cyan", "magenta", "yellow", "black")
_FULL = 255

# A letter alone is a colour only where nothing else can be meant: in brackets, behind a sign at the end, or
# beside what marks the paper.
_THING = (
    r"toner(?:s|kartusche|cartridge)?|ink|inks|tinte|encre|tinta|inchiostro|cartridge|kartusche|patrone|"
    r"cartouche|cartucho|cartuccia|tank|bottle|drum|trommel|tambour|tambor|tamburo|developer|entwickler|"
    r"unit|opc|photoconductor|ribbon|supply"
)
_LETTER = rf"(?P<code>[{LETTERS}])"
_ALONE = re.compile(
    rf"[(\[<]\s*{_LETTER}\s*[)\]>]|"
    rf"^\s*{_LETTER}\s*(?:$|[:;=\-]\s)|"
    rf"(?:\s-|[,:_/=])\s*{_LETTER}\s*$|"
    rf"\b(?:{_THING})\s+{_LETTER}\s*$|"
    rf"^\s*{_LETTER}[\s-]+(?:{_THING})\b|"
    rf"\b(?:{_THING})\s*[-_:]\s*{_LETTER}(?![\w-])".replace("?P<code>", ""),
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{1,3}(?!\w)(?![\s-]?\d)")
# A list of colours in codes is no colour: CMY, BK/C/M/Y, C+M+Y.
_SEVERAL = re.compile(r"\b(?:[CMYK]{3,4}|(?:BK|[CMYK])(?:\s*[/,+&]\s*(?:BK|[CMYK])\b)+)", re.IGNORECASE)


def colour_of_colorant(text: str | None, begins_with_brand: Callable[[str], bool] = no_brand) -> str | None:
    """Return the colour that a prtMarkerColorantValue names, in lower case; None where it names none.

    A name that no rule knows is told as it is: the device may have a colour that we never met.
    """
    if text is None or says_nothing(text) or text.strip().lower() in _NO_COLOUR:
        return None
    return (
        colour_of_text(text, begins_with_brand=begins_with_brand)
        or _of_numbers(text.strip())
        or _of_code(text.strip())
        or text.lower()
    )


def colour_of_text(
    text: str | None, *, is_ink: bool = False, begins_with_brand: Callable[[str], bool] = no_brand
) -> str | None:
    """Return the one colour that a description says, by a word or a code; None for none, and for several.

    `is_ink`: codes that mean something else with toner (MK, a maintenance kit) are colours too.
    `begins_with_brand` says whether what stands behind a colour is a brand: else it may be a name.
    """
    if text is None:
        return None
    said = {one.colour for one in _words(text, begins_with_brand)}
    if not said:
        said = set(_codes(text, is_ink=is_ink))
    return said.pop() if len(said) == 1 else None


def colour_of_code(code: str) -> str | None:
    """Return the colour of a code such as K, BK, C, LM or PBK; None if it is none."""
    return CODES.get(code.upper()) or INK_CODES.get(code.upper())


@lru_cache(maxsize=128)
def _words(text: str, begins_with_brand: Callable[[str], bool]) -> tuple[Said, ...]:
    """Return the colours that a text says in words, the longest first, so that "light cyan" is no "cyan"."""
    text = unicodedata.normalize("NFKC", text)  # letters in one piece, half-width kana whole
    found: list[Said] = []
    for colour, pattern in words():
        for match in pattern.finditer(text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(Said(colour, match.start(), match.end()))
    return tuple(one for one in found if not is_in_a_name(text, one, begins_with_brand))


def _codes(text: str, *, is_ink: bool) -> list[str]:
    if _SEVERAL.search(text):
        return []
    known = CODES | INK_CODES if is_ink else CODES
    tokens = [
        known[token] for match in _TOKEN.findall(text) if len(token := match.upper()) > 1 and token in known
    ]
    if tokens:
        return tokens
    letters = (next(filter(None, match.groups()), "") for match in _ALONE.finditer(text))
    return [CODES[letter.upper()] for letter in letters if letter.upper() in CODES]


def _of_code(text: str) -> str | None:
    return colour_of_code(text) if len(text) <= 4 else None  # noqa: PLR2004 (the longest code)


def _of_numbers(text: str) -> str | None:
    """Return the colour of "#00ffff", "0x00FFFF", "0,255,255", "cmyk(100,0,0,0)" and their like."""
    inks = _FOUR.fullmatch(text)
    if inks:
        parts = dict(zip(_PROCESS, map(int, inks.groups()), strict=True))
        used = [name for name, part in parts.items() if part]
        return used[0] if len(used) == 1 else None
    hexadecimal, short, three = _HEX.fullmatch(text), _SHORT_HEX.fullmatch(text), _THREE.fullmatch(text)
    if hexadecimal:
        return _of_rgb(*bytes.fromhex(hexadecimal[1]))
    if short:
        return _of_rgb(*bytes.fromhex("".join(2 * digit for digit in short[1])))
    return _of_rgb(*map(int, three.groups())) if three else None


def _of_rgb(red: int, green: int, blue: int) -> str | None:
    """Return the colorant nearest to what a screen shows, components 0..255; None for what is none."""
    if max(red, green, blue) > _FULL:
        return None
    hue, saturation, value = colorsys.rgb_to_hsv(red / _FULL, green / _FULL, blue / _FULL)
    if value < 0.25:  # noqa: PLR2004 (a printed black is no pure one)
        return "black"
    if saturation < 0.15:  # noqa: PLR2004 (next to no colour)
        return "white" if value > 0.95 else "gray"  # noqa: PLR2004 (paper)
    named = next((name for upto, name in _HUES if hue * 360 < upto), "red")
    is_light = saturation < 0.55 and named in {"cyan", "magenta"}  # noqa: PLR2004 (half of the ink)
    return f"light {named}" if is_light else named


# Degrees of hue, upper bounds: process inks as screens show them, pure ones and #00AEEF, #EC008C, #FFF200.
_HUES = (
    *((15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (212, "cyan"), (262, "blue")),
    *((285, "violet"), (343, "magenta")),
)
