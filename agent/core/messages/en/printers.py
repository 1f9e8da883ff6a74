"""A printer in the words of an office: what it needs, how full its supplies are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# IPP printer-state-reasons (RFC 8011, PWG 5100.9) without their suffix, as an office says it.
_REASONS = {
    "cover-open": "a cover is open",
    "door-open": "a door is open",
    "interlock-open": "a cover is not locked",
    "input-tray-missing": "a paper tray is missing",
    "output-tray-missing": "an output tray is missing",
    "media-empty": "no paper",
    "media-low": "paper is low",
    "media-needed": "load paper",
    "media-jam": "paper jam",
    "toner-empty": "toner is empty",
    "toner-low": "toner is low",
    "marker-supply-empty": "a supply is empty",
    "marker-supply-low": "a supply is low",
    "marker-supply-missing": "a cartridge is missing",
    "marker-waste-full": "the waste container is full",
    "marker-waste-almost-full": "the waste container is almost full",
    "output-area-full": "the output tray is full",
    "output-area-almost-full": "the output tray is almost full",
    "opc-life-over": "the drum is worn out",
    "opc-near-eol": "the drum is almost worn out",
    "fuser-over-temp": "the fuser is too hot",
    "fuser-under-temp": "the fuser is too cold",
    "input-cannot-feed-size-selected": "the selected paper size can't be fed",
    "input-tray-elevation-failure": "a paper tray lift has failed",
    "input-tray-position-failure": "a paper tray is not inserted correctly",
    "interpreter-complex-page-encountered": "a page was too complex to print",
    "interpreter-resource-unavailable": "a print job needs a missing resource, such as a font",
    "marker-supply-almost-empty": "a supply is almost empty",
    "media-path-cannot-duplex-media-selected": "the selected paper can't be printed on both sides",
    "media-path-input-request": "load paper",
    "media-path-jam": "paper jam inside the printer",
    "output-mailbox-select-failure": "the selected output tray is not available",
    "power-down": "switching off",
    "scan-media-path-input-request": "load originals in the document feeder",
    "other": "unknown error",
}
# Keywords that PWG 5100.9 makes of a part and its state; the longer endings first.
_PARTS = {
    "bander": "the banding unit",
    "binder": "the binding unit",
    "developer": "developer",
    "die-cutter": "the die cutter",
    "fax-modem": "the fax modem",
    "folder": "the folding unit",
    "imprinter": "the imprinting unit",
    "input-media-tray": "a paper tray",
    "inserter": "the inserter",
    "make-envelope": "the envelope unit",
    "marker-cleaner": "the cleaning unit",
    "marker-developer": "the developer unit",
    "marker-fuser": "the fuser",
    "marker-ink": "ink",
    "marker-opc": "the drum",
    "marker-print-ribbon": "the ribbon",
    "marker-toner": "toner",
    "marker-toner-cartridge": "a toner cartridge",
    "marker-waste": "the waste container",
    "marker-waste-ink-receptacle": "the waste ink container",
    "marker-waste-toner-receptacle": "the waste toner container",
    "media-path": "the paper path",
    "media-path-input": "the entrance of the paper path",
    "media-path-output": "the exit of the paper path",
    "media-path-media-tray": "the tray in the paper path",
    "media-path-pick-roller": "a paper feed roller",
    "output-media-tray": "an output tray",
    "perforater": "the perforating unit",
    "puncher": "the hole punch",
    "scan-media-path": "the document feeder",
    "scan-media-path-input": "the entrance of the document feeder",
    "scan-media-path-output": "the exit of the document feeder",
    "scan-media-path-pick-roller": "the roller of the document feeder",
    "scan-media-path-tray": "the tray of the document feeder",
    "scanner-light": "the lamp of the scanner",
    "scanner-sensor": "the sensor of the scanner",
    "separation-cutter": "the separation cutter",
    "sheet-rotator": "the sheet rotator",
    "slitter": "the slitter",
    "stacker": "the stacker",
    "stapler": "the stapler",
    "stitcher": "the wire stitcher",
    "subunit": "a part of the printer",
    "trimmer": "the trimmer",
    "wrapper": "the wrapping unit",
}
_STATES_OF_PARTS = {
    "-cover-open": "the cover of {} is open",
    "-interlock-open": "the cover of {} is not locked",
    "-opened": "{} is open",
    "-removed": "{} was taken out",
    "-near-limit": "{} is close to its limit",
    "-at-limit": "{} has reached its limit",
    "-offline": "{} is offline",
    "-turned-off": "{} is switched off",
    "-life-almost-over": "{} is almost worn out",
    "-life-warn": "{} is almost worn out",
    "-life-over": "{} is worn out",
    "-almost-empty": "{} is almost empty",
    "-almost-full": "{} is almost full",
    "-over-temperature": "{} is too hot",
    "-under-temperature": "{} is too cold",
    "-unrecoverable-failure": "{} has a serious fault",
    "-recoverable-failure": "{} has a fault",
    "-unrecoverable-storage": "{} has a serious memory fault",
    "-unrecoverable-storage-error": "{} has a serious memory fault",
    "-recoverable-storage": "{} has a memory fault",
    "-memory-exhausted": "{} has run out of memory",
    "-motor-failure": "the motor of {} has a fault",
    "-timing-failure": "{} has a timing fault",
    "-thermistor-failure": "the temperature sensor of {} has a fault",
    "-feed-error": "paper is not fed properly at {}",
    "-failure": "{} has a fault",
    "-missing": "{} is missing",
    "-empty": "{} is empty",
    "-full": "{} is full",
    "-low": "{} is low",
    "-jam": "paper jam at {}",
}
_UNITS: Mapping[str | None, str] = {"impressions": "pages"}  # as offices count; others as the MIB names them
TABLE_HEADS = ("Printer", "Address", "Serial number", "Total", "Supplies")
READ_STATUS = {
    "ok": "",
    "partial": "partly read",
    "stale": "no response today, showing the last reading",
    "missing": "no response for more than a week",
}
# PrtMarkerSuppliesTypeTC as an office says it.
SUPPLY_TYPES = {
    "toner": "toner",
    "tonerCartridge": "toner",
    "ink": "ink",
    "inkCartridge": "ink",
    "opc": "drum",
    "developer": "developer",
    "fuser": "fuser",
    "transferUnit": "transfer unit",
    "cleanerUnit": "cleaning unit",
    "wasteToner": "waste toner container",
    "wasteInk": "waste ink container",
    "staples": "staples",
}
SOME_SUPPLY = "a supply"
SOME_PRINTER = "a printer"
NOT_REPORTED = "not reported"
NOT_READABLE = "not readable"
LEVEL_STATES = {
    "measured": "level reported without a scale",
    "some_left": "not empty (no level reported)",
    "unknown": "level not reported",
    "unrestricted": "not limited",
}


def supply(kind: str | None, colorant: str | None, description: str | None) -> str:
    """Return a supply in plain words: "black toner", "waste toner container", else its description.

    `kind` is a PrtMarkerSuppliesTypeTC; `colorant` is None where a supply is of no colour.
    """
    name = SUPPLY_TYPES.get(kind or "")
    if name is None:
        return description or SOME_SUPPLY
    return f"{colorant} {name}" if colorant else name


def left(percent: int, *, fills_up: bool) -> str:
    """Return how much of a supply is left, or how full what fills up is; `percent` is left, or room left."""
    return f"{_full(percent)} full" if fills_up else f"{percent}%"


def at_level(name: str, level: str) -> str:
    """Return a supply with its level, as an item of a list."""
    return f"{name} {level}"


def reason(keyword: str, places: Sequence[str] = ()) -> str:
    """Return an IPP state reason such as toner-low-warning in plain words, with the trays it is about."""
    stem = keyword
    for suffix in ("-error", "-warning", "-report"):
        stem = stem.removesuffix(suffix)
    sentence = _REASONS.get(stem) or _of_a_part(stem) or reported(stem)
    return f"{', '.join(places)}: {sentence}" if places else sentence


def reported(text: str) -> str:
    """Return a text of the printer's own, which nothing here explains."""
    return f"printer reports: {text}"


def _of_a_part(stem: str) -> str | None:
    """Return what a keyword of PWG 5100.9 says of a part of the printer, such as marker-fuser-missing."""
    for ending, sentence in _STATES_OF_PARTS.items():
        if stem.endswith(ending) and (part := _PARTS.get(stem.removesuffix(ending))):
            return sentence.format(part)
    return None


def counted(value: int, unit: str | None) -> str:
    """Return a life count with its prtMarkerCounterUnit, in a unit that people measure in."""
    if unit == "tenThousandthsOfInches":
        return f"{number(value // 10_000)} inches"
    return f"{number(value)} {_UNITS.get(unit, unit) or ''}".strip()


def supply_at(name: str, percent: int, *, fills_up: bool) -> str:
    """Return what to say of a supply that is low: `percent` left, or room left where it fills up."""
    if fills_up:
        return f"{name} is full" if percent == 0 else f"{name} is almost full ({_full(percent)})"
    return f"{name} is empty" if percent == 0 else f"{name} is low ({percent}%)"


def _full(room: int) -> str:
    return f"{100 - room}%"
