"""What the latest reading of a printer asks of a dealer: a visit, a supply, a look at its meter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from agent.core.messages import flags
from agent.core.model.shown_text import shortened
from agent.core.report_format.completed import completed
from agent.core.reporting.attention import need_of, printer_name, supply_name
from cloud.core.analysis.finding import METER, OLD, SHIP, STANDSTILL, Finding
from cloud.core.analysis.presence import SILENT, Presence
from cloud.core.messages import analysis
from cloud.core.portal.office import USUAL, OfficeSettings
from cloud.core.proof import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.report_format.entries import PrinterEntry
    from agent.core.report_format.received_printer import ReceivedPrinter, ReceivedSupply

DELIVERY = timedelta(days=4)  # from the dealer's shelf into the printer, weekend included
MOST_REASONS = 400  # characters of IPP keywords that a finding names, for sentences in another language

# Flags of a report after which a bill by the counter wants a person's look.
MISTRUSTED = (
    *("counter_reset", "counter_wrap", "counter_jump", "sums_disagree", "board_swapped"),
    *("placeholder_serial", "premature_change", "percent_over_100"),
)


# The type of a supply (RFC 3805) begins or is so: which of office.SUPPLY_KINDS has its threshold.
_KIND_OF_SUPPLY = (
    *(("waste", "waste"), ("toner", "toner"), ("matteToner", "toner"), ("ink", "ink"), ("matteInk", "ink")),
    *(("solidWax", "ink"), ("opc", "drum"), ("fuser", "fuser")),
)


def printer_findings(  # noqa: PLR0913 (each is another thing)
    site: str,
    device: str,
    entry: ReceivedPrinter,
    today: date,
    presence: Presence | None = None,
    *,
    settings: OfficeSettings = USUAL,
) -> Iterator[Finding]:
    """Yield what the newest entry of a device (an element of printers[]) says that a dealer has to do.

    Without a presence it is taken to be there. What a reading said is told for OLD: a printer that was
    carried away with a jam is not jammed for ever.
    """
    whole = completed(entry)
    about = about_device(device, whole)
    read = date_of(entry["read_at"])
    is_recent = read is not None and today - read <= OLD
    is_there = presence is None or presence.counts
    if is_recent and is_there:
        yield from _troubles(site, device, whole, about)
    if is_recent and (is_there or (presence is not None and presence.state == SILENT)):
        yield from _shipments(site, device, entry, about, today, settings=settings)


def is_to_ship(entry: ReceivedPrinter, today: date, settings: OfficeSettings = USUAL) -> bool:
    """Return whether a supply of an entry would have to be sent."""
    return any(send_by(supply, today, settings) is not None for supply in entry.get("supplies") or ())


def about_device(device: str, entry: PrinterEntry) -> dict[str, str | int | None]:
    """Return the details of every finding about a device."""
    return {
        "device": device,
        "printer": shortened(printer_name(entry)),
        "serial_number": entry.get("serial_number"),
    }


def _troubles(
    site: str, device: str, entry: PrinterEntry, about: Mapping[str, str | int | None]
) -> Iterator[Finding]:
    need = need_of(entry)
    if need is not None and need.urgent:
        reasons = " ".join(entry.get("state_reasons") or ())[:MOST_REASONS]
        stopped = {**about, "reasons": reasons}
        yield Finding(STANDSTILL, site, device, _sentence(need.sentences), urgent=True, details=stopped)
    for flag in entry.get("flags") or ():
        if flag in MISTRUSTED:
            yield Finding(METER, site, f"{device} {flag}", flags.flag(flag), details={**about, "flag": flag})


def supply_kind(supply: ReceivedSupply) -> str:
    """Return which of office.SUPPLY_KINDS a supply is of."""
    kind = supply.get("type") or ""
    return next((name for begins, name in _KIND_OF_SUPPLY if kind.startswith(begins)), "other")


def send_by(supply: ReceivedSupply, today: date, settings: OfficeSettings = USUAL) -> date | None:
    """Return the day on which a supply has to leave the dealer, None where it can wait.

    It is DELIVERY before the earliest of its run-out dates, or today where it is low already; both by the
    threshold that its office has for this kind of supply.
    """
    percent = supply.get("percent_left")
    if percent is None:
        return None
    empties = supply.get("empties") or {}
    earliest = date_of(empties.get("earliest"))
    low, days = settings.threshold(supply_kind(supply))
    if percent > low and (earliest is None or earliest > today + timedelta(days=days)):
        return None
    return max(today, earliest - DELIVERY) if earliest else today


def date_of(text: str | None) -> date | None:
    """Return the day of an ISO date or time, None where there is no such day, or none of our years."""
    try:
        day = date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def _shipments(  # noqa: PLR0913 (each is another thing)
    site: str,
    device: str,
    entry: ReceivedPrinter,
    about: Mapping[str, str | int | None],
    today: date,
    *,
    settings: OfficeSettings,
) -> Iterator[Finding]:
    for supply, whole in zip(entry.get("supplies") or (), completed(entry)["supplies"], strict=True):
        leaves = send_by(supply, today, settings)
        percent = supply.get("percent_left")
        if leaves is None or percent is None:
            continue
        empties: Mapping[str, Any] = supply.get("empties") or {}
        name = shortened(supply_name(whole))
        details: dict[str, str | int | None] = {
            **about,
            "supply": name,
            "supply_type": whole["type"],
            "colorant": supply.get("colorant"),
            "part_number": supply.get("part_number"),
            "percent_left": percent,
            "send_by": leaves.isoformat(),
            **{end: _iso(date_of(empties.get(end))) for end in ("earliest", "likely", "latest")},
        }
        text = analysis.ship(name, percent, leaves, date_of(empties.get("earliest")))
        yield Finding(
            SHIP, site, f"{device} {supply['index']}", text, urgent=leaves <= today, details=details
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _sentence(parts: tuple[str, ...]) -> str:
    text = shortened("; ".join(parts))
    return f"{text[:1].upper()}{text[1:]}."
