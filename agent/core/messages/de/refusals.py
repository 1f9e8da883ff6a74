"""What a mail server's rejection means: (what happened, what to do), by the meanings of smtp_reply.py."""

from __future__ import annotations

_WAITS = "Der Bericht wartet und wird später gesendet. "
_ENCRYPT = "Setzen Sie mail.security auf starttls (meist Port 587) oder tls (meist Port 465)."
_ENTER = "meters settings password"
_ASK = "fragen Sie die Administration des Mailservers"

REFUSALS = {
    "basic_auth_off": (
        (
            "Der Maildienst nimmt Benutzername und Kennwort nicht mehr an "
            "(Basic Authentication ist abgeschaltet)."
        ),
        (
            "Verwenden Sie einen anderen Mailserver, etwa ein Relay im Büro, das keine Anmeldung braucht, "
            "oder fragen Sie die Administration des Dienstes."
        ),
    ),
    "app_password": (
        "Dieser Maildienst verlangt ein App-Kennwort statt des normalen Kennworts.",
        f"Erstellen Sie im Mailkonto ein App-Kennwort und geben Sie es ein mit: {_ENTER}",
    ),
    "encryption_wanted": (
        "Der Mailserver verlangt eine verschlüsselte Verbindung.",
        _ENCRYPT,
    ),
    "login_wanted": (
        "Der Mailserver verlangt Benutzername und Kennwort.",
        f"Setzen Sie mail.user und geben Sie das Kennwort ein mit: {_ENTER}",
    ),
    "login_refused": (
        "Der Mailserver hat Benutzername oder Kennwort nicht angenommen.",
        (
            "Bei Konten mit zweistufiger Anmeldung ist ein App-Kennwort nötig. "
            f"Prüfen Sie mail.user und geben Sie das Kennwort noch einmal ein mit: {_ENTER}"
        ),
    ),
    "connector_unknown": (
        "Die öffentliche Adresse dieses Büros darf über diesen Maildienst nicht senden.",
        "Bitten Sie die Administration des Dienstes, sie in den Connector einzutragen.",
    ),
    "direct_send_off": (
        "Der Maildienst nimmt keine E-Mails ohne Anmeldung mehr an (Direct Send ist abgeschaltet).",
        (
            "Bitten Sie die Administration des Dienstes um einen Connector für dieses Büro, "
            "oder verwenden Sie einen anderen Mailserver."
        ),
    ),
    "address_blocked": (
        "Der Mailserver sperrt die öffentliche Adresse dieses Büros.",
        (
            "Bitten Sie die Administration des Mailservers oder den Internetanbieter, "
            "die Sperre der Adresse aufheben zu lassen."
        ),
    ),
    "mailbox_full": (
        "Das Postfach des Empfängers ist voll.",
        (
            "Bitten Sie den Empfänger, Speicherplatz freizugeben, oder geben Sie in "
            "mail.recipients einen anderen an."
        ),
    ),
    "too_large": (
        "Der Bericht ist größer, als der Mailserver erlaubt.",
        (
            "Bitten Sie die Administration des Mailservers, größere E-Mails zu erlauben, "
            "oder speichern Sie den Bericht in einer Datei."
        ),
    ),
    "recipient_unknown": (
        "Dieser Empfänger ist auf dem Mailserver nicht vorhanden.",
        "Prüfen Sie die Adresse in mail.recipients.",
    ),
    "sender_refused": (
        "Der Mailserver akzeptiert diese Absenderadresse nicht.",
        f"Prüfen Sie mail.sender: Die Adresse muss über diesen Server senden dürfen. Sonst {_ASK}.",
    ),
    "relaying_denied": (
        "Der Mailserver leitet von diesem Computer nichts an diese Adresse weiter (relaying denied).",
        (
            "Setzen Sie mail.user und ein Kennwort, oder bitten Sie die Administration des Mailservers, "
            "diesem Computer das Weiterleiten zu erlauben."
        ),
    ),
    "other": (
        "Der Mailserver hat die Nachricht abgelehnt.",
        "Zeigen Sie die Antwort der Administration des Mailservers.",
    ),
    "unexpected": (
        "Der Mailserver hat eine unerwartete Antwort gesendet.",
        _WAITS + f"Wenn das so bleibt, {_ASK}.",
    ),
    "later": (
        "Der Mailserver ist ausgelastet. Der Bericht wird später gesendet.",
        "Nichts zu tun.",
    ),
}


def it_said(title: str, quoted: str) -> str:
    """Return what happened together with the server's own words."""
    return f"{title} Antwort: {quoted}"
