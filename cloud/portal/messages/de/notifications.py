"""The page on where new findings go."""

from __future__ import annotations

TITLE = "Benachrichtigungen"
HELP = "Neue Ergebnisse werden gesendet, sobald die Auswertung am Morgen oder ein Bericht sie bringt."
URL = "Webhook"
URL_HELP = (
    "Eine https-Adresse Ihres Programms. Jeder Aufruf ist signiert; das Geheimnis wird nach dem Speichern "
    "einmal angezeigt."
)
MAIL = "E-Mail"
KINDS, KINDS_HELP = "Arten", "Keine ausgewählt: alle Arten."
FAILED = "Die letzte Nachricht wurde nicht zugestellt"


def failed(since: str, reason: str) -> str:
    """Return since when messages are not delivered, and why."""
    return f"Seit {since}: {reason}"
