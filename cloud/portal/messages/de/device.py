"""One device's page."""

from __future__ import annotations

IDENTITY, HISTORY, MONTHS, DAYS = "Identität", "Verlauf", "Zähler nach Monat", "Seiten pro Tag"
SUPPLIES, CARTRIDGES, ALERTS = "Verbrauchsmaterialien", "Gewechselte Kartuschen", "Meldungen"
REPORTS = "Signierte Berichte"
FINDINGS, DECISIONS = "Zu erledigen", "Entscheidungen"
MONTH, PAGES, MONO, COLOUR, READING, PROOF = (
    "Monat",
    "Seiten",
    "Schwarzweiß",
    "Farbe",
    "Letzter Stand",
    "Nachweis",
)
WHEN, WHAT, BEFORE, AFTER = "Wann", "Was", "Vorher", "Nachher"
SUPPLY, LEFT, EMPTY, LAST_YEAR = "Material", "Stand", "Leer", "Letztes Jahr"
GAVE, REST, PREMATURE = "Seiten", "Rest beim Wechsel", "zu früh gewechselt"
ALERT, SINCE, UNTIL, STANDS, LASTED = "Meldung", "Seit", "Bis", "besteht noch", "Dauer"
RUN, MADE, ARRIVED, STATE, FILES = "Bericht", "Erstellt", "Eingegangen", "Zustand", "Dateien"
REPORT, SIGNATURE, MAIL, NOT_KEPT = "Bericht", "Signatur", "E-Mail", "nicht mehr gespeichert"
MANAGED, NOT_MANAGED, RETIRED = "Betreut", "Nicht betreut", "Stillgelegt"
UNKNOWN = "Grau: nicht bekannt."
STATES = {
    "counted": "gezählt",
    "disputed": "strittig",
    "quarantined": "wartet",
    "retired": "alter Schlüssel",
    "overruled": "nicht verwendet",
}
FIELDS = {
    "site": "Büro",
    "location": "Standort",
    "model": "Modell",
    "host_name": "Gerätename",
    "ip_address": "IP-Adresse",
    "mac_address": "MAC-Adresse",
    "asset_tag": "Inventarnummer",
    "firmware": "Firmware",
    "serial_number": "Seriennummer",
    "replaced_by": "Ersetzt durch",
}


def field(name: str) -> str:
    """Return the name of a change of identity."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def older(number: int) -> str:
    """Return how many changes are not shown."""
    return (
        "1 ältere Änderung nicht angezeigt."
        if number == 1
        else f"{number} ältere Änderungen nicht angezeigt."
    )


def lasted(days: int, hours: int) -> str:
    """Return how long something stood."""
    if days:
        return "1 Tag" if days == 1 else f"{days} Tage"
    return "1 Stunde" if hours == 1 else f"{hours} Stunden"
