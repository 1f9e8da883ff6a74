"""What devices write into a text when they have nothing to say: the one place for these words.

Compared without case, accents, blanks and signs, so "N/A", "n.a." and "(Not Specified)" need one form each.
"""

import re
import unicodedata
from functools import lru_cache

from agent.core.mib import placeholder_texts

_ABBREVIATED = frozenset({"ka", "nv", "nd", "sd", "so"})  # only as "k.A.", "n/d": "KA" may be a place
LONGEST_FILLER = 64  # characters: fields that get filled up are no longer
_WORD = re.compile(r"\w+")
# Letters that no normal form takes apart: they are written without their stroke or dot as well.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})  # noqa: RUF001 (the Turkish letter is meant)
_FILLERS = ("x", "0")  # what a field is filled up with: XXXX, 0000, 00-00


def says_nothing(text: str | None) -> bool:
    """Return whether a text is None, empty, made of signs alone, or a word for "no value"."""
    if text is None:
        return True
    key = _key(text)
    return not key or key in _IN_ANY_TEXT or (key in _ABBREVIATED and not text.strip().isalnum())


def is_filler(text: str | None) -> bool:
    """Return whether a text is a filled-up field such as XXXX or 0000: at least two of one letter."""
    key = _key(text or "")
    return 1 < len(key) <= LONGEST_FILLER and any(set(key) == {filler} for filler in _FILLERS)


def is_nothing(text: str | None) -> bool:
    """Return whether a text holds no value: a word for "nothing", signs alone, or a filler."""
    return says_nothing(text) or is_filler(text)


def identifies_nothing(text: str | None) -> bool:
    """Return whether a text can't tell one device from another.

    That is `is_nothing`, a word like "default", or a sentence that there is no number.
    """
    key = _key(text or "")
    return (
        is_nothing(text)
        or key in _IN_AN_IDENTITY
        or _without_label(key) in _IDENTIFYING_NOTHING
        or _denies(text or "")
    )


def _without_label(key: str) -> str:
    """Return a key without what a serial number is called, at its beginning or its end."""
    for label in _LABELS:
        if key.startswith(label):
            return key.removeprefix(label)
        if key.endswith(label):
            return key.removesuffix(label)
    return key


def _denies(text: str) -> bool:
    """Return whether a text is a sentence such as "serial number not set", and has no other word in it."""
    words = {_key(word) for word in _WORD.findall(text)} - {""}
    return bool(words & _DENYING) and bool(words & _TOLD) and words <= _OF_A_DENIAL


@lru_cache(maxsize=512)  # each text is held against several lists
def _key(text: str) -> str:
    """Return the letters, digits and pictures of a text alone, without case and accents."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part)).translate(_WHOLE_LETTERS)
    return "".join(filter(_says_something, unicodedata.normalize("NFKC", plain)))


def _says_something(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) == "So"


def _keys(phrases: str) -> frozenset[str]:
    return frozenset(_key(phrase) for phrase in re.split(r",\s*", phrases.strip()))


_IN_ANY_TEXT = _keys(placeholder_texts.IN_ANY_TEXT)
_IN_AN_IDENTITY = _keys(placeholder_texts.IN_AN_IDENTITY)
_LABELS = sorted(_keys(placeholder_texts.SERIAL_LABELS), key=len, reverse=True)  # the longest first
_DENYING, _BETWEEN = _keys(placeholder_texts.DENYING), _keys(placeholder_texts.BETWEEN)
_LABEL_WORDS = frozenset(
    _key(word) for label in placeholder_texts.SERIAL_LABELS.split(",") for word in _WORD.findall(label)
)
_TOLD = _keys(placeholder_texts.STATES) | _LABEL_WORDS
# Joined once: each text of each device is held against them.
_IDENTIFYING_NOTHING = _IN_ANY_TEXT | _IN_AN_IDENTITY | {""}
_OF_A_DENIAL = _DENYING | _TOLD | _BETWEEN
