"""Logging in: one mechanism after the other, few failed logins, and no secret in what is told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.repeated import repeats
from agent.core.mail.server import MailServer
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError, TemporaryError
from agent.edge.smtp import send
from tests.support.scripted_smtp import Scripted, scripted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.mail.smtp_reply import SmtpRefusal

USER, PASSWORD = "meters", "s3cret-Ärger"
SENDER, OFFICE = "meters@office.test", "office@office.test"
BRISK = BY_THE_RFC.divided(60)
CHALLENGE = base64.b64encode(b"<1.2@relay>").decode()


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def sent_to(server: MailServer) -> Mapping[str, SmtpRefusal]:
    asked = MailServer(server.host, server.port, "none", USER)
    return send(asked, Secret(PASSWORD), SENDER, [OFFICE], b"Subject: x\r\n\r\nx\r\n", BRISK)


def logins(heard: Scripted) -> list[str]:
    """Return the mechanisms that were tried."""
    return [line.split()[1].decode() for line in heard.heard if line.startswith(b"AUTH")]


LOGIN_WORKS = {
    "AUTH LOGIN": "334 VXNlcm5hbWU6",
    base64_of(USER): "334 UGFzc3dvcmQ6",
    base64_of(PASSWORD): "235 in",
}


@pytest.mark.parametrize(
    "refusal", ["504 5.5.4 unrecognized", "535 5.7.8 no", "534 5.7.9 too weak", "500 what"]
)
def test_where_plain_is_refused_login_is_tried(refusal: str) -> None:
    script = {"EHLO": "250-hi|250 AUTH PLAIN LOGIN", "AUTH PLAIN": refusal, **LOGIN_WORKS}
    with scripted(**script) as (server, heard):
        assert sent_to(server) == {}
        assert logins(heard) == ["PLAIN", "LOGIN"]


def test_cram_md5_is_tried_where_the_two_others_are_unknown() -> None:
    digest = hmac.new(PASSWORD.encode(), b"<1.2@relay>", hashlib.md5).hexdigest()
    script = {
        "EHLO": "250-hi|250 AUTH CRAM-MD5 LOGIN PLAIN",
        "AUTH PLAIN": "504 no",
        "AUTH LOGIN": "504 no",
        "AUTH CRAM-MD5": f"334 {CHALLENGE}",
        base64_of(f"{USER} {digest}"): "235 in",
    }
    with scripted(**script) as (server, heard):
        assert sent_to(server) == {}
        assert logins(heard) == ["PLAIN", "LOGIN", "CRAM-MD5"]


def test_a_wrong_password_costs_two_failed_logins_and_no_third() -> None:
    script = {"EHLO": "250-hi|250 AUTH PLAIN LOGIN CRAM-MD5", "AUTH": "535 5.7.8 wrong"}
    with (
        scripted(**script) as (server, heard),
        pytest.raises(AgentError, match="didn't accept the user name or password") as shown,
    ):
        sent_to(server)
    assert logins(heard) == ["PLAIN", "LOGIN"]
    assert not isinstance(shown.value, TemporaryError)


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        ("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", "is off"),
        ("535 5.7.139 Authentication unsuccessful, security defaults policy.", "security defaults"),
        ("534 5.7.9 Application-specific password required", "app password"),
        ("454 4.7.0 later", "The mail server is busy"),
    ],
)
def test_where_no_mechanism_can_help_none_is_tried(refusal: str, sentence: str) -> None:
    script = {"EHLO": "250-hi|250 AUTH PLAIN LOGIN", "AUTH": refusal}
    with scripted(**script) as (server, heard), pytest.raises(AgentError, match=sentence):
        sent_to(server)
    assert logins(heard) == ["PLAIN"]


def test_a_server_that_refuses_and_hangs_up_is_told_for_its_refusal() -> None:
    script: dict[str, str | None] = {"EHLO": "250-hi|250 AUTH PLAIN LOGIN", "AUTH PLAIN": "535 5.7.8 wrong"}
    hangs_up = {"AUTH LOGIN": None}
    with (
        scripted(**script, **hangs_up) as (server, _),
        pytest.raises(AgentError, match="didn't accept the user name or password"),
    ):
        sent_to(server)


def test_a_challenge_that_is_none_is_a_passing_fault() -> None:
    script = {"EHLO": "250-hi|250 AUTH CRAM-MD5", "AUTH": "334 §§§"}
    with scripted(**script) as (server, _), pytest.raises(TemporaryError, match="not with valid SMTP"):
        sent_to(server)


ECHOES = {
    "plain": PASSWORD,
    "base64": base64_of(PASSWORD),
    "base64 of PLAIN": base64_of(f"\0{USER}\0{PASSWORD}"),
    "hex": PASSWORD.encode().hex(),
    "hex in pairs": PASSWORD.encode().hex(":").upper(),
    "reversed": PASSWORD[::-1],
    "reversed hex": PASSWORD.encode()[::-1].hex(),
    "spaced": " ".join(PASSWORD),
    "upper case": PASSWORD.upper(),
    "rot13, which no rule knows": "f3perg-Ätre",
}


@pytest.mark.parametrize("command", ["AUTH", "MAIL", "RCPT", "DATA", "dot"])
@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
def test_what_a_server_echoes_after_the_login_is_never_told(
    command: str, echo: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    script = {"EHLO": "250-hi|250 AUTH PLAIN", "AUTH": "235 in", command: f"550 5.7.1 {echo}"}
    with scripted(**script) as (server, _):
        try:
            (refusal,) = sent_to(server).values()
            shown = f"{refusal.title} {refusal.advice} {refusal.said}"
        except AgentError as error:
            shown = str(error)
    assert '"550 5.7.1"' in shown
    assert echo not in shown + caplog.text


@pytest.mark.parametrize("echo", [form for name, form in ECHOES.items() if not name.startswith("rot13")])
@pytest.mark.parametrize("step", ["GREETING", "EHLO"])
def test_what_a_server_keeps_from_an_earlier_session_is_not_told_either(step: str, echo: str) -> None:
    script = {step: f"554 5.7.1 {echo}", "HELO": f"554 5.7.1 {echo}"}
    with scripted(**script) as (server, _), pytest.raises(AgentError) as shown:
        sent_to(server)
    assert echo not in str(shown.value)


def test_a_servers_words_before_the_login_are_told() -> None:
    said = "554 5.7.1 Your address is on a list"
    with scripted(GREETING=said) as (server, _), pytest.raises(AgentError, match=said):
        sent_to(server)


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("secret", ["hunter2", "pässwort", "0123456789abcdef", "a b-c:d"])
def test_a_secret_is_found_in_base64_wherever_it_begins(secret: str, before: int) -> None:
    within = base64.b64encode(b"x" * before + secret.encode() + b"yz")
    assert repeats(within, secret)
    assert not repeats(base64.b64encode(b"x" * before + b"something else"), secret)


def test_a_short_secret_does_not_hide_every_reply() -> None:
    assert not repeats(b"250 all is well", "a")
