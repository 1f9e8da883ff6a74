"""Words for "nothing": what devices write where they have no value, in any text, and in an identity."""

from __future__ import annotations

import pytest

from agent.core.nothing import identifies_nothing, is_filler, is_nothing, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "  ", "-", "---", "...", "???", "****", "/", "_"),
        *("NULL", "(null)", "<none>", "None", "nil", "N/A", "n.a.", "NA", "unknown", '"Unknown"'),
        *("Not Specified", "not-specified", "NotSpecified", "Not Available", "not applicable", "undefined"),
        *("TBD", "Default string", "To be filled by O.E.M.", "System Serial Number", "No serial number"),
        *("unbekannt", "Keine Angabe", "k.A.", "Nicht verfügbar", "inconnu", "Néant", "Non spécifié"),
        *("desconocido", "No disponible", "sconosciuto", "Non specificato", "n.d.", "desconhecido"),
        *("不明", "未知", "なし"),
    ],
)
def test_a_word_for_nothing_is_no_value_in_any_text(text: str | None) -> None:
    assert says_nothing(text)
    assert is_nothing(text)
    assert identifies_nothing(text)


@pytest.mark.parametrize("text", ["XXXX", "xx", "0000", "00-00-00", "XXXXXXXXXX", "0.0"])
def test_a_filled_up_field_is_no_value(text: str) -> None:
    assert is_filler(text)
    assert is_nothing(text)
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        *("0", "X", "A4", "Nanette", "Unknown Pleasures", "none of these", "Nullmeier", "Keinhorst", "1.0"),
        *(
            "0001",
            "X0X0",
            "NAS-7",
            "Tray 1",
            "Ready",
            "Error",
            "Empty",
            "黒",
            "é",
            "ガ",
            "Nada y nadie",
            "\N{PRINTER}",
            "KA",
            "ND",
        ),
    ],
)
def test_what_says_something_is_a_value(text: str) -> None:
    assert not is_nothing(text)


@pytest.mark.parametrize("text", ["default", "Serial Number", "S/N", "Seriennummer", "Numéro de série"])
def test_some_words_are_a_setting_and_yet_no_identity(text: str) -> None:
    assert identifies_nothing(text)
    assert not is_nothing(text)
