"""Numbers of the MIBs become labels, alerts and error bits become state reasons."""

from __future__ import annotations

import codecs

import pytest

from agent.core.mib import enumerations
from agent.core.mib.enumerations import label, sub_unit_status
from agent.core.mib.state_reasons import merge_reasons, reason_of_alert, reasons_of_errors

CRITICAL, WARNING, WARNING_BINARY, OTHER = 3, 4, 5, 1
COVER, INPUT, OUTPUT, MARKER, SUPPLIES, ALERTS, FINISHER = 6, 8, 9, 10, 11, 18, 30


@pytest.mark.parametrize(
    ("table", "number", "name"),
    [
        (enumerations.PRINTER_STATUS, 5, "warmup"),
        (enumerations.MARK_TECH, 4, "electrophotographicLaser"),
        (enumerations.MARK_TECH, 27, "typesetter"),
        (enumerations.COUNTER_UNIT, 7, "impressions"),
        (enumerations.COUNTER_UNIT, 11, "hours"),
        (enumerations.COUNTER_UNIT, 10, "other(10)"),
        (enumerations.SUPPLY_UNIT, 15, "tenthsOfMilliliters"),
        (enumerations.SUPPLY_UNIT, 19, "percent"),
        (enumerations.CAPACITY_UNIT, 8, "sheets"),
        (enumerations.SUPPLIES_CLASS, 4, "receptacle"),
        (enumerations.SUPPLIES_CLASS, 2, "other(2)"),
        (enumerations.SUPPLIES_TYPE, 9, "opc"),
        (enumerations.SUPPLIES_TYPE, 15, "fuser"),
        (enumerations.SUPPLIES_TYPE, 21, "tonerCartridge"),
        (enumerations.SUPPLIES_TYPE, 32, "staples"),
        (enumerations.COVER_STATUS, 3, "coverOpen"),
        (enumerations.ALERT_SEVERITY, 5, "warningBinaryChangeEvent"),
        (enumerations.ALERT_SEVERITY, 0, "other(0)"),
        (enumerations.ALERT_TRAINING_LEVEL, 7, "noInterventionRequired"),
        (enumerations.ALERT_GROUP, 18, "alert"),
        (enumerations.ALERT_GROUP, 33, "finAttribute"),
        (enumerations.ALERT_GROUP, 52, "scanMediaPath"),
        (enumerations.ALERT_CODE, 8, "jam"),
        (enumerations.ALERT_CODE, 9, "subunitMissing"),
        (enumerations.ALERT_CODE, 38, "subunitThermistorFailure"),
        (enumerations.ALERT_CODE, 507, "printerReadyToPrint"),
        (enumerations.ALERT_CODE, 808, "inputMediaSupplyEmpty"),
        (enumerations.ALERT_CODE, 1112, "markerOpcLifeOver"),
        (enumerations.ALERT_CODE, 1509, "interpreterComplexPageEncountered"),
        (enumerations.ALERT_CODE, 30203, "staplerCoverOpen"),
        (enumerations.ALERT_CODE, 30708, "dieCutterJam"),
        (enumerations.ALERT_CODE, 31838, "inserterThermistorFailure"),
        (enumerations.ALERT_CODE, 31839, "other(31839)"),
        (enumerations.ALERT_CODE, -2147483648, "other(-2147483648)"),
        (enumerations.ALERT_CODE, None, None),
    ],
)
def test_a_number_has_the_label_of_its_mib(
    table: dict[int, str], number: int | None, name: str | None
) -> None:
    assert label(table, number) == name


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "availableAndIdle"),
        (4, "availableAndActive"),
        (3, "unavailableBecauseBroken"),
        (25, "unavailableOnRequest nonCriticalAlerts criticalAlerts"),
        (126, "availableAndBusy nonCriticalAlerts criticalAlerts offLine transitioning"),
        (7, "other(7)"),
        (127, "other(127)"),
        (128, "other(128)"),
        (-2, "other(-2)"),
        (None, None),
    ],
)
def test_a_sub_unit_status_is_taken_apart(number: int | None, words: str | None) -> None:
    assert sub_unit_status(number) == words


def test_the_error_bits_are_in_the_order_of_rfc_2790() -> None:
    assert enumerations.DETECTED_ERRORS.index("jammed") == 5
    assert enumerations.DETECTED_ERRORS.index("serviceRequested") == 7
    assert enumerations.DETECTED_ERRORS.index("overduePreventMaint") == 14


@pytest.mark.parametrize(
    ("number", "raw", "text"),
    [
        (3, b"Tray", "Tray"),
        (4, b"\xfcber", "über"),
        (17, b"\x83g\x83i\x81[", "トナー"),
        (106, "Übersicht".encode(), "Übersicht"),
        (111, b"\xa4", "€"),
        (1000, b"\x00A", "A"),
        (2004, b"\xcf", "ü"),
        (2009, b"\x81", "ü"),
        (2025, b"\xb7\xdb", "粉"),
        (2252, b"\x80", "€"),
    ],
)
def test_a_character_set_number_gives_its_codec(number: int, raw: bytes, text: str) -> None:
    assert raw.decode(enumerations.CHARACTER_SETS[number]) == text


def test_python_knows_every_codec_of_the_table() -> None:
    assert all(codecs.lookup(codec) for codec in enumerations.CHARACTER_SETS.values())


@pytest.mark.parametrize(
    ("code", "severity", "group", "reason"),
    [
        (3, CRITICAL, COVER, "cover-open-error"),
        (5, CRITICAL, COVER, "interlock-open-error"),
        (8, CRITICAL, 13, "media-jam-error"),
        (8, CRITICAL, 52, "scan-media-path-jam-error"),
        (8, WARNING, None, "media-jam-warning"),
        (9, CRITICAL, INPUT, "input-tray-missing-error"),
        (9, CRITICAL, OUTPUT, "output-tray-missing-error"),
        (9, CRITICAL, SUPPLIES, "marker-supply-missing-error"),
        (9, CRITICAL, MARKER, "subunit-missing-error"),
        (12, WARNING_BINARY, INPUT, "media-low-warning"),
        (13, CRITICAL, SUPPLIES, "marker-supply-empty-error"),
        (14, WARNING, SUPPLIES, "marker-waste-almost-full-warning"),
        (15, CRITICAL, OUTPUT, "output-area-full-error"),
        (31, CRITICAL, MARKER, "subunit-recoverable-storage-error"),
        (501, CRITICAL, 5, "door-open-error"),
        (807, WARNING, INPUT, "media-low-warning"),
        (808, CRITICAL, INPUT, "media-empty-error"),
        (809, CRITICAL, INPUT, "media-needed-error"),
        (811, CRITICAL, INPUT, "input-tray-position-failure-error"),
        (903, WARNING, OUTPUT, "output-area-full-warning"),
        (1001, CRITICAL, MARKER, "fuser-under-temp-error"),
        (1101, CRITICAL, SUPPLIES, "toner-empty-error"),
        (1104, WARNING, SUPPLIES, "toner-low-warning"),
        (1104, OTHER, SUPPLIES, "toner-low-report"),
        (1105, WARNING, SUPPLIES, "marker-ink-almost-empty-warning"),
        (1109, CRITICAL, SUPPLIES, "marker-waste-full-error"),
        (1111, WARNING, SUPPLIES, "opc-near-eol-warning"),
        (1115, CRITICAL, SUPPLIES, "marker-toner-cartridge-missing-error"),
        (30213, WARNING, FINISHER, "stapler-empty-warning"),
        (31131, CRITICAL, FINISHER, "separation-cutter-recoverable-storage-error"),
        (31132, CRITICAL, FINISHER, "separation-cutter-unrecoverable-storage-error-error"),
        (1, CRITICAL, 5, "other-error"),
        (99999, WARNING, 5, "other-warning"),
    ],
)
def test_an_alert_gives_its_keyword(code: int, severity: int, group: int | None, reason: str) -> None:
    assert reason_of_alert(code, severity, group) == reason


@pytest.mark.parametrize(
    ("code", "severity", "group"),
    [
        (4, CRITICAL, COVER),
        (7, WARNING, 5),
        (23, OTHER, 5),
        (24, WARNING, MARKER),
        (503, WARNING, 5),
        (507, OTHER, 5),
        (1001, WARNING_BINARY, MARKER),  # asleep, the fuser is cold
        (1801, WARNING, ALERTS),
        (30223, WARNING, FINISHER),
        (1, OTHER, 5),  # "Ready"
        (0, 0, 0),  # "Sleep", a row of zeros
        (99999, None, None),
        (None, CRITICAL, INPUT),
    ],
)
def test_an_alert_that_reports_no_trouble_gives_none(
    code: int | None, severity: int | None, group: int | None
) -> None:
    assert reason_of_alert(code, severity, group) is None


def test_error_bits_give_registered_keywords_only() -> None:
    assert reasons_of_errors(["noPaper", "offline", "doorOpen", "overduePreventMaint", "noCoffee"]) == (
        "media-empty-error",
        "cover-open-error",
    )
    without = {name for name in enumerations.DETECTED_ERRORS if not reasons_of_errors([name])}
    assert without == {"offline", "serviceRequested", "overduePreventMaint"}


def test_merged_reasons_keep_their_order_and_only_the_worst_severity() -> None:
    merged = merge_reasons(
        ("media-low-warning", "media-empty-warning", "toner-low-report"),
        ["media-empty-error", "media-low-warning", "toner-low-warning", "toner-empty-error"],
    )

    assert merged == ("media-low-warning", "media-empty-error", "toner-low-warning", "toner-empty-error")
    assert merge_reasons() == ()
    assert merge_reasons(["paused"]) == ("paused",)
