"""What `meters --help` and the help of each command say."""

from __future__ import annotations

DESCRIPTION = (
    "Findet Netzwerkdrucker, liest ihre Zähler und sendet einen signierten Bericht per E-Mail. "
    "Ohne Befehl erscheint das Symbol neben der Uhr."
)
EPILOG = (
    "Exit-Codes: 0 erfolgreich, 1 mit Problemen beendet, 2 Einstellungen oder Argumente falsch, 3 läuft "
    "bereits, 4 interner Fehler."
)
VERSION = "Version anzeigen"
DATA = "Ordner für Einstellungen, Datenbank und Protokolle"

SCAN = "alle Drucker jetzt suchen und abfragen"
TARGETS = "192.168.1.0/24, 192.168.1.10-60, 10.0.0.7, 10.0.0.7:1161, ein Name, [IPv6]; !TARGET schließt aus"
PORT = "SNMP-Port der Drucker (Standard: 161)"
COMMUNITY = (
    "SNMP-Community zum Testen: Andere Benutzer dieses Computers können sie während der Abfrage in der "
    "Prozessliste sehen"
)
SCAN_JSON = "Bericht in diese Datei schreiben; - für das Terminal"
NO_STORE = "diese Abfrage nicht speichern"
NO_SEND = "keinen Bericht senden"
SEND_NAMED = "auch für angegebene ZIELE einen Bericht senden (sonst nur für vollständige Abfragen)"

REPORT = "letzten Bericht anzeigen"
PROFILE = "dieses Händlerprofil für --csv verwenden"
TO = "nicht gesendete Berichte, sonst den letzten Bericht, auf einen USB-Stick speichern"
OPEN_PAGE = "Bericht im Browser öffnen"
SAVE = "Speicherort in einem Fenster wählen"

SEND = "wartende Berichte senden"
TEST = "stattdessen eine Test-E-Mail senden"
CANCEL = (
    "Bericht dieser Abfrage abbrechen: Er wird nicht gesendet und im nächsten "
    "Bericht als abgebrochen aufgeführt"
)
REDIRECT = "wartende oder abgelehnte Berichte stattdessen an diese Adresse senden"
AGAIN = "abgelehnte Berichte, sonst den letzten Bericht, erneut senden"

STATUS = "letzte Abfrage, was zu erledigen ist, nächste Abfrage"
STATUS_JSON = "Ausgabe als JSON"

WATCH = "jeden Tag abfragen, ohne Symbol"
INSTALL = "bei jeder Anmeldung starten"
REMOVE = "nicht mehr starten"

SETTINGS = "Einstellungen anzeigen und ändern"
PAGE = "Seite des Fensters, die geöffnet wird"
SHOW = "alle Einstellungen und ihre Quellen anzeigen"
CHECK = "Einstellungsdatei auf Fehler prüfen"
GET = "eine Einstellung anzeigen"
SET = "eine Einstellung ändern"
PASSWORD = "ein Kennwort im Schlüsselbund speichern"  # noqa: S105 (a sentence)
PASSWORD_NAME = "mail (Standard), community:NAME, v3-auth:USER, v3-privacy:USER"  # noqa: S105 (a sentence)

DEMO = "mit simulierten Druckern testen"
KEEP = "Bericht und E-Mail in diesem Ordner speichern"

VERIFY = "Berichte prüfen: Signaturen, Kette, Lücken"
VERIFY_FILES = (
    "eine meters.json mit ihrer meters.sig daneben, eine als .eml gespeicherte E-Mail oder ein Ordner davon"
)
VERIFY_KEY = "öffentlicher Schlüssel (base64) des Absenders, der erste oder der neueste; mehrfach möglich"

KEY = "Signaturschlüssel anzeigen"
ROTATE = "ab dem nächsten Bericht einen neuen Signaturschlüssel verwenden"

ABOUT = "Version, Signaturschlüssel, Netzwerkzugriffe, Lizenzen"
OPEN_ABOUT = "im Browser anzeigen"


# argparse's own sentences that are said otherwise here, by argparse's wording.
ARGPARSE: dict[str, str] = {
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "positional arguments": "Argumente",
    "show this help message and exit": "diese Hilfe anzeigen",
    "%(prog)s: error: %(message)s\n": "%(prog)s: Fehler: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "Argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s": "diese Argumente fehlen: %s",
    "unrecognized arguments: %s": "unbekannte Argumente: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r gibt es nicht (möglich: %(choices)s)",
    "expected one argument": "ein Wert wird erwartet",
    "expected at most one argument": "höchstens ein Wert wird erwartet",
    "expected at least one argument": "mindestens ein Wert wird erwartet",
    "ignored explicit argument %r": "der Wert %r gehört hier nicht hin",
    "not allowed with argument %s": "nicht zusammen mit Argument %s erlaubt",
    "one of the arguments %s is required": "eines der Argumente %s wird gebraucht",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s ist mehrdeutig: %(matches)s",
    "invalid %(type)s value: %(value)r": "%(value)r passt hier nicht (%(type)s)",
}

_FORMS = {  # what each option of `report` writes
    "html": "die Seite für den Browser",
    "json": "den Bericht für Programme, wie er signiert wurde",
    "csv": "die Tabelle für Tabellenkalkulation oder Import",
    "text": "den Text der E-Mail",
}


def write_as(kind: str) -> str:
    """Return that a report is written in one of its forms."""
    return f"{_FORMS.get(kind, kind)} schreiben; - als FILE: ins Terminal"


def bad_run(text: str) -> str:
    """Return what a run's number is, where a text is none."""
    return f"eine Abfrage hat eine ganze Zahl ab 1, nicht {text!r}"


def bad_port(text: str, highest: int) -> str:
    """Return what a port is, where a text is none."""
    return f"ein Port ist eine Zahl von 1 bis {highest}, nicht {text!r}"


DOCTOR = "herausfinden, warum ein Drucker nicht lesbar ist oder E-Mails nicht gesendet werden"
DOCTOR_ADDRESS = "Adresse eines Druckers; ohne sie werden E-Mail und dieser Computer geprüft"
DOCTOR_JSON = "die Schritte als JSON für Programme ausgeben"
DOCTOR_PORTS = "wenn SNMP nicht antwortet: auch die TCP-Ports 631, 443 und 80 dieser Adresse prüfen"
DOCTOR_MAKER = "Hersteller des Druckers, um zu zeigen, wo SNMP eingeschaltet wird"
DOCTOR_WINDOW = "die Schritte in einem Fenster zeigen"
DOCTOR_TEST = "eine Testnachricht an die eigene Absenderadresse senden"
BUNDLE = "zeigen, was der Support braucht: Versionen, Einstellungen, Protokoll, letzte Abfrage, ohne Namen"
WALK = "zeigen, was ein Drucker antwortet, um einen falsch gelesenen Drucker zu melden"
WALK_ADDRESS = "Adresse des Druckers"
WALK_REDACT = "Seriennummern, Namen, Adressen und Standorte durch Platzhalter ersetzen"
WALK_HIDE = "weiterer Text, der zu ersetzen ist; mehrfach möglich"
WALK_TO = "nach dem Anzeigen in FILE speichern"
WALK_YES = "ohne Rückfrage speichern"
DEVICE = "bekannte Drucker anzeigen; Drucker ausmustern oder eine Zählung weiterführen"
DEVICE_NAME = "Seriennummer, Adresse oder Anfang der Kennung"
DEVICE_SAID = (
    "retire: nicht mehr in Gebrauch; unretire: wieder in Gebrauch; continue: von mehreren mit gleicher "
    "Identität führt dieser die Zählung weiter"
)
