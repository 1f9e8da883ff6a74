"""The table of all printers, what is to do, and month-end readings."""

from __future__ import annotations

from agent.core.messages.de import count

FINE, SILENT = "In Ordnung", "Keine Antwort"
KINDS = {
    "stopped": "Gestört",
    "empty": "Leer",
    "paper": "Papier",
    "low": "Niedrig",
    "attention": "Bitte prüfen",
    "silent": "Nicht erreichbar",
}
COLUMN_STATE, COLUMN_PRINTER, COLUMN_MODEL, COLUMN_SERIAL = "Zustand", "Drucker", "Modell", "Seriennummer"
MONO, COLOUR, TOTAL, ENGINE = "Schwarzweiß", "Farbe", "Gesamt", "Druckwerk"
THIS_MONTH, LOWEST, LAST_READ = "Dieser Monat", "Niedrigster Stand", "Abgefragt"
NOT_REPORTED, NOT_KNOWN = "nicht gemeldet", "nicht bekannt"
CAPTION = (
    "Schwarzweiß, Farbe und Gesamt sind Abrechnungszähler in Seiten. "
    "Druckwerk ist der Gesamtzähler des Geräts und wird nicht abgerechnet."
)
BACK = "Zurück zur Liste"
CONTACTED = "Angesprochene Adressen"
FIRST_DAYS = "Prognosen und Verlauf erscheinen nach etwa zwei Wochen."
CAUSES_TITLE = "Häufige Ursachen"
CAUSES = (
    "Die Drucker sind in einem anderen Netz.",
    "SNMP ist an den Druckern ausgeschaltet.",
    "Dieser Computer ist in einem Gast-WLAN oder VPN.",
)
NEXT_STEP = "Öffnen Sie Einstellungen > Netze und tragen Sie das Netz Ihrer Drucker ein."
MONTH_END = "Zählerstände zum Monatsende"
MONTH_END_HELP = "die Zählerstände zum letzten Monatsende als CSV schreiben; - ist das Terminal"
READ_ON, PREVIOUS, DIFFERENCE = "Abgelesen am", "Voriges Monatsende", "Differenz"
MONTH_END_COLUMNS = (
    "Drucker",
    "Seriennummer",
    "Monatsende",
    "Abgelesen am",
    "Schwarzweiß",
    "Farbe",
    "Gesamt",
    "Voriges Monatsende",
    "Differenz",
)
SEPARATOR = ";"  # that spreadsheets of this language expect in a file


def and_more(number: int) -> str:
    """Return how many lines are folded away."""
    return f"und {number} weitere"


def searched(targets: str, addresses: int) -> str:
    """Return what was searched, with the number of addresses."""
    asked = count(addresses, "Adresse", "Adressen")
    return f"Durchsucht: {targets} ({asked})." if targets else f"Durchsucht: {asked}."
