"""The words of the icon beside the clock: its sentence, its menu, what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count, days
from agent.core.messages.de.reports import headline
from agent.core.messages.en.tray import LONGEST, LONGEST_NAME, LONGEST_TOLD, NAME, clipped, fitting

__all__ = ["LONGEST", "LONGEST_NAME", "LONGEST_TOLD", "NAME", "clipped", "fitting"]  # no words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


STARTING = "Meters Agent startet."
NO_SCAN_YET = "Noch keine Drucker abgefragt."
NO_REPORT_YET = "Noch kein Bericht gesendet."
COLLECT = "Drucker jetzt abfragen"
STOP = "Abfrage abbrechen"
SHOW = "Drucker anzeigen"
SET_UP_MAIL = "E-Mail einrichten…"
SEND = "Bericht senden"
SEND_ANYWAY = "Trotzdem noch einen Bericht senden"
SEND_AGAIN = "Bericht noch einmal senden"
SAVE = "Speichern unter…"
OTHER_ADDRESS = "Wartende Berichte an eine andere Adresse senden…"
SETTINGS = "Einstellungen…"
WHY = "Warum geht es nicht?"
ABOUT = "Über Meters Agent"
QUIT = "Beenden"

WHERE_IT_IS = (
    "Meters Agent ist hier. Wenn Sie das Symbol nicht sehen, klicken Sie auf den Pfeil ^ neben der Uhr und "
    "ziehen Sie es heraus."
)
NO_DESKTOP = "Kein Desktop gefunden, der das Symbol anzeigen kann."
NO_DESKTOP_ADVICE = (
    "Starten Sie 'meters watch' für tägliche Abfragen oder 'meters scan' für eine Abfrage jetzt."
)
NO_MENU = "Dieser Desktop kann das Menü des Symbols nicht anzeigen."
NO_MENU_ADVICE = (
    "Installieren Sie GTK für Python (Debian: python3-gi und gir1.2-gtk-3.0), "
    "oder starten Sie stattdessen 'meters watch'."
)
NO_SESSION_BUS = "Keine D-Bus-Sitzung gefunden. Das Symbol benötigt eine."
NO_SESSION_BUS_ADVICE = (
    "Starten Sie es vom Desktop aus, oder starten Sie 'meters watch' für tägliche Abfragen."
)
DRAWING_FAILED = "Das Symbol konnte nicht gezeichnet werden."
DRAWING_FAILED_ADVICE = "Installieren Sie Meters Agent neu."
AT_IT = "Der Vorgang läuft bereits. Versuchen Sie es erneut, wenn er beendet ist."
UNKNOWN = "Status nicht verfügbar. Details im Protokoll."

_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def sent_at(when: datetime) -> str:
    """Return that a report went to the mail server less than an hour ago."""
    return f"Letzter Bericht: {when:%H:%M} Uhr"


def not_sent(next_try: datetime, reason: str) -> str:
    """Return that a report waits after a try that failed."""
    return f"Bericht nicht gesendet, nächster Versuch {next_try:%H:%M} Uhr: {reason}"


def end_report(made_at: datetime, *, is_refused: bool) -> str:
    """Return the line that ends a report; the time tells two of one day apart."""
    report = "Abgelehnten" if is_refused else "Wartenden"
    return f"{report} Bericht vom {days.day(made_at)}, {made_at:%H:%M} Uhr, abbrechen"


def retire(printer: str, address: str, since: datetime) -> str:
    """Return the line that says that a printer is gone for good; `address` may be empty."""
    called = ", ".join(filter(None, (fitting(printer, LONGEST_NAME), address)))
    return f"{called} ausmustern (nicht erreichbar seit {days.day(since)})"


def collecting(read: int, expected: int) -> str:
    """Return how far a scan is."""
    return f"Abfrage läuft: {read} von {expected}" if expected else "Drucker werden gesucht…"


def day_and_time(when: datetime, now: datetime) -> str:
    """Return "Heute 08:30", "Gestern 08:30", "Freitag 08:30", "02.11.2026 08:30"."""
    days = (now.date() - when.date()).days
    if days in {0, 1}:
        day = ("Heute", "Gestern")[days]
    elif 1 < days < len(_WEEKDAYS):
        day = _WEEKDAYS[when.weekday()]
    else:
        day = f"{when:%d.%m.%Y}"
    return f"{day} {when:%H:%M}"


def found(printers: int, needs: Sequence[Sequence[str]], number: int) -> str:
    """Return "7 Drucker, Toner schwarz ist fast leer (5 %)"; more than one need is counted."""
    if number == len(needs) == 1 and len(needs[0]) == 1:
        return f"{count(printers, 'Drucker')}, {needs[0][0]}."
    return headline(printers, number)


def no_mail_since(last_sent: datetime | None, now: datetime) -> str:
    """Return that no report is sent."""
    if last_sent is None:
        return "Es wurde noch kein Bericht gesendet: Der Mailserver hat keinen angenommen."
    return f"Seit {_lower(day_and_time(last_sent, now))} wurde kein Bericht gesendet."


def needs_told(told: Sequence[str]) -> str:
    """Return the text of a notification: at most three lines, then how many more there are."""
    shown = list(told[:3])
    if len(told) > len(shown):
        shown.append(f"und {len(told) - len(shown)} weitere")
    return "\n".join(shown)


def _lower(day: str) -> str:
    return day[0].lower() + day[1:] if day.startswith(("Heute", "Gestern")) else day
