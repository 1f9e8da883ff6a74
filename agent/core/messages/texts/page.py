"""The report page's own words: its headings, its labels, what its charts show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number, translated
from agent.core.messages.numbers import measured, unit_name
from agent.core.messages.texts import days
from agent.core.model.retention import CHARTS_FOR

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
NO_SUPPLIES = "The supplies could not be read."
# Why there is no date, as `empties_note` of meters.json names it.
NO_DATE = {
    "not_enough_data": "Forecast after about 2 weeks",
    "not_read_lately": "No forecast: not read for a week",
    "hardly_used": "Lasts more than 2 years",
}
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

TRAY = "Tray"
BIN = "Output"
DISPLAY = "Display"
ALERTS = "Alerts"
NOTES = "Notes"


def used(printed: int, unit: str | None, since: date, per_day: float | None) -> str:
    """Return "1,204 pages since 23 October, about 40 per day"; `unit` as prtMarkerCounterUnit names it."""
    printed_pages = unit in {None, "impressions"}
    what = pages(printed) if printed_pages else measured(printed, unit)
    said = gettext("{what} since {day}", what=what, day=days.day(since))
    if per_day is None:
        return said
    return gettext("{used}, about {number} per day", used=said, number=number(per_day))


def runs_out(likely: date, earliest: date, latest: date, today: date, *, fills_up: bool) -> str:
    """Return when a supply will probably be empty, or a container full; what is far off by months."""
    if likely - today > FAR_OFF:
        when = days.month_and_year(likely)
        first, last = days.month_and_year(earliest), days.month_and_year(latest)
        said = (
            gettext("Full around {month}", month=when)
            if fills_up
            else gettext("Empty around {month}", month=when)
        )
    else:
        when, first, last = days.short(likely), days.short(earliest), days.short(latest)
        said = gettext("Full around {day}", day=when) if fills_up else gettext("Empty around {day}", day=when)
        if earliest != latest:
            return f"{said} ({days.short_span(earliest, latest)})"
    return said if first == last else f"{said} ({gettext('{first} to {last}', first=first, last=last)})"


def changed_early(name: str, when: date, percent: int) -> str:
    """Return that a supply was changed although `percent` of it were left."""
    return gettext(
        "{when}: {name} replaced with {percent}% left.",
        when=days.day_and_year(when),
        name=name,
        percent=percent,
    )


def last_days() -> str:
    """Return the heading above the charts of a supply."""
    return gettext("Last {days} days", days=CHARTS_FOR.days)


def level_then(name: str, first: int, last: int, unknown: int) -> str:
    """Return what a supply's chart shows; `unknown` counts the days without a value."""
    gaps = ngettext(", {count} day without data", ", {count} days without data", unknown) if unknown else ""
    return gettext(
        "{name}, last {days} days: from {first}% to {last}%{gaps}",
        name=name,
        days=CHARTS_FOR.days,
        first=first,
        last=last,
        gaps=gaps,
    )


def pages_then(total: int, most: int, most_on: date, unknown: int) -> str:
    """Return what a chart of pages shows: their sum, the busiest day, the days without a value."""
    gaps = ngettext("; {count} day without data", "; {count} days without data", unknown) if unknown else ""
    return gettext(
        "{pages} in {days} days; busiest day {day} ({most}){gaps}",
        pages=pages(total),
        days=CHARTS_FOR.days,
        day=days.short(most_on),
        most=number(most),
        gaps=gaps,
    )


def contacts(addresses: int, sent: int, received: int) -> str:
    """Return how much was asked: addresses, datagrams there and back."""
    return gettext(
        "{addresses} queried over SNMP, {sent}, {received}.",
        addresses=ngettext("{count} address", "{count} addresses", addresses),
        sent=ngettext("{count} packet sent", "{count} packets sent", sent),
        received=ngettext("{count} packet received", "{count} packets received", received),
    )


def octets(sent: int | None, received: int | None) -> str:
    """Return the bytes sent and received; "" where the SNMP library does not count them."""
    if sent is None or received is None:
        return ""
    return gettext(
        "{sent} bytes sent, {received} bytes received.", sent=number(sent), received=number(received)
    )


def made_by(report_id: str, run_number: int | None, version: str) -> str:
    """Return which report this is and who made it."""
    run = gettext(", scan {run_number}", run_number=run_number) if run_number else ""
    return gettext(
        "Report {report_id}{run}, created by Meters Agent {version}",
        report_id=report_id,
        run=run,
        version=version,
    )


def why(row: Mapping[str, str]) -> str:
    """Return why a device has no card, and what to do where something can be done."""
    said = row["why"] if row["why"].endswith(".") else f"{row['why']}."
    return f"{said} {row['advice']}" if "advice" in row else said


def in_tray(level: int, most: int | None, unit: str | None) -> str:
    """Return how much lies in a tray: "180 of 250 sheets"."""
    if unit == "percent":
        return gettext("{percent}%", percent=level)
    amount = number(level)
    if most is not None and most > 0:
        amount = gettext("{level} of {most}", level=amount, most=number(most))
    return f"{amount} {unit_name(unit)}".strip()


def month(name: str) -> str:
    """Return "October 2026" for "2026-10"."""
    return days.month_and_year(date.fromisoformat(f"{name}-01"))


def counts(total: int | None, parts: Mapping[str, int | None]) -> str:
    """Return "41,020 (30,010 mono, 11,010 colour)", or what of it is known; "" for nothing."""
    said = ((parts.get(name), colour) for name, colour in translated(COLOURS).items())
    known = ", ".join(f"{number(value)} {colour}" for value, colour in said if value is not None)
    if total is None:
        return known
    return f"{number(total)} ({known})" if known else number(total)


def pages(printed: int) -> str:
    """Return "1 page", "1,204 pages"."""
    return ngettext("{count} page", "{count} pages", printed)
