"""What known mail services mean by their refusals, by the meanings of core/mail/service_refusals.py."""

from agent.core.messages.error_kinds import ErrorKind

# Those that refusals.py does not have.
REFUSALS = {
    "smtp_auth_off_tenant": ErrorKind(
        "Microsoft 365 has sign-in for sending (SMTP AUTH) turned off for your whole organization. Response: "
        "{quoted}",
        "Ask the Microsoft 365 administrator to allow authenticated SMTP for this mailbox: its own setting "
        "overrides the organization's. Otherwise use a mail server in the office, or a connector by this "
        "office's public IP address.",
    ),
    "smtp_auth_off_mailbox": ErrorKind(
        "Microsoft 365 has sign-in for sending (SMTP AUTH) turned off for this mailbox. Response: {quoted}",
        'Ask the Microsoft 365 administrator to turn on "Authenticated SMTP" under the '
        "mailbox's email apps. "
        "It takes effect after up to an hour.",
    ),
    "security_defaults": ErrorKind(
        "The security rules of your organization (security defaults) block sign-in with a password. "
        "Response: {quoted}",
        "The Microsoft 365 administrator has to replace the security defaults with rules that exempt this "
        "mailbox. Otherwise use a mail server in the office, or a connector by this office's public IP "
        "address.",
    ),
    "conditional_access": ErrorKind(
        "A security rule of your organization (Conditional Access) blocks this sign-in. Response: {quoted}",
        "Ask the Microsoft 365 administrator to exempt this mailbox, or sign-ins from this office's address.",
    ),
    "microsoft_password": ErrorKind(
        "Microsoft 365 didn't accept the user name or password. Response: {quoted}",
        "Check mail.user, and enter the password again with: meters settings password\nIf both are correct, "
        "the account may need multi-factor authentication: then ask the Microsoft 365 administrator.",
        window=(
            ("Microsoft 365 didn't accept the user name or password. Response: {quoted}"),
            (
                'Check "User name", and enter the password again in the field "Password".\nIf both are '
                "correct, "
                "the account may need multi-factor authentication: then ask the Microsoft 365 administrator."
            ),
        ),
    ),
    "send_as_denied": ErrorKind(
        "The signed-in account may not send with this sender address. Response: {quoted}",
        'Set mail.sender to the address in mail.user, or ask the administrator for the "Send As" permission '
        "for this account.",
        window=(
            ("The signed-in account may not send with this sender address. Response: {quoted}"),
            (
                'Set "Sender" to the address in "User name", or ask the administrator for the "Send As" '
                "permission for this account."
            ),
        ),
    ),
    "account_blocked": ErrorKind(
        "The mail service has blocked this account from sending because of suspected spam. "
        "Response: {quoted}",
        "Ask the service's administrator to unblock the account and to change its password.",
    ),
    "address_banned": ErrorKind(
        "The mail service has banned the public IP address of this office. Response: {quoted}",
        "Ask the administrator to have it removed from the block list: for Microsoft 365 at "
        "https://sender.office.com. If this office has no fixed address, use another mail server.",
    ),
    "address_not_accepted": ErrorKind(
        "The mail service accepts nothing from the public IP address of this office. Response: {quoted}",
        "Often the organization is new or on a trial. The administrator has to ask the service's support.",
    ),
    "sending_limit": ErrorKind(
        "The account or organization has reached its sending limit. Response: {quoted}",
        "The limit usually ends within a day. If this happens again, ask the service's administrator: trial "
        "organizations have low limits.",
    ),
    "exchange_no_relay": ErrorKind(
        "The Exchange server doesn't forward email from this computer to addresses outside. Response: "
        "{quoted}",
        "Ask the Exchange administrator to add this computer to a receive connector that may relay, or set "
        "mail.user and a password with port 587.",
        window=(
            (
                "The Exchange server doesn't forward email from this computer to addresses outside. "
                "Response: "
                "{quoted}"
            ),
            (
                "Ask the Exchange administrator to add this computer to a receive connector that may "
                "relay, or "
                'set "User name" and a password with port 587.'
            ),
        ),
    ),
    "web_sign_in": ErrorKind(
        "Google wants this account's owner to sign in with a browser first. Response: {quoted}",
        "Sign in to the account in a browser on this network and confirm that it was you. Then create an app "
        "password and enter it with: meters settings password",
        window=(
            ("Google wants this account's owner to sign in with a browser first. Response: {quoted}"),
            (
                "Sign in to the account in a browser on this network and confirm that it was you. Then "
                "create an "
                'app password and enter it in the field "Password".'
            ),
        ),
    ),
    "google_password": ErrorKind(
        "Google didn't accept the user name or password. Response: {quoted}",
        "Google accepts only app passwords from devices. Turn on 2-Step Verification in the account, create "
        "an app password and enter it with: meters settings password",
        window=(
            ("Google didn't accept the user name or password. Response: {quoted}"),
            (
                "Google accepts only app passwords from devices. Turn on 2-Step Verification in the account, "
                'create an app password and enter it in the field "Password".'
            ),
        ),
    ),
    "google_relay_unknown": ErrorKind(
        "The Google relay doesn't know the public IP address of this office or the sender's domain. "
        "Response: {quoted}",
        "Ask the Google Workspace administrator to add the address to the SMTP relay service, and set "
        "mail.sender to an address of your domain.",
        window=(
            (
                "The Google relay doesn't know the public IP address of this office or the sender's domain. "
                "Response: {quoted}"
            ),
            (
                "Ask the Google Workspace administrator to add the address to the SMTP relay service, "
                "and set "
                '"Sender" to an address of your domain.'
            ),
        ),
    ),
    "sender_of_account": ErrorKind(
        "The mail service accepts only sender addresses of the signed-in account. Response: {quoted}",
        "Set mail.sender to the address in mail.user, or to one of the same domain.",
        window=(
            ("The mail service accepts only sender addresses of the signed-in account. Response: {quoted}"),
            ('Set "Sender" to the address in "User name", or to one of the same domain.'),
        ),
    ),
    "wrong_region": ErrorKind(
        "This server is not responsible for your Microsoft 365 organization. Response: {quoted}",
        "Set mail.host to the current MX record of your domain.",
        window=(
            ("This server is not responsible for your Microsoft 365 organization. Response: {quoted}"),
            ('Set "Server" to the current MX record of your domain.'),
        ),
    ),
    "greylisted": ErrorKind(
        "The mail server defers email from unknown senders (greylisting). Response: {quoted}",
        "A report is sent later by itself. To skip the wait, ask the server's administrator to exempt this "
        "computer.",
    ),
    "server_full": ErrorKind(
        "The mail server is short of disk space or memory. Response: {quoted}",
        "If this continues, ask the server's administrator.",
    ),
}
