"""A printer in the words of an office: what it needs, how full its supplies are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import moment, number, unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

# IPP printer-state-reasons (RFC 8011, PWG 5100.9) without their suffix, as an office says it.
_REASONS = {
    "cover-open": "eine Abdeckung ist offen",
    "door-open": "eine Klappe ist offen",
    "interlock-open": "eine Abdeckung ist nicht verriegelt",
    "input-tray-missing": "ein Papierfach fehlt",
    "output-tray-missing": "ein Ausgabefach fehlt",
    "media-empty": "kein Papier mehr",
    "media-low": "Papier geht zur Neige",
    "media-needed": "anderes Papier wird verlangt",
    "media-jam": "Papierstau",
    "toner-empty": "Toner ist leer",
    "toner-low": "Toner ist fast leer",
    "marker-supply-empty": "ein Verbrauchsmaterial ist leer",
    "marker-supply-low": "ein Verbrauchsmaterial ist fast leer",
    "marker-supply-missing": "eine Kartusche fehlt",
    "marker-waste-full": "der Resttonerbehälter ist voll",
    "marker-waste-almost-full": "der Resttonerbehälter ist fast voll",
    "output-area-full": "das Ausgabefach ist voll",
    "output-area-almost-full": "das Ausgabefach ist fast voll",
    "opc-life-over": "die Trommel ist verbraucht",
    "opc-near-eol": "die Trommel ist fast verbraucht",
    "fuser-over-temp": "die Fixiereinheit ist zu heiß",
    "fuser-under-temp": "die Fixiereinheit ist zu kalt",
}
# Billing counters by colour as an office says it.
_COLOURS = {
    "monochrome": "schwarzweiß",
    "full_color": "farbig",
    "single_color": "einfarbig",
    "two_color": "zweifarbig",
    "highlight": "mit Schmuckfarbe",
}
TABLE_HEADS = ("Drucker", "Adresse", "Seriennummer", "Seiten", "Material")
READ_STATUS = {
    "ok": "",
    "partial": "nicht alles war lesbar",
    "stale": "heute stumm, Werte von einem früheren Tag",
    "missing": "seit mehr als einer Woche stumm",
}
# PrtMarkerSuppliesTypeTC as an office says it, each in the singular: "... ist leer" follows.
SUPPLY_TYPES = {
    "toner": "Toner",
    "tonerCartridge": "Toner",
    "ink": "Tinte",
    "inkCartridge": "Tinte",
    "opc": "Trommel",
    "developer": "Entwickler",
    "fuser": "Fixiereinheit",
    "transferUnit": "Transfereinheit",
    "cleanerUnit": "Reinigungseinheit",
    "wasteToner": "Resttonerbehälter",
    "wasteInk": "Resttintenbehälter",
    "staples": "Heftklammermagazin",
}
# prtMarkerColorantValue (RFC 3805); other names stay as the printer gives them.
_COLORANTS = {
    "black": "Schwarz",
    "cyan": "Cyan",
    "magenta": "Magenta",
    "yellow": "Gelb",
    "red": "Rot",
    "green": "Grün",
    "blue": "Blau",
    "white": "Weiß",
}
SOME_SUPPLY = "ein Verbrauchsmaterial"
SOME_PRINTER = "ein Drucker"
NOT_READABLE = "nicht lesbar"
LEVEL_STATES = {
    "measured": "Stand ohne Skala",
    "some_left": "etwas übrig",
    "unknown": "Stand unbekannt",
    "unrestricted": "unbegrenzt",
}


def read_at(when: datetime) -> str:
    """Return when a printer was read, for a table; by the clock of the office that reported."""
    return moment(when)


def supply(kind: str | None, colorant: str | None, description: str | None) -> str:
    """Return a supply in plain words: "Toner Schwarz", "Resttonerbehälter", else its description.

    `kind` is a PrtMarkerSuppliesTypeTC; `colorant` is None where a supply is of no colour.
    """
    name = SUPPLY_TYPES.get(kind or "")
    if name is None:
        return description or SOME_SUPPLY
    return f"{name} {_COLORANTS.get(colorant, colorant)}" if colorant else name


def left(percent: int, *, fills_up: bool) -> str:
    """Return how much of a supply is left, or how much room where it fills up."""
    return f"noch {percent} % Platz" if fills_up else f"{percent} %"


def at_level(name: str, level: str) -> str:
    """Return a supply with its level, as an item of a list."""
    return f"{name}: {level}"


def reason(keyword: str, places: Sequence[str] = ()) -> str:
    """Return an IPP state reason such as toner-low-warning in plain words, with the trays it is about."""
    stem = keyword
    for suffix in ("-error", "-warning", "-report"):
        stem = stem.removesuffix(suffix)
    # A keyword that nobody translated is shown as what it is: a word of the printer.
    sentence = _REASONS.get(stem) or f"meldet „{stem}“"
    return f"{sentence} ({', '.join(places)})" if places else sentence


def counted(value: int, unit: str | None) -> str:
    """Return a life count with its prtMarkerCounterUnit, in a unit that people measure in."""
    if unit == "tenThousandthsOfInches":
        return f"{number(value // 10_000)} Zoll"
    if unit == "impressions" and value == 1:
        return "1 Seite"
    return f"{number(value)} {unit_name(unit)}".strip()


def billed(total: int | None, parts: Mapping[str, int | None]) -> tuple[str, ...]:
    """Return the billing counters in two lines at the most; `parts` by their field, None is left out."""
    known = [f"{number(value)} {_COLOURS[name]}" for name, value in parts.items() if value is not None]
    first = () if total is None else (f"abgerechnet: {number(total)}",)
    return (*first, ", ".join(known)) if known else first


def supply_at(name: str, percent: int, *, fills_up: bool) -> str:
    """Return what to say of a supply that is low: `percent` left, or room left where it fills up."""
    if fills_up:
        return f"{name} ist voll" if percent == 0 else f"{name} ist fast voll (noch {percent} % Platz)"
    return f"{name} ist leer" if percent == 0 else f"{name} ist fast leer ({percent} %)"
