"""Handing in mail: against the demo's sink, a real Postfix with TLS and login, and servers that misbehave."""

from __future__ import annotations

import re
import socket
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.envelope import build_message
from agent.core.mail.limits import BY_THE_RFC, SmtpLimits
from agent.core.mail.server import MailServer
from agent.core.mail.smtp_reply import LetterRefusedError
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError, TemporaryError
from agent.core.model.records import Delivery, Letter
from agent.demo.mail_sink import MailSink
from agent.edge.smtp import certificate_of, handed_in, login, send
from agent.edge.smtp.encryption import fingerprint
from tests.support import real_mta
from tests.support.scripted_smtp import scripted

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
SENDER, OFFICE, DEALER = "meters@office.test", "office@office.test", "dealer@office.test"
AWKWARD = b".\r\n..\r\rx\n\x00\xff" + b"a" * 5000 + b"\nFrom me\n."
PAGE = '<p>ü<img src="cid:pages.r-1@meters.invalid">'
PICTURES = {"pages.r-1@meters.invalid": AWKWARD[::2]}
LETTER = Letter(
    "r-1", 7, NOW, AWKWARD, "c2ln", AWKWARD[::-1], "[meters] site=x", "Grüße\n.\n", PAGE, PICTURES
)
DELIVERY = Delivery("<r-1.0@meters.invalid>", 7, NOW, "waiting", 0, NOW, None, None)
MESSAGE = build_message(LETTER, DELIVERY, SENDER, [OFFICE], NOW)
PASSWORD = Secret(real_mta.PASSWORD)
BRISK = BY_THE_RFC.divided(60)  # 5 s for the greeting, 10 s for the final dot


def files_of(raw: bytes) -> list[bytes]:
    parts = message_from_bytes(raw, policy=policy.default).iter_attachments()
    contents = [part.get_payload(decode=True) for part in parts]
    return [content for content in contents if isinstance(content, bytes)]


def pictures_of(raw: bytes) -> dict[str, object]:
    parts = message_from_bytes(raw, policy=policy.default).walk()
    return {part["Content-ID"]: part.get_payload(decode=True) for part in parts if part["Content-ID"]}


def refused(server: MailServer, password: Secret | None = None, to: str = OFFICE) -> AgentError:
    error = error_of(server, password, to, BRISK)
    assert real_mta.PASSWORD not in str(error)
    return error


def error_of(server: MailServer, password: Secret | None, to: str, limits: SmtpLimits) -> AgentError:
    """Return the outcome of a letter to one recipient, where nobody takes it."""
    try:
        (refusal,) = send(server, password, SENDER, [to], MESSAGE, limits).values()
    except AgentError as error:
        return error
    return refusal.as_error()


def test_the_sink_keeps_the_attachments_to_the_byte() -> None:
    with MailSink() as sink:
        assert send(MailServer(sink.host, sink.port, "none"), None, SENDER, [OFFICE], MESSAGE) == {}
        assert files_of(sink.messages[0]) == [LETTER.report, b"c2ln", LETTER.csv]
        assert sink.messages[0] == MESSAGE


def test_the_sink_refuses_what_is_too_large() -> None:
    with MailSink(message_limit=1000) as sink:
        error = refused(MailServer(sink.host, sink.port, "none"))
        assert "larger than the mail server allows" in error.title
        assert sink.messages == []


@pytest.fixture(scope="module")
def postfix() -> Iterator[real_mta.MailHost]:
    reason = real_mta.reason_not_to_run()
    if reason:
        pytest.skip(reason)
    with real_mta.running_mail_host() as host:
        yield host


def door(host: real_mta.MailHost, security: str, pin: str | None, user: str | None = None) -> MailServer:
    port = {"none": host.relay, "starttls": host.starttls, "tls": host.tls}[security]
    return MailServer("localhost", port, security, user, pin)


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_postfix_delivers_attachments_and_pictures_to_the_byte(
    postfix: real_mta.MailHost, security: str
) -> None:
    user = None if security == "none" else real_mta.USER
    pin = ":".join(re.findall("..", postfix.fingerprint.upper()))
    assert send(door(postfix, security, pin, user), PASSWORD, SENDER, [OFFICE], MESSAGE) == {}
    mail = postfix.wait_for_mail(OFFICE)
    assert files_of(mail) == [LETTER.report, b"c2ln", LETTER.csv]
    assert pictures_of(mail) == {"<pages.r-1@meters.invalid>": LETTER.pictures["pages.r-1@meters.invalid"]}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_unknown_certificate_is_refused_and_its_fingerprint_shown(
    postfix: real_mta.MailHost, security: str
) -> None:
    error = refused(door(postfix, security, None, real_mta.USER), PASSWORD)
    assert not isinstance(error, TemporaryError)
    assert f"mail.certificate_sha256 to {postfix.fingerprint}" in error.advice
    port = door(postfix, security, None).port
    assert fingerprint(certificate_of("127.0.0.1", port, security)) == postfix.fingerprint


@pytest.mark.parametrize("pin", ["00" * 32, "no fingerprint ü"])
def test_another_certificate_than_the_pinned_one_is_refused(postfix: real_mta.MailHost, pin: str) -> None:
    error = refused(door(postfix, "tls", pin, real_mta.USER), PASSWORD)
    assert "a different certificate than the one you trusted" in error.title
    assert postfix.fingerprint in error.title


def test_a_trusted_certificate_needs_no_pin_but_the_right_name(
    postfix: real_mta.MailHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(postfix.folder / "certificate.pem"))
    by_address = MailServer("127.0.0.1", postfix.starttls, "starttls", real_mta.USER)
    assert send(by_address, PASSWORD, SENDER, [DEALER], MESSAGE) == {}
    postfix.wait_for_mail(DEALER)
    error = refused(MailServer("localhost", postfix.tls, "tls", real_mta.USER), PASSWORD)
    assert "is for another name" in error.title
    assert postfix.fingerprint in error.advice


def test_a_wrong_password_is_called_so(postfix: real_mta.MailHost) -> None:
    error = refused(door(postfix, "tls", postfix.fingerprint, real_mta.USER), Secret("wrong"))
    assert "didn't accept the user name or password" in error.title
    assert "meters settings password" in error.advice


def test_postfix_takes_the_older_mechanism_where_plain_is_not_offered(
    postfix: real_mta.MailHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another mapping: put back into this one, PLAIN would stand last, and the order is that of the tries.
    without_plain = {name: way for name, way in login.MECHANISMS.items() if name != "PLAIN"}
    monkeypatch.setattr(login, "MECHANISMS", without_plain)
    server = door(postfix, "starttls", postfix.fingerprint, real_mta.USER)
    assert send(server, PASSWORD, SENDER, [DEALER], MESSAGE, BRISK) == {}
    postfix.wait_for_mail(DEALER)


def test_each_refusal_of_postfix_has_its_sentence(postfix: real_mta.MailHost) -> None:
    assert "relaying denied" in refused(door(postfix, "none", None), to="a@elsewhere.test").title
    nobody = refused(door(postfix, "none", None), to="x@office.test")
    assert "This recipient doesn't exist on the mail server." in nobody.title
    no_tls = MailServer("localhost", postfix.relay, "tls")
    assert "doesn't support TLS from the start of the connection" in refused(no_tls).title
    no_starttls = MailServer("localhost", postfix.relay, "starttls")
    assert "offers no encryption" in refused(no_starttls).title
    wants_tls = MailServer("localhost", postfix.starttls, "none")
    assert "needs an encrypted connection" in refused(wants_tls).title


def test_one_unknown_recipient_does_not_lose_the_mail_of_the_other(postfix: real_mta.MailHost) -> None:
    refusals = send(door(postfix, "none", None), None, SENDER, ["X <x@office.test>", DEALER], MESSAGE)
    assert list(refusals) == ["X <x@office.test>"]
    assert refusals["X <x@office.test>"].permanent
    assert files_of(postfix.wait_for_mail(DEALER))[0] == LETTER.report


@pytest.mark.parametrize(
    ("script", "temporary", "words"),
    [
        ({"GREETING": ""}, True, "accepted the connection but didn't respond"),
        ({"GREETING": None}, True, "closed the connection"),
        ({"GREETING": "421 too busy"}, True, "The mail server is busy"),
        ({"GREETING": "554 go away"}, False, "rejected the message"),
        ({"GREETING": "HTTP/1.1 400 Bad Request"}, False, "is not a mail server"),
        ({"MAIL": "530 5.7.57 Client not authenticated"}, False, "needs a user name and password"),
        ({"MAIL": "552 5.3.4 too big"}, False, "larger than"),
        ({"MAIL": "550 5.7.30 Basic authentication is not supported"}, False, "basic authentication is off"),
        ({"RCPT": "450 4.2.0 greylisted"}, True, "greylisting"),
        ({"RCPT": "421 4.3.2 shutting down"}, True, "The mail server is busy"),
        ({"DATA": None}, True, "closed the connection"),
        ({"dot": "452 4.3.1 disk full"}, True, "short of disk space"),
        ({"dot": "552 5.2.3 message exceeds size"}, False, "larger than"),
        ({"dot": ""}, True, "didn't confirm it"),
        ({"dot": None}, True, "didn't confirm it"),
        ({"MAIL": "550 \x1b[31m" + "long " * 400}, False, "…"),
    ],
)
def test_a_misbehaving_server_is_named_for_what_it_did(
    script: dict[str, str | None], temporary: bool, words: str
) -> None:
    with scripted(**script) as (server, _):
        error = error_of(server, None, OFFICE, BY_THE_RFC.divided(600))
    assert isinstance(error, TemporaryError) is temporary
    assert words in error.title
    assert len(error.title) < 350
    assert error.title.isprintable()


@pytest.mark.parametrize(
    "said", ["550 5.7.1 not allowed", "501 5.1.1 user unknown", "552 5.2.2 mailbox full", "550 no"]
)
def test_who_is_refused_as_the_sender_is_told_to_check_the_sender(said: str) -> None:
    with scripted(MAIL=said) as (server, _):
        error = error_of(server, None, OFFICE, BY_THE_RFC.divided(600))
    assert not isinstance(error, LetterRefusedError)
    assert "Check mail.sender" in error.advice
    assert said in error.title
    with scripted(MAIL="552 5.3.4 too big") as (server, _):
        assert isinstance(error_of(server, None, OFFICE, BY_THE_RFC.divided(600)), LetterRefusedError)


def test_a_temporary_and_a_permanent_refusal_are_told_apart() -> None:
    with scripted(**{f"RCPT_to_{OFFICE}": "450 later", f"RCPT_to_{DEALER}": "550 5.1.1 no"}) as (server, _):
        refusals = send(server, None, SENDER, [OFFICE, DEALER], MESSAGE)
    assert {who: refusal.permanent for who, refusal in refusals.items()} == {OFFICE: False, DEALER: True}


def test_success_is_success_even_when_the_server_drops_the_goodbye() -> None:
    with scripted(QUIT=None) as (server, _):
        assert send(server, None, SENDER, [OFFICE], MESSAGE) == {}


@pytest.mark.parametrize("goodbye", [None, "", "500 no"])
def test_the_letter_is_noted_before_the_goodbye_which_may_take_its_time(goodbye: str | None) -> None:
    limits = BY_THE_RFC.divided(60)
    with scripted(QUIT=goodbye) as (server, heard):
        with handed_in(server, None, SENDER, [OFFICE], lambda _: MESSAGE, limits) as refused:
            assert refused == {}
            assert heard.heard[-1] == b".\r\n"
        heard.wait_for(b"QUIT\r\n")


def test_what_goes_wrong_while_it_is_noted_is_no_fault_of_the_server() -> None:
    with (
        scripted() as (server, heard),
        pytest.raises(OSError, match="no room"),
        handed_in(server, None, SENDER, [OFFICE], lambda _: MESSAGE, BRISK),
    ):
        raise OSError("no room")
    assert b"QUIT\r\n" not in heard.heard


def test_no_password_leaves_in_plain_for_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("10.0.0.5", 25))
    with scripted(EHLO="250-hi|250 AUTH PLAIN LOGIN") as (server, heard):
        asked = MailServer(server.host, server.port, "none", "meters")
        assert "Passwords are only sent encrypted" in refused(asked, PASSWORD).title
    assert not [line for line in heard.heard if b"AUTH" in line]


def test_a_server_that_repeats_the_password_gets_it_hidden() -> None:
    with scripted(EHLO="250-hi|250 AUTH PLAIN", AUTH=f"535 5.7.8 you said {real_mta.PASSWORD}") as (
        server,
        _,
    ):
        error = refused(MailServer(server.host, server.port, "none", "meters"), PASSWORD)
    assert error.title.endswith('Response: "535 5.7.8"')


def test_login_speaks_the_older_mechanism_too() -> None:
    with scripted(EHLO="250-hi|250 AUTH LOGIN", AUTH="334 VXNlcm5hbWU6") as (server, heard):
        heard.script |= {"bWV0ZXJz": "334 UGFzc3dvcmQ6", "Z2VoZWlt": "235 2.7.0 in"}
        asked = MailServer(server.host, server.port, "none", "meters")
        assert send(asked, PASSWORD, SENDER, [OFFICE], MESSAGE) == {}


def test_what_is_missing_is_said_before_anything_is_sent() -> None:
    with scripted(EHLO="250-hi|250 AUTH NTLM") as (server, heard):
        asked = MailServer(server.host, server.port, "none", "meters")
        assert "password" in refused(asked).title
        assert heard.heard == []
        assert "offers no sign-in with a user name and password" in refused(asked, PASSWORD).title


def test_a_server_that_is_not_there_is_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    error = refused(MailServer("127.0.0.1", real_mta.free_port(), "none"))
    assert isinstance(error, TemporaryError)
    assert "refused" in error.title
    assert "is not a valid mail server name" in refused(MailServer("a..b", 25, "none")).title

    def no_such_name(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)  # a real question would leave loopback
    error = refused(MailServer("mail.invalid", 25, "none"))
    assert isinstance(error, TemporaryError)
    assert "mail.invalid was not found" in error.title


@pytest.mark.parametrize(("host", "security"), [("", "none"), ("localhost", "ssl"), ("localhost", "TLS")])
def test_a_misspelt_security_never_means_none(host: str, security: str) -> None:
    with pytest.raises(ValueError, match="not a mail server"):
        MailServer(host, 25, security)


def test_a_public_host_needs_a_persons_consent() -> None:
    began = time.monotonic()
    error = refused(MailServer("203.0.113.7", 25, "none"))
    assert "meters settings set mail.allow_public_host true" in error.advice
    assert time.monotonic() - began < 1
