"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import days, number

if TYPE_CHECKING:
    from datetime import date

_FLAGS = {
    "counter_reset": "A counter went back",
    "counter_wrap": "A counter reached its end and began again",
    "counter_jump": "A counter rose by more than the printer can print",
    "sums_disagree": "Its counters don't add up to their total",
    "board_swapped": "Its electronics seem to have been changed",
    "ip_moved": "It has another address than before",
    "new_device": "It was seen for the first time",
    "duplicate": "It answers at a second address too, and is counted once",
    "missing": "It has been silent for more than a week",
    "retired": "It has been silent for more than 90 days",
    "placeholder_serial": "Its serial number is a placeholder, not its own",
    "printer_replaced": "It took the place of another printer",
    "entry_shortened": "It told more than a printer has, and was cut short",
    "percent_over_100": "It reports more in a supply than fits in",
    "premature_change": "A supply was changed before it was empty",
    "several_printers": "Several printers are connected to it, and only the first one is read",
    "charset_guessed": "The writing of its texts had to be guessed",
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
        "counter_reset": f"{_counter(what)} fell {change}: it was set back.",
        "counter_wrap": f"{_counter(what)} went {change}: it came to its end and began again.",
        "counter_jump": f"{_counter(what)} rose {change}: so much was hardly printed.",
        "ip_moved": f"It moved {change}.",
        "new_device": f"It was seen for the first time on {day}.",
        "duplicate": f"It answers at {before} and at {after} since {day}, and is counted once.",
        "missing": f"It has been silent since {day}.",
        "printer_replaced": f"It took the place of the printer with the serial number {before} on {day}.",
        "board_swapped": _board(what, before, after, day),
    }
    if name in sentences:
        return sentences[name]
    of = f" ({what.replace('_', ' ')})" if what else ""
    return f"{day}: {flag(name)[:-1]}{of}: {before} before, {after} after."


def _board(what: str, before: str, after: str, day: str) -> str:
    if what == "serial_number":
        return (
            f"It took the place of the printer with the serial number {before} on {day}: its main board, or"
            " the printer behind its network board, was changed."
        )
    if what == "mac_address":
        return f"Its network board was changed on {day}: {before} before, {after} after."
    return f"{_counter(what)} fell from {before} to {after} on {day}, when its network board was changed."


def _passed(name: str, what: str | None) -> str:
    if name in {"board_swapped", "printer_replaced"} and what == "serial_number":
        return "Both printers are there again since"
    return "It was a misreading, right again since"


def _counter(what: str) -> str:
    """Return a counter of meters.json as the beginning of a sentence."""
    if what == "life_count":
        return "The counter of its engine"
    if what.startswith("markers."):
        return f"The counter of its engine {what.split('.')[1]}"
    return f"Its counter of {what.replace('.', ', ').replace('_', ' ')}"


def _value(value: object) -> str:
    if value is None:
        return "nothing"
    return number(value) if isinstance(value, int) else str(value)
