"""What is said of the daily loop's children."""

from __future__ import annotations

_NAMES = {
    "scan": "Abfragen der Drucker",
    "later round": "Wiederholen der Abfrage",
    "send": "Senden des Berichts",
    "look": "Lesen des Status",
    "show": "Anzeigen der Drucker",
    "save": "Speichern des Berichts",
    "cancel": "Abbrechen des Berichts",
    "retire": "Ausmustern des Druckers",
    "settings": "Einstellungsfenster",
    "about": "Über Meters Agent",
}
SECONDS_OF_A_MINUTE = 60


def ran_too_long(name: str, deadline: float) -> str:
    """Return that an task was ended at its deadline (in seconds)."""
    minutes = round(deadline / SECONDS_OF_A_MINUTE)
    within = "einer Minute" if minutes == 1 else f"{minutes} Minuten"
    return f"{_NAMES[name]}: nach {within} abgebrochen. Es folgt ein neuer Versuch."


def failed(name: str) -> str:
    """Return that an task met a mistake of this program."""
    return (
        f"{_NAMES[name]}: In Meters Agent ist ein Fehler aufgetreten. "
        "Es folgt ein neuer Versuch. Details im Protokoll."
    )


def crashed(name: str, code: str) -> str:
    """Return that an task ended otherwise than by itself; `code` is negative for a signal's number."""
    return f"{_NAMES[name]}: unerwartet beendet (Exit-Code {code})."
