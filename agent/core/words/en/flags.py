"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import days

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
    "percent_over_100": "It reports more in a supply than fits in",
    "premature_change": "A supply was changed before it was empty",
    "charset_guessed": "The writing of its texts had to be guessed",
}


def flag(name: str) -> str:
    """Return what a flag says; one that is not known in words that stand in its name."""
    return f"{_FLAGS.get(name) or name.replace('_', ' ').capitalize()}."


def event(name: str, since: date, what: str | None, before: object, after: object) -> str:
    """Return an event as a sentence: what happened, when it was seen first, and from what to what."""
    of = f" ({what.replace('_', ' ')})" if what else ""
    change = "" if before is None and after is None else f": {_value(before)} before, {_value(after)} after"
    return f"{days.day_and_year(since)}: {flag(name)[:-1]}{of}{change}."


def _value(value: object) -> str:
    if value is None:
        return "nothing"
    return f"{value:,}" if isinstance(value, int) else str(value)
