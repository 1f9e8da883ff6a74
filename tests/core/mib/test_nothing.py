"""Words for "nothing": what devices write where they have no value, in any text, and in an identity."""

from __future__ import annotations

import pytest

from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.mib.placeholders import identifies_nothing, is_filler, is_nothing, says_nothing
from tests.support.made_printers import ADDRESS, made


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
        *("ukendt", "Ukjent", "okänd", "tuntematon", "ei saatavilla", "ikke tilgængelig", "ej angiven"),
        *("není k dispozici", "NEZNÁMÝ", "brak danych", "niedostępny", "nincs adat", "ismeretlen"),
        *("нет данных", "НЕИЗВЕСТНО", "не задан", "bilinmiyor", "TANIMSIZ", "mevcut değil", "άγνωστο"),
        *(
            "Μη διαθέσιμο",
            "não disponível",
            "niet beschikbaar",
            "暂无数据",
            "未登録",
            "データなし",
            "알 수 없음",
        ),
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


SENTENCES = (
    *("unbekannte Seriennummer", "serial number not set", "No serial number available", "S/N: N/A"),
    *("Serial number has not been assigned", "Seriennummer ist nicht vergeben", "Seriennummer: keine"),
    *("Numéro de série non attribué", "numero di serie non impostato", "Sin número de serie"),
    *("Serienummer ukendt", "serienummer ej angivet", "Sarjanumero: ei tiedossa", "číslo není nastaveno"),
    *("Brak numeru", "серийный номер не указан", "серийный номер: нет данных", "Seri numarası yok"),  # noqa: RUF001 (Turkish)
    *(
        "シリアル番号なし",
        "序列号未知",
        "일련번호 없음",
        "Not registered",
        "not yet assigned",
        "sorozatszám nincs megadva",
    ),
)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_there_is_no_number_identifies_nothing(text: str) -> None:
    assert identifies_nothing(text)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_serial_number_that_is_such_a_sentence_is_none(text: str) -> None:
    walk = made({(objects.PRT_GENERAL_SERIAL_NUMBER, (1,)): text.encode()})
    assert read_printer(walk, ADDRESS).identity.serial_number is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "SN12345",
            "S/N AB12345",
            "NO-1234",
            "no name printer 7",
            "Seriennummer 4711",
            "NIE0001",
            "SN0A1B2C",
        ),
        *("BRAK77", "not a toaster", "номер 5", "日本01", "EIN0001", "Serial 2", "YOKO", "BEZ1"),
    ],
)
def test_what_holds_more_than_such_a_sentence_identifies(text: str) -> None:
    assert not identifies_nothing(text)


@pytest.mark.parametrize("text", ["Tray not set", "Keine Seriennummer im Vertrag", "Paper not available"])
def test_a_sentence_about_something_else_is_a_value(text: str) -> None:
    assert not is_nothing(text)
    assert not identifies_nothing(text)


@pytest.mark.parametrize("text", ["default", "Serial Number", "S/N", "Seriennummer", "Numéro de série"])
def test_some_words_are_a_setting_and_yet_no_identity(text: str) -> None:
    assert identifies_nothing(text)
    assert not is_nothing(text)
