"""The table of mail services: each reply has a sentence of its own, each row can be filled in."""

from __future__ import annotations

from datetime import date

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
from agent.core.mail.smtp_reply import ABOUT_US, kind_of, refusal_of
from agent.core.messages import LANGUAGES, mail_services, refusals, service_refusals, set_language
from tests.support.mail_replies import REPLIES

KEYS = [service.key for service in SERVICES]
ROWS = [*PERMANENT, *TEMPORARY]
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
    set_language(language)
    try:
        told = [kind_of(meaning).said({"quoted": ""}, "terminal") for meaning in OF_THEIR_OWN]
    finally:
        set_language("en")
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
        assert all(kind_of(meaning).said({"quoted": ""}, "terminal")), meaning
        assert meaning in ABOUT_US or meaning in {row.meaning for row in TEMPORARY}


def test_every_service_has_its_words() -> None:
    words = mail_services
    assert set(words.PREPARE) == set(BY_KEY) == set(KEYS)
    assert set(words.LOGINS) == {login.value for login in Login}
    assert all(service.key in words.LABELS or service.name for service in SERVICES)
    assert {row.meaning for row in ROWS} <= {*service_refusals.REFUSALS, *refusals.REFUSALS}


WITH_PASSWORD = {Login.PASSWORD, Login.APP_PASSWORD, Login.MAIL_PASSWORD, Login.SERVICE_ACCOUNT}


def test_passwords_only_go_where_a_user_is_known() -> None:
    assert [each.key for each in SERVICES if each.password_end and each.login not in WITH_PASSWORD] == []


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
    set_language(language)
    try:
        before, after, of_google = (
            warning_of("smtp.office365.com", date(2026, 11, 30), has_user=True),
            warning_of("smtp.office365.com", date(2027, 1, 4), has_user=True),
            warning_of("smtp.gmail.com", date(2026, 11, 30), has_user=True),
        )
        labels = [label_of(service) for service in SERVICES]
    finally:
        set_language("en")
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
