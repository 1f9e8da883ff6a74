"""What the replies of known mail services mean, told apart by their own texts.

Each row has a reply as the service gives it (shortened; the reply code, the enhanced status code and the
words), and the pattern that knows it. The sentences stand in messages/texts/service_refusals.py. These rows
come before the general ones of smtp_reply.py, since a service's words say more than its codes: 5.7.139 has
five meanings. Patterns are searched in "code words", whatever the case, and match on no server's own name.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceRefusal:
    """One reply. `meaning` is its row of texts/service_refusals.py; `source` is where the text was read."""

    meaning: str
    pattern: str
    reply: str
    source: str


_EXCHANGE = "learn.microsoft.com: non-delivery reports in Exchange Online"
_DEVICES = "learn.microsoft.com: fix issues with printers that send email"
_GOOGLE = "support.google.com/a: SMTP error reference"

PERMANENT = (
    ServiceRefusal(
        "smtp_auth_off_tenant",
        r"smtpclientauthentication is disabled for the tenant",
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
        _DEVICES,
    ),
    ServiceRefusal(
        "smtp_auth_off_mailbox",
        r"smtpclientauthentication is disabled for the mailbox",
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.",
        _DEVICES,
    ),
    ServiceRefusal(
        "security_defaults",
        r"security defaults",
        "535 5.7.139 user is locked by your organization's security defaults policy.",
        _DEVICES,
    ),
    ServiceRefusal(
        "conditional_access",
        r"did not meet the criteria|conditional access",
        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated.",
        _DEVICES,
    ),
    ServiceRefusal(
        "microsoft_password",
        r"user credentials were incorrect",
        "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.",
        _DEVICES,
    ),
    ServiceRefusal(
        "basic_auth_off",
        r"5\.7\.30\b|5\.7\.139\b|basic auth\w* is (disabled|not supported)",
        "550 5.7.30 Basic authentication is not supported for Client Submission.",
        "techcommunity.microsoft.com: Exchange Team, 2024-04-15",
    ),
    ServiceRefusal(
        "send_as_denied",
        r"5\.7\.60\b|5\.2\.252\b|send ?as ?denied",
        "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
        _DEVICES,
    ),
    ServiceRefusal(
        "account_blocked",
        r"5\.1\.8\b.*(bad outbound sender|access denied)",
        "550 5.1.8 Access denied, bad outbound sender.",
        _EXCHANGE,
    ),
    ServiceRefusal(
        "connector_unknown",
        r"5\.7\.64\b|tenantattribution",
        "550 5.7.64 TenantAttribution; Relay Access Denied",
        _EXCHANGE,
    ),
    ServiceRefusal(
        "direct_send_off",
        r"5\.7\.68\b|tenantinboundattribution|direct send not allowed",
        "550 5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization",
        "techcommunity.microsoft.com: Exchange Team, 2025 (Direct Send)",
    ),
    ServiceRefusal(
        "address_banned",
        r"5\.7\.(60[6-9]|6[1-4]\d)\b|banned sending ip",
        "550 5.7.606 Access denied, banned sending IP [192.0.2.1].",
        _EXCHANGE,
    ),
    ServiceRefusal(
        "address_not_accepted",
        r"5\.7\.708\b|traffic not accepted from this ip",
        "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP.",
        _EXCHANGE,
    ),
    ServiceRefusal(
        "sending_limit",
        r"5\.7\.(23[23]|705)\b|5\.4\.5\b.*(limit|quota)",
        "550 5.7.232 Your message can't be sent because your trial tenant has exceeded its daily limit.",
        _EXCHANGE,
    ),
    ServiceRefusal(
        "exchange_no_relay",
        r"5\.7\.54\b|non-accepted domain",
        "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
        "learn.microsoft.com: allow anonymous relay on Exchange servers",
    ),
    ServiceRefusal(
        "app_password",
        r"application-specific password",
        "534 5.7.9 Application-specific password required.",
        _GOOGLE,
    ),
    ServiceRefusal(
        "web_sign_in",
        r"log ?in (with|via) your web browser",
        "534 5.7.9 Please log in with your web browser and then try again.",
        _GOOGLE,
    ),
    ServiceRefusal(
        "google_password",
        r"username and password not accepted",
        "535 5.7.8 Username and Password not accepted.",
        _GOOGLE,
    ),
    ServiceRefusal(
        "google_relay_unknown",
        r"invalid credentials for relay|5\.7\.0 mail relay denied",
        "550 5.7.1 Invalid credentials for relay [192.0.2.1].",
        _GOOGLE,
    ),
    ServiceRefusal(
        "sender_of_account",
        r"sender address (is )?not allowed",
        "550 Requested action not taken: mailbox unavailable Sender address is not allowed.",
        "ionos.de and postmaster.gmx.net help (read second hand)",
    ),
)
TEMPORARY = (
    ServiceRefusal(
        "wrong_region",
        r"4\.4\.62\b",
        "451 4.4.62 Mail sent to the wrong Office 365 region.",
        _EXCHANGE,
    ),
    ServiceRefusal(
        "greylisted",
        r"gr[ae]y ?list",
        "450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help/",
        "postgrey(8)",
    ),
    ServiceRefusal(
        "server_full",
        r"4\.3\.1\b|insufficient system (storage|resources)",
        "452 4.3.1 Insufficient system resources",
        "learn.microsoft.com: back pressure in Exchange Server",
    ),
)
