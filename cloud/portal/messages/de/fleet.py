"""The fleet's page. Columns of meters.csv have their names there in exports, these on the page."""

from __future__ import annotations

from agent.core.messages import printers
from cloud.portal.messages.counting import count

TITLE = "Geräte"
PRINTER = "Drucker"
SEARCH = "Suche"
SEARCH_HELP = "Seriennummer, Modell, Büro, Adresse, Inventarnummer, Standort"
OFFICE, STATE, SHOW, COLUMNS, APPLY, RESET = (
    "Büro",
    "Zustand",
    "Anzeigen",
    "Spalten",
    "Anwenden",
    "Zurücksetzen",
)
ANY = "Alle"
SHOWN = {"managed": "Betreut", "unmanaged": "Nicht betreut", "retired": "Stillgelegt", "all": "Alle"}
STATES = {
    "stopped": "Gestört",
    "empty": "Leer",
    "full": "Voll",
    "paper": "Papier",
    "low": "Niedrig",
    "almost_full": "Fast voll",
    "attention": "Bitte prüfen",
    "silent": "Nicht erreichbar",
    "fine": "In Ordnung",
}
PRESENCE = {
    "here": "Vorhanden",
    "silent": "Nicht erreichbar",
    "gone": "Entfernt",
    "forgotten": "Entfernt",
    "back": "Wieder da",
}
YES, NO = "Ja", "Nein"
CSV_SEEN, CSV_ALL = "Diese Spalten als CSV", "Alle Spalten als CSV"
PREVIOUS, NEXT = "Vorige Seite", "Nächste Seite"
NOTHING = "Kein passender Drucker."
NAMES = {
    "Office": "Büro",
    "State": "Zustand",
    "Managed": "Betreut",
    "PagesPerDay": "Seiten pro Tag",
    "RunOut": "Leer ab",
    "Presence": "Anwesenheit",
    "SchemaVersion": "Berichtsformat",
    "SiteId": "Büro-Kennung",
    "AgentId": "Agent",
    "ReportId": "Bericht",
    "ReadingTime": "Abgefragt",
    "ReadStatus": "Abfragestatus",
    "SerialNumber": "Seriennummer",
    "SerialSource": "Seriennummer aus",
    "Manufacturer": "Hersteller",
    "Model": "Modell",
    "AssetNumber": "Inventarnummer",
    "DeviceName": "Gerätename",
    "Location": "Standort",
    "IPAddress": "IP-Adresse",
    "MACAddress": "MAC-Adresse",
    "Firmware": "Firmware",
    "TotalLife": "Druckwerk",
    "TotalLifeUnit": "Einheit Druckwerk",
    "TotalImpressions": "Gesamt",
    "MonoImpressions": "Schwarzweiß",
    "ColorImpressions": "Farbe",
    "PrintMono": "Druck s/w",
    "PrintColor": "Druck Farbe",
    "CopyMono": "Kopie s/w",
    "CopyColor": "Kopie Farbe",
    "FaxTotal": "Fax",
    "ScanTotal": "Scan",
    "DuplexTotal": "Duplex",
    "LargeTotal": "Großformat",
    "BlackPct": "Schwarz",
    "CyanPct": "Cyan",
    "MagentaPct": "Magenta",
    "YellowPct": "Gelb",
    "WastePctFree": "Resttoner frei",
    "DrumPct": "Trommel",
    "FuserPct": "Fixierer",
    "Status": "Status",
    "StateReasons": "Meldungen",
    "LastSeen": "Zuletzt gesehen",
    "Flags": "Hinweise",
}


def found(number: int) -> str:
    """Return how many rows match."""
    return count(number, "Drucker", "Drucker")


def page_of(page: int, pages: int) -> str:
    """Return which page is shown."""
    return f"Seite {page} von {pages}"


def number(value: float) -> str:
    """Return a number as people read it."""
    return f"{value:,.0f}".replace(",", ".")


def supply(name: str) -> str:
    """Return a colorant's name, or a kind of supply's (RFC 3805)."""
    return NAMES.get(f"{name.capitalize()}Pct") or str(printers.SUPPLY_TYPES.get(name, name))
