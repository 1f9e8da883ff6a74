"""What a dealer bills by: each maker's own counters, believed by their evidence, checked by their sums."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.interpretation import read_printer
from agent.core.interpretation.counters import MAX_COUNT, SUM_TOLERANCE
from agent.core.manufacturer_rules.private_objects import private
from tests.support.made_makers import BROTHER_INFO, CANON, MADE, blob, device
from tests.support.made_printers import ADDRESS, OFFICE_PRINTER, answering, converse, without

if TYPE_CHECKING:
    from agent.core.model.printer import Printer
    from agent.core.model.walk import Walk

HP = "11.2.3.9.4.2.1.4.1.2"


def read(walk: Walk) -> Printer:
    return read_printer(converse(answering(walk)).walk, ADDRESS)


def counted(printer: Printer) -> dict[str, Any]:
    """Return the counters that were read, as "impressions.total": 7."""
    groups = asdict(printer.counters) if printer.counters else {}
    groups.pop("source", None)
    return {f"{g}.{k}": v for g, values in groups.items() for k, v in values.items() if v is not None}


def fields(group: str, **values: int) -> dict[str, int]:
    return {f"{group}.{name}": value for name, value in values.items()}


EXPECTED = {
    "brother": {
        **fields("impressions", total=1500, monochrome=600, full_color=900, two_sided=400),
        "scan.total": 321,
    },
    "hp": fields("impressions", total=9000, monochrome=7000, full_color=2001, two_sided=40),
    "kyocera": {
        **fields("impressions", total=1000, monochrome=700, full_color=250, single_color=50),
        **fields("impressions", two_sided=300, large=120),
        **fields("print", total=600, monochrome=400, full_color=150),
        **fields("copy", total=300, monochrome=200, full_color=100),
        **fields("fax", total=60, monochrome=60, full_color=0),
        "scan.total": 500,
    },
    "ricoh": {
        **fields("impressions", total=800, full_color=250),
        **fields("print", monochrome=300, full_color=100),
        "copy.monochrome": 170,
    },
    "konica_minolta": {
        **fields("impressions", total=2000, two_sided=500),
        **fields("print", monochrome=600, full_color=450),
        **fields("copy", monochrome=800, full_color=100),
        "scan.total": 640,
    },
    "sharp": {
        **fields("impressions", total=600, monochrome=390, full_color=200, two_color=10, two_sided=120),
        **fields("print", total=500, monochrome=300, full_color=200),
        "copy.monochrome": 90,
        "scan.total": 40,
    },
    "canon": {
        **fields("impressions", total=900, monochrome=600, full_color=300, large=50),
        "copy.total": 200,
        "print.total": 700,
        "scan.total": 55,
    },
    "epson": {
        **fields("impressions", total=300, monochrome=100, full_color=200),
        "print.total": 250,
        "copy.total": 50,
    },
    "xerox": {
        **fields("impressions", total=1000, monochrome=600, full_color=400),
        **fields("print", monochrome=450, full_color=350),
        **fields("copy", monochrome=150, full_color=50),
        "scan.total": 50,
    },
    "lexmark": fields("impressions", total=300, monochrome=210, full_color=90),
    "samsung": fields("impressions", monochrome=70, full_color=30),
    "oki": {},  # hearsay, and not what the engine counts
    "toshiba": {
        **fields("impressions", total=1000, monochrome=790, full_color=200, two_color=10, large=20),
        **fields("print", total=550, monochrome=400, full_color=150),
        **fields("copy", total=360, monochrome=300, full_color=50),
        **fields("fax", total=90, monochrome=90, full_color=0),
    },
    "zebra": {},
    "pantum": {"impressions.two_sided": 12, "print.total": 345},
    "panasonic": {"impressions.total": 4321},
}


@pytest.mark.parametrize("maker", MADE)
def test_each_makers_counters_are_read_by_their_rules(maker: str) -> None:
    printer = read(MADE[maker])
    assert counted(printer) == EXPECTED[maker]
    assert printer.counters is None or printer.counters.source == f"vendor:{maker}"
    assert "sums_disagree" not in printer.flags


def test_a_printer_of_no_known_maker_has_no_billing_counters_but_an_engine_life() -> None:
    printer = read(OFFICE_PRINTER)
    assert (printer.counters, printer.life_count is None) == (None, False)


@pytest.mark.parametrize("wrong", [-4, MAX_COUNT + 1, 2**32 - 1])
def test_a_negative_or_absurd_count_is_unread_and_no_zero(wrong: int) -> None:
    printer = read(device("11.2.3.9.1", {f"{HP}.5.0": wrong, f"{HP}.22.0": 40}))
    assert counted(printer) == {"impressions.two_sided": 40}


def test_an_object_that_is_not_there_is_no_zero() -> None:
    assert read(device("11.2.3.9.1", {})).counters is None


@pytest.mark.parametrize(
    ("colour", "flagged"),
    [(2000, False), (2000 + SUM_TOLERANCE, False), (2001 + SUM_TOLERANCE, True), (1000, True), (0, True)],
)
def test_sums_that_do_not_come_out_are_flagged_and_their_parts_still_shown(
    colour: int, flagged: bool
) -> None:
    printer = read(device("11.2.3.9.1", {f"{HP}.5.0": 9000, f"{HP}.6.0": 7000, f"{HP}.7.0": colour}))
    assert ("sums_disagree" in printer.flags) is flagged
    assert counted(printer) == fields("impressions", total=9000, monochrome=7000, full_color=colour)


def test_parts_that_can_not_all_be_read_may_be_less_than_their_total() -> None:
    printer = read(device("11.2.3.9.1", {f"{HP}.5.0": 9000, f"{HP}.6.0": 7000}))
    assert "sums_disagree" not in printer.flags


@pytest.mark.parametrize(
    ("privates", "life", "believed"),
    [
        ({"641.2.1.5.1.0": 300, "641.2.1.5.2.0": 210, "641.2.1.5.3.0": 90}, None, True),
        ({"641.2.1.5.1.0": 300, "641.2.1.5.2.0": 210, "641.2.1.5.3.0": 50}, None, False),
        ({"641.2.1.5.1.0": 300}, 300, False),
        ({"641.2.1.5.1.0": 300, "641.2.1.5.2.0": 300}, None, False),  # one hearsay by another
        ({"641.2.1.5.1.0": 0, "641.2.1.5.2.0": 0, "641.2.1.5.3.0": 0}, None, False),
    ],
)
def test_what_is_known_from_hearsay_counts_only_where_a_sum_confirms_it(
    privates: dict[str, int], life: int | None, believed: bool
) -> None:
    printer = read(device("641.1.1", privates, life))
    assert (printer.counters is not None) is believed
    assert "sums_disagree" not in printer.flags


@pytest.mark.parametrize(
    ("maker", "billing"), [("kyocera", "1347.43.10"), ("brother", f"{BROTHER_INFO}.10"), ("hp", f"{HP}.5")]
)
def test_the_engines_life_is_never_the_billing_count(maker: str, billing: str) -> None:
    printer = read(without(MADE[maker], private(billing)))
    assert printer.life_count is not None
    assert "impressions.total" not in counted(printer)


def test_codes_without_names_are_believed_by_their_sum_alone() -> None:
    by_code = {101: 900, 112: 30, 113: 570, 122: 20, 123: 280, 301: 700}
    counts: dict[str, int | str] = {f"{CANON}.1.3.1.4.{code}": count for code, count in by_code.items()}
    assert counted(read(device("1602.4.7", counts))) == fields(
        "impressions", total=900, monochrome=600, full_color=300
    )
    named = {f"{CANON}.1.3.1.2.{code}": f"Total {code - 100}" for code in by_code}
    assert counted(read(device("1602.4.7", {**counts, **named}))) == {"impressions.total": 900}


@pytest.mark.parametrize("cut", [b"", b"\xff", b"\x00\x01\x04\x00", b"\x00\x02\x04\x00\x00\x00\x07\xff"])
def test_a_blob_that_is_cut_off_or_empty_tells_nothing(cut: bytes) -> None:
    assert read(device("2435.2.3.9.1", {f"{BROTHER_INFO}.10.0": cut})).counters is None


def test_what_stands_before_a_broken_record_is_still_told() -> None:
    walk = device("2435.2.3.9.1", {f"{BROTHER_INFO}.10.0": blob((0, 7))[:-1] + b"\x01\x01\x04\x00"})
    assert counted(read(walk)) == {"impressions.total": 7}
