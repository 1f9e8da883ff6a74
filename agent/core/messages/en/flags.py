"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import days, number

if TYPE_CHECKING:
    from datetime import date

_FLAGS = {
    "counter_reset": "A counter went back",
    "counter_wrap": "A counter reached its maximum and restarted",
    "counter_jump": "A counter rose by more than the printer can print. Check before billing",
    "sums_disagree": "Mono + colour doesn't match the total. Check before billing",
    "board_swapped": "The main board may have been replaced",
    "ip_moved": "Its address has changed",
    "new_device": "It was seen for the first time",
    "duplicate": "It also responds at a second address and is counted once",
    "missing": "No response for more than a week",
    "retired": "No response for more than 90 days",
    "placeholder_serial": "Its serial number is only a placeholder",
    "printer_replaced": "It replaced another printer",
    "entry_shortened": "It reported more data than a printer has; the rest was left out",
    "percent_over_100": "It reports a supply level above 100%",
    "premature_change": "A supply was replaced before it was empty",
    "several_printers": "Several printers are connected to it; only the first one is read",
    "charset_guessed": "Some names may show wrong characters",
}


def flag(name: str) -> str:
    """Return what a flag says; one that is not known in words that stand in its name."""
    return f"{_FLAGS.get(name) or name.replace('_', ' ').capitalize()}."


def event(  # noqa: PLR0913, PLR0917 (the fields of an event in meters.json)
    name: str, since: date, what: str | None, before: object, after: object, until: date | None = None
) -> str:
    """Return an event as a sentence: what was seen, from what to what, since when, and whether it passed."""
    said = _happened(name, what or "", _value(before), _value(after), days.day_and_year(since))
    if until is None:
        return said
    return f"{said} {_passed(name, what)} {days.day_and_year(until)}."


def _happened(name: str, what: str, before: str, after: str, day: str) -> str:
    change = f"from {before} to {after} on {day}"
    sentences = {
        "counter_reset": f"{_counter(what)} fell {change}: it was reset.",
        "counter_wrap": f"{_counter(what)} went {change}: it reached its maximum and restarted.",
        "counter_jump": (
            f"{_counter(what)} rose {change}, more than this printer can print. Check before billing."
        ),
        "ip_moved": f"Its address changed {change}.",
        "new_device": f"It was seen for the first time on {day}.",
        "duplicate": f"It has responded at {before} and at {after} since {day} and is counted once.",
        "missing": f"No response since {day}.",
        "printer_replaced": f"It replaced the printer with the serial number {before} on {day}.",
        "board_swapped": _board(what, before, after, day),
    }
    if name in sentences:
        return sentences[name]
    of = f" ({what.replace('_', ' ')})" if what else ""
    return f"{day}: {flag(name)[:-1]}{of}: {before} before, {after} after."


def _board(what: str, before: str, after: str, day: str) -> str:
    if what == "serial_number":
        return (
            f"It replaced the printer with the serial number {before} on {day}: the main board, or the"
            " printer behind the network card, was replaced."
        )
    if what == "mac_address":
        return f"Its network card was replaced on {day}: {before} before, {after} after."
    return f"{_counter(what)} fell from {before} to {after} on {day}, when its network card was replaced."


def _passed(name: str, what: str | None) -> str:
    if name in {"board_swapped", "printer_replaced"} and what == "serial_number":
        return "Both printers have responded again since"
    return "It was a reading error, correct again since"


def _counter(what: str) -> str:
    """Return a counter of meters.json as the beginning of a sentence."""
    if what == "life_count":
        return "Its lifetime count (engine)"
    if what.startswith("markers."):
        return f"Its lifetime count (engine {what.split('.')[1]})"
    return f"Its counter of {what.replace('.', ', ').replace('_', ' ')}"


def _value(value: object) -> str:
    if value is None:
        return "nothing"
    return number(value) if isinstance(value, int) else str(value)
