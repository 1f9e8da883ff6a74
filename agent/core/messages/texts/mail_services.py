"""What to know of mail services (agent/core/mail/services.py) and of their refusals (service_refusals.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext
from agent.core.messages.texts.days import day_and_year

if TYPE_CHECKING:
    from datetime import date

_ENTER = "meters settings password"

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
_OTHER_WAYS = "use a mail server in the office, or a connector by this office's public IP address"

# (what happened, what to do), by the meanings of service_refusals.py that messages/refusals.py does not have.
REFUSALS = {
    "smtp_auth_off_tenant": (
        "Microsoft 365 has sign-in for sending (SMTP AUTH) turned off for your whole organization.",
        (
            "Ask the Microsoft 365 administrator to allow authenticated SMTP for this mailbox: "
            f"its own setting overrides the organization's. Otherwise {_OTHER_WAYS}."
        ),
    ),
    "smtp_auth_off_mailbox": (
        "Microsoft 365 has sign-in for sending (SMTP AUTH) turned off for this mailbox.",
        (
            'Ask the Microsoft 365 administrator to turn on "Authenticated SMTP" under the mailbox\'s email '
            "apps. It takes effect after up to an hour."
        ),
    ),
    "security_defaults": (
        "The security rules of your organization (security defaults) block sign-in with a password.",
        (
            "The Microsoft 365 administrator has to replace the security defaults with rules that exempt "
            f"this mailbox. Otherwise {_OTHER_WAYS}."
        ),
    ),
    "conditional_access": (
        "A security rule of your organization (Conditional Access) blocks this sign-in.",
        "Ask the Microsoft 365 administrator to exempt this mailbox, or sign-ins from this office's address.",
    ),
    "microsoft_password": (
        "Microsoft 365 didn't accept the user name or password.",
        (
            f"Check mail.user, and enter the password again with: {_ENTER}\n"
            "If both are correct, the account may need multi-factor authentication: "
            "then ask the Microsoft 365 administrator."
        ),
    ),
    "send_as_denied": (
        "The signed-in account may not send with this sender address.",
        (
            "Set mail.sender to the address in mail.user, "
            'or ask the administrator for the "Send As" permission for this account.'
        ),
    ),
    "account_blocked": (
        "The mail service has blocked this account from sending because of suspected spam.",
        "Ask the service's administrator to unblock the account and to change its password.",
    ),
    "address_banned": (
        "The mail service has banned the public IP address of this office.",
        (
            "Ask the administrator to have it removed from the block list: for Microsoft 365 at "
            "https://sender.office.com. If this office has no fixed address, use another mail server."
        ),
    ),
    "address_not_accepted": (
        "The mail service accepts nothing from the public IP address of this office.",
        "Often the organization is new or on a trial. The administrator has to ask the service's support.",
    ),
    "sending_limit": (
        "The account or organization has reached its sending limit.",
        (
            "The limit usually ends within a day. If this happens again, "
            "ask the service's administrator: trial organizations have low limits."
        ),
    ),
    "exchange_no_relay": (
        "The Exchange server doesn't forward email from this computer to addresses outside.",
        (
            "Ask the Exchange administrator to add this computer to a receive connector that may relay, "
            "or set mail.user and a password with port 587."
        ),
    ),
    "web_sign_in": (
        "Google wants this account's owner to sign in with a browser first.",
        (
            "Sign in to the account in a browser on this network and confirm that it was you. "
            f"Then create an app password and enter it with: {_ENTER}"
        ),
    ),
    "google_password": (
        "Google didn't accept the user name or password.",
        (
            "Google accepts only app passwords from devices. Turn on 2-Step Verification in the account, "
            f"create an app password and enter it with: {_ENTER}"
        ),
    ),
    "google_relay_unknown": (
        "The Google relay doesn't know the public IP address of this office or the sender's domain.",
        (
            "Ask the Google Workspace administrator to add the address to the SMTP relay service, "
            "and set mail.sender to an address of your domain."
        ),
    ),
    "sender_of_account": (
        "The mail service accepts only sender addresses of the signed-in account.",
        "Set mail.sender to the address in mail.user, or to one of the same domain.",
    ),
    "wrong_region": (
        "This server is not responsible for your Microsoft 365 organization.",
        "Set mail.host to the current MX record of your domain.",
    ),
    "greylisted": (
        "The mail server defers email from unknown senders (greylisting). The report will be sent later.",
        "Nothing to do. To skip the wait, ask the server's administrator to exempt this computer.",
    ),
    "server_full": (
        "The mail server is short of disk space or memory. The report will be sent later.",
        "If this continues, ask the server's administrator.",
    ),
}


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
