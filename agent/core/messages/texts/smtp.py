"""What can go wrong between this computer and its mail server."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext

_WAITS = "The report is waiting and will be sent later. "
_ENCRYPT = "Set mail.security to starttls (usually port 587) or tls (usually port 465)."
_PIN = "set mail.certificate_sha256 to {seen}"
_ENTER = "meters settings password"

# The kinds of core/mail/smtp_trouble.py: (what happened, what to do). {place} is host and port, {seen} the
# certificate's SHA-256 or an address.
TROUBLES = {
    "name_not_found": (
        "The name of the mail server {host} was not found.",
        _WAITS + "Check mail.host and the network connection.",
    ),
    "connection_refused": (
        "No mail server at {place} (connection refused).",
        _WAITS + "Check mail.host and mail.port, and whether the server is running.",
    ),
    "timed_out": (
        "{place} didn't respond in time.",
        _WAITS
        + "If this continues, check mail.host and mail.port, and whether a firewall blocks the connection.",
    ),
    "silent": (
        "{place} accepted the connection but didn't respond.",
        _WAITS + "If this continues, check mail.port and mail.security: port 465 needs tls.",
    ),
    "closed": (
        "{place} closed the connection before the email was sent.",
        _WAITS + "If this continues, check mail.port and mail.security, or ask the server's administrator.",
    ),
    "garbled": (
        "{place} responded, but not with valid SMTP.",
        _WAITS
        + (
            "If this continues, ask the server's administrator, and check whether a "
            "firewall blocks the connection."
        ),
    ),
    "reply_too_long": (
        "{place} sent an endless response.",
        _WAITS
        + (
            "If this continues, ask the server's administrator, and check whether a "
            "firewall blocks the connection."
        ),
    ),
    "unconfirmed": (
        "{place} received the report but didn't confirm it.",
        (
            "It may have been delivered. It will be sent again as the same "
            "message, so that it is not counted "
            "twice. If this continues, ask the server's administrator."
        ),
    ),
    "unreachable": (
        "{place} can't be reached.",
        _WAITS + "Check the network connection, mail.host and mail.port.",
    ),
    "bad_name": ("{host} is not a valid mail server name.", "Check mail.host."),
    "not_smtp": ("{place} is not a mail server.", "Check mail.host and mail.port."),
    "tls_expected": (
        "{place} needs encryption from the start of the connection (TLS).",
        "Set mail.security to tls (usual for port 465).",
    ),
    "no_tls": (
        "{place} doesn't support TLS from the start of the connection.",
        "Set mail.security to starttls (usually port 587), or mail.port to 465.",
    ),
    "old_tls": (
        "{place} supports only outdated encryption (before TLS 1.2). Nothing was sent.",
        "Ask the server's administrator to allow TLS 1.2.",
    ),
    "weak_tls": (
        "{place} uses a key exchange that is too weak (Diffie-Hellman). Nothing was sent.",
        "Ask the server's administrator for stronger encryption: Diffie-Hellman with 2048 bits, or ECDHE.",
    ),
    "weak_certificate": (
        "The certificate of {place} has a key or signature that is too weak. Nothing was sent.",
        "Ask the server's administrator for a new certificate.",
    ),
    "no_common_cipher": (
        "{place} and this computer have no encryption method in common. Nothing was sent.",
        "Ask the server's administrator to allow the methods of TLS 1.2 or 1.3.",
    ),
    "client_certificate": (
        "{place} needs a client certificate. Meters Agent doesn't support client certificates.",
        "Ask the server's administrator for a way to send without a client certificate.",
    ),
    "tls_failed": (
        "The encryption with {place} failed ({seen}). Nothing was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
    ),
    "clock_behind": (
        (
            "The certificate of {place} is valid from {seen} on, and the clock of this computer shows "
            "{clock}. The clock is probably wrong. Nothing was sent."
        ),
        "Correct the clock of this computer. If it is correct, ask the server's administrator.",
    ),
    "clock_ahead": (
        (
            "The certificate of {place} expired on {seen}, and the clock of this computer shows "
            "{clock}. The "
            "clock is probably wrong. Nothing was sent."
        ),
        (
            "Correct the clock of this computer. "
            "If it is correct, ask the server's administrator to renew the certificate."
        ),
    ),
    "certificate_self_signed": (
        ("The certificate of {place} is self-signed. Nothing was sent. Certificate: {seen}"),
        "If the server's administrator confirms that it's correct, " + _PIN,
    ),
    "no_authorities": (
        (
            "The list of trusted certificate authorities was not found on this "
            "computer, so the certificate of "
            "{place} can't be checked. Nothing was sent."
        ),
        "Install the system's package ca-certificates, or set the variable SSL_CERT_FILE.",
    ),
    "certificate_untrusted": (
        ("The certificate of {place} isn't trusted. Nothing was sent. Certificate: {seen}"),
        "If the server's administrator confirms that it's correct, " + _PIN,
    ),
    "certificate_for_other_name": (
        "The certificate of {place} is for another name. Nothing was sent. Certificate: {seen}",
        "Set mail.host to the name on the certificate, "
        "or, if the server's administrator confirms that it's correct, " + _PIN,
    ),
    "certificate_expired": (
        "The certificate of {place} expired on {seen}. Nothing was sent.",
        "Check the date of this computer, then ask the server's administrator to renew the certificate.",
    ),
    "certificate_unusable": (
        "The certificate of {place} can't be used ({seen}). Nothing was sent.",
        "Ask the server's administrator for a certificate that is valid for a mail server.",
    ),
    "certificate_not_pinned": (
        "{place} has a different certificate than the one you trusted. Nothing was sent. Certificate: {seen}",
        "If the server's administrator confirms that it was renewed, " + _PIN,
    ),
    "no_certificate": ("Without encryption there is no certificate.", _ENCRYPT),
    "no_starttls": (
        "{place} offers no encryption (STARTTLS). Nothing was sent.",
        "Try port 587, or set mail.security to tls (port 465), or to none for a relay inside the office.",
    ),
    "password_missing": ("The password for {place} is missing.", f"Enter it with: {_ENTER}"),
    "password_in_plain": (
        "Passwords are only sent encrypted, but mail.security is none for {place}.",
        _ENCRYPT,
    ),
    "no_login": (
        "{place} offers no sign-in with a user name and password.",
        (
            "Many servers offer it only with encryption: try mail.security starttls with port 587. "
            "For a relay that needs no sign-in, leave mail.user empty."
        ),
    ),
    "public_host": (
        "{host} ({seen}) is outside the office network. Nothing was sent.",
        "If reports may be sent there, allow it once: meters settings set mail.allow_public_host true",
    ),
}


def place(host: str, port: int) -> str:
    """Return how a mail server is called in a sentence."""
    return gettext("{host}, port {port}", host=host, port=port)


def not_sent_within(days: int) -> str:
    """Return why a letter is not tried any more."""
    return gettext("not sent within {days} days", days=days)
