"""Whether a colour word belongs to a name such as "Red River" and says no colour.

Followed by what a supply is called, or by nothing, it is a colour; followed by another word with a capital,
it is part of a name. Cyan and magenta are in no names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from agent.core.colours.spellings import words

if TYPE_CHECKING:
    from collections.abc import Callable

# With these words only a following word in mixed case counts: makers write much behind them in capitals.
_INKS = frozenset({"black", "yellow"})
_NEVER = frozenset({"cyan", "magenta"})
_FOLLOWING = re.compile(r"[\s\-]+([^\W\d_]{3,})")


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Words that stand behind a colour, and how such words begin: supplies, sizes and states. Brands come in as
# an argument.
_WORDS = frozenset(
    _split(
        "ink inks inkjet crg drum drums unit units opc pcu dev wax kit box pack tank bottle module head "
        "stick sticks solid dye part parts high hohe haute alto alta extra ultra super standard std "
        "large small medium jumbo starter initial yield volume contract low near empty full level ready "
        "order reorder slot left right type page pages value spot light dark color colour neon belt "
        "process station laser series mfp and und for für set new original genuine return program supply "
        "supplies bęben dob tusz waste roller photoconductor"
    )
)
_STEMS = _split(
    "toner tinte encre inchiostr cartr cartou cartuc kartu patron cassette kassett kaset kazet "
    "trommel tromm tamb image imaging einheit photo foto develop entwickl ribbon flasche behälter "
    "print refill replace ersatz rückgabe capac kapaz remain pigment matt gloss farb fluor buben "
    "väri muste festék tinta mürekk toon bläck blæk blekk inkoust náplň картридж тонер чернил "
    "барабан μελάν γραφίτ τόνερ τύμπαν φυσίγγ"
)


class Said(NamedTuple):
    """One colour that a text says, and where."""

    colour: str
    start: int
    end: int


def no_brand(_text: str) -> bool:
    """Return False: for texts that tell no brand."""
    return False


def is_in_a_name(text: str, said: Said, begins_with_brand: Callable[[str], bool]) -> bool:
    """Return whether a colour word of a text is part of a name; a brand behind it makes it none."""
    colour, start, end = said
    following = _FOLLOWING.match(text, end)
    if colour in _NEVER or following is None or not text[start].isupper():
        return False
    word = following[1]
    if not word[0].isupper() or word.lower() in _WORDS or word.lower().startswith(_STEMS):
        return False
    if colour in _INKS and word.isupper():
        return False
    at = following.start(1)
    is_colour = any(pattern.match(text, at) for _, pattern in words())
    return not is_colour and not begins_with_brand(text[at:])
