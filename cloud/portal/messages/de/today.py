"""Today's page."""

from __future__ import annotations

from cloud.portal.messages.counting import count

TITLE = "Heute"
KINDS = {
    "operator": "Meldungen zum Dienst",
    "standstill": "Gestörte Drucker",
    "site_silent": "Büros ohne Bericht",
    "sender_waits": "Unbestätigte Agenten",
    "ship": "Zu liefernde Verbrauchsmaterialien",
    "ship_stopped": "Nicht mehr belieferte Drucker",
    "meter": "Vor der Abrechnung zu prüfen",
    "chain": "Fehlende oder doppelte Berichte",
    "mails_refused": "Abgelehnte E-Mails",
    "device_silent": "Drucker ohne Antwort",
    "device_new": "Neue Drucker",
    "device_gone": "Stillgelegte Drucker",
    "analysis_failed": "Nicht auswertbare Büros",
}
ALL = "Alle Arten"
URGENT = "sofort"
NOTHING = "Nichts zu tun."
PUT_OFF = "Erledigt oder zurückgestellt"
SINCE = "seit"
NOT_YET = "Noch keine Auswertung. Ergebnisse erscheinen nach dem ersten Morgen."
NOT_ASSIGNED = "kein Büro"


def headline(open_rows: int, offices: int, printers: int) -> str:
    """Return how the day looks in one line."""
    of = f"{count(offices, 'Büro', 'Büros')} mit {count(printers, 'Drucker', 'Druckern')}"
    return (
        f"{count(open_rows, 'offener Punkt', 'offene Punkte')} in {of}"
        if open_rows
        else f"{of}: nichts zu tun"
    )


def analysed(when: str) -> str:
    """Return when the findings were made."""
    return f"Stand {when}"


def more(number: int) -> str:
    """Return how many rows are not shown."""
    return f"{count(number, 'weiterer Punkt', 'weitere Punkte')} nicht angezeigt. Sie rücken nach."
