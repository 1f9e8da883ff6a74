"""A recording that may be passed on: nothing of the owner is left in it, and it reads the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.core.interpretation import read_printer
from agent.core.mib import objects
from agent.core.model.walk import Oid, Tag, Varbind, Walk, parse_oid
from agent.core.recording import format_recording
from agent.core.redaction import redacted
from agent.demo.made_up_printers import OFFICE
from tests.support.recording import parse_recording

if TYPE_CHECKING:
    from agent.core.model.printer import Printer

RECORDINGS = Path(__file__).parents[4] / "shared" / "recordings" / "rec"
FILES = sorted(RECORDINGS.glob("*.snmprec")) if RECORDINGS.is_dir() else []
ADDRESS = "10.20.30.40"
OWN = (
    (objects.PRT_GENERAL_SERIAL_NUMBER, b"E78098K4H123456"),
    (objects.SYS_NAME, b"BRN001BA9C0FFEE"),
    (objects.SYS_LOCATION, "Büro Müller, 2. OG".encode()),
    (parse_oid("1.3.6.1.2.1.1.4"), b"frau.mueller@office.example"),
    (parse_oid("1.3.6.1.2.1.43.5.1.1.5"), b"Service Schmidt"),
)
MAC = bytes.fromhex("001ba9c0ffee")


def text(oid: Oid, value: bytes, row: int = 1) -> Varbind:
    return Varbind((*oid, row), Tag.OCTET_STRING, value)


def own_walk() -> Walk:
    others = [
        text(objects.SYS_DESCR, b"Printer X;S/N:E78098K4H123456;IP 10.20.30.40;FW 1.2.3.4", 0),
        text(objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT, "Büro Müller, 2. OG".encode("utf-16-be")),
        text(objects.PPM_PRINTER_IEEE1284_DEVICE_ID, b"MFG:Acme;MDL:X1;SN:E78098K4H123456;"),
        Varbind((*objects.IF_PHYS_ADDRESS, 1), Tag.OCTET_STRING, MAC),
        text(objects.PRT_ALERT_DESCRIPTION, b"http://10.20.30.40 host BRN001BA9C0FFEE mac 00:1B:A9:C0:FF:EE"),
        Varbind((*objects.IP_AD_ENT_IF_INDEX, 10, 20, 30, 40), Tag.INTEGER, 1),
        Varbind(parse_oid("1.3.6.1.2.1.4.20.1.1.10.20.30.40"), Tag.IP_ADDRESS, bytes((10, 20, 30, 40))),
    ]
    return Walk(
        [*(text(oid, value, 0 if oid[:7] == (1, 3, 6, 1, 2, 1, 1) else 1) for oid, value in OWN), *others]
    )


def leaks(recording: str, secret: bytes) -> bool:
    """Tell whether a text is in a recording, as text or as the hexadecimal of its octets."""
    lowered = recording.lower()
    return secret.decode("latin-1").lower() in lowered or secret.hex() in lowered


def without_identity(printer: Printer) -> Printer:
    identity = replace(
        printer.identity,
        serial_number=None,
        mac_address=None,
        host_name=None,
        location=None,
        asset_tag=None,
        sys_descr=None,
    )
    supplies = tuple(replace(supply, serial_number=None) for supply in printer.supplies)
    return replace(printer, identity=identity, supplies=supplies, console=(), alerts=())


def test_nothing_of_the_owner_is_left_wherever_it_stood() -> None:
    made = redacted(own_walk(), ADDRESS)
    recording = format_recording(made.walk)
    for _, secret in OWN:
        assert not leaks(recording, secret)
    for secret in (MAC, b"00:1b:a9", ADDRESS.encode(), "Büro".encode("utf-16-be")):
        assert not leaks(recording, secret)
    assert ".10.20.30.40|" not in recording
    assert "1.2.3.4" in recording  # a version, no address
    assert made.address == "192.0.2.1"


def test_the_same_text_has_the_same_mark_and_length_everywhere() -> None:
    made = redacted(own_walk(), ADDRESS)
    (serial,) = made.walk.octets(objects.PRT_GENERAL_SERIAL_NUMBER).values()
    (descr,) = made.walk.octets(objects.SYS_DESCR).values()
    (device_id,) = made.walk.octets(objects.PPM_PRINTER_IEEE1284_DEVICE_ID).values()
    assert len(serial) == len(b"E78098K4H123456")
    assert serial in descr
    assert serial in device_id
    again = redacted(own_walk(), ADDRESS)
    assert format_recording(again.walk) == format_recording(made.walk)


def test_what_the_person_names_is_hidden_too() -> None:
    walk = Walk([*own_walk(), text(objects.PRT_INPUT_NAME, b"Tray of Contoso", 2)])
    assert "Contoso" in format_recording(redacted(walk, ADDRESS).walk)
    assert "Contoso" not in format_recording(redacted(walk, ADDRESS, names=["Contoso"]).walk)


def test_a_device_that_is_called_by_its_model_keeps_its_model() -> None:
    walk = Walk([text(objects.SYS_NAME, b"Acme X1", 0), text(objects.HR_DEVICE_DESCR, b"Acme X1")])
    made = redacted(walk, ADDRESS).walk
    assert made.octets(objects.HR_DEVICE_DESCR)[1,] == b"Acme X1"
    assert made.octets(objects.SYS_NAME)[0,] != b"Acme X1"


def test_a_serial_number_that_is_a_number_is_hidden() -> None:
    walk = Walk([Varbind((*objects.PRT_GENERAL_SERIAL_NUMBER, 1), Tag.INTEGER, 123_456_789)])
    made = redacted(walk, ADDRESS).walk
    (number,) = made.integers(objects.PRT_GENERAL_SERIAL_NUMBER).values()
    assert number != 123_456_789
    assert len(str(number)) == 9


@pytest.mark.parametrize("device", OFFICE, ids=lambda device: str(device.walk and len(device.walk)))
def test_the_demo_printers_read_the_same(device: object) -> None:
    walk: Walk = device.walk  # type: ignore[attr-defined] # a device of the office
    _reads_the_same(walk)


@pytest.mark.skipif(not FILES, reason="the folder of recordings is not here")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_real_recordings_read_the_same_and_tell_nobody(file: Path) -> None:
    _reads_the_same(parse_recording(file.read_bytes().decode("latin-1")))


def _reads_the_same(walk: Walk) -> None:
    before = read_printer(walk, ADDRESS)
    serials = [s.serial_number for s in before.supplies if s.serial_number]
    if before.identity.serial_number:
        serials.append(before.identity.serial_number)
    made = redacted(walk, ADDRESS, serials)
    recording = format_recording(made.walk)
    after = read_printer(parse_recording(recording), made.address)
    assert without_identity(after) == without_identity(before)
    assert bool(after.identity.serial_number) == bool(before.identity.serial_number)
    identity = before.identity
    model = f"{identity.model} {identity.sys_descr}".lower()
    for secret in (*serials, identity.host_name, identity.location, identity.asset_tag):
        if secret and len(secret) >= 5 and secret.lower() not in model:
            assert not leaks(recording, secret.encode()), secret
    if identity.mac_address:
        assert not leaks(recording, bytes.fromhex(identity.mac_address.replace(":", "")))
