"""What the flags of a report mean, in the words of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, number, pgettext, translated
from agent.core.messages.texts import days
from agent.core.model.retention import SILENT_FOR

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
    "retired": "No response for more than {days} days",
    "placeholder_serial": "Its serial number is only a placeholder",
    "printer_replaced": "It replaced another printer",
    "entry_shortened": "It reported more data than a printer has; the rest was left out",
    "percent_over_100": "It reports a supply level above 100%",
    "premature_change": "A supply was replaced before it was empty",
    "several_printers": "Several printers are connected to it; only the first one is read",
    "charset_guessed": "Some names may show wrong characters",
}
# What an event of a printer's history says, by its kind.
_EVENTS = {
    "counter_reset": "{counter} fell from {before} to {after} on {day}: it was reset.",
    "counter_wrap": (
        "{counter} went from {before} to {after} on {day}: it reached its maximum and restarted."
    ),
    "counter_jump": (
        "{counter} rose from {before} to {after} on {day}, more than this printer can print. "
        "Check before billing."
    ),
    "ip_moved": "Its address changed from {before} to {after} on {day}.",
    "new_device": "It was seen for the first time on {day}.",
    "duplicate": "It has responded at {before} and at {after} since {day} and is counted once.",
    "missing": "No response since {day}.",
    "printer_replaced": "It replaced the printer with the serial number {before} on {day}.",
}
# The counters of meters.json by the parts of their names.
_COUNTERS = {
    "impressions": "impressions",
    "print": "print",
    "copy": "copy",
    "fax": "fax",
    "scan": "scan",
    "monochrome": "monochrome",
    "full_color": "full color",
    "single_color": "single color",
    "two_color": "two color",
    "highlight": "highlight",
    "two_sided": "two sided",
    "large": "large",
    "total": "total",
}


def flag(name: str) -> str:
    """Return what a flag says; one that is not known in words that stand in its name."""
    known = translated(_FLAGS).get(name)
    if known:
        return f"{known.format(days=SILENT_FOR.days)}."
    return pgettext("unknown flag", "{words}.", words=name.replace("_", " ").capitalize(), name=name)


def event(  # noqa: PLR0913, PLR0917 (the fields of an event in meters.json)
    name: str, since: date, what: str | None, before: object, after: object, until: date | None = None
) -> str:
    """Return an event as a sentence: what was seen, from what to what, since when, and whether it passed."""
    said = _happened(name, what or "", _value(before), _value(after), days.day_and_year(since))
    if until is None:
        return said
    return f"{said} {_passed(name, what)} {days.day_and_year(until)}."


def _happened(name: str, what: str, before: str, after: str, day: str) -> str:
    if name == "board_swapped":
        return _board(what, before, after, day)
    if name in _EVENTS:
        counter = _counter(what)
        return translated(_EVENTS)[name].format(counter=counter, before=before, after=after, day=day)
    of = f" ({what.replace('_', ' ')})" if what else ""
    return gettext(
        "{day}: {flag}{of}: {before} before, {after} after.",
        day=day,
        flag=flag(name)[:-1],
        of=of,
        before=before,
        after=after,
    )


def _board(what: str, before: str, after: str, day: str) -> str:
    if what == "serial_number":
        return gettext(
            "It replaced the printer with the serial number {before} on {day}: the main board, or "
            "the printer behind the network card, was replaced.",
            before=before,
            day=day,
        )
    if what == "mac_address":
        return gettext(
            "Its network card was replaced on {day}: {before} before, {after} after.",
            day=day,
            before=before,
            after=after,
        )
    return gettext(
        "{what} fell from {before} to {after} on {day}, when its network card was replaced.",
        what=_counter(what),
        before=before,
        after=after,
        day=day,
    )


def _passed(name: str, what: str | None) -> str:
    if name in {"board_swapped", "printer_replaced"} and what == "serial_number":
        return gettext("Both printers have responded again since")
    return gettext("It was a reading error, correct again since")


def _counter(what: str) -> str:
    """Return a counter of meters.json as the beginning of a sentence."""
    if what == "life_count":
        return gettext("Its lifetime count (engine)")
    if what.startswith("markers."):
        return gettext("Its lifetime count (engine {number})", number=what.split(".")[1])
    names = translated(_COUNTERS, "counter")
    parts = (names.get(part, part.replace("_", " ")) for part in what.split("."))
    return gettext("Its counter of {name}", name=", ".join(filter(None, parts)))


def _value(value: object) -> str:
    if value is None:
        return gettext("nothing")
    return number(value) if isinstance(value, int) else str(value)
