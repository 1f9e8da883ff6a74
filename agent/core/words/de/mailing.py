"""What can stand between this computer and its mail server."""

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
    "garbled": (
        "{place} antwortet etwas, das kein SMTP ist.",
        _WAITS + f"Wenn das so bleibt, {_ASK} und prüfen Sie, ob eine Firewall dazwischen steht.",
    ),
    "reply_too_long": (
        "{place} sendet eine Antwort ohne Ende.",
        _WAITS + f"Wenn das so bleibt, {_ASK} und prüfen Sie, ob eine Firewall dazwischen steht.",
    ),
    "unconfirmed": (
        "{place} hat den Bericht entgegengenommen, aber nicht bestätigt.",
        (
            "Vielleicht ist er angekommen. Er wird später als dieselbe Nachricht noch einmal gesendet, damit "
            f"er nicht doppelt zählt. Wenn das so bleibt, {_ASK}."
        ),
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
    "weak_tls": (
        (
            "{place} verschlüsselt mit einem zu schwachen Schlüsselaustausch (Diffie-Hellman); deshalb wurde "
            "nichts gesendet."
        ),
        (
            "Bitten Sie die Administration des Servers um stärkere Verschlüsselung "
            "(Diffie-Hellman mit 2048 Bit oder ECDHE)."
        ),
    ),
    "weak_certificate": (
        (
            "Das Zertifikat von {place} hat einen zu schwachen Schlüssel oder eine zu schwache Signatur; "
            "deshalb wurde nichts gesendet."
        ),
        "Bitten Sie die Administration des Servers um ein neues Zertifikat.",
    ),
    "no_common_cipher": (
        (
            "{place} und dieser Computer haben kein Verschlüsselungsverfahren gemeinsam; deshalb wurde "
            "nichts gesendet."
        ),
        "Bitten Sie die Administration des Servers, die Verfahren von TLS 1.2 oder 1.3 zu erlauben.",
    ),
    "client_certificate": (
        "{place} verlangt von diesem Programm ein eigenes Zertifikat; das hat es nicht.",
        "Bitten Sie die Administration des Servers um einen Weg ohne Client-Zertifikat.",
    ),
    "tls_failed": (
        "Die Verschlüsselung mit {place} ist gescheitert ({seen}); deshalb wurde nichts gesendet.",
        f"Prüfen Sie mail.port und mail.security, oder {_ASK}.",
    ),
    "clock_behind": (
        (
            "Das Zertifikat von {place} gilt ab {seen}, und die Uhr dieses Computers zeigt {clock}: "
            "Wahrscheinlich geht die Uhr falsch. Es wurde nichts gesendet."
        ),
        f"Stellen Sie die Uhr dieses Computers richtig. Geht sie richtig, {_ASK}.",
    ),
    "clock_ahead": (
        (
            "Das Zertifikat von {place} galt bis {seen}, und die Uhr dieses Computers zeigt {clock}: "
            "Wahrscheinlich geht die Uhr falsch. Es wurde nichts gesendet."
        ),
        (
            "Stellen Sie die Uhr dieses Computers richtig. Geht sie richtig, bitten Sie die Administration, "
            "das Zertifikat zu erneuern."
        ),
    ),
    "certificate_self_signed": (
        (
            "Das Zertifikat von {place} hat nur der Server selbst unterschrieben; deshalb wurde nichts "
            "gesendet. Gesehen: {seen}"
        ),
        "Wenn die Administration des Servers bestätigt, dass es das richtige ist, " + _PIN,
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
        "Das Zertifikat von {place} ist am {seen} abgelaufen; deshalb wurde nichts gesendet.",
        (
            "Prüfen Sie das Datum dieses Computers und bitten Sie dann die Administration des Servers, "
            "das Zertifikat zu erneuern."
        ),
    ),
    "certificate_unusable": (
        "Das Zertifikat von {place} ist nicht zu gebrauchen ({seen}); deshalb wurde nichts gesendet.",
        "Bitten Sie die Administration des Servers um ein Zertifikat, das für einen Mailserver gemacht ist.",
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


def place(host: str, port: int) -> str:
    """Return how a mail server is called in a sentence."""
    return f"{host}, Port {port}"


def not_sent_within(days: int) -> str:
    """Return why a letter is not tried any more."""
    return f"in {days} Tagen nicht gesendet"
