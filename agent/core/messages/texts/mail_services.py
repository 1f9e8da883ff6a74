"""What to know of mail services (agent/core/mail/services.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.texts.days import day_and_year

if TYPE_CHECKING:
    from datetime import date

# The ways of services.py that their name alone does not tell apart.
LABELS = {
    "office_server": "A mail server in our office",
    "microsoft_365": "Microsoft 365, mailbox with password",
    "microsoft_365_relay": "Microsoft 365, connector by public IP address",
    "microsoft_365_certificate": "Microsoft 365, connector by certificate",
    "microsoft_365_direct": "Microsoft 365, Direct Send (own mailboxes only)",
    "microsoft_365_hve": "Microsoft 365, High Volume Email (own mailboxes only)",
    "google_relay": "Google Workspace, SMTP relay",
    "gmail": "Gmail or Google Workspace, app password",
    "t_online": "T-Online (Telekom)",
}
# How each Login of services.py is let in.
LOGINS = {
    "password": "Sign in with the full email address and the mailbox's password.",
    "app_password": "Sign in with the full email address and an app password, not the normal one.",
    "mail_password": "Sign in with the full email address and the separate email password.",
    "service_account": "Sign in with the account that the service's administrator creates for devices.",
    "public_address": "No sign-in: the service knows this office by its public IP address.",
    "certificate": "No sign-in: the service knows this office by its certificate.",
    "office_address": "Usually no sign-in: the server allows this computer to send.",
    "none": "No sign-in.",
}
# What to prepare before a first try.
PREPARE = {
    "office_server": "Ask your IT for the server's name, and to allow this computer to send to outside.",
    "microsoft_365": (
        "An administrator allows authenticated SMTP for this mailbox. The sender is the mailbox's address."
    ),
    "microsoft_365_relay": (
        "An administrator creates a connector with this office's public IP address. "
        "The server's name is the MX record of your domain."
    ),
    "microsoft_365_certificate": (
        "An administrator creates a connector with the certificate's name. "
        "The server's name is the MX record of your domain."
    ),
    "microsoft_365_direct": (
        "Only mailboxes of your own organization receive the report. "
        "The server's name is the MX record of your domain."
    ),
    "microsoft_365_hve": (
        "An administrator creates a High Volume Email account and a billing policy. "
        "Only mailboxes of your own organization receive the report."
    ),
    "outlook_com": "This service no longer accepts passwords from devices. Use another mail server.",
    "azure": "An administrator creates an SMTP user name and a verified sender domain.",
    "google_relay": (
        "An administrator turns on the SMTP relay service and enters this office's public IP address."
    ),
    "gmail": "Turn on 2-Step Verification in the account, then create an app password.",
    "ionos": "The sender's domain must be the account's.",
    "strato": "Sign in with the mailbox's full address.",
    "gmx": (
        "Turn on POP3/IMAP access in the mailbox's settings. The sender is the mailbox's address. "
        "With two-factor sign-in, create an app password."
    ),
    "web_de": (
        "Turn on POP3/IMAP access in the mailbox's settings. The sender is the mailbox's address. "
        "With two-factor sign-in, create an app password."
    ),
    "t_online": "Set an email password in the customer center: the sign-in password doesn't work here.",
}
OWN_ONLY = "It delivers to mailboxes of your own organization only: your print dealer receives nothing."
NO_OAUTH = (
    "Meters Agent doesn't sign in through a browser (OAuth): it has no internet access besides your mail "
    "server. What remains: a mail server in the office, a connector by public IP address, or a service "
    "that accepts an app password or an account for devices."
)
_OTHER_WAYS = "use a mail server in the office, or a connector by this office's public IP address"


def password_end(service: str, rule: str, since: date, *, is_past: bool) -> tuple[str, str]:
    """Return what became, or becomes, of passwords at a service, and what to do. `rule` is a PasswordRule."""
    when = day_and_year(since)
    if rule == "app_password_only":
        return (
            gettext("{service} has accepted only app passwords since {when}.", service=service, when=when),
            gettext("Create an app password in the account. The normal password doesn't work."),
        )
    if rule == "off":
        return (
            gettext(
                "{service} has accepted no passwords from devices since {when}.", service=service, when=when
            ),
            gettext("Use another service: {other_ways}.", other_ways=gettext(_OTHER_WAYS)),
        )
    return (
        gettext(
            "{service} has turned off sign-in with a password by default since {when}.",
            service=service,
            when=when,
        )
        if is_past
        else gettext(
            "{service} turns off sign-in with a password by default on {when}.", service=service, when=when
        ),
        gettext(
            "An administrator can turn it on again for now. For good, {other_ways}.",
            other_ways=gettext(_OTHER_WAYS),
        ),
    )
