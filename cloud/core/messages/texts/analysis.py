"""What the analysis finds, as a sentence: in English as it is found, later on in a reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.core.messages import days, printers
from agent.core.messages.catalogue import gettext, ngettext, number, translated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    Details = Mapping[str, Any]

NEVER_REPORTED = "No report yet. Check that the enrolment code was entered."
DEVICE_NEW = "New in this office."
DEVICE_BACK = "Was retired and responds again."
KNOWS_CODE = "Uses an enrolment code that another agent has used."
NO_NAME = "(no name)"
_AND = " and "
TROUBLES = {
    "retired": "the printer was retired",
    "gone": "the printer does not respond any more",
    "unmanaged": "the printer is no longer managed",
    "moved": "the printer moved to another office",
}


def silent(last: date, missed: int) -> str:
    """Return that an office did not report on so many of its days."""
    return ngettext(
        "No report once since {last}.",
        "No report on {count} days since {last}.",
        missed,
        last=days.day_and_year(last),
    )


def runs_missing(first: int, last: int) -> str:
    """Return which reports have not come in."""
    if first == last:
        return gettext("Report {run} is missing.", run=first)
    return gettext("Reports {first} to {last} are missing.", first=first, last=last)


def run_disputed(run: int) -> str:
    """Return that there are two reports of one run."""
    return gettext("Two different versions of report {run}. Neither is counted.", run=run)


def other_past(run: int) -> str:
    """Return that a report follows another one than the one that came in."""
    return gettext("Report {run} does not follow the received report {before}.", run=run, before=run - 1)


def two_sites(sites: Sequence[str]) -> str:
    """Return that several offices report one device."""
    return gettext("Reported by {sites}: moved, or duplicate serial number.", sites=gettext(_AND).join(sites))


def counter_fell(before: int, after: int) -> str:
    """Return that a later reading has a lower count."""
    return gettext("The counter fell from {before} to {after}.", before=number(before), after=number(after))


def ship(name: str, percent: int, leaves: date, earliest: date | None) -> str:
    """Return the sentence of what to ship by when."""
    supply_, day = f"{name[:1].upper()}{name[1:]}", days.day(leaves)
    if earliest is None:
        return gettext("{supply}: {percent}% left. Ship by {day}.", supply=supply_, percent=percent, day=day)
    return gettext(
        "{supply}: {percent}% left, may be empty from {earliest}. Ship by {day}.",
        supply=supply_,
        percent=percent,
        earliest=days.day(earliest),
        day=day,
    )


def ship_stopped(number_of_printers: int, days_old: int, last: date) -> str:
    """Return that nothing is shipped for printers whose newest readings are too old."""
    return ngettext(
        "Nothing is shipped for {count} printer: "
        "its last reading is more than {days} days old ({last} or earlier).",
        "Nothing is shipped for {count} printers: "
        "their last readings are more than {days} days old ({last} or earlier).",
        number_of_printers,
        days=days_old,
        last=days.day(last),
    )


def order_stopped(name: str, trouble: str) -> str:
    """Return that an open order is of a printer that was removed; `trouble` is one of order.TROUBLES."""
    why = translated(TROUBLES).get(trouble, trouble)
    return gettext(
        "{supply}: the order is still open, but {trouble}. Ignore the order, or check where the parcel goes.",
        supply=f"{name[:1].upper()}{name[1:]}",
        trouble=why,
    )


def device_silent(missed: int, last: date) -> str:
    """Return that an office reports and a printer does not respond any more."""
    return ngettext(
        "No response on {count} day on which its office reported. Last read on {last}.",
        "No response on {count} days on which its office reported. Last read on {last}.",
        missed,
        last=days.day(last),
    )


def device_gone(last: date) -> str:
    """Return that a printer was given up."""
    return gettext("Retired: last read on {last}. It is not listed again.", last=days.day_and_year(last))


def failed(error: str) -> str:
    """Return that an office could not be analysed."""
    return gettext(
        "The report could not be analysed ({error}). Other findings of this office are missing.", error=error
    )


def follows(site: str) -> str:
    """Return that a sender states that it replaces one of a known office."""
    return gettext(
        "States that it replaces the agent of {site}. Confirm it if the office has a new computer.", site=site
    )


def supply(details: Details) -> str:
    """Return the supply that a finding is about; what has no name in our words keeps its own."""
    kind = details.get("supply_type")
    colorant = None if str(kind).startswith("waste") else details.get("colorant")
    return printers.supply(kind, colorant, str(details.get("supply") or ""))
