"""A printer in the words of an office: what it needs, how full its supplies are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import measured as _measured

if TYPE_CHECKING:
    from collections.abc import Sequence

# IPP printer-state-reasons (RFC 8011, PWG 5100.9) without their suffix, as an office says it.
_REASONS = {
    "cover-open": "eine Abdeckung ist offen",
    "door-open": "eine Klappe ist offen",
    "interlock-open": "eine Abdeckung ist nicht verriegelt",
    "input-tray-missing": "ein Papierfach fehlt",
    "output-tray-missing": "ein Ausgabefach fehlt",
    "media-empty": "kein Papier mehr",
    "media-low": "wenig Papier",
    "media-needed": "Papier einlegen",
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
    "input-cannot-feed-size-selected": "das gewählte Papierformat lässt sich nicht einziehen",
    "input-tray-elevation-failure": "der Lift eines Papierfachs ist gestört",
    "input-tray-position-failure": "ein Papierfach sitzt nicht richtig",
    "interpreter-complex-page-encountered": "eine Seite war zu aufwendig",
    "interpreter-resource-unavailable": "einem Druckauftrag fehlt eine Ressource, z. B. eine Schriftart",
    "marker-supply-almost-empty": "ein Verbrauchsmaterial ist fast leer",
    "media-path-cannot-duplex-media-selected": "das gewählte Papier lässt sich nicht beidseitig bedrucken",
    "media-path-input-request": "Papier einlegen",
    "media-path-jam": "Papierstau im Drucker",
    "output-mailbox-select-failure": "das gewählte Ausgabefach ist nicht erreichbar",
    "power-down": "wird ausgeschaltet",
    "scan-media-path-input-request": "Vorlage in den Vorlageneinzug einlegen",
    "other": "unbekannter Fehler",
}
# Keywords that PWG 5100.9 makes of a part and its state; the longer endings first.
_PARTS = {
    "bander": "die Banderoliereinheit",
    "binder": "die Bindeeinheit",
    "developer": "der Entwickler",
    "die-cutter": "die Stanze",
    "fax-modem": "das Faxmodem",
    "folder": "die Falzeinheit",
    "imprinter": "die Aufdruckeinheit",
    "input-media-tray": "ein Papierfach",
    "inserter": "der Einleger",
    "make-envelope": "die Kuvertiereinheit",
    "marker-cleaner": "die Reinigungseinheit",
    "marker-developer": "die Entwicklereinheit",
    "marker-fuser": "die Fixiereinheit",
    "marker-ink": "die Tinte",
    "marker-opc": "die Trommel",
    "marker-print-ribbon": "das Farbband",
    "marker-toner": "der Toner",
    "marker-toner-cartridge": "eine Tonerkartusche",
    "marker-waste": "der Resttonerbehälter",
    "marker-waste-ink-receptacle": "der Resttintenbehälter",
    "marker-waste-toner-receptacle": "der Resttonerbehälter",
    "media-path": "der Papierweg",
    "media-path-input": "der Eingang des Papierwegs",
    "media-path-output": "der Ausgang des Papierwegs",
    "media-path-media-tray": "das Fach im Papierweg",
    "media-path-pick-roller": "eine Einzugsrolle",
    "output-media-tray": "ein Ausgabefach",
    "perforater": "die Perforiereinheit",
    "puncher": "der Locher",
    "scan-media-path": "der Vorlageneinzug",
    "scan-media-path-input": "der Eingang des Vorlageneinzugs",
    "scan-media-path-output": "der Ausgang des Vorlageneinzugs",
    "scan-media-path-pick-roller": "die Einzugsrolle des Vorlageneinzugs",
    "scan-media-path-tray": "das Fach des Vorlageneinzugs",
    "scanner-light": "die Lampe des Scanners",
    "scanner-sensor": "der Sensor des Scanners",
    "separation-cutter": "der Trennschneider",
    "sheet-rotator": "der Bogendreher",
    "slitter": "der Längsschneider",
    "stacker": "der Stapler",
    "stapler": "der Hefter",
    "stitcher": "der Drahthefter",
    "subunit": "ein Teil des Druckers",
    "trimmer": "die Schneideeinheit",
    "wrapper": "die Verpackungseinheit",
}
_STATES_OF_PARTS = {
    "-cover-open": "{} hat eine offene Abdeckung",
    "-interlock-open": "{} hat eine nicht verriegelte Abdeckung",
    "-opened": "{} ist offen",
    "-removed": "{} wurde herausgenommen",
    "-near-limit": "{} ist bald an der Grenze",
    "-at-limit": "{} ist an der Grenze",
    "-offline": "{} ist offline",
    "-turned-off": "{} ist ausgeschaltet",
    "-life-almost-over": "{} ist fast verbraucht",
    "-life-warn": "{} ist fast verbraucht",
    "-life-over": "{} ist verbraucht",
    "-almost-empty": "{} ist fast leer",
    "-almost-full": "{} ist fast voll",
    "-over-temperature": "{} ist zu heiß",
    "-under-temperature": "{} ist zu kalt",
    "-unrecoverable-failure": "{} hat eine schwere Störung",
    "-recoverable-failure": "{} hat eine Störung",
    "-unrecoverable-storage": "{} hat einen schweren Speicherfehler",
    "-unrecoverable-storage-error": "{} hat einen schweren Speicherfehler",
    "-recoverable-storage": "{} hat einen Speicherfehler",
    "-memory-exhausted": "{} hat keinen Speicher mehr frei",
    "-motor-failure": "{} hat eine Störung am Motor",
    "-timing-failure": "{} hat eine Störung im Ablauf",
    "-thermistor-failure": "{} hat eine Störung am Temperaturfühler",
    "-feed-error": "{} befördert das Papier nicht richtig",
    "-failure": "{} hat eine Störung",
    "-missing": "{} fehlt",
    "-empty": "{} ist leer",
    "-full": "{} ist voll",
    "-low": "{} ist fast leer",
    "-jam": "{} hat einen Papierstau",
}
TABLE_HEADS = ("Drucker", "Adresse", "Seriennummer", "Gesamt", "Verbrauchsmaterial")
READ_STATUS = {
    "ok": "",
    "partial": "teilweise gelesen",
    "stale": "heute nicht erreichbar, letzter bekannter Stand",
    "missing": "seit über einer Woche nicht erreichbar",
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
NOT_REPORTED = "nicht gemeldet"
NOT_READABLE = "nicht lesbar"
LEVEL_STATES = {
    "measured": "Füllstand ohne Prozentangabe",
    "some_left": "nicht leer (Drucker meldet keinen Stand)",
    "unknown": "Füllstand nicht gemeldet",
    "unrestricted": "unbegrenzt",
}


def supply(kind: str | None, colorant: str | None, description: str | None) -> str:
    """Return a supply in plain words: "Toner Schwarz", "Resttonerbehälter", else its description.

    `kind` is a PrtMarkerSuppliesTypeTC; `colorant` is None where a supply is of no colour.
    """
    name = SUPPLY_TYPES.get(kind or "")
    if name is None:
        return description or SOME_SUPPLY
    return f"{name} {_COLORANTS.get(colorant, colorant)}" if colorant else name


def left(percent: int, *, fills_up: bool) -> str:
    """Return how much of a supply is left, or how full what fills up is; `percent` is left, or room left."""
    return f"zu {_full(percent)} voll" if fills_up else f"{percent}\N{NO-BREAK SPACE}%"


def at_level(name: str, level: str) -> str:
    """Return a supply with its level, as an item of a list."""
    return f"{name}: {level}"


def reason(keyword: str, places: Sequence[str] = ()) -> str:
    """Return an IPP state reason such as toner-low-warning in plain words, with the trays it is about."""
    stem = keyword
    for suffix in ("-error", "-warning", "-report"):
        stem = stem.removesuffix(suffix)
    sentence = _REASONS.get(stem) or _of_a_part(stem) or reported(stem)
    return f"{', '.join(places)}: {sentence}" if places else sentence


def reported(text: str) -> str:
    """Return a text of the printer's own, which nothing here explains."""
    return f"Meldung des Druckers: „{text}“"


def _of_a_part(stem: str) -> str | None:
    """Return what a keyword of PWG 5100.9 says of a part of the printer, such as marker-fuser-missing."""
    for ending, sentence in _STATES_OF_PARTS.items():
        if stem.endswith(ending) and (part := _PARTS.get(stem.removesuffix(ending))):
            return sentence.format(part)
    return None


def counted(value: int, unit: str | None) -> str:
    """Return a life count with its prtMarkerCounterUnit, in a unit that people measure in."""
    if unit == "impressions" and value == 1:
        return "1 Seite"
    return _measured(value, unit)


def supply_at(name: str, percent: int, *, fills_up: bool) -> str:
    """Return what to say of a supply that is low: `percent` left, or room left where it fills up."""
    if fills_up:
        return f"{name} ist voll" if percent == 0 else f"{name} ist fast voll ({_full(percent)})"
    return f"{name} ist leer" if percent == 0 else f"{name} ist fast leer ({percent}\N{NO-BREAK SPACE}%)"


def _full(room: int) -> str:
    return f"{100 - room}\N{NO-BREAK SPACE}%"
