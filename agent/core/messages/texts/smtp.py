"""What can go wrong between this computer and its mail server."""

from agent.core.messages.catalogue import gettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.texts import smtp_encryption

# The kinds of core/mail/smtp_failures.py: (what happened, what to do). {place} is host and port, {seen} the
# certificate's SHA-256 or an address.
TROUBLES = {
    **smtp_encryption.TROUBLES,
    "name_not_found": ErrorKind(
        "The name of the mail server {host} was not found.",
        "Check mail.host and the network connection.",
        window=(
            "The name of the mail server {host} was not found.",
            'Check "Server" and the network connection.',
        ),
    ),
    "connection_refused": ErrorKind(
        "No mail server at {place} (connection refused).",
        "Check mail.host and mail.port, and whether the server is running.",
        window=(
            "No mail server at {place} (connection refused).",
            'Check "Server" and "Port", and whether the server is running.',
        ),
    ),
    "timed_out": ErrorKind(
        "{place} didn't respond in time.",
        "Check mail.host and mail.port, and whether a firewall blocks the connection.",
        window=(
            "{place} didn't respond in time.",
            'Check "Server" and "Port", and whether a firewall blocks the connection.',
        ),
    ),
    "silent": ErrorKind(
        "{place} accepted the connection but didn't respond.",
        "Check mail.port and mail.security: port 465 needs tls.",
        window=(
            "{place} accepted the connection but didn't respond.",
            'Check "Port" and "Encryption": port 465 needs tls.',
        ),
    ),
    "closed": ErrorKind(
        "{place} closed the connection before the email was sent.",
        "Check mail.port and mail.security, or ask the server's administrator.",
        window=(
            "{place} closed the connection before the email was sent.",
            'Check "Port" and "Encryption", or ask the server\'s administrator.',
        ),
    ),
    "garbled": ErrorKind(
        "{place} responded, but not with valid SMTP.",
        "If this continues, ask the server's administrator, and check whether a firewall blocks the "
        "connection.",
    ),
    "reply_too_long": ErrorKind(
        "{place} sent an endless response.",
        "If this continues, ask the server's administrator, and check whether a firewall blocks the "
        "connection.",
    ),
    "unconfirmed": ErrorKind(
        "{place} received the email but didn't confirm it.",
        "It may have been delivered. A report is sent again as the same message, so that it is not counted "
        "twice. If nothing arrives, ask the server's administrator.",
    ),
    "unreachable": ErrorKind(
        "{place} can't be reached.",
        "Check the network connection, mail.host and mail.port.",
        window=("{place} can't be reached.", 'Check the network connection, "Server" and "Port".'),
    ),
    "bad_name": ErrorKind(
        "{host} is not a valid mail server name.",
        "Check mail.host.",
        window=("{host} is not a valid mail server name.", 'Check "Server".'),
    ),
    "not_smtp": ErrorKind(
        "{place} is not a mail server.",
        "Check mail.host and mail.port.",
        window=("{place} is not a mail server.", 'Check "Server" and "Port".'),
    ),
    "no_authorities": ErrorKind(
        "The list of trusted certificate authorities was not found on this computer, so the "
        "certificate of {place} can't be checked. Nothing was sent.",
        "Install the system's package ca-certificates, or set the variable SSL_CERT_FILE.",
    ),
    "password_missing": ErrorKind(
        "The password for {place} is missing.",
        "Enter it with: meters settings password",
        window=("The password for {place} is missing.", 'Enter it in the field "Password".'),
    ),
    "password_in_plain": ErrorKind(
        "Passwords are only sent encrypted, but there is no encryption with {place}.",
        "Set mail.security to starttls (usually port 587) or tls (usually port 465).",
        window=(
            "Passwords are only sent encrypted, but there is no encryption with {place}.",
            'Choose one in "Encryption".',
        ),
    ),
    "no_login": ErrorKind(
        "{place} offers no sign-in with a user name and password.",
        "Many servers offer it only with encryption: try mail.security starttls with port 587. For a "
        "relay that needs no sign-in, leave mail.user empty.",
        window=(
            "{place} offers no sign-in with a user name and password.",
            (
                "Many servers offer it only with encryption: try STARTTLS with port 587. For a relay "
                'that needs no sign-in, leave "User name" empty.'
            ),
        ),
    ),
    "public_host": ErrorKind(
        "{host} ({seen}) is outside the office network. Nothing was sent.",
        "If reports may be sent there, allow it once: meters settings set mail.allow_public_host true",
        window=(
            "{host} ({seen}) is outside the office network. Nothing was sent.",
            'If reports may be sent there, turn on "Allow a mail server on the internet".',
        ),
    ),
}


def place(host: str, port: int) -> str:
    """Return how a mail server is called in a sentence."""
    return gettext("{host}, port {port}", host=host, port=port)


def not_sent_within(days: int) -> str:
    """Return why a letter is not tried any more."""
    return gettext("not sent within {days} days", days=days)
