"""What `meters --help` and the help of each verb say."""

from __future__ import annotations

DESCRIPTION = (
    "Findet die Netzwerkdrucker des Büros, liest ihre Zähler und sendet einen signierten Bericht per Mail. "
    "Ohne Befehl erscheint das Symbol neben der Uhr."
)
EPILOG = (
    "Exit-Codes: 0 in Ordnung, 1 erledigt, aber etwas braucht Hilfe, 2 Einstellungen oder Argumente brauchen "
    "einen Menschen, 3 ein anderer Durchgang ist an der Arbeit, 4 ein Fehler dieses Programms."
)
VERSION = "die Version zeigen"
DATA = "wo Einstellungen, Datenbank und Protokolle liegen"

SCAN = "alle Drucker jetzt einmal suchen und lesen"
TARGETS = "192.168.1.0/24, 192.168.1.10-60, 10.0.0.7, 10.0.0.7:1161, ein Name, [IPv6]; !TARGET schließt aus"
PORT = "UDP-Port der Drucker (161)"
COMMUNITY = (
    "SNMP-Community zum Ausprobieren: Andere Benutzer dieses Computers können sie in der Prozessliste sehen, "
    "solange der Durchgang läuft"
)
SCAN_JSON = "den Bericht dorthin schreiben; - ist das Terminal"
NO_STORE = "von diesem Durchgang nichts behalten"
NO_SEND = "keinen Brief einreihen oder senden"
SEND_NAMED = "auch von genannten ZIELEN einen Bericht senden: ohne dies sind sie kein Durchgang des Tages"

REPORT = "den letzten Bericht noch einmal zeigen"
PROFILE = "die Tabelle von --csv nach diesem Händlerprofil formen"
TO = "was nicht per Mail hinausging, sonst den letzten Bericht, auf einen USB-Stick schreiben"
OPEN_PAGE = "die Seite im Browser öffnen"
SAVE = "in einem Fenster fragen, wohin er gespeichert wird"

SEND = "senden, was im Postausgang wartet"
TEST = "stattdessen eine Testmail senden"
CANCEL = "den Bericht dieses Durchgangs beenden: Er wird nicht gesendet, und der nächste Bericht sagt es"
REDIRECT = "was wartet oder abgelehnt wurde, stattdessen an diese Adresse senden"
AGAIN = "endgültig abgelehnte Berichte, sonst den letzten, noch einmal in den Postausgang legen"

STATUS = "letzter Durchgang, was Hilfe braucht, nächster Lauf"
STATUS_JSON = "als JSON, für Programme"

WATCH = "jeden Tag laufen, ohne Symbol"
INSTALL = "von jetzt an mit jeder Sitzung starten"
REMOVE = "nicht mehr starten"

SETTINGS = "die Einstellungen zeigen und ändern"
PAGE = "die Seite, mit der das Fenster sich öffnet"
SHOW = "alle Einstellungen und woher sie kommen"
CHECK = "was an der Einstellungsdatei nicht stimmt"
GET = "eine Einstellung"
SET = "eine Einstellung ändern"
PASSWORD = "ein Geheimnis in den Schlüsselbund legen"  # noqa: S105 (a sentence)
PASSWORD_NAME = "mail (Vorgabe), community:NAME, v3-auth:USER, v3-privacy:USER"  # noqa: S105 (a sentence)

DEMO = "an einem kleinen Büro mit simulierten Druckern ausprobieren"
KEEP = "den Bericht und die Mail in diesem Ordner behalten"

VERIFY = "Berichte prüfen: Signaturen, Kette, Lücken"
VERIFY_FILES = (
    "eine meters.json mit ihrer meters.sig daneben, eine als .eml gespeicherte Mail oder ein Ordner davon"
)
VERIFY_KEY = (
    "der öffentliche Schlüssel (base64), der sie signiert haben muss, der erste oder der neueste; "
    "darf mehrfach stehen"
)

KEY = "den Schlüssel zeigen, der Berichte signiert"
ROTATE = "vom nächsten Bericht an einen neuen Schlüssel signieren lassen"

ABOUT = "Version, Schlüssel, Lizenzen, mit wem es spricht"
OPEN_ABOUT = "im Browser zeigen"


# argparse's own sentences that are said otherwise here, by argparse's wording.
ARGPARSE: dict[str, str] = {
    "usage: ": "Aufruf: ",
    "options": "Optionen",
    "positional arguments": "Argumente",
    "show this help message and exit": "diese Hilfe zeigen",
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
    return f"ein Durchgang hat eine ganze Zahl ab 1, nicht {text!r}"


def bad_port(text: str, highest: int) -> str:
    """Return what a port is, where a text is none."""
    return f"ein Port ist eine Zahl von 1 bis {highest}, nicht {text!r}"


DEVICE = "die bekannten Drucker; sagen, welcher ausgemustert ist oder welcher eine Zählung weiterführt"
DEVICE_NAME = "seine Seriennummer, seine Adresse oder der Anfang seiner Kennung"
DEVICE_SAID = (
    "retire: er ist ausgemustert; unretire: er wird wieder erwartet; continue: von mehreren, die sich gleich "
    "nennen, führt dieser die Zählung weiter"
)
