"""Replies of mail servers as they give them, and what each means."""

from __future__ import annotations

# Real replies beside those of the rows, in the forms that servers and relays give them.
REPLIES = [
    ("550 5.7.1 No client certificate presented", "certificate_wanted"),
    ("550 5.7.1 Client certificate not trusted", "certificate_unknown"),
    ("552 5.3.4 Message size exceeds fixed maximum message size", "too_large"),
    ("523 5.7.10 Encryption needed", "encryption_wanted"),
    (
        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM0.x 1Z]",
        "basic_auth_off",
    ),
    ("550 5.7.30 Basic authentication is not supported for Client Submission", "basic_auth_off"),
    (
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit",
        "smtp_auth_off_tenant",
    ),
    (
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.",
        "smtp_auth_off_mailbox",
    ),
    (
        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults",
        "security_defaults",
    ),
    (
        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated",
        "conditional_access",
    ),
    (
        "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. [x]",
        "microsoft_password",
    ),
    ("535 5.7.3 Authentication unsuccessful", "login_refused"),
    ("530 5.7.57 Client not authenticated to send mail. [x]", "login_wanted"),
    ("554 5.2.252 SendAsDenied; a@x.test not allowed to send as b@x.test", "send_as_denied"),
    ("550 5.7.60 SMTP; Client does not have permissions to send as this sender", "send_as_denied"),
    ("550 5.1.8 Access denied, bad outbound sender AS(42003)", "account_blocked"),
    ("550 5.7.64 TenantAttribution; Relay Access Denied SMTP", "connector_unknown"),
    ("550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization", "direct_send_off"),
    ("550 5.7.606 Access denied, banned sending IP [192.0.2.9]. To request removal", "address_banned"),
    ("550 5.7.649 Access denied, banned sending IP [192.0.2.9]", "address_banned"),
    ("550 5.7.511 Access denied, banned sender[192.0.2.9]", "other"),
    (
        "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.",
        "address_not_accepted",
    ),
    ("550 5.7.233 Your message can't be sent because your tenant exceeded its limit", "sending_limit"),
    ("550 5.7.705 Access denied, tenant has exceeded threshold", "sending_limit"),
    ("550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain", "exchange_no_relay"),
    ("534 5.7.9 Application-specific password required. Learn more at", "app_password"),
    ("534 5.7.9 Please log in with your web browser and then try again.", "web_sign_in"),
    ("535 5.7.8 Username and Password not accepted. For more information, go to", "google_password"),
    ("535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6", "login_refused"),
    ("550 5.7.1 Invalid credentials for relay [192.0.2.9]. The IP address you've", "google_relay_unknown"),
    ("550 5.7.0 Mail relay denied [192.0.2.9].", "google_relay_unknown"),
    (
        "550 Requested action not taken: mailbox unavailable\nSender address is not allowed.",
        "sender_of_account",
    ),
    ("535 Authentication credentials invalid", "login_refused"),
    ("554 5.7.1 <x@example.test>: Relay access denied", "relaying_denied"),
    ("554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org", "address_blocked"),
    ("553 5.7.1 <a@x.test>: Sender address rejected: not owned by user b", "sender_refused"),
    ("451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35", "wrong_region"),
    ("450 4.2.0 <x@y.test>: Recipient address rejected: Greylisted, see", "greylisted"),
    ("452 4.3.1 Insufficient system storage", "server_full"),
    ("421 4.3.2 Service not available", "later"),
]
