"""What a server's reply means, and where the office ends."""

from __future__ import annotations

import pytest

from agent.core.errors import AgentError, TemporaryError
from agent.core.mail.smtp_reply import refusal_of
from agent.core.mail.smtp_trouble import TEMPORARY, is_in_the_office, trouble
from agent.core.words import mailing


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
        (535, "5.7.3 Authentication unsuccessful", "user name or the password"),
        (535, "5.7.139 Authentication unsuccessful, basic authentication is disabled.", "is off"),
        (534, "5.7.9 Application-specific password required", "app password"),
        (530, "5.7.0 Must issue a STARTTLS command first", "encrypted connection"),
        (538, "5.7.11 Encryption required", "encrypted connection"),
        (550, "5.7.1 Unable to relay", "relaying denied"),
        (552, "5.2.2 mailbox full", "mailbox is full"),
        (550, "5.7.60 SMTP; Client does not have permissions; SendAsDenied", "sender address"),
        (550, "5.1.1 <x@y.test> unknown at relay.office.test", "does not know this recipient"),
        (554, "relay.office.test will not take this", "refused the message"),
        (571, "whatever", "refused the message"),
    ],
)
def test_a_reply_has_its_sentence(code: int, words: str, sentence: str) -> None:
    refusal = refusal_of(code, words)
    assert refusal.permanent
    assert sentence in refusal.title


@pytest.mark.parametrize("kind", sorted(mailing.TROUBLES))
def test_every_trouble_names_the_server_or_the_way_out(kind: str) -> None:
    error = trouble(kind, "relay.office.test", 587, "ab" * 32)
    assert "{" not in str(error)
    assert error.title.endswith((".", "ab"))
    assert error.advice
    assert isinstance(error, TemporaryError) is (kind in TEMPORARY)
    assert isinstance(error, AgentError)
