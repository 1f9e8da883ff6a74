"""What the settings window says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.core.messages.de.office_status import moment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent.core.model.errors import AgentError

TITLE = "Meters Agent: Einstellungen"
PAGES = {"networks": "Netze", "mail": "E-Mail", "schedule": "Zeitplan", "general": "Allgemein"}

# What stands before each field.
LABELS = {
    "site.id": "Kennung",
    "site.name": "Standort",
    "site.language": "Sprache",
    "site.enrolment": "Anmeldecode",
    "network.targets": "Zu durchsuchende Netze",
    "network.exclude": "Ausgeschlossene Adressen",
    "network.communities": "Communitys",
    "network.users": "SNMPv3-Benutzer",
    "mail.host": "Server",
    "mail.security": "Verschlüsselung",
    "mail.port": "Port",
    "mail.user": "Benutzername",
    "mail.sender": "Absender",
    "mail.recipients": "Empfänger",
    "mail.certificate_sha256": "Zertifikat",
    "mail.allow_public_host": "Mailserver im Internet erlauben",
    "schedule.at": "Uhrzeit",
    "schedule.days": "Tage",
    "tray.autostart": "Bei der Anmeldung starten",
    "tray.notify": "Benachrichtigen, wenn ein Drucker Aufmerksamkeit braucht",
}
LANGUAGES = {"auto": "Wie dieser Computer", "en": "English", "de": "Deutsch"}
PASSWORD = "Kennwort"  # noqa: S105 (a label)
SECURITIES = {
    "starttls": "STARTTLS (meist Port 587)",
    "tls": "TLS (meist Port 465)",
    "none": "Keine (nur Relay innerhalb des Büros)",
}
DAYS = {"mon": "Mo", "tue": "Di", "wed": "Mi", "thu": "Do", "fri": "Fr", "sat": "Sa", "sun": "So"}

# What stands under a field, as long as nothing is wrong with it.
NO_TARGETS = "Leer lassen, um die Netze dieses Computers zu durchsuchen."
NO_LOGIN = "Leer lassen, wenn keine Anmeldung nötig ist."
SEVERAL = "Mehrere Adressen durch Kommas oder Semikolons trennen."
SITE_HINT = "Kurzer Name für den Betreff der E-Mails."
NAME_HINT = "Zum Beispiel: Büro Nord, 2. Stock"
ENROLMENT_HINT = "Falls Ihr Händler Ihnen einen Code gegeben hat."
LANGUAGE_HINT = "Gilt ab dem nächsten Öffnen."
IN_STARTUP_FOLDER = (
    "Über eine Verknüpfung im Autostart-Ordner eingerichtet, "
    "weil der Pfad für die Autostart-Liste von Windows zu lang ist."
)
CLOCK_HINT = "Ortszeit. Start bis zu 10 Minuten später, damit nicht alle Büros zugleich senden."
SECRET_HINT = "Wird im Schlüsselbund dieses Computers gespeichert, nie in einer Datei."  # noqa: S105 (a hint)
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
OWN_NETWORKS = "Netze dieses Computers eintragen"
SEND_TEST = "Test-E-Mail senden"
TRUST = "Zertifikat vertrauen\N{HORIZONTAL ELLIPSIS}"
FORGET = "Entfernen"
TRY = "Testen"
OPEN_FOLDER, OPEN_LOG = "Ordner öffnen", "Protokoll öffnen"
YES_TRUST, NO_TRUST = "Zertifikat vertrauen", "Abbrechen"

# States.
SAVING = "Wird gespeichert\N{HORIZONTAL ELLIPSIS}"
SENDING = "Wird gesendet\N{HORIZONTAL ELLIPSIS}"
LOOKING = "Zertifikat wird abgerufen\N{HORIZONTAL ELLIPSIS}"
TRYING = "Wird getestet\N{HORIZONTAL ELLIPSIS}"
CORRECT_FIRST = "Bitte korrigieren Sie die rot markierten Felder."
NOT_CONFIGURED = "Berichte werden gesendet, sobald Server, Absender und Empfänger eingetragen sind."
TEST_NEEDS = "Tragen Sie zuerst Server, Absender und Empfänger ein."
HOST_FIRST = "Tragen Sie zuerst den Server ein."
RUN_DUE = "Nächste Abfrage: jetzt"
NO_OFFICE_NETWORK = "Dieser Computer ist mit keinem Büronetz verbunden. Fügen Sie die Netze selbst hinzu."
FILE_PROBLEMS = (
    "settings.toml enthält Einträge, die hier nicht bearbeitet werden können. Sie bleiben erhalten:"
)
OUR_MISTAKE = "In Meters Agent ist ein Fehler aufgetreten. Es wurde nichts gespeichert. Details im Protokoll."
NO_DISPLAY = "Das Einstellungsfenster kann hier nicht geöffnet werden."
NO_DISPLAY_ADVICE = (
    "Öffnen Sie es in einer Desktop-Sitzung oder verwenden Sie 'meters settings show', 'get', 'set', 'check' "
    "oder 'password'."
)
NO_TK = "Für das Einstellungsfenster fehlt python3-tk."
NO_TK_ADVICE = (
    "Installieren Sie python3-tk "
    "oder verwenden Sie 'meters settings show', 'get', 'set', 'check' oder 'password'."
)
NO_PAGE_ADVICE = "Möglich sind networks, mail, schedule und general."

# The question before a certificate is trusted.
TRUST_TITLE = "Diesem Zertifikat vertrauen?"
TRUST_QUESTION = (
    "Vergleichen Sie den SHA-256-Fingerabdruck unten mit dem Wert Ihrer "
    "IT-Abteilung oder Ihres Mailanbieters. "
    "E-Mails werden dann nur an einen Server mit diesem Zertifikat gesendet."
)

# Communities and users.
COMMUNITY_TITLE = "Community hinzufügen"
COMMUNITY_EDIT_TITLE = "Community ändern"
PUBLIC = "public (Werkseinstellung)"
OWN_COMMUNITY = "Andere Community"
NAME = "Name"
COMMUNITY = "Community"
COMMUNITY_NAME_HINT = "Ihr Name dafür. Die Community selbst wird im Schlüsselbund gespeichert."
IN_KEYRING = "{name} (im Schlüsselbund)"
MISSING = "{name} (Kennwort fehlt)"
USER_TITLE, USER_EDIT_TITLE = "SNMPv3-Benutzer hinzufügen", "SNMPv3-Benutzer ändern"
AUTH, PRIVACY, CONTEXT = "Authentifizierung", "Verschlüsselung", "Kontext"
PASSPHRASE = "Passphrase"  # noqa: S105 (a label)
CONTEXT_HINT = "Nur wenn ein Drucker ihn verlangt."
TRY_ON = "Mit einem Drucker testen (IP-Adresse)"
BAD_COMMUNITY_NAME = "Geben Sie 1 bis 64 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche ein."
NAME_TAKEN = "Dieser Name ist bereits vorhanden."
SECRET_NEEDED = "Geben Sie eine Passphrase ein."  # noqa: S105 (a sentence)
SECRET_UNTYPEABLE = "Enthält ein Zeichen, das nicht eingegeben werden kann."  # noqa: S105 (a sentence)
PASSPHRASE_SHORT = "Geben Sie mindestens {least} Zeichen ein (SNMPv3)."  # noqa: S105 (a sentence)

# What a try on an address came to.
TRY_FAILED = ("{place} konnte nicht getestet werden.", "Versuchen Sie es erneut.")
TRY_REFUSED = (
    "{place} hat diesen Benutzer abgelehnt.",
    "Prüfen Sie Name, Authentifizierung und Passphrase.",
)
TRY_SILENT = (
    "{place} hat nicht geantwortet.",
    "Es ist vielleicht aus, hat eine andere Adresse, oder die Passphrase der Verschlüsselung ist falsch.",
)
TRY_NO_SENSE = (
    "{place} antwortet, aber nicht mit gültigem SNMP.",
    "Starten Sie den Drucker neu oder aktualisieren Sie seine Firmware.",
)
NO_ADDRESS = "Geben Sie eine einzelne Adresse ein."
NO_ADDRESS_ADVICE = "Zum Beispiel: 192.168.1.10"


def no_page(name: str) -> str:
    """Return that the window has no such page."""
    return f"Das Einstellungsfenster hat keine Seite {name}."


def lets_in(endpoint: str) -> str:
    """Return that a device answered this user."""
    return f"Anmeldung an {endpoint} erfolgreich."


def instruction(key: str, item: int | None = None) -> str:
    """Return what a field wants, an empty text where no sentence of its own says it; `item` counts from 1."""
    wanted = INSTRUCTIONS.get(key, "")
    return f"Eintrag {item}: {wanted}" if wanted and item else wanted


def expected(what: str, got: str, item: int | None = None) -> str:  # noqa: ARG001 (the field shows it)
    """Return what is wrong with a field; `item` counts from 1 where it is one of several."""
    place = f"Eintrag {item}: " if item else ""
    # What is wrong with a target comes as sentences of its own.
    return in_window(what if what.endswith(".") else f"{place}Geben Sie {what} ein.")


def next_run(when: datetime | None, now: datetime) -> str:
    """Return when the next run begins; an empty text where nobody can tell."""
    if when is None:
        return ""
    return RUN_DUE if when <= now else f"Nächste Abfrage: {moment(when)}."


def of_error(error: AgentError) -> str:
    """Return an error as the window says it."""
    return in_window(f"{error.title} {error.advice}")


# Sentences made for the command line name settings and commands; here people see fields and buttons.
_FIELDS: Mapping[str, str] = {key: f"„{label}“" for key, label in LABELS.items()}
_SAID_OTHERWISE = (
    (r"Der Bericht wartet und wird später gesendet\. ", ""),
    (r"Wenn das so bleibt, p", "P"),
    (r" Zertifikat: [0-9a-f]+", ""),
    (r"setzen Sie mail\.certificate_sha256 auf [0-9a-f]+", f"klicken Sie auf „{TRUST[:-1]}“."),
    (
        r"([Gg]eben Sie \w+(?: Kennwort)?)( noch einmal)? ein mit: meters settings password",
        r"\1\2 im Feld „Kennwort“ ein.",
    ),
    (
        r"erlauben Sie es einmal: meters settings set mail\.allow_public_host true",
        "aktivieren Sie „Mailserver im Internet erlauben“.",
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
    (r"\[\[(network\.users)\]\]", r"\1"),
    (r", geschrieben HH:MM in Anführungszeichen", ", geschrieben HH:MM"),
    (r"eine Liste in eckigen Klammern, je Eintrag ", ""),
    (r" \(die Community selbst wird im Schlüsselbund gespeichert:.*?`\)", ""),
    (r"Geben Sie es ein: 'meters settings password [^']+'", "Geben Sie es hier ein"),
)


def in_window(sentence: str) -> str:
    """Return a sentence of the command line with the window's own words for settings and commands."""
    for pattern, words in _SAID_OTHERWISE:
        sentence = re.sub(pattern, words, sentence)
    return re.sub(r"\b[a-z]+\.[a-z_0-9]+\b", lambda found: _FIELDS.get(found[0], found[0]), sentence)
