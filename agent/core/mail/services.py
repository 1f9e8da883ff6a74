"""Mail services by what they ask for: hosts, ports, security, login, how far they reach, what they refuse.

One table behind the presets, the warnings before a first try, the advice to a refusal and the page of the
documents. What the replies of a service mean stands in service_refusals.py, the sentences in
messages/texts/mail_services.py. `source` says where a row was read, `as_of` when; a row whose port or host
was only read second hand says so there.
"""

from datetime import date

from agent.core.mail.mail_service import Login, MailService, PasswordEnd, PasswordRule
from agent.core.messages import mail_services

STARTTLS, TLS, RELAY = (587, "starttls"), (465, "tls"), (25, "starttls")
_READ = date(2026, 11, 30)
_TENANT_MX = ("*.mail.protection.outlook.com", "*.mx.microsoft")
_MICROSOFT_HELP = "learn.microsoft.com: set up a multifunction device or application to send email"
_ISPDB = "autoconfig.thunderbird.net (ISPDB)"
_BANNED = ("address_banned", "address_not_accepted")

SERVICES = (
    MailService(
        "office_server",
        "",
        (),
        ((25, "starttls"), (25, "none"), STARTTLS, TLS),
        Login.OFFICE_ADDRESS,
        reaches_outside=True,
        refusals=("relaying_denied", "exchange_no_relay", "login_wanted"),
        source="postfix.org: mynetworks, smtpd_relay_restrictions; learn.microsoft.com: receive connectors",
        as_of=_READ,
    ),
    MailService(
        "microsoft_365",
        "Microsoft 365",
        ("smtp.office365.com", "smtp-legacy.office365.com"),
        (STARTTLS,),
        Login.PASSWORD,
        reaches_outside=True,
        refusals=(
            "smtp_auth_off_tenant",
            "smtp_auth_off_mailbox",
            "basic_auth_off",
            "security_defaults",
            "conditional_access",
            "microsoft_password",
            "send_as_denied",
            "account_blocked",
        ),
        source=f"{_MICROSOFT_HELP}; Exchange Team 2026-01-27, MC786329",
        as_of=_READ,
        password_end=PasswordEnd(date(2026, 12, 31), PasswordRule.OFF_BY_DEFAULT),
    ),
    MailService(
        "microsoft_365_relay",
        "Microsoft 365",
        _TENANT_MX,
        (RELAY,),
        Login.PUBLIC_ADDRESS,
        reaches_outside=True,
        refusals=("connector_unknown", "wrong_region", *_BANNED),
        source=f"{_MICROSOFT_HELP}; host names: MC1048624",
        as_of=_READ,
    ),
    MailService(
        "microsoft_365_certificate",
        "Microsoft 365",
        _TENANT_MX,
        (RELAY,),
        Login.CERTIFICATE,
        reaches_outside=True,
        refusals=("connector_unknown", "wrong_region"),
        source=_MICROSOFT_HELP,
        as_of=_READ,
    ),
    MailService(
        "microsoft_365_direct",
        "Microsoft 365",
        _TENANT_MX,
        (RELAY,),
        Login.NONE,
        reaches_outside=False,
        refusals=("direct_send_off", "connector_unknown", *_BANNED),
        source=f"{_MICROSOFT_HELP}; RejectDirectSend",
        as_of=_READ,
    ),
    MailService(
        "microsoft_365_hve",
        "Microsoft 365",
        ("smtp.hve.mx.microsoft",),
        (STARTTLS,),
        Login.SERVICE_ACCOUNT,
        reaches_outside=False,
        refusals=("security_defaults", "microsoft_password", "login_refused"),
        source="learn.microsoft.com: high volume email; MC1243552 (read second hand)",
        as_of=_READ,
    ),
    MailService(
        "outlook_com",
        "Outlook.com",
        ("smtp-mail.outlook.com",),
        (STARTTLS,),
        Login.PASSWORD,
        reaches_outside=True,
        refusals=("basic_auth_off",),
        source="support.microsoft.com: modern authentication in Outlook.com (read second hand)",
        as_of=_READ,
        password_end=PasswordEnd(date(2024, 9, 16), PasswordRule.OFF),
    ),
    MailService(
        "azure",
        "Azure Communication Services",
        ("smtp.azurecomm.net",),
        (STARTTLS,),
        Login.SERVICE_ACCOUNT,
        reaches_outside=True,
        refusals=("login_refused",),
        source="learn.microsoft.com: Azure Communication Services, SMTP",
        as_of=_READ,
    ),
    MailService(
        "google_relay",
        "Google Workspace",
        ("smtp-relay.gmail.com",),
        (STARTTLS, TLS, RELAY),
        Login.PUBLIC_ADDRESS,
        reaches_outside=True,
        refusals=("google_relay_unknown",),
        source="support.google.com/a: SMTP relay service",
        as_of=_READ,
    ),
    MailService(
        "gmail",
        "Gmail",
        ("smtp.gmail.com", "smtp.googlemail.com"),
        (STARTTLS, TLS),
        Login.APP_PASSWORD,
        reaches_outside=True,
        refusals=("app_password", "google_password", "web_sign_in"),
        source="support.google.com: send email from a printer, scanner, or app",
        as_of=_READ,
        password_end=PasswordEnd(date(2025, 5, 1), PasswordRule.APP_PASSWORD_ONLY),
    ),
    MailService(
        "ionos",
        "IONOS",
        ("smtp.ionos.de", "smtp.ionos.com", "smtp.ionos.co.uk", "smtp.1und1.de", "smtp.1and1.com"),
        (STARTTLS, TLS),
        Login.PASSWORD,
        reaches_outside=True,
        refusals=("sender_of_account", "login_refused"),
        source=f"ionos.de help (read second hand); {_ISPDB} for smtp.1und1.de",
        as_of=_READ,
    ),
    MailService(
        "strato",
        "STRATO",
        ("smtp.strato.de", "smtp.strato.com"),
        (TLS, STARTTLS),
        Login.PASSWORD,
        reaches_outside=True,
        refusals=("login_refused",),
        source=_ISPDB,
        as_of=_READ,
    ),
    MailService(
        "gmx",
        "GMX",
        ("mail.gmx.net", "mail.gmx.com"),
        (STARTTLS, TLS),
        Login.PASSWORD,
        reaches_outside=True,
        refusals=("sender_of_account", "login_refused"),
        source=f"hilfe.gmx.net; {_ISPDB}",
        as_of=_READ,
    ),
    MailService(
        "web_de",
        "WEB.DE",
        ("smtp.web.de",),
        (STARTTLS, TLS),
        Login.PASSWORD,
        reaches_outside=True,
        refusals=("sender_of_account", "login_refused"),
        source=f"hilfe.web.de; {_ISPDB}",
        as_of=_READ,
    ),
    MailService(
        "t_online",
        "T-Online",
        ("securesmtp.t-online.de",),
        (TLS, STARTTLS),
        Login.MAIL_PASSWORD,
        reaches_outside=True,
        refusals=("login_refused",),
        source=_ISPDB,
        as_of=_READ,
    ),
)
BY_KEY = {service.key: service for service in SERVICES}


def services_of(host: str) -> tuple[MailService, ...]:
    """Return the services that take mail at this host, empty for one that nobody described.

    A tenant's MX is the host of several: which of them it is the office's connector decides.
    """
    name = host.strip().rstrip(".").lower()
    exactly = tuple(each for each in SERVICES if name in each.hosts)
    return exactly or tuple(
        each
        for each in SERVICES
        if any(known[:2] == "*." and name.endswith(known[1:]) for known in each.hosts)
    )


def password_end_of(host: str, *, has_user: bool) -> tuple[MailService, PasswordEnd] | None:
    """Return the service at `host` and the end of its passwords, None where a password may be tried on.

    Whether the day has come is for the reader of the sentence: one that is near is told as well.
    """
    if not has_user:
        return None
    return next(((each, each.password_end) for each in services_of(host) if each.password_end), None)


def label_of(service: MailService) -> str:
    """Return the name of a service where one is chosen, in the language that is spoken."""
    return mail_services.LABELS.get(service.key, service.name)


def facts_of(service: MailService) -> tuple[str, ...]:
    """Return the hints before it is set up: how to sign in, what to prepare, whom it reaches."""
    own_only = () if service.reaches_outside else (mail_services.OWN_ONLY,)
    return (mail_services.LOGINS[service.login.value], mail_services.PREPARE[service.key], *own_only)


def warning_of(host: str, today: date, *, has_user: bool) -> tuple[str, str] | None:
    """Return title and advice in one text where a normal password is in vain at `host`, or soon will be."""
    found = password_end_of(host, has_user=has_user)
    if found is None:
        return None
    service, end = found
    return mail_services.password_end(service.name, end.rule.value, end.since, is_past=end.since <= today)
