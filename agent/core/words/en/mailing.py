"""What can stand between this computer and its mail server, and what a mail server's refusal means."""

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
    "tls_failed": (
        "The encryption with {place} failed, so nothing was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
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
        "The certificate of {place} has expired, so nothing was sent. Seen: {seen}",
        "Ask the server's administrator to renew it, "
        "or, if he or she confirms that it is the right one, " + _PIN,
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

# The meanings of core/mail/smtp_reply.py: (what happened, what to do).
REFUSALS = {
    "basic_auth_off": (
        "The mail service no longer accepts a user name and password (basic authentication is off).",
        (
            "Name another mail server, such as a relay in the office that needs no login, "
            "or ask the service's administrator."
        ),
    ),
    "app_password": (
        "The mail service wants an app password, not the password of the person.",
        f"Create an app password in the mail account and enter it with: {_ENTER}",
    ),
    "encryption_wanted": ("The mail server wants an encrypted connection before it goes on.", _ENCRYPT),
    "login_wanted": (
        "The mail server takes mail only after a login.",
        f"Set mail.user, and enter its password with: {_ENTER}",
    ),
    "login_refused": (
        "The mail server did not accept the user name or the password.",
        f"Check mail.user, and enter the password again with: {_ENTER}",
    ),
    "mailbox_full": (
        "The recipient's mailbox is full.",
        "Ask the recipient to make room, or name another one in mail.recipients.",
    ),
    "too_large": (
        "The report is larger than the mail server allows.",
        "Ask the server's administrator to allow larger messages, or save the report to a file.",
    ),
    "recipient_unknown": (
        "The mail server does not know this recipient.",
        "Check the address in mail.recipients.",
    ),
    "sender_refused": (
        "The mail server does not let this sender address send.",
        "Set mail.sender to an address that belongs to the account, or ask the server's administrator.",
    ),
    "relaying_denied": (
        "The mail server does not pass mail on from this computer to that address (relaying denied).",
        "Set mail.user and a password, or ask the server's administrator to allow this computer to relay.",
    ),
    "other": ("The mail server refused the message.", "Show the server's words to its administrator."),
    "later": (
        "The mail server asks to come back later.",
        "Nothing to do: the report waits and is sent again later.",
    ),
}


def place(host: str, port: int) -> str:
    """Return how a mail server is called in a sentence."""
    return f"{host}, port {port}"


def it_said(title: str, quoted: str) -> str:
    """Return what happened together with the server's own words."""
    return f"{title} It said: {quoted}"


def not_sent_within(days: int) -> str:
    """Return why a letter is not tried any more."""
    return f"not sent within {days} days"
