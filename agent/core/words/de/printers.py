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
# Keywords that PWG 5100.9 makes of a part and its state; the longer endings first.
_PARTS = {
    "binder": "Bindeeinheit",
    "developer": "Entwickler",
    "fax-modem": "Faxmodem",
    "folder": "Falzeinheit",
    "fuser": "Fixiereinheit",
    "input-media-tray": "Papierfach",
    "inserter": "Einleger",
    "marker-cleaner": "Reinigungseinheit",
    "marker-developer": "Entwickler",
    "marker-fuser": "Fixiereinheit",
    "marker-fuser-thermistor": "Temperaturfühler der Fixiereinheit",
    "marker-fuser-timing": "Steuerung der Fixiereinheit",
    "marker-ink": "Tinte",
    "marker-opc": "Trommel",
    "marker-print-ribbon": "Farbband",
    "marker-supply": "Verbrauchsmaterial",
    "marker-toner": "Toner",
    "marker-toner-cartridge": "Tonerkartusche",
    "marker-waste": "Resttonerbehälter",
    "marker-waste-ink-receptacle": "Resttintenbehälter",
    "marker-waste-toner-receptacle": "Resttonerbehälter",
    "media-path": "Papierweg",
    "media-path-input": "Einzug im Papierweg",
    "media-path-output": "Ausgabe im Papierweg",
    "media-path-media-tray": "Fach im Papierweg",
    "media-path-pick-roller": "Einzugsrolle",
    "output-mailbox-select": "Wahl des Ausgabefachs",
    "output-media-tray": "Ausgabefach",
    "puncher": "Locher",
    "scan-media-path": "Vorlageneinzug",
    "scan-media-path-pick-roller": "Einzugsrolle des Vorlageneinzugs",
    "scanner": "Scanner",
    "scanner-light": "Lampe des Scanners",
    "scanner-sensor": "Sensor des Scanners",
    "stacker": "Stapler",
    "stapler": "Hefter",
    "stitcher": "Drahthefter",
    "subunit": "Baugruppe",
    "trimmer": "Schneideeinheit",
}
_STATES_OF_PARTS = {
    "-cover-open": "{}: Abdeckung ist offen",
    "-interlock-open": "{}: Abdeckung ist nicht verriegelt",
    "-near-limit": "{} ist bald an der Grenze",
    "-at-limit": "{} ist an der Grenze",
    "-offline": "{} ist offline",
    "-life-almost-over": "{} ist fast verbraucht",
    "-life-warn": "{} ist fast verbraucht",
    "-life-over": "{} ist verbraucht",
    "-almost-empty": "{} ist fast leer",
    "-almost-full": "{} ist fast voll",
    "-over-temperature": "{} ist zu heiß",
    "-under-temperature": "{} ist zu kalt",
    "-unrecoverable-failure": "schwere Störung: {}",
    "-recoverable-failure": "Störung: {}",
    "-unrecoverable-storage": "schwerer Speicherfehler: {}",
    "-recoverable-storage": "Speicherfehler: {}",
    "-feed-error": "Einzugsfehler: {}",
    "-turned-off": "{} ist aus",
    "-failure": "Störung: {}",
    "-missing": "{} fehlt",
    "-empty": "{} ist leer",
    "-full": "{} ist voll",
    "-low": "{} ist fast leer",
    "-jam": "Papierstau: {}",
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
    sentence = _REASONS.get(stem) or _of_a_part(stem) or f"meldet „{stem}“"
    return f"{sentence} ({', '.join(places)})" if places else sentence


def _of_a_part(stem: str) -> str | None:
    """Return what a keyword of PWG 5100.9 says of a part of the printer, such as marker-fuser-missing."""
    for ending, sentence in _STATES_OF_PARTS.items():
        if stem.endswith(ending) and (part := _PARTS.get(stem.removesuffix(ending))):
            return sentence.format(part)
    return None


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
