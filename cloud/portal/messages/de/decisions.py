"""What is decided, as buttons and as the log tells it."""

from __future__ import annotations

DEEDS = {
    "done": "Erledigt",
    "snooze": "Zurückstellen",
    "reopen": "Wieder öffnen",
    "retire": "Stilllegen",
    "unretire": "Stilllegung aufheben",
    "manage": "Betreuen",
    "unmanage": "Nicht mehr betreuen",
    "confirm": "Bestätigen",
    "reject": "Ablehnen",
    "resolve": "Diesen Bericht verwenden",
    "add_site": "Büro hinzufügen",
    "office": "Speichern",
    "issue_code": "Code ausgeben",
    "withdraw_code": "Code zurückziehen",
    "notify": "Speichern",
}
_DONE = {
    "done": "als erledigt markiert",
    "snooze": "zurückgestellt",
    "reopen": "wieder geöffnet",
    "retire": "Drucker stillgelegt",
    "unretire": "Stilllegung aufgehoben",
    "manage": "auf betreut gesetzt",
    "unmanage": "auf nicht betreut gesetzt",
    "confirm": "Agent bestätigt",
    "reject": "Agent abgelehnt",
    "resolve": "Bericht ausgewählt",
    "add_site": "Büro hinzugefügt",
    "rename_site": "Büro umbenannt",
    "office": "Büro geändert",
    "issue_code": "Registrierungscode ausgegeben",
    "withdraw_code": "Registrierungscode zurückgezogen",
    "notify": "Benachrichtigungen geändert",
    "add_dealer": "Händler hinzugefügt",
    "mail_digest": "Empfänger der Tagesübersicht geändert",
    "grow": "Listen vergrößert",
    "erase_site": "Büro gelöscht",
}
DECIDE = "Entscheiden"
NOTE, UNTIL, WHY = "Notiz", "Bis", "Grund"
CONFIRM_FOR = "Büro-Kennung"
FIRST = "Jemand anderes hat zuerst entschieden"
CODE_TITLE = "Registrierungscode"
CODE = (
    "Geben Sie diesen Code im Büro in die Einstellungen des Agenten ein. "
    "Er wird nur einmal angezeigt und gilt für einen Computer."
)
WEBHOOK_TITLE = "Webhook-Geheimnis"
WEBHOOK = "Ihr Programm prüft damit die Signatur jedes Aufrufs. Es wird nur einmal angezeigt."


def deed(what: str) -> str:
    """Return the label of a button."""
    return DEEDS.get(what, what)


def done(what: str) -> str:
    """Return the decision in words, after the name of who did."""
    return _DONE.get(what, what.replace("_", " "))


def said(who: str, what: str, when: str) -> str:
    """Return a sentence with person, decision and moment."""
    return f"{who or 'Betreiber'}: {done(what)}, {when}"


def until(day: str) -> str:
    """Return until when something is snoozed."""
    return f"bis {day}"
