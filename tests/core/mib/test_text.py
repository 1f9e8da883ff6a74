"""Octets to text: declared, wrongly declared and undeclared character sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.mib.character_sets import MAX_CHARACTERS, decode
from agent.core.mib.enumerations import CHARACTER_SETS

ASCII, LATIN_1, SHIFT_JIS, GB2312, UTF_8, UCS_2, ROMAN_8 = 3, 4, 17, 2025, 106, 1000, 2004
ISO_2022_JP, WINDOWS_1251 = 39, 2251


@pytest.mark.parametrize(
    ("raw", "character_set", "text", "guessed"),
    [
        (b"Toner", None, "Toner", False),
        (b"Toner", ROMAN_8, "Toner", False),
        (b"", UTF_8, None, False),
        (b" \r\n\0", UTF_8, None, False),
        (b"A4\0\0\0", None, "A4", False),
        (b"A4\0garbage \xfe", UTF_8, "A4", False),
        (b" Close\r\n  cover\t1 ", None, "Close cover 1", False),
        (b"\x01\x15CN1234", None, "CN1234", False),
        ("Trömmel".encode(), UTF_8, "Trömmel", False),
        ("Trömmel".encode(), ROMAN_8, "Trömmel", True),
        ("Trömmel".encode(), None, "Trömmel", True),
        ("墨粉".encode(), ASCII, "墨粉", True),
        ("é".encode("hp-roman8"), ROMAN_8, "é", False),
        (b"T\xfcr", LATIN_1, "Tür", False),
        (b"T\xfcr", None, "Tür", True),
        (b"T\xfcr", UTF_8, "Tür", True),
        (b"A \x96 B", LATIN_1, "A \u2013 B", False),
        (b"No\xfftoner", None, "No toner", False),
        (b"T\xfcr\xffauf", LATIN_1, "Tür auf", False),
        (b"\xc5\xffA", ROMAN_8, "é A", False),
        ("Чья".encode("cp1251"), WINDOWS_1251, "Чья", False),
        ("墨粉盒".encode("gb2312"), GB2312, "墨粉盒", False),
        ("联通".encode("gb2312"), GB2312, "联通", False),
        (b"\xc4\xa3\xca\xbd", GB2312, "模式", False),  # valid UTF-8 of two octets each, by chance
        ("模式".encode(), GB2312, "模式", True),
        ("トナー".encode("shift_jis"), SHIFT_JIS, "トナー", False),
        ("①".encode("cp932"), SHIFT_JIS, "①", False),
        ("トナー".encode("iso2022_jp"), ISO_2022_JP, "トナー", False),
        ("Toner".encode("utf-16-be"), UCS_2, "Toner", False),
        ("墨粉 1".encode("utf-16-be"), UCS_2, "墨粉 1", False),
        (b"Toner1", UCS_2, "Toner1", False),
        (b"od\xe4", UCS_2, "odä", True),
        ("a\u202eb\ufeffc\u2028d".encode(), UTF_8, "a b c d", False),
        # A symbol set before a text of PML: Latin 1, 2 and 5, Kana, Roman-8, Cyrillic, UTF-8.
        (b"\x00\x0eCN1234", None, "CN1234", False),
        (b"\x00\x4eL\xf3d\xbc", None, "Lódź", False),
        (b"\x00\xaeCN1234", None, "CN1234", False),
        (b"\x01\x0b\xc4\xc5", None, "ﾄﾅ", False),
        (b"\x01\x15caf\xc5", None, "café", False),
        (b"\x01\x4e\xbf\xe0", None, "Пр", False),
        (b"\x02\x4eT\xc3\xbcr", ROMAN_8, "Tür", False),
        (b"\xfd\xe8MY0TEST", None, "MY0TEST", False),
        (b"\xfd\xe9T\xc3\xbcr", LATIN_1, "Tür", False),
        (b"\x00\x0e", None, None, False),
        (b"\xfd\xe8", None, None, False),
        (b"\x01", None, None, False),
        ("齉".encode("gb18030"), GB2312, "齉", False),  # FD 99: no symbol set, and two octets anyway
        # Two octets a character, undeclared.
        ("Toner".encode("utf-16-be"), None, "Toner", True),
        ("Toner".encode("utf-16-le"), LATIN_1, "Toner", True),
        ("\ufeff墨粉".encode("utf-16-be"), None, "墨粉", True),
        (b"\xff\xfe" + "墨粉".encode("utf-16-le"), None, "墨粉", True),
        (b"\xef\xbb\xbfToner", None, "Toner", True),
        (b"A" * 5000, None, "A" * MAX_CHARACTERS, False),
        (b"Toner", 999_999, "Toner", False),
    ],
)
def test_octets_become_the_text_that_was_meant(
    raw: bytes, character_set: int | None, text: str | None, guessed: bool
) -> None:
    assert decode(raw, character_set) == (text, guessed)


@pytest.mark.parametrize(
    "character_set", [number for number, codec in CHARACTER_SETS.items() if codec != "ascii"]
)
def test_each_declared_set_takes_effect(character_set: int) -> None:
    codec = CHARACTER_SETS[character_set]
    letter = next(letter for letter in "öжλąא한あ中กعé÷" if can_write(codec, letter))
    assert decode(f"A{letter}".encode(codec), character_set)[0] == f"A{letter}"


def can_write(codec: str, letter: str) -> bool:
    """Return whether a character set has a letter."""
    try:
        return bool(letter.encode(codec))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("character_set", [103, 1012, 2085])
def test_sets_that_are_not_read_leave_plain_text_as_it_is(character_set: int) -> None:
    assert decode(b"A+B ~{4+~}", character_set) == ("A+B ~{4+~}", False)


@given(st.binary(max_size=40), st.sampled_from([None, 0, *CHARACTER_SETS]))
def test_any_octets_give_one_printable_line_or_nothing(raw: bytes, character_set: int | None) -> None:
    text, _ = decode(raw, character_set)
    assert text is None or (text and text == text.strip() and len(text.splitlines()) == 1)
    assert text is None or text.encode("utf-8").isascii() or "\ufffd" not in text
