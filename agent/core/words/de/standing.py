"""How things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.de import count
from agent.core.words.de import moment as written
from agent.core.words.de.reports import headline

if TYPE_CHECKING:
    from datetime import datetime

# How things stand.
NO_SCAN_YET = "Noch kein Durchgang ist zu Ende gekommen: 'meters scan' macht jetzt einen."
MAIL_NOT_SET_UP = (
    "Der Mailversand ist nicht eingerichtet: 'meters settings set mail.host SERVER', dann mail.sender und "
    "mail.recipients."
)
CARRY = (
    "Was sich nicht mailen lässt, lässt sich tragen: "
    "'meters report --to DIR' schreibt es auf einen USB-Stick."
)
REPORTS_WAIT = "Berichte warten und gehen hinaus, sobald der Server sie annimmt."
NONE_WAITS = "Kein Bericht wartet: Prüfen Sie, ob dieser Computer welche erstellt ('meters scan')."


def moment(when: datetime) -> str:
    """Return a time as people write it in a list, by this computer's clock."""
    return written(when.astimezone())


def scan_running(read: int, expected: int) -> str:
    """Return that a scan is going on and how far it is."""
    return f"Ein Durchgang läuft: {read} von {expected} gelesen."


def last_scan(when: datetime, printers: int, needs: int) -> str:
    """Return the sentence on the last scan."""
    return f"{moment(when)}: {headline(printers, needs)}"


def known_printers(number: int, last_read: datetime) -> str:
    """Return that printers are known of whose values nothing is left."""
    known = count(number, "bekannter", "bekannte")
    return f"{known} Drucker, zuletzt gelesen am {moment(last_read)}. 'meters scan' liest neu."


def last_sent(when: datetime) -> str:
    """Return when the mail server last took a letter."""
    return f"Der letzte Bericht ging am {moment(when)} hinaus."


def letter_waits(run_number: int, next_try: datetime, reason: str | None) -> str:
    """Return that a letter waits, why, and when it is tried again."""
    why = f" {reason}" if reason else ""
    return f"Bericht {run_number} wartet im Postausgang; nächster Versuch am {moment(next_try)}.{why}"


def letter_refused(run_number: int, reason: str | None) -> str:
    """Return that a letter will not be taken."""
    why = (reason or "Ein Grund wurde nicht genannt").rstrip(".")
    return f"Bericht {run_number} wurde endgültig abgelehnt: {why}. 'meters send --again' reiht ihn neu ein."


def next_run(when: datetime | None) -> str:
    """Return when the next run begins."""
    if when is None:
        return "Kein Lauf ist geplant: In schedule.days ist kein Tag gewählt."
    return f"Nächster Lauf: {moment(when)}."


def condition(sentence: str, since: datetime) -> str:
    """Return what is wrong, and since when."""
    return f"! {sentence} (seit {moment(since)})"
