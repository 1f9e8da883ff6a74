"""The status: scans, reports, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.de import count
from agent.core.messages.de import moment as written
from agent.core.messages.de.reports import headline

if TYPE_CHECKING:
    from datetime import datetime

NO_SCAN_YET = "Noch keine abgeschlossene Abfrage. Starten mit: meters scan"
MAIL_NOT_SET_UP = (
    "Der E-Mail-Versand ist nicht eingerichtet. Einrichten mit: meters settings set mail.host SERVER, dann "
    "mail.sender und mail.recipients."
)
CARRY = "Berichte auf USB-Stick speichern: meters report --to DIR"
REPORTS_WAIT = "Berichte warten und werden gesendet, sobald der Mailserver sie annimmt."
NONE_WAITS = "Kein Bericht wartet. Bericht erstellen: meters scan"


def moment(when: datetime) -> str:
    """Return a time as people write it in a list, by this computer's clock."""
    return written(when.astimezone())


def scan_running(read: int, expected: int) -> str:
    """Return that a scan is going on and how far it is."""
    return f"Abfrage läuft: {read} von {expected} gelesen."


def last_scan(when: datetime, printers: int, needs: int) -> str:
    """Return the sentence on the last scan."""
    return f"{moment(when)}: {headline(printers, needs)}"


def known_printers(number: int, last_read: datetime) -> str:
    """Return that printers are known of whose values nothing is left."""
    known = count(number, "bekannter", "bekannte")
    return f"{known} Drucker, zuletzt gelesen am {moment(last_read)}. Erneut abfragen: meters scan"


def last_sent(when: datetime) -> str:
    """Return when the mail server last took a letter."""
    return f"Der letzte Bericht wurde am {moment(when)} gesendet."


def letter_waits(run_number: int, next_try: datetime, reason: str | None) -> str:
    """Return that a letter waits, why, and when it is tried again."""
    why = f" {reason}" if reason else ""
    return f"Bericht {run_number} wartet im Postausgang. Nächster Versuch: {moment(next_try)}.{why}"


def letter_refused(run_number: int, reason: str | None) -> str:
    """Return that a letter will not be taken."""
    why = (reason or "Ein Grund wurde nicht genannt").rstrip(".")
    return f"Bericht {run_number} wurde nicht gesendet: {why}. Erneut versuchen: meters send --again"


def next_run(when: datetime | None) -> str:
    """Return when the next run begins."""
    if when is None:
        return "Keine Abfrage geplant: In schedule.days ist kein Tag gewählt."
    return f"Nächste Abfrage: {moment(when)}."


def condition(sentence: str, since: datetime) -> str:
    """Return what is wrong, and since when."""
    return f"! {sentence} (seit {moment(since)})"
