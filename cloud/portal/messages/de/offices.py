"""The offices' pages."""

from __future__ import annotations

from cloud.portal.messages.counting import count

TITLE = "Büros"
OFFICE, HEALTH, LAST_REPORT, PRINTERS, STOPPED, AGENT = (
    "Büro",
    "Zustand",
    "Letzter Bericht",
    "Drucker",
    "Gestört",
    "Agent",
)
HEALTHS = {
    "never": "Noch kein Bericht",
    "silent": "Kein Bericht",
    "attention": "Bitte prüfen",
    "fine": "In Ordnung",
}
OLD = "alte Version"
ADD, ADD_HELP = "Büro hinzufügen", "Die Kennung ändert sich nie und steht in Berichten und Exporten."
SITE_ID, NAME = "Büro-Kennung", "Name"
NEVER = "nie"
SEE_PRINTERS = "Drucker dieses Büros"
SETTINGS, CONTACT, PHONE, MAIL, SHIP_TO = (
    "Einstellungen",
    "Ansprechperson",
    "Telefon",
    "E-Mail",
    "Lieferadresse",
)
ZONE, ZONE_HELP = "Zeitzone", "IANA-Name wie Europe/Berlin. Leer: die der Berichte."
LANGUAGE, NO_LANGUAGE = "Sprache", "Nicht festgelegt"
AT_ONCE = "Gestörte Drucker sofort melden"
THRESHOLDS, THRESHOLDS_HELP = (
    "Verbrauchsmaterialien",
    "Versand, sobald Prozent oder Tage erreicht sind. Leer: der Standard.",
)
KIND, PERCENT, DAYS = "Art", "Prozent übrig", "Tage übrig"
KINDS = {
    "toner": "Toner",
    "ink": "Tinte",
    "drum": "Trommel",
    "fuser": "Fixierer",
    "waste": "Resttonerbehälter",
    "other": "Sonstiges",
}
SENDERS, CODES, CHAIN = "Agenten", "Registrierungscodes", "Berichtskette"
CHAIN_FINE = "Kein Bericht fehlt oder widerspricht einem anderen."
SENDER, STATE, RUN, KEY, VERSION = "Agent", "Zustand", "Letzter Bericht", "Schlüssel", "Version"
STATES = {"trusted": "bestätigt", "quarantined": "wartet", "rejected": "abgelehnt"}
CODE, UNTIL, USED_BY = "Code", "Gültig bis", "Verwendet von"
CODE_STATES = {"open": "offen", "used": "verwendet", "withdrawn": "zurückgezogen", "expired": "abgelaufen"}
USE_NONE = "Keinen verwenden"


def default(value: int) -> str:
    """Return the default of a threshold."""
    return f"Standard {value}"


def all_offices(number: int, newest: str) -> str:
    """Return how many there are, and the newest agent."""
    return f"{count(number, 'Büro', 'Büros')}. Neuester Agent: {newest or 'keiner'}"
