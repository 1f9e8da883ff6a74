"""The two octets before a text of PML: the symbol set in which it is written.

PML (Peripheral Management Language) is what one maker's devices, and many network cards of others, keep
their objects in. A symbol set is written as in PCL: number * 32 + letter (A = 1), so 8U is 277 = 01 15.
"""

from __future__ import annotations

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
