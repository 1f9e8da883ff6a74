# ruff: noqa: RUF001 (letters of other scripts are meant)
"""The colour of a supply, by every way in which devices say it: colorant, words, codes, numbers, parts."""

from __future__ import annotations

import pytest

from agent.core.colours import colour_of_colorant, colour_of_text
from agent.core.identification.brands import begins_with_brand
from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.model.walk import Oid, parse_oid
from agent.core.reporting.attention import supply_name
from tests.support.documents import part
from tests.support.made_printers import ADDRESS, made

TONER, INK, OPC, WASTE, FUSER, OTHER = 3, 5, 9, 4, 15, 1
CONSUMED, RECEPTACLE = 3, 4
Cells = dict[tuple[Oid, Oid], int | bytes | Oid]


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        *(("black ink", "black"), ("Toner Cyan", "cyan"), ("MAGENTA CARTRIDGE", "magenta")),
        *(("Yellow_Toner", "yellow"), ("Canon Cartridge 040 Black Toner", "black")),
        *(("Schwarzer Toner", "black"), ("Tonerkartusche Gelb", "yellow"), ("Schwarztoner", "black")),
        *(("Cyanfarbener Toner", "cyan"), ("Zyan", "cyan"), ("Mattschwarze Tinte", "matte black")),
        *(
            ("Cartouche d'encre noire", "black"),
            ("Toner jaune", "yellow"),
            ("Encre cyan clair", "light cyan"),
        ),
        *(("Tóner negro", "black"), ("Cartucho amarillo", "yellow"), ("Tinta cian", "cyan")),
        *(("Toner nero", "black"), ("Cartuccia gialla", "yellow"), ("Ciano", "cyan")),
        *(("Nero fotografico", "photo black"), ("negro para fotos", "photo black")),
        *(("Photo Black Ink", "photo black"), ("Foto-Schwarz", "photo black"), ("noir photo", "photo black")),
        *(
            ("Light Magenta", "light magenta"),
            ("Helles Magenta", "light magenta"),
            ("Hellgrau", "light gray"),
        ),
        *(("Gray ink", "gray"), ("Grau", "gray"), ("Vert", "green"), ("Orange ink", "orange")),
        *(("黑色碳粉", "black"), ("シアン トナー", "cyan"), ("洋紅色碳粉", "magenta")),
        *(("Zwarte toner", "black"), ("Zwart", "black"), ("Preto", "black"), ("Чёрный тонер", "black")),
        *(("Musta värikasetti", "black"), ("Syaani", "cyan"), ("keltainen muste", "yellow")),
        *(("Vaaleansyaani", "light cyan"), ("Fekete toner", "black"), ("CIÁN", "cyan"), ("bíbor", "magenta")),
        *(("Sárga festékkazetta", "yellow"), ("Siyah Kartuş", "black"), ("SARI TONER", "yellow")),
        *(("Camgöbeği", "cyan"), ("Macenta Toner", "magenta"), ("Kırmızı", "red"), ("SİYAH", "black")),
        *(("검정 토너", "black"), ("시안 토너", "cyan"), ("마젠타", "magenta"), ("노란색 토너", "yellow")),
        *(("Černý toner", "black"), ("Azurová", "cyan"), ("Purpurový toner", "magenta"), ("Žlutý", "yellow")),
        *(
            ("Czarny toner", "black"),
            ("Żółta", "yellow"),
            ("Błękitny", "cyan"),
            ("Toner purpurowy", "magenta"),
        ),
        *(("Sort toner", "black"), ("Gul tonerkassett", "yellow"), ("Svart bläckpatron", "black")),
        *(("Lys cyan", "light cyan"), ("Ljus magenta", "light magenta"), ("Grå", "gray"), ("RØD", "red")),
        *(("Μαύρο μελάνι", "black"), ("ΚΥΑΝΟ", "cyan"), ("Ματζέντα", "magenta"), ("Κίτρινο", "yellow")),
        *(("浅青色墨盒", "light cyan"), ("照片黑", "photo black"), ("品红", "magenta"), ("黃色", "yellow")),
        *(
            ("ﾌﾞﾗｯｸ", "black"),
            ("ライトマゼンタ", "light magenta"),
            ("マットブラック", "matte black"),
            ("黒", "black"),
        ),
    ],
)
def test_words_of_many_languages_say_a_colour(text: str, colour: str | None) -> None:
    assert colour_of_text(text) == colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        *(("Toner K", "black"), ("K Toner", "black"), ("Toner (C)", "cyan"), ("Ink [M]", "magenta")),
        *(("Toner Cartridge, Y", "yellow"), ("Cartridge: Y", "yellow"), ("Drum M", "magenta")),
        *(("BK", "black"), ("Ink Bk", "black"), ("PBK", "photo black"), ("MBK ink", "matte black")),
        *(("LC", "light cyan"), ("Ink tank: LM", "light magenta"), ("GY", "gray"), ("LGY", "light gray")),
        # What looks like a code and is none.
        *(("Phaser 7500 D", None), ("Type C", None), ("C-EXV 51", None), ("CF 400 K", None)),
        *(("MK-1160", None), ("LC-3219", None), ("Maintenance Kit MK", None), ("Ink cartridge mk", None)),
    ],
)
def test_codes_say_a_colour_where_they_can_mean_nothing_else(text: str, colour: str | None) -> None:
    assert colour_of_text(text) == colour


def test_some_codes_are_a_colour_of_ink_alone() -> None:
    assert (colour_of_text("MK", is_ink=True), colour_of_text("MK")) == ("matte black", None)


@pytest.mark.parametrize(
    "text",
    ["Red River transfer", "Black Forest toner", "Yellow Stone", "Blue Ocean Ink", "White Lion", "RED RIVER"],
)
def test_a_colour_word_in_a_name_is_no_colour(text: str) -> None:
    assert colour_of_text(text) is None


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        *(("Red", "red"), ("Red ink", "red"), ("Canon Red Ink Tank", "red"), ("Ink Blue", "blue")),
        *(("Black High Yield Toner", "black"), ("BLACK CRG", "black"), ("Yellow Imaging Unit", "yellow")),
        *(("Cyan Somewhat", "cyan"), ("Red (River)", "red"), ("Rote Tinte", "red"), ("Black Xerox", "black")),
    ],
)
def test_a_colour_alone_or_before_a_supply_is_one(text: str, colour: str) -> None:
    assert colour_of_text(text, begins_with_brand=begins_with_brand) == colour


@pytest.mark.parametrize(
    "text",
    ["Cyan/Magenta/Yellow", "Tri-color", "Ink CMY", "BK/C/M/Y", "Black and white", "Rotary unit", "", None],
)
def test_several_colours_or_none_are_no_colour(text: str | None) -> None:
    assert colour_of_text(text) is None


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        *(("Black", "black"), ("schwarz", "black"), ("Bk", "black"), ("CYN", "cyan"), ("LC", "light cyan")),
        *(("#000000", "black"), ("00FFFF", "cyan"), ("0xFF00FF", "magenta"), ("#FF0", "yellow")),
        *(("#00AEEF", "cyan"), ("EC008C", "magenta"), ("FFF200", "yellow"), ("231F20", "black")),
        *(("rgb(255,255,0)", "yellow"), ("0 255 255", "cyan"), ("255;0;255", "magenta")),
        *(
            ("cmyk(100,0,0,0)", "cyan"),
            ("0,0,0,100", "black"),
            ("#808080", "gray"),
            ("#99EEFF", "light cyan"),
        ),
        *(("other", None), ("Unknown", None), ("none", None), ("NULL", None), ("-", None), (None, None)),
        *(("300,0,0", "300,0,0"), ("Platinum", "platinum")),  # no rule knows it: told as it is
    ],
)
def test_a_colorant_value_is_a_name_a_code_or_a_number(value: str | None, colour: str | None) -> None:
    assert colour_of_colorant(value) == colour


def supply(  # noqa: PLR0913 (a row of the table)
    row: int,
    description: str = "",
    *,
    kind: int = TONER,
    of_class: int = CONSUMED,
    colorant: int | None = 0,
    device: int = 1,
) -> Cells:
    at = (device, row)
    cells: Cells = {
        (objects.PRT_MARKER_SUPPLIES_CLASS, at): of_class,
        (objects.PRT_MARKER_SUPPLIES_TYPE, at): kind,
        (objects.PRT_MARKER_SUPPLIES_DESCRIPTION, at): description.encode(),
        (objects.PRT_MARKER_SUPPLIES_LEVEL, at): 50,
        (objects.PRT_MARKER_SUPPLIES_MAX_CAPACITY, at): 100,
    }
    return cells | (
        {(objects.PRT_MARKER_SUPPLIES_COLORANT_INDEX, at): colorant} if colorant is not None else {}
    )


def colours(*rows: Cells, maker: str = "32473.1", **colorants: str) -> list[str | None]:
    cells: Cells = {(objects.SYS_OBJECT_ID, (0,)): parse_oid("1.3.6.1.4.1." + maker)}
    for row in rows:
        cells |= row
    for place, colorant in colorants.items():
        device, index = map(int, place.removeprefix("at_").split("_"))
        cells[objects.PRT_MARKER_COLORANT_VALUE, (device, index)] = colorant.encode()
    return [s.colorant for s in read_printer(made(cells), ADDRESS).supplies]


def test_the_colorant_table_speaks_first_and_the_description_where_it_is_silent() -> None:
    rows = supply(1, "Toner A", colorant=1) | supply(2, "Cyan toner", colorant=2) | supply(3, "Toner M")
    assert colours(rows, at_1_1="Black", at_1_2="other") == ["black", "cyan", "magenta"]


@pytest.mark.parametrize("colorant", [0, None, 7, -2])
def test_a_row_without_a_colorant_takes_the_colour_of_its_description(colorant: int | None) -> None:
    assert colours(supply(1, "Toner jaune", colorant=colorant), at_1_1="black") == ["yellow"]


def test_a_colorant_table_under_another_device_index_is_found() -> None:
    assert colours(supply(1, "Toner", colorant=2), at_0_2="#ff00ff") == ["magenta"]


def test_a_colour_is_never_guessed_from_the_order_of_rows() -> None:
    rows = [supply(row, "Toner", colorant=row) for row in (1, 2, 3, 4)]
    assert colours(*rows) == [None] * 4


@pytest.mark.parametrize(
    ("kind", "of_class", "description"),
    [
        (WASTE, RECEPTACLE, "Black waste toner"),
        (FUSER, CONSUMED, "Fuser (K)"),
        (OTHER, CONSUMED, "Waste toner box, black"),
        (OTHER, CONSUMED, "Resttonerbehälter schwarz"),
        (TONER, RECEPTACLE, "Black toner collector"),
    ],
)
def test_what_marks_nothing_has_no_colour_of_its_own(kind: int, of_class: int, description: str) -> None:
    assert colours(supply(1, description, kind=kind, of_class=of_class)) == [None]


def test_a_drum_of_a_colour_has_it() -> None:
    assert colours(supply(1, "Cyan Image Drum", kind=OPC)) == ["cyan"]


@pytest.mark.parametrize("colorant", ["other", "unknown", "none"])
def test_no_sentence_calls_a_container_by_a_colour_that_is_none(colorant: str) -> None:
    row = {"index": 1, "type": "wasteToner", "class": "consumed", "description": None}
    (read,) = colours(supply(1, "", kind=WASTE, colorant=1), at_1_1=colorant)
    assert read is None
    assert supply_name(part({**row, "colorant": read})) == "waste toner container"


@pytest.mark.parametrize(
    ("maker", "descriptions", "expected"),
    [
        ("1347.41", ["TK-5240K", "TK-5240C", "TK-5240M", "TK-5240Y"], ["black", "cyan", "magenta", "yellow"]),
        (
            "2435.2.3.9.1",
            ["TN-243BK", "TN-243C", "LC3219XLM", "BT5000Y"],
            ["black", "cyan", "magenta", "yellow"],
        ),
        ("1602.4.7", ["PGI-580PGBK", "CLI-581 C", "C-EXV51"], ["photo black", "cyan", None]),
        ("18334.1", ["TN324K", "TN324C", "IUP24M"], ["black", "cyan", "magenta"]),
        ("2385.3.1", ["MX-61GTBA", "MX-61GTCA", "MX-61GTMA"], ["black", "cyan", "magenta"]),
        ("236.11.5", ["CLT-K404S", "CLT-C404S", "CLT-M404S"], ["black", "cyan", "magenta"]),
        ("641.1", ["74C2SK0", "74C2SC0", "50F2H00"], ["black", "cyan", None]),
        ("11.2.3.9.1", ["CE310A", "CE311A", "CE312A", "CE313A"], ["black", "cyan", "yellow", "magenta"]),
        ("11.2.3.9.1", ["CE990A", "CE991A", "CE993A"], [None] * 3),  # a row that is not whole tells nothing
        ("11.2.3.9.1", ["Q7551A", "CE278A", "CF226X"], ["black"] * 3),  # of monochrome printers
        (
            "11.2.3.9.1",
            ["508X M (CF363X)", "508A K", "950XL Y", "508X C, new"],
            ["magenta", "black", "yellow", "cyan"],
        ),
        ("11.2.3.9.1", ["CF363X", "Toner W2031A", "CF360XC"], ["magenta", "cyan", "black"]),
        (
            "11.2.3.9.1",
            ["CF232A", "CE314A", "CE278A CF361A", "LaserJet 400 M", "CF3630"],
            [None] * 5,
        ),
        ("32473.1", ["TK-5240K", "CE310A"], [None, None]),  # nobody knows this maker's numbers
    ],
)
def test_part_numbers_of_a_known_maker_tell_a_colour(
    maker: str, descriptions: list[str], expected: list[str | None]
) -> None:
    rows = [supply(place, text, kind=INK) for place, text in enumerate(descriptions, 1)]
    assert colours(*rows, maker=maker) == expected
