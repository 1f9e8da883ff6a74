"""What can go wrong with the encryption between this computer and its mail server."""

from __future__ import annotations

from agent.core.messages.error_kinds import ErrorKind

# By the kinds of core/mail/smtp_failures.py; places as in smtp.py.
TROUBLES = {
    "tls_expected": ErrorKind(
        "{place} needs encryption from the start of the connection (TLS).",
        "Set mail.security to tls (usual for port 465).",
        window=(
            "{place} needs encryption from the start of the connection (TLS).",
            'Choose TLS in "Encryption" (usual for port 465).',
        ),
    ),
    "no_tls": ErrorKind(
        "{place} doesn't support TLS from the start of the connection.",
        "Set mail.security to starttls (usually port 587), or mail.port to 465.",
        window=(
            "{place} doesn't support TLS from the start of the connection.",
            'Choose STARTTLS in "Encryption", or port 465.',
        ),
    ),
    "old_tls": ErrorKind(
        "{place} supports only outdated encryption (before TLS 1.2). Nothing was sent.",
        "Ask the server's administrator to allow TLS 1.2.",
    ),
    "weak_tls": ErrorKind(
        "{place} uses a key exchange that is too weak (Diffie-Hellman). Nothing was sent.",
        "Ask the server's administrator for stronger encryption: Diffie-Hellman with 2048 bits, or ECDHE.",
    ),
    "weak_certificate": ErrorKind(
        "The certificate of {place} has a key or signature that is too weak. Nothing was sent.",
        "Ask the server's administrator for a new certificate.",
    ),
    "no_common_cipher": ErrorKind(
        "{place} and this computer have no encryption method in common. Nothing was sent.",
        "Ask the server's administrator to allow the methods of TLS 1.2 or 1.3.",
    ),
    "client_certificate": ErrorKind(
        "{place} needs a client certificate. Meters Agent doesn't support client certificates.",
        "Ask the server's administrator for a way to send without a client certificate.",
    ),
    "tls_failed": ErrorKind(
        "The encryption with {place} failed ({seen}). Nothing was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
        window=(
            "The encryption with {place} failed ({seen}). Nothing was sent.",
            'Check "Port" and "Encryption", or ask the server\'s administrator.',
        ),
    ),
    "clock_behind": ErrorKind(
        "The certificate of {place} is valid from {seen} on, and the clock of this computer shows "
        "{clock}. The clock is probably wrong. Nothing was sent.",
        "Correct the clock of this computer. If it is correct, ask the server's administrator.",
    ),
    "clock_ahead": ErrorKind(
        "The certificate of {place} expired on {seen}, and the clock of this computer shows {clock}. "
        "The clock is probably wrong. Nothing was sent.",
        "Correct the clock of this computer. If it is correct, ask the server's administrator to "
        "renew the certificate.",
    ),
    "certificate_self_signed": ErrorKind(
        "The certificate of {place} is self-signed. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it's correct, set mail.certificate_sha256 to {seen}",
        window=(
            "The certificate of {place} is self-signed. Nothing was sent.",
            "If the server's administrator confirms that it's correct, select \"Trust certificate\".",
        ),
    ),
    "certificate_untrusted": ErrorKind(
        "The certificate of {place} isn't trusted. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it's correct, set mail.certificate_sha256 to {seen}",
        window=(
            "The certificate of {place} isn't trusted. Nothing was sent.",
            "If the server's administrator confirms that it's correct, select \"Trust certificate\".",
        ),
    ),
    "certificate_for_other_name": ErrorKind(
        "The certificate of {place} is for another name. Nothing was sent. Certificate: {seen}",
        "Set mail.host to the name on the certificate, or, if the server's administrator confirms "
        "that it's correct, set mail.certificate_sha256 to {seen}",
        window=(
            "The certificate of {place} is for another name. Nothing was sent.",
            (
                'Set "Server" to the name on the certificate, or, if the server\'s administrator confirms '
                'that it\'s correct, select "Trust certificate".'
            ),
        ),
    ),
    "certificate_expired": ErrorKind(
        "The certificate of {place} expired on {seen}. Nothing was sent.",
        "Check the date of this computer, then ask the server's administrator to renew the certificate.",
    ),
    "certificate_unusable": ErrorKind(
        "The certificate of {place} can't be used ({seen}). Nothing was sent.",
        "Ask the server's administrator for a certificate that is valid for a mail server.",
    ),
    "certificate_not_pinned": ErrorKind(
        "{place} has a different certificate than the one you trusted. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it was renewed, set mail.certificate_sha256 to {seen}",
        window=(
            "{place} has a different certificate than the one you trusted. Nothing was sent.",
            'If the server\'s administrator confirms that it was renewed, select "Trust certificate".',
        ),
    ),
    "no_certificate": ErrorKind(
        "Without encryption there is no certificate.",
        "Set mail.security to starttls (usually port 587) or tls (usually port 465).",
        window=("Without encryption there is no certificate.", 'Choose one in "Encryption".'),
    ),
    "no_starttls": ErrorKind(
        "{place} offers no encryption (STARTTLS). Nothing was sent.",
        "Try port 587, or set mail.security to tls (port 465), or to none for a relay inside the office.",
        window=(
            "{place} offers no encryption (STARTTLS). Nothing was sent.",
            'Try port 587, or choose TLS in "Encryption", or None for a relay inside the office.',
        ),
    ),
}
