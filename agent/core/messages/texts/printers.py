"""A printer in the words of an office: what it needs, how full its supplies are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, translated
from agent.core.messages.numbers import measured, pages
from agent.core.messages.texts import state_reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

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
# prtMarkerColorantValue (RFC 3805); other names stay as the printer gives them.
_COLORANTS = {
    "black": "black",
    "cyan": "cyan",
    "magenta": "magenta",
    "yellow": "yellow",
    "red": "red",
    "green": "green",
    "blue": "blue",
    "white": "white",
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
    name = translated(SUPPLY_TYPES).get(kind or "")
    if name is None:
        return description or gettext(SOME_SUPPLY)
    if not colorant:
        return name
    return gettext(
        "{colorant} {supply}", colorant=translated(_COLORANTS).get(colorant, colorant), supply=name
    )


def left(percent: int, *, fills_up: bool) -> str:
    """Return how much of a supply is left, or how full what fills up is; `percent` is left, or room left."""
    return (
        gettext("{percent} full", percent=_full(percent))
        if fills_up
        else gettext("{percent}%", percent=percent)
    )


def at_level(name: str, level: str) -> str:
    """Return a supply with its level, as an item of a list."""
    return gettext("{name} {level}", name=name, level=level)


def reason(keyword: str, places: Sequence[str] = ()) -> str:
    """Return an IPP state reason such as toner-low-warning in plain words, with the trays it is about."""
    stem = keyword
    for suffix in ("-error", "-warning", "-report"):
        stem = stem.removesuffix(suffix)
    sentence = translated(state_reasons.REASONS).get(stem) or _of_a_part(stem) or reported(stem)
    return f"{', '.join(places)}: {sentence}" if places else sentence


def reported(text: str) -> str:
    """Return a text of the printer's own, which nothing here explains."""
    return gettext("printer reports: {text}", text=text)


def _of_a_part(stem: str) -> str | None:
    """Return what a keyword of PWG 5100.9 says of a part of the printer, such as marker-fuser-missing."""
    for ending, sentence in translated(state_reasons.STATES_OF_PARTS).items():
        if stem.endswith(ending) and (
            part := translated(state_reasons.PARTS, "state_reasons.PARTS").get(stem.removesuffix(ending))
        ):
            return sentence.format(part)
    return None


def counted(value: int, unit: str | None) -> str:
    """Return a life count with its prtMarkerCounterUnit, in a unit that people measure in."""
    if unit == "impressions":
        return pages(value)
    return measured(value, unit)


def supply_at(name: str, percent: int, *, fills_up: bool) -> str:
    """Return what to say of a supply that is low: `percent` left, or room left where it fills up."""
    if fills_up:
        return (
            gettext("{name} is full", name=name)
            if percent == 0
            else gettext("{name} is almost full ({percent})", name=name, percent=_full(percent))
        )
    return (
        gettext("{name} is empty", name=name)
        if percent == 0
        else gettext("{name} is low ({percent}%)", name=name, percent=percent)
    )


def _full(room: int) -> str:
    return gettext("{value}%", value=100 - room)
