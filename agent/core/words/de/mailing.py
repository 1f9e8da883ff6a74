"""What can stand between this computer and its mail server, and what a mail server's refusal means."""

from __future__ import annotations

_WAITS = "Der Bericht bleibt im Postausgang und wird später noch einmal gesendet. "
_ENCRYPT = "Setzen Sie mail.security auf starttls (meist Port 587) oder tls (meist Port 465)."
_PIN = "setzen Sie mail.certificate_sha256 auf {seen}"
_ENTER = "meters settings password"
_ASK = "fragen Sie die Administration des Servers"

# The kinds of core/mail/smtp_trouble.py: (what happened, what to do). {place} is host and port, {seen} the
# certificate's SHA-256 or an address.
TROUBLES = {
    "name_not_found": (
        "Der Name des Mailservers {host} wurde nicht gefunden.",
        _WAITS + "Prüfen Sie mail.host und die Netzwerkverbindung.",
    ),
    "connection_refused": (
        "Unter {place} nimmt niemand Mails an: Die Verbindung wurde abgelehnt.",
        _WAITS + "Prüfen Sie mail.host und mail.port oder ob der Server läuft.",
    ),
    "timed_out": (
        "{place} hat nicht rechtzeitig geantwortet.",
        (
            _WAITS + "Wenn das so bleibt, prüfen Sie mail.host und mail.port, "
            "und fragen Sie, ob eine Firewall dazwischen steht."
        ),
    ),
    "silent": (
        "{place} hat die Verbindung angenommen und dann nichts gesagt.",
        _WAITS + "Wenn das so bleibt, prüfen Sie mail.port und mail.security: Port 465 verlangt tls.",
    ),
    "closed": (
        "{place} hat die Verbindung beendet, bevor die Mail übertragen war.",
        _WAITS + f"Wenn das so bleibt, prüfen Sie mail.port und mail.security, oder {_ASK}.",
    ),
    "unreachable": (
        "{place} ist nicht erreichbar.",
        _WAITS + "Prüfen Sie die Netzwerkverbindung, mail.host und mail.port.",
    ),
    "bad_name": ("{host} kann nicht der Name eines Mailservers sein.", "Prüfen Sie mail.host."),
    "not_smtp": (
        "Was unter {place} antwortet, ist kein Mailserver.",
        "Prüfen Sie mail.host und mail.port.",
    ),
    "tls_expected": (
        "{place} hat die Verbindung angenommen und wartet auf Verschlüsselung vom ersten Byte an.",
        "Setzen Sie mail.security auf tls: Dafür ist Port 465 da.",
    ),
    "no_tls": (
        "{place} spricht nicht vom ersten Byte an TLS.",
        "Setzen Sie mail.security auf starttls (meist Port 587) oder mail.port auf 465.",
    ),
    "old_tls": (
        "{place} kennt nur veraltete Verschlüsselung (vor TLS 1.2); deshalb wurde nichts gesendet.",
        "Bitten Sie die Administration des Servers, TLS 1.2 zu erlauben.",
    ),
    "tls_failed": (
        "Die Verschlüsselung mit {place} ist gescheitert; deshalb wurde nichts gesendet.",
        f"Prüfen Sie mail.port und mail.security, oder {_ASK}.",
    ),
    "no_authorities": (
        (
            "Die Liste der Zertifizierungsstellen dieses Computers wurde nicht gefunden. Das Zertifikat von "
            "{place} lässt sich deshalb nicht prüfen, und es wurde nichts gesendet."
        ),
        (
            "Installieren Sie das Systempaket ca-certificates, "
            "oder nennen Sie die Liste in der Variablen SSL_CERT_FILE."
        ),
    ),
    "certificate_untrusted": (
        (
            "Keine Stelle, der dieser Computer vertraut, bürgt für das Zertifikat von {place}; deshalb wurde "
            "nichts gesendet. Gesehen: {seen}"
        ),
        "Wenn die Administration des Servers bestätigt, dass es das richtige ist, " + _PIN,
    ),
    "certificate_for_other_name": (
        (
            "Das Zertifikat von {place} gilt für einen anderen Namen; deshalb wurde nichts gesendet. "
            "Gesehen: {seen}"
        ),
        (
            "Setzen Sie mail.host auf den Namen im Zertifikat oder, "
            "wenn die Administration des Servers bestätigt, dass es das richtige ist, " + _PIN
        ),
    ),
    "certificate_expired": (
        "Das Zertifikat von {place} ist abgelaufen; deshalb wurde nichts gesendet. Gesehen: {seen}",
        (
            "Bitten Sie die Administration des Servers, es zu erneuern, oder, "
            "wenn sie bestätigt, dass es das richtige ist, " + _PIN
        ),
    ),
    "certificate_not_pinned": (
        (
            "{place} zeigt ein anderes Zertifikat als das festgelegte; deshalb wurde nichts gesendet. "
            "Gesehen: {seen}"
        ),
        "Wenn die Administration des Servers bestätigt, dass es erneuert wurde, " + _PIN,
    ),
    "no_certificate": ("Ohne Verschlüsselung gibt es kein Zertifikat.", _ENCRYPT),
    "no_starttls": (
        "{place} bietet keine Verschlüsselung (STARTTLS) an; deshalb wurde nichts gesendet.",
        (
            "Versuchen Sie Port 587, oder setzen Sie mail.security auf tls (Port 465), "
            "oder auf none für ein Relay im Büro."
        ),
    ),
    "password_missing": ("Das Passwort für {place} fehlt.", f"Geben Sie es ein mit: {_ENTER}"),
    "password_in_plain": (
        "Ein Passwort geht nie unverschlüsselt hinaus, und mail.security ist none für {place}.",
        _ENCRYPT,
    ),
    "no_login": (
        "{place} bietet keine Anmeldung mit Benutzername und Passwort an.",
        (
            "Viele Server bieten sie erst nach der Verschlüsselung an: Versuchen Sie mail.security starttls "
            "mit Port 587. Für ein Relay, das keine Anmeldung braucht, lassen Sie mail.user leer."
        ),
    ),
    "public_host": (
        "{host} ({seen}) steht außerhalb des Büronetzes; deshalb wurde dorthin nichts gesendet.",
        (
            "Wenn die Berichte dorthin gehen dürfen, erlauben Sie es einmal: "
            "meters settings set mail.allow_public_host true"
        ),
    ),
}

# The meanings of core/mail/smtp_reply.py: (what happened, what to do).
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
        f"Prüfen Sie mail.user und geben Sie das Passwort noch einmal ein mit: {_ENTER}",
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
        f"Setzen Sie mail.sender auf eine Adresse, die zum Konto gehört, oder {_ASK}.",
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
    "later": (
        "Der Mailserver bittet, es später noch einmal zu versuchen.",
        "Nichts zu tun: Der Bericht bleibt im Postausgang und wird später noch einmal gesendet.",
    ),
}


def place(host: str, port: int) -> str:
    """Return how a mail server is called in a sentence."""
    return f"{host}, Port {port}"


def it_said(title: str, quoted: str) -> str:
    """Return what happened together with the server's own words."""
    return f"{title} Seine Antwort: {quoted}"


def not_sent_within(days: int) -> str:
    """Return why a letter is not tried any more."""
    return f"in {days} Tagen nicht gesendet"
