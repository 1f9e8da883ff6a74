"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import days, number

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
    "percent_over_100": "Er meldet in einem Verbrauchsmaterial mehr, als hineinpasst",
    "premature_change": "Ein Verbrauchsmaterial wurde gewechselt, bevor es leer war",
    "charset_guessed": "Die Schrift seiner Texte musste geraten werden",
}


def flag(name: str) -> str:
    """Return what a flag says; one that is not known as the report has it."""
    return f"{_FLAGS.get(name) or f'Der Bericht vermerkt „{name}“'}."


def event(name: str, since: date, what: str | None, before: object, after: object) -> str:
    """Return an event as a sentence: what happened, when it was seen first, and from what to what."""
    of = f" ({what.replace('_', ' ')})" if what else ""
    change = "" if before is None and after is None else f": vorher {_value(before)}, nachher {_value(after)}"
    return f"{days.day_and_year(since)}: {flag(name)[:-1]}{of}{change}."


def _value(value: object) -> str:
    if value is None:
        return "nichts"
    return number(value) if isinstance(value, int) else str(value)
