"""Which maker and which model a sysDescr names: on texts of our own, and on a peer's table of 132 devices."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agent.core.identification.brands import maker_of
from agent.core.identification.makers import BRANDS
from agent.core.identification.model_patterns import model_from_description
from tools.score_names import same_maker, same_model

TABLE = Path(__file__).parents[4] / "shared" / "recordings" / "identity_expected_fusioninventory.json"
with_table = pytest.mark.skipif(not TABLE.is_file(), reason="the table of devices is not here")

# The peer goes by a sysObjectID that neighbours share; the device names itself: theirs -> the device's.
MISNAMED = {"Phaser 8560DP": "Phaser 8550DP"}


def named(sys_descr: str, maker: str | None = None) -> str | None:
    known = next((m for m in BRANDS if m.name == maker), maker_of((sys_descr,), None))
    return model_from_description(sys_descr, known)


@pytest.mark.parametrize(
    ("sys_descr", "model"),
    [
        ("Canon LBP0000C /P", "LBP0000C"),
        ("Canon iR0000iF 1.07 /P", "iR0000iF"),
        ("RICOH Aficio MP C0000 1.17 / RICOH Network Printer C model", "Aficio MP C0000"),
        ("LANIER MP C0000/LD000C 2.01 / LANIER Network Printer C model", "MP C0000/LD000C"),
        ("Lexmark X000 version AA.BB kernel 2.6 All-N-1", "X000"),
        ("Dell B0000dn Laser Printer version AA kernel 3.0.0", "B0000dn"),
        ("Dell Laser Printer M0000 version 55.1 kernel 2.4", "M0000"),
        ("IBM Network Printer 17", "17"),
        ("KONICA  MINOLTA bizhub C000e", "bizhub C000e"),
        ("Xerox WorkCentre 0000 v1 Multifunction System; System Software 1.2", "WorkCentre 0000 v1"),
        ("Xerox DocuPrint N0000 Network Laser Printer - 2.12-02 ", "DocuPrint N0000"),
        ("Xerox® Color C00/C70;System 1.2,ESS1", "Color C00/C70"),
        ("FUJI XEROX ApeosPort-VI C0000 ;ESS1.0", "ApeosPort-VI C0000"),
        ("Phaser 0000DN; OS 9.82", "Phaser 0000DN"),
        ("Samsung Samsung CLX-0000 Series; V1.0;Engine 1", "CLX-0000 Series"),
        ("Samsung ML-0000 Series OS 1.01.15.47 02-10-2010;Engine", "ML-0000 Series"),
        ("TOSHIBA TEC B-EX000", "B-EX000"),
        ("ZTC GX000t", "GX000t"),
        ("HP ETHERNET MULTI-ENVIRONMENT,SN:A,PID:HP LaserJet Test", "LaserJet Test"),
        ("HP ETHERNET MULTI-ENVIRONMENT,SN:A,PID:Samsung SL-M0000", "SL-M0000"),
        ("OKI OkiLAN 0000e Rev.01 10/100BASE Ethernet PrintServer: Attached to MC000 Rev.02.7", "MC000"),
    ],
)
def test_a_model_is_what_stands_between_the_brand_and_the_firmware(sys_descr: str, model: str) -> None:
    assert named(sys_descr) == model


@pytest.mark.parametrize(
    "sys_descr",
    [
        "",
        "HP",
        "HP ETHERNET MULTI-ENVIRONMENT",
        "HP ETHERNET MULTI-ENVIRONMENT,ROM none,JETDIRECT,JD149,EEPROM V50251131008,CIDATE 11/30/2011",
        "HP ETHERNET MULTI-ENVIRONMENT,SN:A000000,FN:B000000,SVCID:00000,PID:room12b",
        "DELL NETWORK PRINTER,ROM A.03.15,JETDIRECT,JD24,EEPROM A.08.20",
        "KYOCERA Document Solutions Printing System",
        "UTAX_TA Printing System",
        "EPSON Built-in 10Base-T/100Base-TX Print Server",
        "EPSON 10/100/1000 Ethernet USB Ext. Scan Server",
        "Brother NC-0000h, Firmware Ver.1.01  (08.12.12),MID 84UB05",
        "RICOH Network Printer D model-II 6.18 / RICOH Network Scanner",
        "Lexmark MarkNet N0000 version 1.2",
        "Dell Color Laser",
        "Zebra Wired",
        "Examplar ColorWorks 500",
        "Linux fileserver 6.1.0",
    ],
)
def test_no_model_is_claimed_where_the_text_names_a_card_a_platform_or_nothing(sys_descr: str) -> None:
    assert named(sys_descr) is None


def test_a_family_alone_names_a_model_where_the_maker_is_known_otherwise() -> None:
    assert named("TTP000CE Version: 7.02 EZD", "TSC") == "TTP000CE"
    assert named("TTP000CE Version: 7.02 EZD") is None


@pytest.mark.parametrize(
    ("theirs", "ours", "same"),
    [
        ("bizhub C000", "bizhub C000e", True),
        ("Phaser 0000 MFP", "Phaser 0000MFP-D", True),
        ("HP LaserJet 0000", "LaserJet 0000", True),
        ("Dell Laser Printer M0000 99-1", "M0000", True),
        ("Phaser 100", "Phaser 1000", False),
        ("Phaser 1000", "Phaser", False),
        ("Phaser 1000", None, False),
    ],
)
def test_the_normalisation_lets_no_other_model_pass(theirs: str, ours: str | None, same: bool) -> None:
    assert same_model(theirs, ours) is same


@cache
def devices() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(TABLE.read_text(encoding="utf-8")))


def carries(device: dict[str, Any]) -> bool:
    """Return whether the text holds a word with a digit of the model that the peer found."""
    model = device.get("MODEL", "")
    numbers = re.findall(r"[a-z0-9-]*\d[a-z0-9-]+", MISNAMED.get(model, model).lower())
    return any(number in device["DESCRIPTION"].lower() for number in numbers)


@with_table
def test_the_maker_is_right_for_nearly_all_devices_of_the_table() -> None:
    wrong = [
        (device["DESCRIPTION"], device["MANUFACTURER"], found)
        for device in devices()
        if not same_maker(
            device["MANUFACTURER"], found := getattr(maker_of((device["DESCRIPTION"],), None), "name", None)
        )
    ]
    assert 1 - len(wrong) / len(devices()) >= 0.98, wrong


@with_table
def test_the_model_is_right_where_the_text_carries_it_and_else_not_claimed() -> None:
    claims = [(device, named(device["DESCRIPTION"])) for device in devices()]
    carrying = [(device, ours) for device, ours in claims if carries(device)]
    wrong = [(d["DESCRIPTION"], ours) for d, ours in carrying if not same_model(d["MODEL"], ours)]
    assert len(carrying) >= 57
    assert 1 - len(wrong) / len(carrying) >= 0.9, wrong
    assert [(d["DESCRIPTION"], ours) for d, ours in claims if ours and not carries(d)] == []
