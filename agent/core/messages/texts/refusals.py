"""What a mail server's rejection means: (what happened, what to do), by the meanings of smtp_reply.py."""

from agent.core.messages.error_kinds import ErrorKind

REFUSALS = {
    "basic_auth_off": ErrorKind(
        "The mail service no longer accepts a user name and password (basic authentication is off). "
        "Response: {quoted}",
        "Use another mail server, such as a relay inside the office that needs no sign-in, or ask "
        "the service's administrator.",
    ),
    "app_password": ErrorKind(
        "This mail service needs an app password, not your normal one. Response: {quoted}",
        "Create an app password in the mail account and enter it with: meters settings password",
        window=(
            "This mail service needs an app password, not your normal one. Response: {quoted}",
            'Create an app password in the mail account and enter it in the field "Password".',
        ),
    ),
    "certificate_wanted": ErrorKind(
        "The mail server needs a client certificate. Response: {quoted}",
        "Ask the server's administrator for one, put it into the data folder and set "
        "mail.client_certificate.",
        window=(
            "The mail server needs a client certificate. Response: {quoted}",
            "Ask the server's administrator for one. How to set it up is described in the documentation.",
        ),
    ),
    "certificate_unknown": ErrorKind(
        "The mail server doesn't accept the client certificate of this office. Response: {quoted}",
        "Ask the server's administrator which certificate is expected.",
    ),
    "encryption_wanted": ErrorKind(
        "The mail server needs an encrypted connection. Response: {quoted}",
        "Set mail.security to starttls (usually port 587) or tls (usually port 465).",
        window=(
            "The mail server needs an encrypted connection. Response: {quoted}",
            'Choose one in "Encryption".',
        ),
    ),
    "login_wanted": ErrorKind(
        "The mail server needs a user name and password. Response: {quoted}",
        "Set mail.user, and enter its password with: meters settings password",
        window=(
            "The mail server needs a user name and password. Response: {quoted}",
            'Set "User name", and enter its password in the field "Password".',
        ),
    ),
    "login_refused": ErrorKind(
        "The mail server didn't accept the user name or password. Response: {quoted}",
        "If the account uses two-step verification, you need an app password. Check mail.user, and "
        "enter the password again with: meters settings password",
        window=(
            "The mail server didn't accept the user name or password. Response: {quoted}",
            (
                'If the account uses two-step verification, you need an app password. Check "User name", '
                'and enter the password again in the field "Password".'
            ),
        ),
    ),
    "connector_unknown": ErrorKind(
        "The public address of this office isn't allowed to send through this mail service. "
        "Response: {quoted}",
        "Ask the service's administrator to add this office's public address to the connector.",
    ),
    "direct_send_off": ErrorKind(
        "The mail service no longer accepts email without sign-in (Direct Send is off). Response: {quoted}",
        "Ask the service's administrator for a connector for this office, or use another mail server.",
    ),
    "address_blocked": ErrorKind(
        "The mail server blocks the public address of this office. Response: {quoted}",
        "Ask the server's administrator, or the internet provider, to have the address unblocked.",
    ),
    "mailbox_full": ErrorKind(
        "The recipient's mailbox is full. Response: {quoted}",
        "Ask the recipient to free up space, or enter another one in mail.recipients.",
        window=(
            "The recipient's mailbox is full. Response: {quoted}",
            'Ask the recipient to free up space, or enter another one in "Recipients".',
        ),
    ),
    "too_large": ErrorKind(
        "The email is larger than the mail server allows. Response: {quoted}",
        "Ask the server's administrator to allow larger messages. Until then, save the report to a file.",
    ),
    "recipient_unknown": ErrorKind(
        "This recipient doesn't exist on the mail server. Response: {quoted}",
        "Check the address in mail.recipients.",
        window=(
            "This recipient doesn't exist on the mail server. Response: {quoted}",
            'Check the address in "Recipients".',
        ),
    ),
    "sender_refused": ErrorKind(
        "The mail server doesn't accept this sender address. Response: {quoted}",
        "Check mail.sender: it must be an address that may send through this server. Otherwise ask "
        "the server's administrator.",
        window=(
            "The mail server doesn't accept this sender address. Response: {quoted}",
            (
                'Check "Sender": it must be an address that may send through this server. Otherwise ask '
                "the server's administrator."
            ),
        ),
    ),
    "relaying_denied": ErrorKind(
        "The mail server doesn't forward email from this computer to this address (relaying denied). "
        "Response: {quoted}",
        "Set mail.user and a password, or ask the server's administrator to allow this computer to relay.",
        window=(
            (
                "The mail server doesn't forward email from this computer to this address (relaying "
                "denied). Response: {quoted}"
            ),
            (
                'Set "User name" and a password, or ask the server\'s administrator to allow this '
                "computer to relay."
            ),
        ),
    ),
    "other": ErrorKind(
        "The mail server rejected the message. Response: {quoted}",
        "Show the server's response to its administrator.",
    ),
    "unexpected": ErrorKind(
        "The mail server sent an unexpected response. Response: {quoted}",
        "If this continues, ask the server's administrator.",
    ),
    "later": ErrorKind(
        "The mail server is busy. Response: {quoted}",
        "A report is sent later by itself. Send a test email again in a few minutes.",
    ),
}
