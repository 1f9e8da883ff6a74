"""MIB enumerations as tables, number -> label, spelled as in the MIB.

Sources: RFC 3805 (Printer-MIB), the IANA-PRINTER-MIB that it founded (2016 text; alert codes and
groups of PWG 5107.3 added), RFC 2790 (Host Resources), the IANA character set registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping


def label(table: Mapping[int, str], number: int | None) -> str | None:
    """Return the label of an enumerated value: None for None, "other(n)" for a number without one."""
    return None if number is None else table.get(number, f"other({number})")


def _from(first: int, labels: str) -> dict[int, str]:
    return dict(enumerate(labels.split(), first))


def numbers_of(enumeration: Mapping[int, str], labels: Container[str]) -> frozenset[int]:
    """Return the numbers that stand for these labels."""
    return frozenset(number for number, label in enumeration.items() if label in labels)


# RFC 2790 hrPrinterStatus.
PRINTER_STATUS = _from(1, "other unknown idle printing warmup")

# RFC 2790 hrPrinterDetectedErrorState: the place is the bit; bit 0 is the top bit of octet 0.
DETECTED_ERRORS = (
    "lowPaper",
    "noPaper",
    "lowToner",
    "noToner",
    "doorOpen",
    "jammed",
    "offline",
    "serviceRequested",
    "inputTrayMissing",
    "outputTrayMissing",
    "markerSupplyMissing",
    "outputNearFull",
    "outputFull",
    "inputTrayEmpty",
    "overduePreventMaint",
)

# PrtMarkerMarkTechTC.
MARK_TECH = _from(
    1,
    "other unknown electrophotographicLED electrophotographicLaser electrophotographicOther "
    "impactMovingHeadDotMatrix9pin impactMovingHeadDotMatrix24pin impactMovingHeadDotMatrixOther "
    "impactMovingHeadFullyFormed impactBand impactOther inkjetAqueous inkjetSolid inkjetOther pen "
    "thermalTransfer thermalSensitive thermalDiffusion thermalOther electroerosion electrostatic "
    "photographicMicrofiche photographicImagesetter photographicOther ionDeposition eBeam typesetter",
)

# PrtMarkerCounterUnitTC.
COUNTER_UNIT = {
    **_from(3, "tenThousandthsOfInches micrometers characters lines impressions sheets dotRow"),
    11: "hours",
    **_from(16, "feet meters"),
}

# PrtMarkerSuppliesSupplyUnitTC; "hundreths" is the MIB's own spelling.
SUPPLY_UNIT = {
    **_from(1, "other unknown tenThousandthsOfInches micrometers"),
    **_from(7, "impressions sheets"),
    **_from(11, "hours thousandthsOfOunces tenthsOfGrams hundrethsOfFluidOunces tenthsOfMilliliters"),
    **_from(16, "feet meters items percent"),
}

# PrtCapacityUnitTC.
CAPACITY_UNIT = {
    **_from(1, "other unknown tenThousandthsOfInches micrometers"),
    8: "sheets",
    **_from(16, "feet meters items percent"),
}

# PrtMarkerSuppliesClassTC, shortened as the report has it: supplyThatIsConsumed, receptacleThatIsFilled.
SUPPLIES_CLASS = {1: "other", 3: "consumed", 4: "receptacle"}

# PrtMarkerSuppliesTypeTC.
SUPPLIES_TYPE = _from(
    1,
    "other unknown toner wasteToner ink inkCartridge inkRibbon wasteInk opc developer fuserOil solidWax "
    "ribbonWax wasteWax fuser coronaWire fuserOilWick cleanerUnit fuserCleaningPad transferUnit "
    "tonerCartridge fuserOiler water wasteWater glueWaterAdditive wastePaper bindingSupply bandingSupply "
    "stitchingWire shrinkWrap paperWrap staples inserts covers matteToner matteInk",
)

# PrtCoverStatusTC.
COVER_STATUS = _from(1, "other unknown coverOpen coverClosed interlockOpen interlockClosed")

# PrtAlertSeverityLevelTC.
ALERT_SEVERITY = {1: "other", **_from(3, "critical warning warningBinaryChangeEvent")}

# PrtAlertTrainingLevelTC.
ALERT_TRAINING_LEVEL = _from(
    1, "other unknown untrained trained fieldService management noInterventionRequired"
)

# PrtAlertGroupTC; from 50 on PWG 5107.3.
ALERT_GROUP = {
    **_from(
        1,
        "other unknown hostResourcesMIBStorageTable hostResourcesMIBDeviceTable generalPrinter cover "
        "localization input output marker markerSupplies markerColorant mediaPath channel interpreter "
        "consoleDisplayBuffer consoleLights alert",
    ),
    **_from(30, "finDevice finSupply finSupplyMediaInput finAttribute"),
    **_from(50, "scanDevice scanner scanMediaPath"),
    **_from(60, "faxDevice faxModem"),
    70: "outputChannel",
}

# What may befall any subunit; the finishing devices of PWG 5100.9 have it as codes of their own.
_SUBUNIT_EVENTS = _from(
    3, "CoverOpen CoverClosed InterlockOpen InterlockClosed ConfigurationChange Jam"
) | _from(
    9,
    "Missing LifeAlmostOver LifeOver AlmostEmpty Empty AlmostFull Full NearLimit AtLimit Opened Closed "
    "TurnedOn TurnedOff Offline PowerSaver WarmingUp Added Removed ResourceAdded ResourceRemoved "
    "RecoverableFailure UnrecoverableFailure RecoverableStorageError UnrecoverableStorageError "
    "MotorFailure MemoryExhausted UnderTemperature OverTemperature TimingFailure ThermistorFailure",
)

# A finishing alert is 30000 + 100 * device + event (PWG 5100.9, IANA-PRINTER-MIB of 2010).
_FINISHING_DEVICES = _from(
    2,
    "stapler stitcher folder binder trimmer dieCutter puncher perforater slitter separationCutter "
    "imprinter wrapper bander makeEnvelope stacker sheetRotator inserter",
)

# PrtAlertCodeTC; 814-816, 905-907, 1116-1130, 1305-1334, 5101-6105 are PWG 5107.3's.
ALERT_CODE = {
    **{event: f"subunit{name}" for event, name in _SUBUNIT_EVENTS.items()},
    # Up to jam the generic codes stand without "subunit".
    **_from(1, "other unknown coverOpen coverClosed interlockOpen interlockClosed configurationChange jam"),
    **_from(501, "doorOpen doorClosed powerUp powerDown printerNMSReset printerManualReset"),
    507: "printerReadyToPrint",
    **_from(801, "inputMediaTrayMissing inputMediaSizeChange inputMediaWeightChange inputMediaTypeChange"),
    **_from(805, "inputMediaColorChange inputMediaFormPartsChange inputMediaSupplyLow"),
    **_from(808, "inputMediaSupplyEmpty inputMediaChangeRequest inputManualInputRequest"),
    **_from(811, "inputTrayPositionFailure inputTrayElevationFailure inputCannotFeedSizeSelected"),
    **_from(814, "inputMediaTrayFeedError inputMediaTrayJam inputMediaTrayFailure"),
    **_from(901, "outputMediaTrayMissing outputMediaTrayAlmostFull outputMediaTrayFull"),
    **_from(904, "outputMailboxSelectFailure outputMediaTrayFeedError outputMediaTrayJam"),
    907: "outputMediaTrayFailure",
    **_from(1001, "markerFuserUnderTemperature markerFuserOverTemperature markerFuserTimingFailure"),
    **_from(1004, "markerFuserThermistorFailure markerAdjustingPrintQuality"),
    **_from(1101, "markerTonerEmpty markerInkEmpty markerPrintRibbonEmpty markerTonerAlmostEmpty"),
    **_from(1105, "markerInkAlmostEmpty markerPrintRibbonAlmostEmpty markerWasteTonerReceptacleAlmostFull"),
    **_from(1108, "markerWasteInkReceptacleAlmostFull markerWasteTonerReceptacleFull"),
    **_from(1110, "markerWasteInkReceptacleFull markerOpcLifeAlmostOver markerOpcLifeOver"),
    **_from(1113, "markerDeveloperAlmostEmpty markerDeveloperEmpty markerTonerCartridgeMissing"),
    **_from(1116, "markerCleanerMissing markerDeveloperMissing markerFuserMissing markerInkMissing"),
    **_from(1120, "markerOpcMissing markerPrintRibbonMissing markerSupplyAlmostEmpty markerSupplyEmpty"),
    **_from(1124, "markerSupplyMissing markerWasteAlmostFull markerWasteFull markerWasteMissing"),
    **_from(1128, "markerWasteInkReceptacleMissing markerWasteTonerReceptacleMissing markerTonerMissing"),
    **_from(1301, "mediaPathMediaTrayMissing mediaPathMediaTrayAlmostFull mediaPathMediaTrayFull"),
    **_from(1304, "mediaPathCannotDuplexMediaSelected mediaPathFailure mediaPathJam"),
    **_from(1310, "mediaPathInputRequest mediaPathInputFeedError mediaPathInputJam"),
    **_from(1321, "mediaPathOutputFeedError mediaPathOutputJam mediaPathOutputFull"),
    **_from(1331, "mediaPathPickRollerLifeWarn mediaPathPickRollerLifeOver mediaPathPickRollerFailure"),
    1334: "mediaPathPickRollerMissing",
    **_from(1501, "interpreterMemoryIncrease interpreterMemoryDecrease interpreterCartridgeAdded"),
    **_from(1504, "interpreterCartridgeDeleted interpreterResourceAdded interpreterResourceDeleted"),
    1507: "interpreterResourceUnavailable",
    1509: "interpreterComplexPageEncountered",
    1801: "alertRemovalOfBinaryChangeEntry",
    **_from(5101, "scannerLightLifeAlmostOver scannerLightLifeOver scannerLightFailure scannerLightMissing"),
    **_from(5111, "scannerSensorLifeAlmostOver scannerSensorLifeOver scannerSensorFailure"),
    5114: "scannerSensorMissing",
    **_from(5201, "scanMediaPathTrayMissing scanMediaPathTrayAlmostFull scanMediaPathTrayFull"),
    **_from(5205, "scanMediaPathFailure scanMediaPathJam"),
    **_from(5210, "scanMediaPathInputRequest scanMediaPathInputFeedError scanMediaPathInputJam"),
    **_from(5221, "scanMediaPathOutputFeedError scanMediaPathOutputJam scanMediaPathOutputFull"),
    **_from(5231, "scanMediaPathPickRollerLifeWarn scanMediaPathPickRollerLifeOver"),
    **_from(5233, "scanMediaPathPickRollerFailure scanMediaPathPickRollerMissing"),
    **_from(
        6101, "faxModemMissing faxModemLifeAlmostOver faxModemLifeOver faxModemTurnedOn faxModemTurnedOff"
    ),
    **{
        30000 + 100 * device + event: name + what
        for device, name in _FINISHING_DEVICES.items()
        for event, what in _SUBUNIT_EVENTS.items()
    },
}

# PrtSubUnitStatusTC: the three low bits are one number, the others stand for themselves.
_AVAILABILITY = {
    0: "availableAndIdle",
    1: "unavailableOnRequest",
    2: "availableAndStandby",
    3: "unavailableBecauseBroken",
    4: "availableAndActive",
    5: "unknown",
    6: "availableAndBusy",
}
_SUB_UNIT_FLAGS = {8: "nonCriticalAlerts", 16: "criticalAlerts", 32: "offLine", 64: "transitioning"}
_SUB_UNIT_STATUS_LIMIT = 127


def sub_unit_status(number: int | None) -> str | None:
    """Return PrtSubUnitStatusTC (RFC 3805) as words with blanks between: availability, then what else.

    25 is "unavailableOnRequest nonCriticalAlerts criticalAlerts". None for None; "other(n)" for
    a number that the MIB does not define.
    """
    if number is None:
        return None
    if not 0 <= number < _SUB_UNIT_STATUS_LIMIT or number & 7 not in _AVAILABILITY:
        return f"other({number})"
    flags = (name for bit, name in _SUB_UNIT_FLAGS.items() if number & bit)
    return " ".join((_AVAILABILITY[number & 7], *flags))


# IANA character sets, MIBenum -> Python codec; UCS-2 and UCS-4 name no byte order and are read big-endian.
# UTF-7 and HZ are left out: their texts are ASCII, and a device that declares them and means "+" is likelier.
CHARACTER_SETS = {
    **_from(3, "ascii latin_1 iso8859_2 iso8859_3 iso8859_4 iso8859_5 iso8859_6 iso8859_7 iso8859_8"),
    **_from(12, "iso8859_9 iso8859_10"),
    **_from(17, "shift_jis euc_jp"),
    **_from(36, "euc_kr iso2022_kr euc_kr iso2022_jp iso2022_jp_2"),
    57: "gb2312",
    106: "utf_8",
    **_from(109, "iso8859_13 iso8859_14 iso8859_15 iso8859_16 gbk gb18030"),
    **_from(1000, "utf_16_be utf_32_be"),
    **_from(1013, "utf_16_be utf_16_le utf_16"),
    **_from(1017, "utf_32 utf_32_be utf_32_le"),
    2004: "hp_roman8",
    **_from(2009, "cp850 cp852 cp437"),
    2013: "cp862",
    **_from(2024, "cp932 gb2312 big5 mac_roman cp037"),
    **_from(2046, "cp855 cp857 cp860 cp861 cp863 cp864 cp865"),
    2054: "cp869",
    2084: "koi8_r",
    **_from(2086, "cp866 cp775 koi8_u cp858"),
    2101: "big5hkscs",
    2109: "cp874",
    **_from(2250, "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 tis_620"),
}
