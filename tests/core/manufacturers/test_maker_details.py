"""What single makers tell beside the rest: boxes, pages, asset numbers, low toners, shared objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.core.identification.catalog import vendors_of
from agent.core.identification.makers import VENDORS
from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.model.printer import LifeCount
from agent.core.reporting.meters_csv import rows_of
from tests.support.documents import part
from tests.support.made_makers import BROTHER_INFO, MADE, blob, device, old_blob, with_supplies
from tests.support.made_printers import ADDRESS, OFFICE_PRINTER, answering, converse, made, merged, without

if TYPE_CHECKING:
    from agent.core.model.printer import Printer
    from agent.core.model.walk import Oid, Walk

TONER, INK, WASTE_INK, OPC, INKJET, LASER = 3, 5, 8, 9, 12, 4
BROTHER, HP, EPSON, LEXMARK = "2435.2.3.9.1", "11.2.3.9.1", "1248.1.1.2.1.3.5.1", "641.1.71106749"
HP_SERIAL = "11.2.3.9.4.2.1.1.3.3.0"
HP_ASSET = "11.2.3.9.4.2.1.1.3.12.0"
EPSON_SUPPLIES = "1248.1.2.2.28.1.1"
MPS = "641.6.4.2.1.1"
SHEETS, SIDES = 6, 7  # as one made-up device has them: the numbers of UnitsTC are its own business


def read(walk: Walk, version: str = "2c") -> Printer:
    return read_printer(converse(answering(walk, version), version).walk, ADDRESS)


def levels(printer: Printer) -> list[tuple[str | None, str | None, str | None, int | None]]:
    return [(s.supply_class, s.type, s.colorant, s.level.percent_left) for s in printer.supplies]


def brother(device_id: str, maintenance: bytes) -> Walk:
    ids = {"2435.2.3.9.1.1.7.0": device_id} if device_id else {}
    return device(BROTHER, {**ids, f"{BROTHER_INFO}.8.0": maintenance})


LEVELS = blob((0x6F, 9800), (0x70, 5000))


@pytest.mark.parametrize(
    ("device_id", "maintenance", "kind"),
    [
        ("MFG:Brother;CMD:HBP,PJL,URF;MDL:DCP-T000DW;CID:Brother Generic Jpeg Type2;", LEVELS, "ink"),
        ("MFG:Brother;CMD:PJL,HBP;MDL:MFC-J000DW;CLS:PRINTER;", LEVELS, "ink"),
        ("MFG:Brother;CMD:PJL,HBP;MDL:HL-T0000DW;CLS:PRINTER;", LEVELS, "ink"),
        ("MFG:Brother;CMD:PJL,HBP;MDL:DCP-000C;CLS:PRINTER;", old_blob((0x6F, 20), (0x70, 10)), "ink"),
        ("MFG:Brother;CMD:PJL,HBP;MDL:DCP-000C;", blob((0x6F, 9800), (0x70, 5000), (0x85, 75)), "ink"),
        ("MFG:Brother;CMD:PJL,PCL,PCLXL;MDL:DCP-0000DW;CID:Brother Laser Type1;", LEVELS, "toner"),
        ("MFG:Brother;CMD:PJL,HBP,URF;MDL:DCP-L0000DW series;CLS:PRINTER;", LEVELS, "toner"),
        ("MFG:Brother;CMD:PJL,PCL;MDL:HL-0000DN;", LEVELS, "toner"),
        ("", blob((0x6F, 9800), (0x70, 5000), (0x80, 5100)), "toner"),
        ("MFG:Brother;CMD:PJL,HBP;MDL:DCP-0000;", LEVELS, "unknown"),  # nothing tells: no guess
    ],
)
def test_ink_and_toner_are_told_apart_by_what_the_device_says(
    device_id: str, maintenance: bytes, kind: str
) -> None:
    printer = read(brother(device_id, maintenance))
    assert {s.type for s in printer.supplies if s.colorant == "cyan"} == {kind}


@pytest.mark.parametrize(("tech", "kind"), [(INKJET, "ink"), (14, "ink"), (LASER, "unknown")])
def test_the_mark_tech_of_the_standard_tells_ink(tech: int, kind: str) -> None:
    marker = made({(objects.PRT_MARKER_MARK_TECH, (1, 1)): tech})
    printer = read(merged(brother("MFG:Brother;MDL:DCP-0000;", LEVELS), marker))
    assert {s.type for s in printer.supplies} == {kind}


@pytest.mark.parametrize(("standard", "drum"), [(TONER, 93), (INK, None)])
def test_the_type_of_the_standard_table_goes_before_the_model(standard: int, drum: int | None) -> None:
    maintenance = blob((0x6F, 9800), (0x41, 9300))  # models of ink fill in a drum that they don't have
    for model in ("MFC-J000DW", "MFC-L0000DW"):
        rows = [(standard, "black", -2, -3), (OPC, "", -2, -2)]
        walk = with_supplies(brother(f"MFG:Brother;MDL:{model};", maintenance), rows)
        assert [s.level.percent_left for s in read(walk).supplies] == [98, drum]


@pytest.mark.parametrize(
    ("record", "left"),
    [((0x85, 75), 75), ((0x85, 0), 0), ((0x85, 100), 100), ((0x85, 101), None), (None, None)],
)
def test_a_maintenance_box_is_a_receptacle_with_the_room_left(
    record: tuple[int, int] | None, left: int | None
) -> None:
    records = ((0x6F, 9800), *((record,) if record else ()))
    printer = read(brother("MFG:Brother;MDL:MFC-J000DW;", blob(*records)))
    boxes = [(s.description, s.level.percent_left) for s in printer.supplies if s.type == "wasteInk"]
    assert boxes == ([] if left is None else [("Maintenance Box", left)])
    assert all(s.supply_class == "receptacle" for s in printer.supplies if s.type == "wasteInk")


def test_a_box_that_the_standard_table_does_not_have_stands_behind_it() -> None:
    walk = brother("MFG:Brother;MDL:MFC-J000DW;", blob((0x6F, 9800), (0x85, 40)))
    printer = read(with_supplies(walk, [(INK, "black", 100, 60), (INK, "cyan", 100, 50)]))
    assert levels(printer)[2:] == [("receptacle", "wasteInk", None, 40)]
    assert [s.index for s in printer.supplies] == [1, 2, 3]
    row = next(rows_of(part({"printers": [{"supplies": [entry(s) for s in printer.supplies]}]})))
    assert (row["WastePctFree"], row["BlackPct"]) == (40, 60)


def entry(supply: object) -> dict[str, object]:
    names = {"class": "supply_class", "type": "type", "colorant": "colorant"}
    level = getattr(supply, "level")  # noqa: B009 (a supply of any kind)
    return {key: getattr(supply, name) for key, name in names.items()} | {"percent_left": level.percent_left}


def test_a_box_that_the_standard_table_has_is_told_once() -> None:
    walk = with_supplies(
        brother("MFG:Brother;MDL:MFC-J000DW;", blob((0x6F, 9800), (0x85, 40))), [(WASTE_INK, "", 100, 60)]
    )
    receptacle = made({(objects.PRT_MARKER_SUPPLIES_CLASS, (1, 1)): 4})
    assert levels(read(merged(walk, receptacle))) == [("receptacle", "wasteInk", None, 60)]


def epson_supplies(*rows: tuple[int | None, str, int]) -> Walk:
    """Return a device that has supplies in its maker's table alone: type, label, percent."""
    cells: dict[str, int | str | bytes] = {}
    for place, (kind, label, percent) in enumerate(rows, 1):
        cells |= {f"{EPSON_SUPPLIES}.2.1.{place}": percent, f"{EPSON_SUPPLIES}.5.1.{place}": label}
        cells |= {} if kind is None else {f"{EPSON_SUPPLIES}.21.1.{place}": kind}
    return device(EPSON, cells)


@pytest.mark.parametrize(
    ("kind", "label", "percent", "left"),
    [
        (8, "Maintenance Box", 50, 50),
        (8, "Wartungsbox", 0, 0),
        (8, "Boîte de maintenance T0000", 99, 99),
        (None, "Maintenance Box SJMB0000", 30, 30),
        (8, "Maintenance Box", -2, None),
        (8, "Maintenance Box", 255, None),
        (99, "Maintenance Box", 50, None),  # a type of its own: not known to be a box
    ],
)
def test_a_box_in_a_makers_table_is_known_by_its_type(
    kind: int | None, label: str, percent: int, left: int | None
) -> None:
    printer = read(epson_supplies((kind, label, percent)))
    assert levels(printer) == ([] if left is None else [("receptacle", "wasteInk", None, left)])
    assert [s.description for s in printer.supplies] == ([] if left is None else [label])


def test_inks_of_a_makers_table_stand_in_for_the_standard_one() -> None:
    printer = read(epson_supplies((6, "Black Ink Cartridge", 86), (6, "Encre jaune", 7), (5, "T0000", 1)))
    assert levels(printer) == [
        ("consumed", "inkCartridge", "black", 86),
        ("consumed", "inkCartridge", "yellow", 7),
    ]


@pytest.mark.parametrize(
    ("object_id", "life"), [(EPSON, None), (HP, LifeCount(0, None)), ("367.1.1", LifeCount(0, None))]
)
def test_a_life_of_zero_is_unread_with_one_maker_alone(object_id: str, life: LifeCount | None) -> None:
    zero = made({(objects.PRT_MARKER_LIFE_COUNT, (1, 1)): 0})
    assert read(merged(device(object_id, {}), zero)).life_count == life


def test_a_life_that_is_counted_is_read_with_that_maker_too() -> None:
    life = read(device(EPSON, {}, life=7389)).life_count
    assert life == LifeCount(7389, "impressions")


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("INV-0042", "INV-0042"),
        (b"\x01\x15INV-0042", "INV-0042"),
        (b"\xfd\xe8INV-0042", "INV-0042"),
        (4711, "4711"),
        ("", None),
        ("none", None),
        ("0000", None),
        (b"\x01\x15", None),
    ],
)
def test_an_asset_number_is_the_owners_text(value: str | bytes | int, tag: str | None) -> None:
    printer = read(device(HP, {HP_ASSET: value}))
    assert printer.identity.asset_tag == tag
    assert next(rows_of(part({"printers": [{"asset_tag": tag}]})))["AssetNumber"] == tag


@pytest.mark.parametrize(
    ("model", "level", "state", "reasons"),
    [
        ("HP Color LaserJet 4500", -2, "some_left", ("toner-low-warning",)),
        ("HP Color LaserJet 4500 Series", -2, "some_left", ("toner-low-warning",)),
        ("HP Color LaserJet 4500", -3, "some_left", ()),
        ("HP Color LaserJet 4500", 0, "measured", ()),
        ("HP Color LaserJet 4600", -2, "unknown", ()),
        ("HP LaserJet 4000", -2, "unknown", ()),
    ],
)
def test_unknown_is_low_where_the_makers_mib_says_so(
    model: str, level: int, state: str, reasons: tuple[str, ...]
) -> None:
    printer = read(
        with_supplies(device(HP, {}, device=model), [(TONER, "black", -2, level), (OPC, "", -2, -2)])
    )
    assert [s.level.state for s in printer.supplies] == [state, "unknown"]  # of a drum it says nothing
    assert printer.supplies[0].level.percent_left is None
    assert printer.state_reasons == reasons


def page_counts(*rows: tuple[int, int | None, int]) -> Walk:
    """Return a Lexmark with rows of paperGeneralCountTable: type, unit, value."""
    cells: dict[str, int | str | bytes] = {}
    for place, (kind, unit, value) in enumerate(rows, 1):
        cells |= {f"{MPS}.2.1.{place}": kind, f"{MPS}.4.1.{place}": value}
        cells |= {} if unit is None else {f"{MPS}.3.1.{place}": unit}
    return device(LEXMARK, cells, device="Lexmark CX000de")


@pytest.mark.parametrize(
    ("rows", "impressions", "printed"),
    [
        ([(2, SIDES, 1000), (3, SIDES, 700), (4, SIDES, 300)], (1000, 700, 300), (None, None, None)),
        # The same in sheets beside it, in either order: the sides are the greater ones.
        (
            [(2, SHEETS, 600), (3, SHEETS, 400), (2, SIDES, 1000), (3, SIDES, 700), (4, SIDES, 300)],
            (1000, 700, 300),
            (None, None, None),
        ),
        (
            [(2, SIDES, 1000), (2, SHEETS, 600), (16, SIDES, 900), (17, SIDES, 650), (18, SIDES, 250)],
            (1000, None, None),
            (900, 650, 250),
        ),
        ([(2, SIDES, 1000), (2, SHEETS, 600), (17, SHEETS, 400)], (1000, None, None), (None, None, None)),
        ([(2, SIDES, 1000), (3, SIDES, 1000)], (1000, 1000, None), (None, None, None)),  # a mono device
        ([(17, None, 40), (18, None, 2)], (None, None, None), (None, 40, 2)),
        ([(1, SHEETS, 999), (80, SIDES, 12)], None, None),  # picked and page count: no billing count
    ],
)
def test_printed_pages_are_found_by_type_and_unit(
    rows: list[tuple[int, int | None, int]],
    impressions: tuple[int | None, ...] | None,
    printed: tuple[int | None, ...] | None,
) -> None:
    counters = read(page_counts(*rows)).counters
    if impressions is None or printed is None:
        assert counters is None
        return
    assert counters is not None
    counted = counters.impressions, counters.print
    assert [(c.total, c.monochrome, c.full_color) for c in counted] == [impressions, printed]
    assert counters.source == "vendor:lexmark"


BARE_EPSON = device(
    "1248.1.1.2.1.3", {}, 77_001, sys_descr="EPSON Built-in Print Server", device="EPSON AL-M0000"
)
OWN_SERIAL = {vendor.name: vendor.serial_numbers for vendor in VENDORS if vendor.serial_numbers}


@pytest.mark.parametrize("version", ["1", "2c"])
def test_a_serial_number_under_another_makers_object_is_found_and_named(version: str) -> None:
    walk = merged(BARE_EPSON, device("1248.1.1.2.1.3", {HP_SERIAL: "TESTM40001"}))
    identity = read(walk, version).identity
    assert (identity.serial_number, identity.serial_number_source) == ("TESTM40001", "vendor:hp")


@pytest.mark.parametrize(("maker", "oids"), OWN_SERIAL.items())
def test_each_makers_object_may_hold_a_strangers_serial_number(maker: str, oids: tuple[Oid, ...]) -> None:
    stranger = made({(oids[0], ()): b"TESTM40001"})
    walk = merged(without(OFFICE_PRINTER, objects.PRT_GENERAL_SERIAL_NUMBER), stranger)
    identity = read(walk).identity
    assert (identity.serial_number, identity.serial_number_source) == ("TESTM40001", f"vendor:{maker}")


@pytest.mark.parametrize(
    "text", ["NULL", "0000000", "1234", "no number", "Printer", "A serial 12345", "unknown1?"]
)
def test_what_can_not_be_a_serial_number_is_none_under_another_makers_object(text: str) -> None:
    walk = merged(BARE_EPSON, device("1248.1.1.2.1.3", {HP_SERIAL: text}))
    assert read(walk).identity.serial_number is None


def test_two_other_makers_that_disagree_tell_nothing() -> None:
    both = {HP_SERIAL: "TESTM40001", "1347.43.5.1.1.28.1": "TESTM40002"}
    assert read(merged(BARE_EPSON, device("1248.1.1.2.1.3", both))).identity.serial_number is None
    same = dict.fromkeys(both, "TESTM40001")
    assert read(merged(BARE_EPSON, device("1248.1.1.2.1.3", same))).identity.serial_number == "TESTM40001"


def test_what_the_device_says_itself_goes_before_another_makers_object() -> None:
    walk = merged(BARE_EPSON, device("1248.1.1.2.1.3", {HP_SERIAL: "CARD000001"}))
    own = made({(objects.PRT_GENERAL_SERIAL_NUMBER, (1,)): b"OWN0000001"})
    assert read(merged(walk, own)).identity.serial_number == "OWN0000001"


def test_a_printer_with_a_serial_number_is_asked_no_other_makers_objects() -> None:
    questions = converse(answering(OFFICE_PRINTER)).questions
    asked = {oid for question in questions for oid in question.oids}
    assert asked
    assert not any(oids[0] in asked for oids in OWN_SERIAL.values())


@pytest.mark.parametrize("maker", sorted(MADE))
def test_looking_for_a_serial_number_costs_no_datagram_beside_the_makers_own(maker: str) -> None:
    walk = merged(OFFICE_PRINTER, MADE[maker])
    serials = (objects.PRT_GENERAL_SERIAL_NUMBER, *(oid for oids in OWN_SERIAL.values() for oid in oids))
    with_serial, without_any = converse(answering(walk)), converse(answering(without(walk, *serials)))
    assert len(without_any.questions) <= len(with_serial.questions) + 1  # one, where the maker has no rows


@pytest.mark.parametrize(
    ("object_id", "named", "rows"),
    [
        (HP, "Brother HL-L0000", ("hp", "brother")),  # a card in another maker's printer
        ("641.1", "Dell B0000dn Laser Printer", ("lexmark", "dell")),
        ("236.11.5", "HP LaserJet MFP 000", ("samsung", "hp")),
        ("236.11.5", "Xerox WorkCentre 0000", ("samsung", "xerox")),
        ("32473.1", "KYOCERA ECOSYS P0000", ("kyocera",)),
        (BROTHER, "Brother HL-L0000", ("brother",)),
        ("1347.41", "UTAX_TA P-0000DN", ("kyocera",)),
        ("32473.1", "Examplar 5", ()),
    ],
)
def test_a_device_of_two_makers_is_asked_by_the_rows_of_both(
    object_id: str, named: str, rows: tuple[str, ...]
) -> None:
    assert tuple(vendor.name for vendor in vendors_of(device(object_id, {}, device=named))) == rows


def test_the_maker_that_a_device_names_tells_what_its_card_does_not() -> None:
    own: dict[str, int | str | bytes] = {
        f"{BROTHER_INFO}.1.0": "E70000A1N000001",
        f"{BROTHER_INFO}.10.0": blob((0, 1500), (1, 600), (2, 900)),
    }
    printer = read(device(HP, own, device="Brother HL-L0000CDW"))
    assert printer.identity.serial_number == "E70000A1N000001"
    assert printer.identity.serial_number_source == "vendor:brother"
    assert printer.counters is not None
    assert (printer.counters.source, printer.counters.impressions.total) == ("vendor:brother", 1500)
