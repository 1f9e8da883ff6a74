"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import days, number
from agent.core.messages.de.page import COLOURS as _COLOURS
from agent.core.messages.de.page import FUNCTIONS as _FUNCTIONS

if TYPE_CHECKING:
    from datetime import date

_FLAGS = {
    "counter_reset": "Ein Zähler ist zurückgesprungen",
    "counter_wrap": "Ein Zähler hat seinen Höchstwert erreicht und neu begonnen",
    "counter_jump": (
        "Ein Zähler ist stärker gestiegen, als der Drucker drucken kann. Vor der Abrechnung prüfen"
    ),
    "sums_disagree": "Schwarzweiß und Farbe ergeben nicht die Summe. Vor der Abrechnung prüfen",
    "board_swapped": "Die Hauptplatine wurde möglicherweise getauscht",
    "ip_moved": "Seine Adresse hat sich geändert",
    "new_device": "Zum ersten Mal gefunden",
    "duplicate": "Er hat eine zweite Adresse und wird nur einmal gezählt",
    "missing": "Seit über einer Woche nicht erreichbar",
    "retired": "Seit über 90 Tagen nicht erreichbar",
    "placeholder_serial": "Seine Seriennummer ist nur ein Platzhalter",
    "printer_replaced": "Er ersetzt einen anderen Drucker",
    "entry_shortened": "Er hat mehr Daten gemeldet, als ein Drucker hat; der Rest wurde weggelassen",
    "percent_over_100": "Er meldet einen Füllstand über 100\N{NO-BREAK SPACE}%",
    "premature_change": "Ein Verbrauchsmaterial wurde gewechselt, bevor es leer war",
    "several_printers": "Mehrere Drucker sind angeschlossen; nur der erste wird gelesen",
    "charset_guessed": "Namen können falsche Zeichen enthalten",
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
        "counter_wrap": (
            f"{_counter(what)} sprang {change}: Er hat seinen Höchstwert erreicht und neu begonnen."
        ),
        "counter_jump": (
            f"{_counter(what)} stieg {change}, mehr als der Drucker drucken kann. Vor der Abrechnung prüfen."
        ),
        "ip_moved": f"Seine Adresse hat sich am {day} von {before} auf {after} geändert.",
        "new_device": f"Am {day} zum ersten Mal gefunden.",
        "duplicate": f"Er antwortet seit dem {day} unter {before} und {after} und wird nur einmal gezählt.",
        "missing": f"Seit dem {day} nicht erreichbar.",
        "printer_replaced": f"Er ersetzt seit dem {day} den Drucker mit der Seriennummer {before}.",
        "board_swapped": _board(what, before, after, day),
    }
    if name in sentences:
        return sentences[name]
    of = f" ({what.replace('_', ' ')})" if what else ""
    return f"{day}: {flag(name)[:-1]}{of}: vorher {before}, nachher {after}."


def _board(what: str, before: str, after: str, day: str) -> str:
    if what == "serial_number":
        return (
            f"Er ersetzt seit dem {day} den Drucker mit der Seriennummer {before}: Die "
            "Hauptplatine oder der Drucker hinter der Netzwerkkarte wurde getauscht."
        )
    if what == "mac_address":
        return f"Seine Netzwerkkarte wurde am {day} getauscht: vorher {before}, nachher {after}."
    return f"{_counter(what)} fiel am {day} von {before} auf {after}, als die Netzwerkkarte getauscht wurde."


def _passed(name: str, what: str | None) -> str:
    if name in {"board_swapped", "printer_replaced"} and what == "serial_number":
        return "Beide Drucker antworten wieder seit dem"
    return "Das war ein Lesefehler; wieder richtig seit dem"


def _counter(what: str) -> str:
    """Return a counter of meters.json as the beginning of a sentence."""
    if what == "life_count":
        return "Sein Gesamtzähler (Druckwerk)"
    if what.startswith("markers."):
        return f"Sein Gesamtzähler (Druckwerk {what.split('.')[1]})"
    function, _, colour = what.partition(".")
    said = (_FUNCTIONS.get(function, function), _COLOURS.get(colour, _TOTALS.get(colour, colour)))
    return f"Sein Zähler „{', '.join(filter(None, said))}“"


def _value(value: object) -> str:
    if value is None:
        return "nichts"
    return number(value) if isinstance(value, int) else str(value)
