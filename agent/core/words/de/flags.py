"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import days, number
from agent.core.words.de.page import COLOURS as _COLOURS
from agent.core.words.de.page import FUNCTIONS as _FUNCTIONS

if TYPE_CHECKING:
    from datetime import date

_FLAGS = {
    "counter_reset": "Ein Zähler ist zurückgesprungen",
    "counter_wrap": "Ein Zähler war am Ende und hat neu begonnen",
    "counter_jump": "Ein Zähler ist stärker gestiegen, als der Drucker drucken kann",
    "sums_disagree": "Seine Zähler ergeben zusammen nicht ihre Summe",
    "board_swapped": "Seine Elektronik wurde anscheinend getauscht",
    "ip_moved": "Er hat eine andere Adresse als zuvor",
    "new_device": "Er wurde zum ersten Mal gesehen",
    "duplicate": "Er antwortet auch unter einer zweiten Adresse und wird einmal gezählt",
    "missing": "Er ist seit mehr als einer Woche stumm",
    "retired": "Er ist seit mehr als 90 Tagen stumm",
    "placeholder_serial": "Seine Seriennummer ist ein Platzhalter, nicht seine eigene",
    "printer_replaced": "Er steht am Platz eines anderen Druckers",
    "entry_shortened": "Er meldete mehr, als ein Drucker hat, und wurde gekürzt",
    "percent_over_100": "Er meldet in einem Verbrauchsmaterial mehr, als hineinpasst",
    "premature_change": "Ein Verbrauchsmaterial wurde gewechselt, bevor es leer war",
    "several_printers": "Mehrere Drucker hängen an ihm, und nur der erste wird gelesen",
    "charset_guessed": "Die Schrift seiner Texte musste geraten werden",
}


_TOTALS = {"total": "gesamt"}


def flag(name: str) -> str:
    """Return what a flag says; one that is not known as the report has it."""
    return f"{_FLAGS.get(name) or f'Der Bericht vermerkt „{name}“'}."


def event(  # noqa: PLR0913, PLR0917 (the fields of an event in meters.json)
    name: str, since: date, what: str | None, before: object, after: object, until: date | None = None
) -> str:
    """Return an event as a sentence: what was seen, from what to what, since when, and whether it passed."""
    said = _happened(name, what or "", _value(before), _value(after), days.day_and_year(since))
    if until is None:
        return said
    return f"{said} {_passed(name, what)} {days.day_and_year(until)}."


def _happened(name: str, what: str, before: str, after: str, day: str) -> str:
    change = f"am {day} von {before} auf {after}"
    sentences = {
        "counter_reset": f"{_counter(what)} fiel {change}: Er wurde zurückgesetzt.",
        "counter_wrap": f"{_counter(what)} sprang {change}: Er war am Ende und hat neu begonnen.",
        "counter_jump": f"{_counter(what)} stieg {change}: So viel wurde kaum gedruckt.",
        "ip_moved": f"Er zog am {day} von {before} nach {after} um.",
        "new_device": f"Er wurde am {day} zum ersten Mal gesehen.",
        "duplicate": f"Er antwortet seit dem {day} unter {before} und {after} und wird einmal gezählt.",
        "missing": f"Er ist seit dem {day} stumm.",
        "printer_replaced": f"Er steht seit {day} am Platz des Druckers mit der Seriennummer {before}.",
        "board_swapped": _board(what, before, after, day),
    }
    if name in sentences:
        return sentences[name]
    of = f" ({what.replace('_', ' ')})" if what else ""
    return f"{day}: {flag(name)[:-1]}{of}: vorher {before}, nachher {after}."


def _board(what: str, before: str, after: str, day: str) -> str:
    if what == "serial_number":
        return (
            f"Er steht seit dem {day} an der Stelle des Druckers mit der Seriennummer {before}: Die "
            "Hauptplatine oder der Drucker hinter der Netzwerkkarte wurde getauscht."
        )
    if what == "mac_address":
        return f"Seine Netzwerkkarte wurde am {day} getauscht: vorher {before}, nachher {after}."
    return f"{_counter(what)} fiel am {day} von {before} auf {after}, als die Netzwerkkarte getauscht wurde."


def _passed(name: str, what: str | None) -> str:
    if name in {"board_swapped", "printer_replaced"} and what == "serial_number":
        return "Beide Drucker sind wieder da seit dem"
    return "Das war ein Lesefehler; richtig ist es wieder seit dem"


def _counter(what: str) -> str:
    """Return a counter of meters.json as the beginning of a sentence."""
    if what == "life_count":
        return "Der Zähler seines Druckwerks"
    if what.startswith("markers."):
        return f"Der Zähler seines Druckwerks {what.split('.')[1]}"
    function, _, colour = what.partition(".")
    said = (_FUNCTIONS.get(function, function), _COLOURS.get(colour, _TOTALS.get(colour, colour)))
    return f"Sein Zähler „{', '.join(filter(None, said))}“"


def _value(value: object) -> str:
    if value is None:
        return "nichts"
    return number(value) if isinstance(value, int) else str(value)
