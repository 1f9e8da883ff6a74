"""What a mail server's refusal means: (what happened, what to do), by the meanings of smtp_reply.py."""

from __future__ import annotations

_WAITS = "Der Bericht bleibt im Postausgang und wird später noch einmal gesendet. "
_ENCRYPT = "Setzen Sie mail.security auf starttls (meist Port 587) oder tls (meist Port 465)."
_ENTER = "meters settings password"
_ASK = "fragen Sie die Administration des Servers"

REFUSALS = {
    "basic_auth_off": (
        (
            "Der Maildienst nimmt Benutzername und Passwort nicht mehr an "
            "(Basic Authentication ist abgeschaltet)."
        ),
        (
            "Nennen Sie einen anderen Mailserver, etwa ein Relay im Büro, das keine Anmeldung braucht, "
            "oder fragen Sie die Administration des Dienstes."
        ),
    ),
    "app_password": (
        "Der Maildienst verlangt ein App-Passwort, nicht das persönliche Passwort.",
        f"Erzeugen Sie im Mailkonto ein App-Passwort und geben Sie es ein mit: {_ENTER}",
    ),
    "encryption_wanted": (
        "Der Mailserver verlangt eine verschlüsselte Verbindung, bevor es weitergeht.",
        _ENCRYPT,
    ),
    "login_wanted": (
        "Der Mailserver nimmt Mails nur nach einer Anmeldung an.",
        f"Setzen Sie mail.user und geben Sie das Passwort ein mit: {_ENTER}",
    ),
    "login_refused": (
        "Der Mailserver hat Benutzername oder Passwort nicht angenommen.",
        (
            "Verlangt das Konto einen zweiten Faktor, ist ein App-Passwort nötig. "
            f"Prüfen Sie mail.user und geben Sie das Passwort noch einmal ein mit: {_ENTER}"
        ),
    ),
    "account_protected": (
        "Die Sicherheitsregeln des Maildienstes lassen dieses Konto nicht mit einem Passwort anmelden.",
        (
            "Bitten Sie die Administration des Dienstes, dieses Konto auszunehmen, "
            "oder nennen Sie einen anderen Mailserver, etwa ein Relay im Büro."
        ),
    ),
    "connector_unknown": (
        "Der Maildienst kennt die öffentliche Adresse dieses Büros nicht als eine, die senden darf.",
        "Bitten Sie die Administration des Dienstes, sie in den Connector einzutragen.",
    ),
    "direct_send_off": (
        "Der Maildienst nimmt keine Mails ohne Anmeldung mehr an (Direct Send ist abgeschaltet).",
        (
            "Bitten Sie die Administration des Dienstes um einen Connector für dieses Büro, "
            "oder nennen Sie einen anderen Mailserver."
        ),
    ),
    "address_blocked": (
        "Der Mailserver sperrt die öffentliche Adresse dieses Büros.",
        (
            "Bitten Sie die Administration des Servers oder den Internetanbieter, "
            "die Sperre der Adresse aufheben zu lassen."
        ),
    ),
    "mailbox_full": (
        "Das Postfach beim Empfänger ist voll.",
        "Bitten Sie dort um Platz, oder nennen Sie in mail.recipients ein anderes.",
    ),
    "too_large": (
        "Der Bericht ist größer, als der Mailserver erlaubt.",
        (
            "Bitten Sie die Administration des Servers, größere Mails zu erlauben, "
            "oder speichern Sie den Bericht in einer Datei."
        ),
    ),
    "recipient_unknown": (
        "Der Mailserver kennt diesen Empfänger nicht.",
        "Prüfen Sie die Adresse in mail.recipients.",
    ),
    "sender_refused": (
        "Der Mailserver lässt diese Absenderadresse nicht senden.",
        f"Prüfen Sie mail.sender: Die Adresse muss über diesen Server senden dürfen. Sonst {_ASK}.",
    ),
    "relaying_denied": (
        "Der Mailserver leitet von diesem Computer nichts an diese Adresse weiter (relaying denied).",
        (
            "Setzen Sie mail.user und ein Passwort, oder bitten Sie die Administration des Servers, "
            "diesem Computer das Weiterleiten zu erlauben."
        ),
    ),
    "other": (
        "Der Mailserver hat die Nachricht abgelehnt.",
        "Zeigen Sie seine Worte der Administration des Servers.",
    ),
    "unexpected": (
        "Der Mailserver gab eine Antwort, die nicht dorthin gehört.",
        _WAITS + f"Wenn das so bleibt, {_ASK}.",
    ),
    "later": (
        "Der Mailserver bittet, es später noch einmal zu versuchen.",
        "Nichts zu tun: Der Bericht bleibt im Postausgang und wird später noch einmal gesendet.",
    ),
}


def it_said(title: str, quoted: str) -> str:
    """Return what happened together with the server's own words."""
    return f"{title} Seine Antwort: {quoted}"
