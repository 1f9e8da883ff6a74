"""What can go wrong between this computer and its mail server."""

from __future__ import annotations

_WAITS = "Der Bericht wartet und wird später gesendet. "
_ENCRYPT = "Setzen Sie mail.security auf starttls (meist Port 587) oder tls (meist Port 465)."
_PIN = "setzen Sie mail.certificate_sha256 auf {seen}"
_ENTER = "meters settings password"
_ASK = "fragen Sie die Administration des Mailservers"

# The kinds of core/mail/smtp_trouble.py: (what happened, what to do). {place} is host and port, {seen} the
# certificate's SHA-256 or an address.
TROUBLES = {
    "name_not_found": (
        "Der Name des Mailservers {host} wurde nicht gefunden.",
        _WAITS + "Prüfen Sie mail.host und die Netzwerkverbindung.",
    ),
    "connection_refused": (
        "Unter {place} ist kein Mailserver erreichbar (Verbindung abgelehnt).",
        _WAITS + "Prüfen Sie mail.host und mail.port und ob der Server läuft.",
    ),
    "timed_out": (
        "{place} hat nicht rechtzeitig geantwortet.",
        (
            _WAITS + "Wenn das so bleibt, prüfen Sie mail.host und mail.port "
            "und ob eine Firewall die Verbindung blockiert."
        ),
    ),
    "silent": (
        "{place} hat die Verbindung angenommen, aber nicht geantwortet.",
        _WAITS + "Wenn das so bleibt, prüfen Sie mail.port und mail.security: Port 465 verlangt tls.",
    ),
    "closed": (
        "{place} hat die Verbindung beendet, bevor die E-Mail gesendet war.",
        _WAITS + f"Wenn das so bleibt, prüfen Sie mail.port und mail.security, oder {_ASK}.",
    ),
    "garbled": (
        "{place} antwortet, aber nicht mit gültigem SMTP.",
        _WAITS + f"Wenn das so bleibt, {_ASK} und prüfen Sie, ob eine Firewall die Verbindung blockiert.",
    ),
    "reply_too_long": (
        "{place} hat eine endlose Antwort gesendet.",
        _WAITS + f"Wenn das so bleibt, {_ASK} und prüfen Sie, ob eine Firewall die Verbindung blockiert.",
    ),
    "unconfirmed": (
        "{place} hat den Bericht entgegengenommen, aber nicht bestätigt.",
        (
            "Vielleicht wurde er zugestellt. Er wird später als dieselbe Nachricht erneut gesendet, damit "
            f"er nicht doppelt zählt. Wenn das so bleibt, {_ASK}."
        ),
    ),
    "unreachable": (
        "{place} ist nicht erreichbar.",
        _WAITS + "Prüfen Sie die Netzwerkverbindung, mail.host und mail.port.",
    ),
    "bad_name": ("{host} ist kein gültiger Name eines Mailservers.", "Prüfen Sie mail.host."),
    "not_smtp": (
        "{place} ist kein Mailserver.",
        "Prüfen Sie mail.host und mail.port.",
    ),
    "tls_expected": (
        "{place} verlangt Verschlüsselung ab Beginn der Verbindung (TLS).",
        "Setzen Sie mail.security auf tls (üblich für Port 465).",
    ),
    "no_tls": (
        "{place} unterstützt kein TLS ab Beginn der Verbindung.",
        "Setzen Sie mail.security auf starttls (meist Port 587) oder mail.port auf 465.",
    ),
    "old_tls": (
        "{place} unterstützt nur veraltete Verschlüsselung (vor TLS 1.2). Es wurde nichts gesendet.",
        "Bitten Sie die Administration des Mailservers, TLS 1.2 zu erlauben.",
    ),
    "weak_tls": (
        (
            "{place} verschlüsselt mit einem zu schwachen Schlüsselaustausch (Diffie-Hellman). Es wurde "
            "nichts gesendet."
        ),
        (
            "Bitten Sie die Administration des Mailservers um stärkere Verschlüsselung "
            "(Diffie-Hellman mit 2048 Bit oder ECDHE)."
        ),
    ),
    "weak_certificate": (
        (
            "Das Zertifikat von {place} hat einen zu schwachen Schlüssel oder eine zu schwache Signatur. "
            "Es wurde nichts gesendet."
        ),
        "Bitten Sie die Administration des Mailservers um ein neues Zertifikat.",
    ),
    "no_common_cipher": (
        (
            "{place} und dieser Computer haben kein Verschlüsselungsverfahren gemeinsam. Es wurde "
            "nichts gesendet."
        ),
        "Bitten Sie die Administration des Mailservers, die Verfahren von TLS 1.2 oder 1.3 zu erlauben.",
    ),
    "client_certificate": (
        "{place} verlangt ein Client-Zertifikat. Meters Agent unterstützt keine Client-Zertifikate.",
        "Bitten Sie die Administration des Mailservers um einen Weg ohne Client-Zertifikat.",
    ),
    "tls_failed": (
        "Die Verschlüsselung mit {place} ist gescheitert ({seen}). Es wurde nichts gesendet.",
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
        ("Das Zertifikat von {place} ist selbst signiert. Es wurde nichts gesendet. Zertifikat: {seen}"),
        "Wenn die Administration des Mailservers bestätigt, dass es das richtige ist, " + _PIN,
    ),
    "no_authorities": (
        (
            "Die Liste vertrauenswürdiger Zertifizierungsstellen wurde auf "
            "diesem Computer nicht gefunden. Das "
            "Zertifikat von {place} kann nicht geprüft werden. Es wurde nichts gesendet."
        ),
        ("Installieren Sie das Systempaket ca-certificates, oder setzen Sie die Variable SSL_CERT_FILE."),
    ),
    "certificate_untrusted": (
        (
            "Das Zertifikat von {place} ist nicht vertrauenswürdig. Es wurde nichts gesendet. "
            "Zertifikat: {seen}"
        ),
        "Wenn die Administration des Mailservers bestätigt, dass es das richtige ist, " + _PIN,
    ),
    "certificate_for_other_name": (
        (
            "Das Zertifikat von {place} gilt für einen anderen Namen. Es wurde nichts gesendet. "
            "Zertifikat: {seen}"
        ),
        (
            "Setzen Sie mail.host auf den Namen im Zertifikat oder, "
            "wenn die Administration des Mailservers bestätigt, dass es das richtige ist, " + _PIN
        ),
    ),
    "certificate_expired": (
        "Das Zertifikat von {place} ist am {seen} abgelaufen. Es wurde nichts gesendet.",
        (
            "Prüfen Sie das Datum dieses Computers und bitten Sie dann die Administration des Mailservers, "
            "das Zertifikat zu erneuern."
        ),
    ),
    "certificate_unusable": (
        "Das Zertifikat von {place} ist nicht verwendbar ({seen}). Es wurde nichts gesendet.",
        (
            "Bitten Sie die Administration des Mailservers um ein Zertifikat, das "
            "für einen Mailserver gültig ist."
        ),
    ),
    "certificate_not_pinned": (
        (
            "{place} hat ein anderes Zertifikat als das, dem Sie vertrauen. Es wurde nichts gesendet. "
            "Zertifikat: {seen}"
        ),
        "Wenn die Administration des Mailservers bestätigt, dass es erneuert wurde, " + _PIN,
    ),
    "no_certificate": ("Ohne Verschlüsselung gibt es kein Zertifikat.", _ENCRYPT),
    "no_starttls": (
        "{place} bietet keine Verschlüsselung (STARTTLS) an. Es wurde nichts gesendet.",
        (
            "Versuchen Sie Port 587, oder setzen Sie mail.security auf tls (Port 465), "
            "oder auf none für ein Relay innerhalb des Büros."
        ),
    ),
    "password_missing": ("Das Kennwort für {place} fehlt.", f"Geben Sie es ein mit: {_ENTER}"),
    "password_in_plain": (
        "Kennwörter werden nur verschlüsselt gesendet, aber mail.security ist none für {place}.",
        _ENCRYPT,
    ),
    "no_login": (
        "{place} bietet keine Anmeldung mit Benutzername und Kennwort an.",
        (
            "Viele Server bieten sie nur mit Verschlüsselung an: Versuchen Sie mail.security starttls "
            "mit Port 587. Für ein Relay, das keine Anmeldung braucht, lassen Sie mail.user leer."
        ),
    ),
    "public_host": (
        "{host} ({seen}) steht außerhalb des Büronetzes. Es wurde nichts gesendet.",
        (
            "Wenn Berichte dorthin gesendet werden dürfen, erlauben Sie es einmal: "
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
