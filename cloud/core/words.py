"""Sentences of the receiver, for dealers. What the agent says already is said in its words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agent.core.words import days
from agent.core.words import flags as agent_flags

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def silent(last: datetime, missed: int) -> str:
    """Return that an office did not report on so many of its days."""
    times = "once" if missed == 1 else f"on {missed} days"
    return f"No report {times} since {days.day_and_year(last)}."


def never_reported() -> str:
    """Return that nothing ever came from an office."""
    return "It has never reported: has its code been typed in?"


def runs_missing(first: int, last: int) -> str:
    """Return which reports have not come in."""
    if first == last:
        return f"Report {first} has not come in."
    return f"Reports {first} to {last} have not come in."


def run_disputed(run: int) -> str:
    """Return that there are two reports of one run."""
    return f"There are two different reports {run}; neither counts."


def other_past(run: int) -> str:
    """Return that a report follows another one than the one that came in."""
    return f"Report {run} follows another report {run - 1} than the one that came in."


def flag(name: str) -> str:
    """Return what a flag of a report says."""
    return str(agent_flags.flag(name))


def two_sites(sites: Sequence[str]) -> str:
    """Return that several offices tell of one device."""
    return f"Offices {' and '.join(sites)} both tell of it: it moved, or two have one serial number."


def counter_fell(before: int, after: int) -> str:
    """Return that a later reading has a lower count."""
    return f"Its counter fell from {before:,} to {after:,}."


def ship(supply: str, percent: int, leaves: date, earliest: date | None) -> str:
    """Return what to send by when."""
    until = f", may be empty from {days.day(earliest)}" if earliest else ""
    return f"{supply[:1].upper()}{supply[1:]}: {percent} % left{until}. Send by {days.day(leaves)}."


def ship_stopped(printers: int, days_old: int, last: date) -> str:
    """Return that nothing is sent for printers whose newest readings are too old."""
    which = "1 printer" if printers == 1 else f"{printers:,} printers"
    whose = "its last reading is" if printers == 1 else "their last readings are"
    return (
        f"Nothing is sent to {which}: {whose} more than {days_old} days old, of {days.day(last)} or before."
    )


def device_silent(missed: int, last: date) -> str:
    """Return that an office reports and does not hear a printer any more."""
    return f"Not heard on {missed} days on which its office reported. Last read on {days.day(last)}."


def device_gone(last: date) -> str:
    """Return that a printer was given up."""
    return f"Gone: last read on {days.day_and_year(last)}. Nothing more is told of it."


def failed(error: str) -> str:
    """Return that an office could not be analysed."""
    return f"What it reported could not be analysed ({error}): its other findings are missing."


def follows(site: str) -> str:
    """Return that a sender says that it follows one of a known office."""
    return f"It says that it follows the sender of {site}: confirm it if the office has a new computer."


def evidence(days_heard: int) -> str:
    """Return on how many days a sender was heard."""
    return "1 day" if days_heard == 1 else f"{days_heard} days"


DEVICE_NEW = "New: not seen in this office before."
DEVICE_BACK = "It was retired, and answers again."
KNOWS_CODE = "It knows a code of yours that another sender has used."
DIGEST = "Today's offices"
NOTHING = "Nothing. All is well."
OFFICE, PRINTER, SERIAL, WHAT, SINCE, LAST_REPORT = (
    "Office",
    "Printer",
    "Serial number",
    "What",
    "Since",
    "Last report",
)
SEND_BY, SUPPLY, LEFT, PART, EMPTY = "Send by", "Supply", "Left", "Part number", "Empty"
TODAY, URGENT = "today", "now"
FIGURES = "At a glance"
STRANGERS = "Senders that wait for your word"
STRANGERS_WHY = "They are signed, but neither a code nor you spoke for them: nothing of theirs counts."
SENDER, CALLS_ITSELF, KEY = "Agent", "Calls its office", "Key"
HEARD, SPEAKS_FOR = "Heard on", "What speaks for it"
STRANGERS_MORE = "Mails of {:,} more senders wait; none of them was heard on more days."
REFUSALS = "Mails of the last day that were not taken"
ARRIVED, WHY, MAIL = "Arrived", "Why", "Kept as"
FOOTER = "Times are UTC. Dates of empty supplies are forecasts: four of five fall within their range."
_HEADINGS = {
    "site_silent": "Offices that don't report",
    "standstill": "Printers that can't print",
    "ship": "Supplies to send",
    "ship_stopped": "Supplies that are no longer sent",
    "device_silent": "Printers that are not heard",
    "device_gone": "Printers that are gone",
    "device_new": "New printers",
    "meter": "Meters to look at before a bill",
    "chain": "Reports that are missing or doubled",
    "analysis_failed": "Offices that could not be analysed",
}


def heading(kind: str) -> str:
    """Return the heading over the findings of a kind."""
    return _HEADINGS[kind]


def title(dealer: str, day: date) -> str:
    """Return the title of a dealer's digest."""
    return f"{dealer}, {days.day_and_year(day)}"


def more(number: int) -> str:
    """Return that a section is cut short."""
    return f"And {number:,} more, in the table."


def headline(offices: int, printers: int, silent_offices: int) -> str:
    """Return how the dealer's day looks in one line."""
    of = f"{_counted(offices, 'office')} with {_counted(printers, 'printer')}"
    if not offices:
        return "No offices yet."
    if not silent_offices:
        return f"{of}. All have reported."
    return (
        f"{of}. {_counted(offices - silent_offices, 'office')} reported in time, {silent_offices:,} did not."
    )


def too_large(lies_at: str) -> str:
    """Return the line of a digest that no mail can carry; `lies_at` is its key in the bucket."""
    return f"This report is too large for a mail. Ask your operator for {lies_at}."


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


def shown_day(iso: str) -> str:
    """Return a day of a finding as people read it."""
    return days.day(date.fromisoformat(iso))


def empty_between(earliest: str | None, latest: str | None) -> str:
    """Return between which ISO days a supply will be empty."""
    if not (earliest and latest):
        return "no forecast"
    return days.span(date.fromisoformat(earliest), date.fromisoformat(latest))
