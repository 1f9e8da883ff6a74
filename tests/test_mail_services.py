"""The table of mail services: each reply has a sentence of its own, each row can be filled in."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from agent.core.mail.mail_service import Login, MailService, PasswordRule
from agent.core.mail.server import SECURITIES
from agent.core.mail.service_refusals import PERMANENT, TEMPORARY, ServiceRefusal
from agent.core.mail.services import (
    BY_KEY,
    SERVICES,
    facts_of,
    label_of,
    password_end_of,
    services_of,
    warning_of,
)
from agent.core.mail.smtp_reply import ABOUT_US, refusal_of, sentences_of
from agent.core.words import LANGUAGES, mail_services, speak

KEYS = [service.key for service in SERVICES]
ROWS = [*PERMANENT, *TEMPORARY]
# Real replies beside those of the rows, in the forms that servers and relays give them.
REPLIES = [
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
# What the issue names, each of which has a sentence that no other has.
OF_THEIR_OWN = (
    "smtp_auth_off_tenant",
    "smtp_auth_off_mailbox",
    "basic_auth_off",
    "security_defaults",
    "conditional_access",
    "microsoft_password",
    "connector_unknown",
    "direct_send_off",
    "send_as_denied",
    "address_banned",
    "google_password",
    "app_password",
    "sender_of_account",
)


@pytest.mark.parametrize(("reply", "meaning"), REPLIES)
def test_a_reply_has_its_meaning(reply: str, meaning: str) -> None:
    code, _, words = reply.partition(" ")
    refusal = refusal_of(int(code), words)
    assert refusal.meaning == meaning
    assert refusal.permanent is (code[0] == "5")


def test_a_reply_of_several_lines_is_understood_too() -> None:
    words = b"5.7.9 Application-specific password required. For more information, go to\n5.7.9 https://x.test"
    assert refusal_of(534, words).meaning == "app_password"


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.meaning}" for row in ROWS])
def test_each_row_knows_the_reply_that_it_shows(row: ServiceRefusal) -> None:
    code, _, words = row.reply.partition(" ")
    assert refusal_of(int(code), words).meaning == row.meaning
    assert row.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_different_causes_has_different_sentences(language: str) -> None:
    speak(language)
    try:
        told = [sentences_of(meaning) for meaning in OF_THEIR_OWN]
    finally:
        speak("en")
    for part in (0, 1):
        assert len({each[part] for each in told}) == len(OF_THEIR_OWN)


def test_no_name_of_a_server_is_taken_for_a_meaning() -> None:
    for service in SERVICES:
        for host in service.hosts:
            assert refusal_of(554, f"{host.replace('*', 'office')} does not take this").meaning == "other"


@pytest.mark.parametrize("service", SERVICES, ids=KEYS)
def test_a_service_can_be_filled_in_and_explained(service: MailService) -> None:
    assert service.ports
    assert all(port in {25, 465, 587} and kind in SECURITIES for port, kind in service.ports)
    assert all(kind == "tls" for port, kind in service.ports if port == 465)
    assert service.source
    assert service.as_of >= date(2026, 11, 1)
    assert not service.host.startswith("*")
    if service.host:
        assert service in services_of(service.host)
    for meaning in service.refusals:
        assert all(sentences_of(meaning)), meaning
        assert meaning in ABOUT_US or meaning in {row.meaning for row in TEMPORARY}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_has_its_words(language: str) -> None:
    words = import_module(f"agent.core.words.{language}.mail_services")
    assert set(words.PREPARE) == set(BY_KEY) == set(KEYS)
    assert set(words.LOGINS) == {login.value for login in Login}
    assert all(service.key in words.LABELS or service.name for service in SERVICES)
    assert {row.meaning for row in ROWS} <= {*words.REFUSALS, *_general(language)}


def test_passwords_only_go_where_a_user_is_known() -> None:
    assert [each.key for each in SERVICES if each.password_end and not each.wants_user] == []


@pytest.mark.parametrize(
    ("host", "key", "rule"),
    [
        ("smtp.office365.com", "microsoft_365", PasswordRule.OFF_BY_DEFAULT),
        ("SMTP.Office365.com.", "microsoft_365", PasswordRule.OFF_BY_DEFAULT),
        ("smtp-mail.outlook.com", "outlook_com", PasswordRule.OFF),
        ("smtp.gmail.com", "gmail", PasswordRule.APP_PASSWORD_ONLY),
    ],
)
def test_hosts_that_take_no_normal_password_are_known_before_the_first_try(
    host: str, key: str, rule: PasswordRule
) -> None:
    found = password_end_of(host, has_user=True)
    assert found
    assert (found[0].key, found[1].rule) == (key, rule)
    assert password_end_of(host, has_user=False) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_warning_says_whether_the_day_has_come(language: str) -> None:
    speak(language)
    try:
        before, after, of_google = (
            warning_of("smtp.office365.com", date(2026, 11, 30), has_user=True),
            warning_of("smtp.office365.com", date(2027, 1, 4), has_user=True),
            warning_of("smtp.gmail.com", date(2026, 11, 30), has_user=True),
        )
        labels = [label_of(service) for service in SERVICES]
    finally:
        speak("en")
    assert before
    assert after
    assert of_google
    assert before[0] != after[0]
    assert before[0].startswith("Microsoft 365 ")
    assert "App" in of_google[0] or "app" in of_google[0]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("service", SERVICES, ids=KEYS)
def test_who_reaches_own_mailboxes_only_says_so(service: MailService) -> None:
    said = " ".join(facts_of(service))
    assert (mail_services.OWN_ONLY in said) is not service.reaches_outside


@pytest.mark.parametrize("host", ["mail.office.lan", "smtp.strato.de", "notsmtp.gmail.com", "", "10.0.0.1"])
def test_no_other_host_is_warned_of(host: str) -> None:
    assert password_end_of(host, has_user=True) is None


def test_the_mx_of_a_tenant_is_three_ways_of_one_service() -> None:
    for host in ("office-example.mail.protection.outlook.com", "office-example.a-v1.mx.microsoft"):
        assert {each.key for each in services_of(host)} == {
            "microsoft_365_relay",
            "microsoft_365_certificate",
            "microsoft_365_direct",
        }
    assert [each.key for each in services_of("smtp.hve.mx.microsoft")] == ["microsoft_365_hve"]


def _general(language: str) -> set[str]:
    return set(import_module(f"agent.core.words.{language}.refusals").REFUSALS)
