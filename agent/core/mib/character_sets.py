"""Octets of a device to text: by the declared character set, else honestly guessed."""

import re
from functools import lru_cache

from agent.core.mib.enumerations import CHARACTER_SETS

# PML (Peripheral Management Language) is what one maker's devices, and many network cards of others, keep
# their objects in. The two octets before a text are its symbol set, written as in PCL: number * 32 + letter
# (A = 1), so 8U is 277 = 01 15.
# Symbol set -> Python codec; 65000 and 65001 are UTF-8 by the numbers of PML and of code pages.
SYMBOL_SETS = {
    14: "latin_1",  # 0N
    21: "ascii",  # 0U
    78: "iso8859_2",  # 2N
    174: "iso8859_9",  # 5N
    180: "cp1254",  # 5T
    206: "iso8859_10",  # 6N
    267: "shift_jis",  # 8K
    277: "hp_roman8",  # 8U
    293: "cp1250",  # 9E
    295: "cp1253",  # 9G
    302: "iso8859_15",  # 9N
    306: "cp1251",  # 9R
    309: "cp1252",  # 9U
    334: "iso8859_5",  # 10N
    341: "cp437",  # 10U
    373: "cp437",  # 11U
    398: "iso8859_7",  # 12N
    405: "cp850",  # 12U
    565: "cp852",  # 17U
    590: "utf_8",  # 18N
    619: "cp932",  # 19K
    629: "cp1252",  # 19U
    853: "cp775",  # 26U
    65_000: "utf_8",
    65_001: "utf_8",
}
_OCTETS = 2
_FIRST_OF_A_TEXT = 0x20  # below are controls: a text that begins with one begins with something else
_MANY_OCTETS = frozenset({"gb2312", "gbk", "gb18030", "big5", "big5hkscs", "euc_kr", "cp949", "cp950"})

MAX_CHARACTERS = 1023  # ppmPrinterIEEE1284DeviceId (PWG 5107.1): no text that is read is longer

# Controls, what nobody sees, and what turns the direction of the text around it.
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]+"
)
_SPACES = re.compile(r"\s+")

# Devices declare the standard set and send its everyday superset.
_SUPERSETS = {
    "latin_1": "cp1252",
    "iso8859_9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "cp950",
}
_BYTE_ORDER_MARKS = {b"\xfe\xff": "utf_16_be", b"\xff\xfe": "utf_16_le"}
_TWO_OCTETS = frozenset({"cp932", "gb18030", "cp949", "cp950", "big5hkscs", "euc_jp"})
_FIRST_OF_THREE_OCTETS_IN_UTF_8 = "\u0800"
_SHORTEST_OF_TWO_OCTETS = 6  # octets: less is a letter or two behind a symbol set, or before the end


@lru_cache(maxsize=512)  # printers of one office, and the rows of one, say the same again and again
def decode(raw: bytes, character_set: int | None = None) -> tuple[str | None, bool]:
    """Return the text of `raw` on one line, None if nothing is left, and whether it was guessed.

    `character_set` is an IANA MIBenum from prtLocalizationCharacterSet. Devices declare one set and
    send another (2004 declared, UTF-8 sent), so text that is valid UTF-8 beyond ASCII is taken as
    UTF-8 whatever was declared; the flag says that the declaration was not followed.
    """
    declared = CHARACTER_SETS.get(character_set or 0)
    is_wide = declared is not None and declared.startswith(("utf_16", "utf_32"))
    if declared is not None and is_wide and not _is_plain(raw):
        text = _strictly(raw, declared)
        if text is not None:
            return _one_line(text), False
    undeclared = None if is_wide else _undeclared_utf_16(raw)
    if undeclared is not None:
        return _one_line(undeclared), True
    raw, declared = without_symbol_set(raw, declared)
    raw = raw.split(b"\0", 1)[0]
    codec = _SUPERSETS.get(declared or "", declared)
    if codec is None or _strictly(b"\xff", codec) in {None, "ÿ"}:
        raw = raw.replace(b"\xff", b" ")  # some firmwares write a space so
    if codec and codec.startswith("iso2022") and b"\x1b" in raw:  # seven bits, and yet no ASCII
        text = _strictly(raw, codec)
        if text is not None:
            return _one_line(text), False
    if raw.isascii():
        return _one_line(raw.decode("ascii")), False
    return _beyond_ascii(raw, codec)


def _undeclared_utf_16(raw: bytes) -> str | None:
    """Return a text of two-octet characters: one with a byte order mark, or with each other octet zero."""
    codec = _BYTE_ORDER_MARKS.get(raw[:2])
    if codec:
        return _strictly(raw[2:], codec)
    text = raw.removesuffix(b"\0\0")
    if len(text) < _SHORTEST_OF_TWO_OCTETS or len(text) % 2:
        return None
    high, low = set(text[::2]), set(text[1::2])
    if high == {0} and 0 not in low:
        return _strictly(text, "utf_16_be")
    return _strictly(text, "utf_16_le") if low == {0} and 0 not in high else None


def _beyond_ascii(raw: bytes, codec: str | None) -> tuple[str | None, bool]:
    text = _strictly(raw, codec) if codec else None
    utf_8 = None if codec == "utf_8" else _strictly(raw, "utf_8")
    if utf_8 is not None and not (text is not None and _is_chance(utf_8, codec)):
        return _one_line(utf_8), True
    if text is not None:
        return _one_line(text), False
    return _one_line(raw.decode("latin-1")), True  # it gives every octet some character


def _is_chance(utf_8: str, codec: str | None) -> bool:
    """Two octets of a Chinese or Japanese set can look like UTF-8 of two octets, rarely of three."""
    return codec in _TWO_OCTETS and max(utf_8) < _FIRST_OF_THREE_OCTETS_IN_UTF_8


def _is_plain(raw: bytes) -> bool:
    """ASCII sent under a wide set: there half of the octets of such a text would be zero."""
    return raw.rstrip(b"\0").isascii() and b"\0" not in raw.rstrip(b"\0")


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _one_line(text: str) -> str | None:
    printable = _UNPRINTABLE.sub(" ", text)
    return _SPACES.sub(" ", printable).strip()[:MAX_CHARACTERS] or None


def without_symbol_set(raw: bytes, codec: str | None) -> tuple[bytes, str | None]:
    """Return a text less its symbol set, and the codec of that; without one both are as given.

    `codec` is what the device declares. 00 4E is the letter N as well, where two octets make a character,
    so a symbol set below 01 00 counts only before an octet that is not zero.
    """
    number, rest = int.from_bytes(raw[:_OCTETS]), raw[_OCTETS:]
    found = SYMBOL_SETS.get(number) if len(raw) >= _OCTETS else None
    is_text = raw[0] >= _FIRST_OF_A_TEXT if found else True
    if found is None or (is_text and codec in _MANY_OCTETS) or (raw[0] == 0 and rest[:1] in {b"", b"\0"}):
        return raw, codec
    return rest, found
