"""Sentences of the receiver, for dealers. What the agent says already is said in its words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agent.core.messages import days
from agent.core.messages import flags as agent_flags
from cloud.core.analysis import finding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def silent(last: datetime, missed: int) -> str:
    """Return that an office did not report on so many of its days."""
    times = "once" if missed == 1 else f"on {missed} days"
    return f"No report {times} since {days.day_and_year(last)}."


def never_reported() -> str:
    """Return that nothing ever came from an office."""
    return "No report yet. Check that the enrolment code was entered."


def runs_missing(first: int, last: int) -> str:
    """Return which reports have not come in."""
    if first == last:
        return f"Report {first} is missing."
    return f"Reports {first} to {last} are missing."


def run_disputed(run: int) -> str:
    """Return that there are two reports of one run."""
    return f"Two different versions of report {run}. Neither is counted."


def other_past(run: int) -> str:
    """Return that a report follows another one than the one that came in."""
    return f"Report {run} does not follow the received report {run - 1}."


def flag(name: str) -> str:
    """Return the sentence of a report's flag."""
    return str(agent_flags.flag(name))


def two_sites(sites: Sequence[str]) -> str:
    """Return that several offices report one device."""
    return f"Reported by {' and '.join(sites)}: moved, or duplicate serial number."


def counter_fell(before: int, after: int) -> str:
    """Return that a later reading has a lower count."""
    return f"The counter fell from {before:,} to {after:,}."


def ship(supply: str, percent: int, leaves: date, earliest: date | None) -> str:
    """Return the sentence of what to ship by when."""
    until = f", may be empty from {days.day(earliest)}" if earliest else ""
    return f"{supply[:1].upper()}{supply[1:]}: {percent}% left{until}. Ship by {days.day(leaves)}."


def ship_stopped(printers: int, days_old: int, last: date) -> str:
    """Return that nothing is shipped for printers whose newest readings are too old."""
    which = "1 printer" if printers == 1 else f"{printers:,} printers"
    whose = "its last reading is" if printers == 1 else "their last readings are"
    old = f"more than {days_old} days old ({days.day(last)} or earlier)"
    return f"Nothing is shipped for {which}: {whose} {old}."


def device_silent(missed: int, last: date) -> str:
    """Return that an office reports and a printer does not respond any more."""
    return f"No response on {missed} days on which its office reported. Last read on {days.day(last)}."


def device_gone(last: date) -> str:
    """Return that a printer was given up."""
    return f"Retired: last read on {days.day_and_year(last)}. It is not listed again."


def failed(error: str) -> str:
    """Return that an office could not be analysed."""
    return f"The report could not be analysed ({error}). Other findings of this office are missing."


def follows(site: str) -> str:
    """Return that a sender states that it replaces one of a known office."""
    return f"States that it replaces the agent of {site}. Confirm it if the office has a new computer."


def evidence(days_heard: int) -> str:
    """Return on how many days a sender reported."""
    return "1 day" if days_heard == 1 else f"{days_heard} days"


DEVICE_NEW = "New in this office."
DEVICE_BACK = "Was retired and responds again."
KNOWS_CODE = "Uses an enrolment code that another agent has used."
NOTHING = "Nothing to do."
OFFICE, PRINTER, SERIAL, WHAT, SINCE, LAST_REPORT = (
    "Office",
    "Printer",
    "Serial number",
    "What",
    "Since",
    "Last report",
)
SEND_BY, SUPPLY, LEFT, PART, EMPTY = "Ship by", "Supply", "Left", "Part number", "Empty"
TODAY, URGENT = "today", "now"
FIGURES = "At a glance"
STRANGERS = "Unconfirmed agents"
STRANGERS_WHY = "Signed, but not assigned to an office. Their readings aren't counted until you confirm them."
SENDER, CALLS_ITSELF, KEY = "Agent", "Stated office", "Key"
HEARD, SPEAKS_FOR = "Reported on", "Evidence"
STRANGERS_MORE = "{:,} more agents are unconfirmed. None of them reported on more days."
REFUSALS = "Emails rejected in the last day"
ARRIVED, WHY, MAIL = "Received", "Reason", "Stored as"
FOOTER = "Times are UTC. Dates of empty supplies are forecasts: four of five fall within their range."
_HEADINGS = {
    finding.SILENT: "Offices not reporting",
    finding.STANDSTILL: "Stopped printers",
    finding.SHIP: "Supplies to ship",
    finding.SHIP_STOPPED: "Supplies no longer shipped",
    finding.DEVICE_SILENT: "Printers not responding",
    finding.DEVICE_GONE: "Retired printers",
    finding.DEVICE_NEW: "New printers",
    finding.METER: "Readings to check before billing",
    finding.CHAIN: "Missing or duplicate reports",
    finding.FAILED: "Offices that couldn't be analysed",
}


def heading(kind: str) -> str:
    """Return the heading over the findings of a kind."""
    return _HEADINGS[kind]


def new_findings(number: int) -> str:
    """Return the subject of a mail with new findings."""
    return "1 new finding" if number == 1 else f"{number} new findings"


def title(dealer: str, day: date) -> str:
    """Return the title of a dealer's digest."""
    return f"{dealer}, {days.day_and_year(day)}"


def more(number: int) -> str:
    """Return that a section is cut short."""
    return f"{number:,} more: see the table."


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
    """Return the line of a digest that no email can hold; `lies_at` is its key in the bucket."""
    return f"This report is too large for an email. Ask your operator for {lies_at}."


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
