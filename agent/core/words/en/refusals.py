"""What a mail server's refusal means: (what happened, what to do), by the meanings of smtp_reply.py."""

from __future__ import annotations

_WAITS = "The report waits and is sent again later. "
_ENCRYPT = "Set mail.security to starttls (mostly port 587) or tls (mostly port 465)."
_ENTER = "meters settings password"

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
        (
            "Where the account asks for a second factor, an app password is needed. "
            f"Check mail.user, and enter the password again with: {_ENTER}"
        ),
    ),
    "account_protected": (
        "The mail service's security rules do not let this account sign in with a password.",
        (
            "Ask the service's administrator to exempt this account, "
            "or name another mail server, such as a relay in the office."
        ),
    ),
    "connector_unknown": (
        "The mail service does not know the public address of this office as one that may send.",
        "Ask the service's administrator to add this office's public address to the connector.",
    ),
    "direct_send_off": (
        "The mail service does not take mail without a login any more (Direct Send is off).",
        "Ask the service's administrator for a connector for this office, or name another mail server.",
    ),
    "address_blocked": (
        "The mail server blocks the public address of this office.",
        "Ask the server's administrator, or the internet provider, to have the address unblocked.",
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
        (
            "Check mail.sender: it has to be an address that may send through this server. "
            "Else ask the server's administrator."
        ),
    ),
    "relaying_denied": (
        "The mail server does not pass mail on from this computer to that address (relaying denied).",
        "Set mail.user and a password, or ask the server's administrator to allow this computer to relay.",
    ),
    "other": ("The mail server refused the message.", "Show the server's words to its administrator."),
    "unexpected": (
        "The mail server gave an answer that does not belong there.",
        _WAITS + "If this goes on, ask the server's administrator.",
    ),
    "later": (
        "The mail server asks to come back later.",
        "Nothing to do: the report waits and is sent again later.",
    ),
}


def it_said(title: str, quoted: str) -> str:
    """Return what happened together with the server's own words."""
    return f"{title} It said: {quoted}"
