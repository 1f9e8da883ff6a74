"""The report page's own words: its headings, its labels, what its charts show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent.core.messages.en import count, days, number

if TYPE_CHECKING:
    from collections.abc import Mapping

FAR_OFF = timedelta(days=120)  # a day so far off is told by its month

CONDITIONS = "Problems of Meters Agent"
NEEDS = "To do"
NOTHING_NEEDED = "Nothing to do. All printers are working."
PRINTERS = "Printers"
NO_PRINTERS = "No printers found yet. Check the networks in Settings."
UNREADABLE = "Devices that could not be read"
LEFT_OUT = "Devices that aren't printers"
TALKED_TO = "Network activity of this scan"
NOTHING_ELSE = "Scans use SNMP only. Reports are sent through your mail server."

SERIAL_NUMBER = "Serial number"
ADDRESS = "Address"
NAME = "Host name"
ASSET_TAG = "Asset tag"
FIRMWARE = "Firmware"
STATE = "State"
LAST_SEEN = "Last response"
READ = "Last read"
# hrPrinterStatus (RFC 2790); other and unknown tell an office nothing.
STATES = {"idle": "ready", "printing": "printing", "warmup": "warming up"}

SUPPLIES = "Supplies"
SUPPLY = "Supply"
LEVEL = "Level"
LAST_DAYS = "Last 90 days"
NO_SUPPLIES = "The supplies could not be read."
# Why there is no date, as `empties_note` of meters.json names it.
NO_DATE = {
    "not_enough_data": "Forecast after about 2 weeks",
    "not_read_lately": "No forecast: not read for a week",
    "hardly_used": "Lasts more than 2 years",
}
NO_CHART = "No history yet"
NOT_MEASURED = "not measured"

COUNTERS = "Counters"
COUNTER, PAGES = "Counter", "Count"
LIFE = "Lifetime count (engine)"
COLOURS = {
    "monochrome": "mono",
    "full_color": "colour",
    "single_color": "one colour",
    "two_color": "two colours",
    "highlight": "highlight colour",
    "two_sided": "two-sided",
    "large": "large sheets",
}
FUNCTIONS = {
    "impressions": "Billing meter",
    "print": "Prints",
    "copy": "Copies",
    "fax": "Faxes",
    "scan": "Scans",
}
NO_COUNTERS = "The counters could not be read."
USE = "Pages printed"
USE_NOT_KNOWN = "not enough data yet"
PAGES_A_DAY = "Pages per day"
UNKNOWN_DAYS = "Grey: no data"

TRAYS = "Paper"
TRAY, MEDIA = "Tray", "Paper"
BIN = "Output"
DISPLAY = "Display"
ALERTS = "Alerts"
NOTES = "Notes"

_UNITS = {"impressions": "pages", None: "pages"}


def used(printed: int, unit: str | None, since: date, per_day: float | None) -> str:
    """Return "1,204 pages since 23 October, about 40 per day"; `unit` as prtMarkerCounterUnit names it."""
    said = f"{number(printed)} {_UNITS.get(unit, unit)} since {days.day(since)}"
    return said if per_day is None else f"{said}, about {number(per_day)} per day"


def runs_out(likely: date, earliest: date, latest: date, today: date, *, fills_up: bool) -> str:
    """Return when a supply will probably be empty, or a container full; what is far off by months."""
    what = "Full" if fills_up else "Empty"
    if likely - today > FAR_OFF:
        first, middle, last = (days.month_and_year(day) for day in (earliest, likely, latest))
        return f"{what} around {middle}" + (f" ({first} to {last})" if first != last else "")
    around = f" ({days.short_span(earliest, latest)})" if earliest != latest else ""
    return f"{what} around {days.short(likely)}{around}"


def changed_early(name: str, when: date, percent: int) -> str:
    """Return that a supply was changed although `percent` of it were left."""
    return f"{days.day_and_year(when)}: {name} replaced with {percent}% left."


def level_then(name: str, first: int, last: int, unknown: int) -> str:
    """Return what a supply's chart shows; `unknown` counts the days without a value."""
    gaps = f", {count(unknown, 'day')} without data" if unknown else ""
    return f"{name}, last 90 days: from {first}% to {last}%{gaps}"


def pages_then(total: int, most: int, most_on: date, unknown: int) -> str:
    """Return what a chart of pages shows: their sum, the busiest day, the days without a value."""
    gaps = f"; {count(unknown, 'day')} without data" if unknown else ""
    return f"{count(total, 'page')} in 90 days; busiest day {days.short(most_on)} ({number(most)}){gaps}"


def contacts(addresses: int, sent: int, received: int) -> str:
    """Return how much was asked: addresses, datagrams there and back."""
    return (
        f"{count(addresses, 'address', 'addresses')} queried over SNMP, {count(sent, 'packet')} sent, "
        f"{count(received, 'packet')} received."
    )


def octets(sent: int | None, received: int | None) -> str:
    """Return the bytes sent and received; "" where the SNMP library does not count them."""
    if sent is None or received is None:
        return ""
    return f"{number(sent)} bytes sent, {number(received)} bytes received."


def made_by(report_id: str, run_number: int | None, version: str) -> str:
    """Return which report this is and who made it."""
    run = f", scan {run_number}" if run_number else ""
    return f"Report {report_id}{run}, created by Meters Agent {version}"


def why(row: Mapping[str, str]) -> str:
    """Return why a device has no card, and what to do where something can be done."""
    said = row["why"] if row["why"].endswith(".") else f"{row['why']}."
    return f"{said} {row['advice']}" if "advice" in row else said


def in_tray(level: int, most: int | None, unit: str | None) -> str:
    """Return how much lies in a tray: "180 of 250 sheets"."""
    if unit == "percent":
        return f"{level}%"
    of = f" of {number(most)}" if most is not None and most > 0 else ""
    return f"{number(level)}{of} {unit or ''}".strip()


def month(name: str) -> str:
    """Return "October 2026" for "2026-10"."""
    return days.month_and_year(date.fromisoformat(f"{name}-01"))


def counts(total: int | None, parts: Mapping[str, int | None]) -> str:
    """Return "41,020 (30,010 mono, 11,010 colour)", or what of it is known; "" for nothing."""
    said = ((parts.get(name), colour) for name, colour in COLOURS.items())
    known = ", ".join(f"{number(value)} {colour}" for value, colour in said if value is not None)
    if total is None:
        return known
    return f"{number(total)} ({known})" if known else number(total)


def pages(printed: int) -> str:
    """Return "1 page", "1,204 pages"."""
    return count(printed, "page")
