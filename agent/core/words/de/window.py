"""What the settings window says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.words.de.standing import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent.core.errors import AgentError

TITLE = "Meters Agent: Einstellungen"
PAGES = {"networks": "Netze", "mail": "Mail", "schedule": "Zeitplan", "general": "Allgemein"}

# What stands before each field.
LABELS = {
    "site.id": "Kennung",
    "site.name": "Standort",
    "site.language": "Sprache",
    "site.enrolment": "Anmeldecode",
    "network.targets": "Wo Drucker gesucht werden",
    "network.exclude": "Nie gefragt",
    "network.communities": "Communitys",
    "network.users": "SNMPv3-Benutzer",
    "mail.host": "Server",
    "mail.security": "Verschlüsselung",
    "mail.port": "Port",
    "mail.user": "Benutzer",
    "mail.sender": "Absender",
    "mail.recipients": "Empfänger",
    "mail.certificate_sha256": "Zertifikat",
    "mail.allow_public_host": "Der Server darf außerhalb dieses Netzes stehen",
    "schedule.at": "Uhrzeit",
    "schedule.days": "Tage",
    "tray.autostart": "Mit meiner Sitzung starten",
    "tray.notify": "Melden, wenn etwas Hilfe braucht",
}
LANGUAGES = {"auto": "Wie dieser Computer", "en": "English", "de": "Deutsch"}
PASSWORD = "Passwort"  # noqa: S105 (a label)
SECURITIES = {
    "starttls": "STARTTLS (meist Port 587)",
    "tls": "TLS (meist Port 465)",
    "none": "Keine: ein Relay im Büro",
}
DAYS = {"mon": "Mo", "tue": "Di", "wed": "Mi", "thu": "Do", "fri": "Fr", "sat": "Sa", "sun": "So"}

# What stands under a field, as long as nothing is wrong with it.
NO_TARGETS = "Eine leere Liste bedeutet die Netze, in denen dieser Computer ist."
NO_LOGIN = "Bleibt leer, wo der Server keine Anmeldung verlangt."
SEVERAL = "Mehrere durch Kommas oder Semikolons trennen."
SITE_HINT = "Kurz: Sie steht im Betreff jeder Mail."
NAME_HINT = "Wie man ihn nennt, zum Beispiel Büro Nord, 2. Stock."
ENROLMENT_HINT = "Nur wenn der Empfänger Ihnen einen gegeben hat."
LANGUAGE_HINT = "Gilt, sobald etwas neu geöffnet wird."
IN_STARTUP_FOLDER = (
    "Über eine Verknüpfung im Autostart-Ordner: "
    "Der Pfad ist länger, als die Autostart-Liste von Windows zulässt."
)
CLOCK_HINT = "Ortszeit. Jedes Büro beginnt bis zu zehn Minuten später."
SECRET_HINT = "Liegt im Schlüsselbund dieses Computers, nie in einer Datei."  # noqa: S105 (a hint)
DATA_FOLDER = "Datenordner"

# Was ein Feld erwartet, darunter, wenn etwas anderes eingegeben wurde.
INSTRUCTIONS = {
    "site.id": "Nur Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, z. B. buero-nord",
    "site.name": "Geben Sie einen Namen mit höchstens 200 Zeichen ein",
    "site.language": "Wählen Sie eine Sprache",
    "site.enrolment": "Geben Sie den Code so ein, wie Ihr Fachhändler ihn genannt hat",
    "mail.host": "Geben Sie Servernamen oder IP-Adresse ohne Port ein, z. B. mail.example.com",
    "mail.security": "Wählen Sie eine Verschlüsselung",
    "mail.port": "Geben Sie eine Zahl von 1 bis 65535 ein, z. B. 587",
    "mail.user": "Geben Sie einen Benutzernamen mit höchstens 200 Zeichen ein",
    "mail.sender": "Geben Sie eine E-Mail-Adresse ein, z. B. buero@example.com",
    "mail.recipients": "Geben Sie E-Mail-Adressen ein, z. B. buero@example.com",
    "mail.allow_public_host": "Setzen oder entfernen Sie das Häkchen",
    "schedule.at": "Geben Sie eine Uhrzeit ein, z. B. 08:30",
    "schedule.days": "Wählen Sie mindestens einen Tag",
    "tray.autostart": "Schalten Sie dies ein oder aus",
    "tray.notify": "Schalten Sie dies ein oder aus",
}
SHOW_PASSWORD = "Anzeigen"  # noqa: S105 (eine Schaltfläche)

# Buttons.
SAVE, CANCEL, OK = "Speichern", "Abbrechen", "OK"
ADD, EDIT, REMOVE = "Hinzufügen", "Ändern\N{HORIZONTAL ELLIPSIS}", "Entfernen"
ADD_MORE = "Hinzufügen\N{HORIZONTAL ELLIPSIS}"
OWN_NETWORKS = "Meine Netze nehmen"
SEND_TEST = "Testmail senden"
TRUST = "Diesem Zertifikat vertrauen\N{HORIZONTAL ELLIPSIS}"
FORGET = "Vergessen"
TRY = "Probieren"
OPEN_FOLDER, OPEN_LOG = "Ordner öffnen", "Protokoll öffnen"
YES_TRUST, NO_TRUST = "Ja, vertrauen", "Nein"

# States.
SAVING = "Speichert\N{HORIZONTAL ELLIPSIS}"
SENDING = "Sendet\N{HORIZONTAL ELLIPSIS}"
LOOKING = "Sieht sich den Server an\N{HORIZONTAL ELLIPSIS}"
TRYING = "Fragt\N{HORIZONTAL ELLIPSIS}"
CORRECT_FIRST = "Etwas rot Markiertes muss zuerst berichtigt werden."
NO_CERTIFICATE = "Alle, denen dieser Computer ohnehin vertraut."
TRUSTED = "Einem wird besonders vertraut:"
NOT_CONFIGURED = "Gesendet wird erst, wenn Server, Absender und Empfänger da sind."
TEST_NEEDS = "Füllen Sie zuerst Server, Absender und Empfänger aus."
HOST_FIRST = "Füllen Sie zuerst den Server aus."
RUN_DUE = "Nächster Lauf: sobald das Programm an der Arbeit ist."
NO_OFFICE_NETWORK = "Dieser Computer ist in keinem Büronetz. Fügen Sie die Netze von Hand hinzu."
FILE_PROBLEMS = "Die Einstellungsdatei enthält etwas, das dieses Fenster nicht zeigt. Es bleibt, wie es ist:"
OUR_MISTAKE = "Dieses Programm hat einen Fehler gemacht; er steht im Protokoll. Es wurde nichts gespeichert."
NO_DISPLAY = "Das Einstellungsfenster lässt sich hier nicht öffnen."
NO_DISPLAY_ADVICE = (
    "Starten Sie es in einer Desktop-Sitzung, oder nehmen Sie 'meters settings show', 'get', 'set', 'check' "
    "oder 'password'."
)
NO_TK = "Das Python dieses Computers kam ohne Tk, das das Einstellungsfenster zeichnet."
NO_TK_ADVICE = (
    "Installieren Sie python3-tk, "
    "oder nehmen Sie 'meters settings show', 'get', 'set', 'check' oder 'password'."
)
NO_PAGE_ADVICE = "Es gibt networks, mail, schedule und general."

# The question before a certificate is trusted.
TRUST_TITLE = "Diesem Zertifikat vertrauen?"
TRUST_QUESTION = (
    "Unten steht sein SHA-256-Fingerabdruck. Vergleichen Sie ihn mit dem, was die Administration des Servers "
    "Ihnen nennt. Mails gehen dann nur noch mit diesem einen Zertifikat an den Server."
)

# Communities and users.
COMMUNITY_TITLE = "Community hinzufügen"
COMMUNITY_EDIT_TITLE = "Community ändern"
PUBLIC = "public, wie die meisten Drucker ab Werk"
OWN_COMMUNITY = "Eine eigene"
NAME = "Name"
COMMUNITY = "Community"
COMMUNITY_NAME_HINT = "Wie Sie sie hier nennen; die Community selbst liegt im Schlüsselbund."
IN_KEYRING = "{name} (im Schlüsselbund)"
MISSING = "{name}: Geheimnis fehlt"
USER_TITLE, USER_EDIT_TITLE = "SNMPv3-Benutzer hinzufügen", "SNMPv3-Benutzer ändern"
AUTH, PRIVACY, CONTEXT = "Authentifizierung", "Verschlüsselung", "Kontext"
PASSPHRASE = "Passphrase"  # noqa: S105 (a label)
CONTEXT_HINT = "Nur wo ein Drucker einen verlangt."
TRY_ON = "An einer Adresse probieren"
BAD_COMMUNITY_NAME = "Ein Name hat 1 bis 64 Buchstaben, Ziffern, Punkte, Binde- und Unterstriche."
NAME_TAKEN = "Diesen Namen gibt es schon."
SECRET_NEEDED = "Bitte eingeben."  # noqa: S105 (a sentence)
SECRET_UNTYPEABLE = "Es enthält ein Zeichen, das sich nicht tippen lässt."  # noqa: S105 (a sentence)
PASSPHRASE_SHORT = "SNMPv3 verlangt mindestens {least} Zeichen."  # noqa: S105 (a sentence)

# What a try on an address came to.
TRY_FAILED = ("{place} konnte nicht gefragt werden.", "Probieren Sie es noch einmal.")
TRY_REFUSED = (
    "{place} antwortet, lehnt diesen Benutzer aber ab.",
    "Prüfen Sie Name, Authentifizierung und Passphrase.",
)
TRY_SILENT = (
    "{place} hat nicht geantwortet.",
    (
        "Vielleicht ist das Gerät aus oder woanders, oder die Verschlüsselung oder ihre Passphrase ist eine "
        "andere: Darauf antworten Drucker mit Schweigen."
    ),
)
TRY_NO_SENSE = (
    "{place} antwortet, aber nicht in gültigem SNMP.",
    "Starten Sie den Drucker neu, oder aktualisieren Sie seine Firmware.",
)
NO_ADDRESS = "Das ist nicht eine einzelne Adresse."
NO_ADDRESS_ADVICE = "Schreiben Sie die eines Druckers, zum Beispiel 192.168.1.10."


def no_page(name: str) -> str:
    """Return that the window has no such page."""
    return f"Das Einstellungsfenster hat keine Seite {name}."


def lets_in(endpoint: str) -> str:
    """Return that a device answered this user."""
    return f"{endpoint} lässt diesen Benutzer herein."


def instruction(key: str, item: int | None = None) -> str:
    """Return what a field wants, an empty text where no sentence of its own says it; `item` counts from 1."""
    wanted = INSTRUCTIONS.get(key, "")
    return f"Eintrag {item}: {wanted}" if wanted and item else wanted


def expected(what: str, got: str, item: int | None = None) -> str:
    """Return what is wrong with a field; `item` counts from 1 where it is one of several."""
    place = f"Eintrag {item}: " if item else ""
    # What is wrong with a target comes as sentences of its own.
    return in_window(what if what.endswith(".") else f"{place}Erwartet wird {what}, gefunden wurde {got}.")


def next_run(when: datetime | None, now: datetime) -> str:
    """Return when the next run begins; an empty text where nobody can tell."""
    if when is None:
        return ""
    return RUN_DUE if when <= now else f"Nächster Lauf: {moment(when)}."


def of_error(error: AgentError) -> str:
    """Return an error as the window says it."""
    return in_window(f"{error.title} {error.advice}")


# Sentences made for the command line name settings and commands; here people see fields and buttons.
_FIELDS: Mapping[str, str] = {key: f"„{label}“" for key, label in LABELS.items()}
_SAID_OTHERWISE = (
    (r"Der Bericht bleibt im Postausgang und wird später noch einmal gesendet\. ", ""),
    (r"Wenn das so bleibt, p", "P"),
    (r" Gesehen: [0-9a-f]+", ""),
    (r"setzen Sie mail\.certificate_sha256 auf [0-9a-f]+", f"klicken Sie auf „{TRUST[:-1]}“."),
    (
        r"([Gg]eben Sie \w+(?: Passwort)?)( noch einmal)? ein mit: meters settings password",
        r"\1\2 im Feld „Passwort“ ein.",
    ),
    (
        r"erlauben Sie es einmal: meters settings set mail\.allow_public_host true",
        "setzen Sie das Häkchen dafür.",
    ),
    (
        r"Setzen Sie mail\.security auf starttls \(meist Port 587\) oder tls \(.*?\)",
        "Wählen Sie eine Verschlüsselung",
    ),
    (
        r"Setzen Sie mail\.security auf starttls \(.*?\) oder mail\.port auf 465",
        "Wählen Sie STARTTLS oder Port 465",
    ),
    (r"Setzen Sie mail\.security auf tls", "Wählen Sie TLS"),
    (r"setzen Sie mail\.security auf tls \(Port 465\), oder auf none für", "wählen Sie TLS, oder Keine für"),
    (r"mail\.security ist none für", "es gibt keine Verschlüsselung mit"),
    (r"Versuchen Sie mail\.security starttls mit", "Versuchen Sie STARTTLS mit"),
    (r", geschrieben HH:MM in Anführungszeichen", ", geschrieben HH:MM"),
    (r"eine Liste in eckigen Klammern, jeder Eintrag ", ""),
    (r" \(die Community selbst kommt in den Schlüsselbund:.*?`\)", ""),
    (r"Geben Sie es ein: 'meters settings password [^']+'", "Geben Sie es hier ein"),
)


def in_window(sentence: str) -> str:
    """Return a sentence of the command line with the window's own words for settings and commands."""
    for pattern, words in _SAID_OTHERWISE:
        sentence = re.sub(pattern, words, sentence)
    return re.sub(r"\b[a-z]+\.[a-z_0-9]+\b", lambda found: _FIELDS.get(found[0], found[0]), sentence)
