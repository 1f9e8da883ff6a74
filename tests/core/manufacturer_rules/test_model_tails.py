"""A model's name ends where firmware, languages, network cards or numbers begin, in whatever form."""

from __future__ import annotations

import pytest

from agent.core.identification.brands import maker_of
from agent.core.identification.model_names import model_of
from agent.core.identification.model_tails import without_tail
from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.mib.trade_marks import without_trade_marks
from tests.support.made_printers import ADDRESS, made

VERSIONS = ("1.07", "R1.28/PH", "V4.01.20", "Rev.02.70", "NH.HS2.N211La", "LW40.PRL.P613", "2R7_2000.001.001")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", ["LBP000Cx", "ColorWorks 500", "MP C0000/LD000C", "M000 Series"])
def test_every_form_of_a_version_ends_a_name(name: str, version: str) -> None:
    assert without_tail(f"{name} {version}") == name


@pytest.mark.parametrize(
    "tail",
    [
        *(" /P", " /PH", " / Network Printer C model", " - 2.12", "; OS 8.79", ", FW 20200101", "@PID:0123"),
        *(" @1.23", " PH 1.00", " PCL 6", " PCL5e", " PCLXL", " KPDL", " PS3", " PostScript", " F/W 01.32"),
        *(" Rev 02", " version NS.NP", " firmware 7", " OS 1.01.15.47", " kernel 2.6.6", " Engine 1.01.25"),
        *(
            " NIC V4.01",
            " JETDIRECT JD153",
            " SN:AB12345678",
            " A0PU041012345",
            " 7529000001",
            " Sep-27-2010",
        ),
        *(" 02-10-2010", " (00:11:22:33:44:55)", " [00AABBCCDDEE]", " #12", "|fw=3"),
        *(" Network Controller 2", " System Software 55", " SYS", " CTRL", " NIC", " System", " Controller"),
        *(
            "-V1.1.20",
            "_V1.1.20",
            "/V1.1.20",
            "-1.1.20",
            "_1.03",
            "-FW2.1",
            "_fw20200101",
            "-rev1.2",
            "-V1_1_20",
        ),
        *(
            "-SYS",
            "_NIC",
            "-CTRL V1.0",
            " V1_1_20",
            " Firmware: 1",
            " Serial# 12",
            " SerialNo AB1",
            " f.w. 3",
        ),
    ],
)
def test_what_follows_a_number_and_is_no_model_ends_the_name(tail: str) -> None:
    assert without_tail(f"ColorWorks 500{tail}") == "ColorWorks 500"


@pytest.mark.parametrize(
    "name",
    [
        *("OfficeJet Pro 8600 N911g", "LaserJet Pro M404-M405", "Color C60/C70", "iR-ADV C5535 III", "17"),
        *("HL-0000DW series", "M408x Series", "WorkCentre 7120 v1", "Designjet Z0000 PS", "e-STUDIO0000AC"),
        *("P2500W-V2", "TM-1.5", "LaserJet 4-V", "M404-M405", "MX-M266N", "Pro-R", "C60_C70", "CX-9/OS"),
        *("Multi-Functional Device", "Stylus Pro", "Network Printer 17", "MFP M000fdw", "TM-T88V", "1.07"),
    ],
)
def test_a_name_without_a_tail_stays_whole(name: str) -> None:
    assert without_tail(name) == name


def test_a_name_does_not_change_with_an_update() -> None:
    def model(version: str) -> str | None:
        described = made({(objects.HR_DEVICE_DESCR, (1,)): f"Canon LBP000Cx {version}".encode()})
        return read_printer(described, ADDRESS).identity.model

    assert {model(version) for version in VERSIONS} == {"LBP000Cx"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Xerox® VersaLink® C000", "Xerox VersaLink C000"),
        ("Lexmark™ CX000", "Lexmark CX000"),
        ("HP(R) LaserJet(TM) 000", "HP LaserJet 000"),
        ("Xerox&reg; Phaser&#8482; 000", "Xerox Phaser 000"),
        ("XeroxÂ® Toner", "Xerox Toner"),
        ("Toner (R)", "Toner (R)"),  # may be a colour
        ("Toner (C)", "Toner (C)"),
        ("®", "®"),
    ],
)
def test_signs_of_trade_marks_are_no_part_of_a_name(text: str, plain: str) -> None:
    assert without_trade_marks(text) == plain


@pytest.mark.parametrize(
    ("text", "maker", "model"),
    [
        ("Xerox® VersaLink® C000 Multifunction Printer; 1.2", "Xerox", "VersaLink C000"),
        ("Xerox WorkCentre 0000 v1 Multifunction System; System Software 1.2", "Xerox", "WorkCentre 0000 v1"),
        ("HP Color Laser Printer 000cn", "HP", "Color Laser Printer 000cn"),
        ("TOSHIBA e-STUDIO 3505AC SYS", "Toshiba", "e-STUDIO 3505AC"),
        ("Pantum P2500W-V1.1.20", "Pantum", "P2500W"),
        ("KONICA MINOLTA® bizhub C000 A0PU041012345", "Konica Minolta", "bizhub C000"),
    ],
)
def test_maker_and_kind_of_device_are_no_part_of_a_model(text: str, maker: str, model: str) -> None:
    known = maker_of((text,), None)
    assert known is not None
    assert (known.name, model_of(text, known)) == (maker, model)
