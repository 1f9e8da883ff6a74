"""A printer in the words of an office: what it needs, how full its supplies are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import moment, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

# IPP printer-state-reasons (RFC 8011, PWG 5100.9) without their suffix, as an office says it.
_REASONS = {
    "cover-open": "a cover is open",
    "door-open": "a door is open",
    "interlock-open": "a cover is not locked",
    "input-tray-missing": "a paper tray is missing",
    "output-tray-missing": "an output tray is missing",
    "media-empty": "paper is empty",
    "media-low": "paper is low",
    "media-needed": "paper is wanted",
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
}
# Billing counters by colour as an office says it.
_COLOURS = {
    "monochrome": "black and white",
    "full_color": "colour",
    "single_color": "one colour",
    "two_color": "two colours",
    "highlight": "highlight colour",
}
TABLE_HEADS = ("Printer", "Address", "Serial number", "Pages", "Supplies")
READ_STATUS = {
    "ok": "",
    "partial": "not all of it could be read",
    "stale": "silent today, values of an earlier day",
    "missing": "silent for more than a week",
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
NOT_READABLE = "not readable"
LEVEL_STATES = {
    "measured": "level without a scale",
    "some_left": "some left",
    "unknown": "level unknown",
    "unrestricted": "not limited",
}


def read_at(when: datetime) -> str:
    """Return when a printer was read, for a table; by the clock of the office that reported."""
    return moment(when)


def supply(kind: str | None, colorant: str | None, description: str | None) -> str:
    """Return a supply in plain words: "black toner", "waste toner container", else its description.

    `kind` is a PrtMarkerSuppliesTypeTC; `colorant` is None where a supply is of no colour.
    """
    name = SUPPLY_TYPES.get(kind or "")
    if name is None:
        return description or SOME_SUPPLY
    return f"{colorant} {name}" if colorant else name


def left(percent: int, *, fills_up: bool) -> str:
    """Return how much of a supply is left, or how much room where it fills up."""
    return f"{percent} % room left" if fills_up else f"{percent} %"


def at_level(name: str, level: str) -> str:
    """Return a supply with its level, as an item of a list."""
    return f"{name} {level}"


def reason(keyword: str, places: Sequence[str] = ()) -> str:
    """Return an IPP state reason such as toner-low-warning in plain words, with the trays it is about."""
    stem = keyword
    for suffix in ("-error", "-warning", "-report"):
        stem = stem.removesuffix(suffix)
    sentence = _REASONS.get(stem, stem.replace("-", " "))
    return f"{sentence} ({', '.join(places)})" if places else sentence


def counted(value: int, unit: str | None) -> str:
    """Return a life count with its prtMarkerCounterUnit, in a unit that people measure in."""
    if unit == "tenThousandthsOfInches":
        return f"{number(value // 10_000)} inches"
    return f"{number(value)} {unit or ''}".strip()


def billed(total: int | None, parts: Mapping[str, int | None]) -> tuple[str, ...]:
    """Return the billing counters in two lines at the most; `parts` by their field, None is left out."""
    known = [f"{number(value)} {_COLOURS[name]}" for name, value in parts.items() if value is not None]
    first = () if total is None else (f"billed: {number(total)}",)
    return (*first, ", ".join(known)) if known else first


def supply_at(name: str, percent: int, *, fills_up: bool) -> str:
    """Return what to say of a supply that is low: `percent` left, or room left where it fills up."""
    if fills_up:
        return f"{name} is full" if percent == 0 else f"{name} is almost full ({percent} % room left)"
    return f"{name} is empty" if percent == 0 else f"{name} is low ({percent} %)"
