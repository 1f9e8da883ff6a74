"""What a mail server's rejection means: (what happened, what to do), by the meanings of smtp_reply.py."""

from __future__ import annotations

_WAITS = "The report is waiting and will be sent later. "
_ENCRYPT = "Set mail.security to starttls (usually port 587) or tls (usually port 465)."
_ENTER = "meters settings password"

REFUSALS = {
    "basic_auth_off": (
        "The mail service no longer accepts a user name and password (basic authentication is off).",
        (
            "Use another mail server, such as a relay inside the office that needs no sign-in, "
            "or ask the service's administrator."
        ),
    ),
    "app_password": (
        "This mail service needs an app password, not your normal one.",
        f"Create an app password in the mail account and enter it with: {_ENTER}",
    ),
    "encryption_wanted": ("The mail server needs an encrypted connection.", _ENCRYPT),
    "login_wanted": (
        "The mail server needs a user name and password.",
        f"Set mail.user, and enter its password with: {_ENTER}",
    ),
    "login_refused": (
        "The mail server didn't accept the user name or password.",
        (
            "If the account uses two-step verification, you need an app password. "
            f"Check mail.user, and enter the password again with: {_ENTER}"
        ),
    ),
    "connector_unknown": (
        "The public address of this office isn't allowed to send through this mail service.",
        "Ask the service's administrator to add this office's public address to the connector.",
    ),
    "direct_send_off": (
        "The mail service no longer accepts email without sign-in (Direct Send is off).",
        "Ask the service's administrator for a connector for this office, or use another mail server.",
    ),
    "address_blocked": (
        "The mail server blocks the public address of this office.",
        "Ask the server's administrator, or the internet provider, to have the address unblocked.",
    ),
    "mailbox_full": (
        "The recipient's mailbox is full.",
        "Ask the recipient to free up space, or enter another one in mail.recipients.",
    ),
    "too_large": (
        "The report is larger than the mail server allows.",
        "Ask the server's administrator to allow larger messages, or save the report to a file.",
    ),
    "recipient_unknown": (
        "This recipient doesn't exist on the mail server.",
        "Check the address in mail.recipients.",
    ),
    "sender_refused": (
        "The mail server doesn't accept this sender address.",
        (
            "Check mail.sender: it must be an address that may send through this server. "
            "Otherwise ask the server's administrator."
        ),
    ),
    "relaying_denied": (
        "The mail server doesn't forward email from this computer to this address (relaying denied).",
        "Set mail.user and a password, or ask the server's administrator to allow this computer to relay.",
    ),
    "other": ("The mail server rejected the message.", "Show the server's response to its administrator."),
    "unexpected": (
        "The mail server sent an unexpected response.",
        _WAITS + "If this continues, ask the server's administrator.",
    ),
    "later": (
        "The mail server is busy. The report will be sent later.",
        "Nothing to do.",
    ),
}


def it_said(title: str, quoted: str) -> str:
    """Return what happened together with the server's own words."""
    return f"{title} Response: {quoted}"
