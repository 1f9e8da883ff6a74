"""What can stand between this computer and its mail server."""

from __future__ import annotations

_WAITS = "The report waits and is sent again later. "
_ENCRYPT = "Set mail.security to starttls (mostly port 587) or tls (mostly port 465)."
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
        "Nothing takes mail at {place}: the connection was refused.",
        _WAITS + "Check mail.host and mail.port, or whether the server is running.",
    ),
    "timed_out": (
        "{place} did not answer in time.",
        _WAITS + "If this goes on, check mail.host and mail.port, and ask whether a firewall is in between.",
    ),
    "silent": (
        "{place} took the connection and then said nothing.",
        _WAITS + "If this goes on, check mail.port and mail.security: port 465 wants tls.",
    ),
    "closed": (
        "{place} closed the connection before the mail was through.",
        _WAITS + "If this goes on, check mail.port and mail.security, or ask the server's administrator.",
    ),
    "garbled": (
        "{place} answered what is no SMTP.",
        _WAITS
        + "If this goes on, ask the server's administrator, and check whether a firewall is in between.",
    ),
    "reply_too_long": (
        "{place} sends an answer without end.",
        _WAITS
        + "If this goes on, ask the server's administrator, and check whether a firewall is in between.",
    ),
    "unconfirmed": (
        "{place} took the report and did not confirm it.",
        (
            "It may have arrived. It is sent again later, as the same message, so that it is not counted "
            "twice. If this goes on, ask the server's administrator."
        ),
    ),
    "unreachable": (
        "{place} can't be reached.",
        _WAITS + "Check the network connection, mail.host and mail.port.",
    ),
    "bad_name": ("{host} can't be the name of a mail server.", "Check mail.host."),
    "not_smtp": ("What answers at {place} is no mail server.", "Check mail.host and mail.port."),
    "tls_expected": (
        "{place} took the connection and waits for encryption from the first byte.",
        "Set mail.security to tls: that is what port 465 is for.",
    ),
    "no_tls": (
        "{place} does not speak TLS from the first byte.",
        "Set mail.security to starttls (mostly port 587), or mail.port to 465.",
    ),
    "old_tls": (
        "{place} knows only old encryption (before TLS 1.2), so nothing was sent.",
        "Ask the server's administrator to allow TLS 1.2.",
    ),
    "weak_tls": (
        "{place} encrypts with a key exchange that is too weak (Diffie-Hellman), so nothing was sent.",
        "Ask the server's administrator for stronger encryption: Diffie-Hellman with 2048 bits, or ECDHE.",
    ),
    "weak_certificate": (
        "The certificate of {place} has a key or signature that is too weak, so nothing was sent.",
        "Ask the server's administrator for a new certificate.",
    ),
    "no_common_cipher": (
        "{place} and this computer have no encryption method in common, so nothing was sent.",
        "Ask the server's administrator to allow the methods of TLS 1.2 or 1.3.",
    ),
    "client_certificate": (
        "{place} asks this program for a certificate of its own, which it does not have.",
        "Ask the server's administrator for a way to send without a client certificate.",
    ),
    "tls_failed": (
        "The encryption with {place} failed ({seen}), so nothing was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
    ),
    "clock_behind": (
        (
            "The certificate of {place} is valid from {seen} on, and the clock of this computer says "
            "{clock}: the clock is probably wrong. Nothing was sent."
        ),
        "Set the clock of this computer right. If it is right, ask the server's administrator.",
    ),
    "clock_ahead": (
        (
            "The certificate of {place} ended on {seen}, and the clock of this computer says {clock}: the "
            "clock is probably wrong. Nothing was sent."
        ),
        (
            "Set the clock of this computer right. "
            "If it is right, ask the server's administrator to renew the certificate."
        ),
    ),
    "certificate_self_signed": (
        (
            "The certificate of {place} is signed by nobody but the server itself: nothing was sent."
            " Seen: {seen}"
        ),
        "If its administrator confirms that this is the right one, " + _PIN,
    ),
    "no_authorities": (
        (
            "This computer's list of certificate authorities was not found, so the certificate of {place} "
            "can't be checked and nothing was sent."
        ),
        "Install the system's package ca-certificates, or name the list in the variable SSL_CERT_FILE.",
    ),
    "certificate_untrusted": (
        (
            "No authority that this computer trusts vouches for the certificate of {place}: nothing was sent."
            " Seen: {seen}"
        ),
        "If its administrator confirms that this is the right one, " + _PIN,
    ),
    "certificate_for_other_name": (
        "The certificate of {place} is for another name, so nothing was sent. Seen: {seen}",
        "Set mail.host to the name on the certificate, "
        "or, if its administrator confirms that it is the right one, " + _PIN,
    ),
    "certificate_expired": (
        "The certificate of {place} expired on {seen}, so nothing was sent.",
        "Check the date of this computer, then ask the server's administrator to renew the certificate.",
    ),
    "certificate_unusable": (
        "The certificate of {place} can't be used ({seen}), so nothing was sent.",
        "Ask the server's administrator for a certificate that is made for a mail server.",
    ),
    "certificate_not_pinned": (
        "{place} shows another certificate than the pinned one, so nothing was sent. Seen: {seen}",
        "If its administrator confirms that it was renewed, " + _PIN,
    ),
    "no_certificate": ("Without encryption there is no certificate.", _ENCRYPT),
    "no_starttls": (
        "{place} offers no encryption (STARTTLS), so nothing was sent.",
        "Try port 587, or set mail.security to tls (port 465), or to none for a relay in the office.",
    ),
    "password_missing": ("The password for {place} is missing.", f"Enter it with: {_ENTER}"),
    "password_in_plain": (
        "A password never travels unencrypted, and mail.security is none for {place}.",
        _ENCRYPT,
    ),
    "no_login": (
        "{place} offers no login with a user name and password.",
        (
            "Many servers offer it after encryption only: try mail.security starttls with port 587. "
            "For a relay that needs no login, leave mail.user empty."
        ),
    ),
    "public_host": (
        "{host} ({seen}) is outside the office's own network, so nothing was sent there.",
        "If the reports may go there, allow it once: meters settings set mail.allow_public_host true",
    ),
}


def place(host: str, port: int) -> str:
    """Return how a mail server is called in a sentence."""
    return f"{host}, port {port}"


def not_sent_within(days: int) -> str:
    """Return why a letter is not tried any more."""
    return f"not sent within {days} days"
