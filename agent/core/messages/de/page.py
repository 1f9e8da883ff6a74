"""The report page's own words: its headings, its labels, what its charts show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agent.core.messages.de import count, days, number, unit_name
from agent.core.messages.de import measured as _measured
from agent.core.messages.en.page import FAR_OFF

if TYPE_CHECKING:
    from collections.abc import Mapping

CONDITIONS = "Probleme von Meters Agent"
NEEDS = "Zu erledigen"
NOTHING_NEEDED = "Nichts zu erledigen. Alle Drucker funktionieren."
PRINTERS = "Drucker"
NO_PRINTERS = "Noch keine Drucker gefunden. Prüfen Sie die Netze in den Einstellungen."
UNREADABLE = "Geräte, die nicht gelesen werden konnten"
LEFT_OUT = "Geräte, die keine Drucker sind"
TALKED_TO = "Netzwerkzugriffe dieser Abfrage"
NOTHING_ELSE = "Abgefragt wird nur per SNMP. Berichte werden über Ihren Mailserver gesendet."

SERIAL_NUMBER = "Seriennummer"
ADDRESS = "Adresse"
NAME = "Hostname"
ASSET_TAG = "Inventarnummer"
FIRMWARE = "Firmware"
STATE = "Zustand"
LAST_SEEN = "Letzte Antwort"
READ = "Zuletzt gelesen"
# hrPrinterStatus (RFC 2790); other and unknown tell an office nothing.
STATES = {"idle": "bereit", "printing": "druckt", "warmup": "wird aufgewärmt"}

SUPPLIES = "Verbrauchsmaterial"
SUPPLY = "Material"
LEVEL = "Füllstand"
LAST_DAYS = "Letzte 90 Tage"
NO_SUPPLIES = "Das Verbrauchsmaterial konnte nicht gelesen werden."
# Why there is no date, as `empties_note` of meters.json names it.
NO_DATE = {
    "not_enough_data": "Prognose nach etwa 2 Wochen",
    "not_read_lately": "keine Prognose: seit einer Woche nicht gelesen",
    "hardly_used": "reicht länger als zwei Jahre",
}
NO_CHART = "noch kein Verlauf"
NOT_MEASURED = "nicht gemessen"

COUNTERS = "Zähler"
COUNTER, PAGES = "Zähler", "Zählerstand"
LIFE = "Gesamtzähler (Druckwerk)"
COLOURS = {
    "monochrome": "schwarzweiß",
    "full_color": "farbig",
    "single_color": "einfarbig",
    "two_color": "zweifarbig",
    "highlight": "mit Schmuckfarbe",
    "two_sided": "beidseitig",
    "large": "Großformat",
}
FUNCTIONS = {
    "impressions": "Abrechnungszähler",
    "print": "Drucke",
    "copy": "Kopien",
    "fax": "Faxe",
    "scan": "Scans",
}
NO_COUNTERS = "Die Zähler konnten nicht gelesen werden."
USE = "Gedruckte Seiten"
USE_NOT_KNOWN = "noch nicht genug Daten"
PAGES_A_DAY = "Seiten pro Tag"
UNKNOWN_DAYS = "Grau: keine Daten"

TRAYS = "Papier"
TRAY, MEDIA = "Fach", "Papier"
BIN = "Ausgabe"
DISPLAY = "Display"
ALERTS = "Meldungen"
NOTES = "Hinweise"


def used(printed: int, unit: str | None, since: date, per_day: float | None) -> str:
    """Return "1.204 Seiten seit dem 23. Oktober, etwa 40 pro Tag"; `unit` is a prtMarkerCounterUnit."""
    what = pages(printed) if unit in {None, "impressions"} else _measured(printed, unit)
    said = f"{what} seit dem {days.day(since)}"
    return said if per_day is None else f"{said}, etwa {number(per_day)} pro Tag"


def runs_out(likely: date, earliest: date, latest: date, today: date, *, fills_up: bool) -> str:
    """Return when a supply will probably be empty, or a container full; what is far off by months."""
    what = "voll" if fills_up else "leer"
    if likely - today > FAR_OFF:
        first, middle, last = (days.month_and_year(day) for day in (earliest, likely, latest))
        return f"voraussichtlich {what} im {middle}" + (f" ({first} bis {last})" if first != last else "")
    around = f" ({days.short_span(earliest, latest)})" if earliest != latest else ""
    return f"voraussichtlich {what} am {days.short(likely)}{around}"


def changed_early(name: str, when: date, percent: int) -> str:
    """Return that a supply was changed although `percent` of it were left."""
    return f"{days.day_and_year(when)}: {name} mit {percent}\N{NO-BREAK SPACE}% Restinhalt gewechselt."


def level_then(name: str, first: int, last: int, unknown: int) -> str:
    """Return what a supply's chart shows; `unknown` counts the days without a value."""
    gaps = f", {count(unknown, 'Tag', 'Tage')} ohne Daten" if unknown else ""
    return f"{name}, letzte 90 Tage: von {first}\N{NO-BREAK SPACE}% auf {last}\N{NO-BREAK SPACE}%{gaps}"


def pages_then(total: int, most: int, most_on: date, unknown: int) -> str:
    """Return what a chart of pages shows: their sum, the busiest day, the days without a value."""
    gaps = f"; {count(unknown, 'Tag', 'Tage')} ohne Daten" if unknown else ""
    return f"{pages(total)} in 90 Tagen, die meisten am {days.short(most_on)} ({number(most)}){gaps}"


def contacts(addresses: int, sent: int, received: int) -> str:
    """Return how much was asked: addresses, datagrams there and back."""
    return (
        f"{count(addresses, 'Adresse', 'Adressen')} per SNMP abgefragt, "
        f"{count(sent, 'Paket', 'Pakete')} gesendet, {number(received)} empfangen."
    )


def octets(sent: int | None, received: int | None) -> str:
    """Return the bytes sent and received; "" where the SNMP library does not count them."""
    if sent is None or received is None:
        return ""
    return f"{number(sent)} Bytes gesendet, {number(received)} Bytes empfangen."


def made_by(report_id: str, run_number: int | None, version: str) -> str:
    """Return which report this is and who made it."""
    run = f", Abfrage {run_number}" if run_number else ""
    return f"Bericht {report_id}{run}, erstellt von Meters Agent {version}"


def why(row: Mapping[str, str]) -> str:
    """Return why a device has no card, and what to do where something can be done."""
    said = row["why"] if row["why"].endswith(".") else f"{row['why']}."
    return f"{said} {row['advice']}" if "advice" in row else said


def in_tray(level: int, most: int | None, unit: str | None) -> str:
    """Return how much lies in a tray: "180 von 250 Blatt"."""
    if unit == "percent":
        return f"{level}\N{NO-BREAK SPACE}%"
    of = f" von {number(most)}" if most is not None and most > 0 else ""
    return f"{number(level)}{of} {unit_name(unit)}".strip()


def month(name: str) -> str:
    """Return "Oktober 2026" for "2026-10"."""
    return days.month_and_year(date.fromisoformat(f"{name}-01"))


def counts(total: int | None, parts: Mapping[str, int | None]) -> str:
    """Return "41.020 (30.010 schwarzweiß, 11.010 farbig)", or what of it is known; "" for nothing."""
    said = ((parts.get(name), colour) for name, colour in COLOURS.items())
    known = ", ".join(f"{number(value)} {colour}" for value, colour in said if value is not None)
    if total is None:
        return known
    return f"{number(total)} ({known})" if known else number(total)


def pages(printed: int) -> str:
    """Return "1 Seite", "1.204 Seiten"."""
    return count(printed, "Seite", "Seiten")
