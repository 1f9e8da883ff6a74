"""What a server's reply means, and where the office ends."""

from __future__ import annotations

import pytest

from agent.core.mail.smtp_failures import TEMPORARY, is_in_the_office, trouble
from agent.core.mail.smtp_reply import enhanced_code, refusal_of
from agent.core.messages import smtp
from agent.core.model.errors import AgentError, TemporaryError


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("10.1.2.3", True),
        ("172.31.0.1", True),
        ("172.32.0.1", False),
        ("192.168.1.1", True),
        ("169.254.1.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:10.0.0.1", True),
        ("::ffff:8.8.8.8", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("2001:db8::1", False),
    ],
)
def test_the_office_ends_at_private_addresses(address: str, inside: bool) -> None:
    assert is_in_the_office(address) is inside


@pytest.mark.parametrize(
    ("code", "words", "sentence"),
    [
        (535, "5.7.3 Authentication unsuccessful", "didn't accept the user name or password"),
        (535, "5.7.139 Authentication unsuccessful, basic authentication is disabled.", "is off"),
        (534, "5.7.9 Application-specific password required", "app password"),
        (530, "5.7.0 Must issue a STARTTLS command first", "encrypted connection"),
        (538, "5.7.11 Encryption required", "encrypted connection"),
        (550, "5.7.1 Unable to relay", "relaying denied"),
        (552, "5.2.2 mailbox full", "mailbox is full"),
        (550, "5.7.60 SMTP; Client does not have permissions; SendAsDenied", "sender address"),
        (
            550,
            "5.1.1 <x@y.test> unknown at relay.office.test",
            "This recipient doesn't exist on the mail server.",
        ),
        (554, "relay.office.test will not take this", "The mail server rejected the message."),
        (571, "whatever", "The mail server rejected the message."),
        (
            535,
            "5.7.139 Authentication unsuccessful, the user credentials were incorrect.",
            "user name or password",
        ),
        (535, "5.7.139 user is locked by your organization's security defaults policy", "security defaults"),
        (535, "5.7.139 The request did not meet the criteria to be authenticated", "Conditional Access"),
        (
            550,
            "5.7.64 TenantAttribution; Relay Access Denied",
            "public address of this office isn't allowed to send",
        ),
        (550, "5.7.68 TenantInboundAttribution; Direct Send not allowed", "Direct Send is off"),
        (550, "5.7.60 SMTP; Client does not have permissions to send as this sender", "sender address"),
        (554, "5.2.252 SendAsDenied", "sender address"),
        (550, "Sender address is not allowed", "sender address"),
        (550, "5.7.606 Access denied, banned sending IP", "banned the public IP address"),
        (534, "5.7.9 Authentication mechanism is too weak", "user name or password"),
    ],
)
def test_a_reply_has_its_sentence(code: int, words: str, sentence: str) -> None:
    refusal = refusal_of(code, words)
    assert refusal.permanent
    assert sentence in refusal.title


@pytest.mark.parametrize("code", [-1, 0, 100, 200, 250, 299, 300, 354, 600, 999])
def test_a_code_that_does_not_belong_there_is_not_for_ever_and_its_words_are_not_told(code: int) -> None:
    refusal = refusal_of(code, "5.1.1 user unknown")
    assert not refusal.permanent
    assert "unknown" not in str(refusal.as_error())
    assert "The mail server sent an unexpected response." in refusal.title


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("5.7.8 secret", "5.7.8"),
        ("  4.7.0", "4.7.0"),
        ("5.7.8secret", ""),
        ("5.7.8.9.10", ""),
        ("secret 5.7.8", ""),
        ("5.7.12345", ""),
        ("", ""),
    ],
)
def test_only_a_code_at_the_beginning_is_an_enhanced_one(words: str, code: str) -> None:
    assert enhanced_code(words) == code
    assert refusal_of(535, words, quote=False).said == f'"535 {code}"'.replace(' "', '"')


@pytest.mark.parametrize("kind", sorted(smtp.TROUBLES))
def test_every_trouble_names_the_server_or_the_way_out(kind: str) -> None:
    error = trouble(kind, "relay.office.test", 587, "ab" * 32)
    assert "{" not in str(error)
    assert error.title.endswith((".", "ab"))
    assert error.advice
    assert isinstance(error, TemporaryError) is (kind in TEMPORARY)
    assert isinstance(error, AgentError)
