"""What is told of the daily loop's children."""

from __future__ import annotations

_NAMES = {
    "scan": "Der Durchgang",
    "later round": "Die spätere Runde",
    "send": "Das Senden der Mail",
    "look": "Das Lesen des Stands",
    "show": "Das Anzeigen der Drucker",
    "save": "Das Speichern des Berichts",
    "settings": "Das Einstellungsfenster",
    "autostart": "Das Ändern des Starts mit der Sitzung",
    "about": "Das Anzeigen, was dieses Programm ist,",
}
SECONDS_OF_A_MINUTE = 60


def ran_too_long(name: str, deadline: float) -> str:
    """Return that an errand was ended at its deadline (in seconds)."""
    minutes = round(deadline / SECONDS_OF_A_MINUTE)
    within = "einer Minute" if minutes == 1 else f"{minutes} Minuten"
    return f"{_NAMES[name]} war nach {within} nicht fertig und wurde abgebrochen. Es folgt ein neuer Versuch."


def failed(name: str) -> str:
    """Return that an errand met a mistake of this program."""
    return (
        f"{_NAMES[name]} ist an einem Fehler dieses Programms gescheitert. "
        "Es folgt ein neuer Versuch; das Protokoll sagt mehr."
    )


def crashed(name: str, code: str) -> str:
    """Return that an errand ended otherwise than by itself; `code` is negative for a signal's number."""
    return f"{_NAMES[name]} brach ab oder wurde von außen beendet (Exit-Code {code})."
