"""The ladder of the mail: servers that refuse in the words of each service, that lie, and a real Postfix."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from agent.context.outbox import server_of
from agent.core.doctor.ladder import DoctorStep, Verdict
from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.smtp_reply import kind_of
from agent.core.messages import keyring
from agent.core.messages.error_kinds import ErrorKind
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS, Mail
from agent.edge import smtp
from agent.jobs.doctor_mail import MailTools, mail_ladder
from tests.support.mail_replies import REPLIES
from tests.support.real_mta import NAME, PASSWORD, USER, MailHost, reason_not_to_run, running_mail_host
from tests.support.scripted_smtp import Scripted, scripted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agent.core.mail.server import MailServer
    from agent.core.mail.smtp_reply import SmtpRefusal

BRISK = BY_THE_RFC.divided(60)  # a greeting and a command may take 5 seconds
TODAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
MAIL = replace(
    DEFAULTS.mail,
    host="127.0.0.1",
    security="none",
    sender="meters@office.test",
    recipients=("office@office.test",),
)
LOGIN_CODES = {"530", "534", "535"}
needs_postfix = pytest.mark.skipif(reason_not_to_run() is not None, reason=str(reason_not_to_run()))


@pytest.fixture(scope="module")
def postfix() -> Iterator[MailHost]:
    with running_mail_host() as host:
        yield host


def tools(*, secret: str | None = PASSWORD, wants_test: bool = False) -> MailTools:
    def rehearsed(
        mail: Mail, password: Secret | None, reached: Callable[[str, str], None]
    ) -> Mapping[str, SmtpRefusal]:
        return smtp.rehearse(server_of(mail), password, mail.sender, mail.recipients, reached, BRISK)

    def test(mail: Mail) -> Mapping[str, SmtpRefusal]:
        password = Secret(secret) if mail.user and secret else None
        message = b"Subject: test\r\nFrom: meters@office.test\r\n\r\ntest\r\n"
        return smtp.send(server_of(mail), password, mail.sender, mail.recipients, message, BRISK)

    password = Secret(secret) if secret is not None else None
    return MailTools(lambda: password, rehearsed, test, lambda: TODAY, wants_test=wants_test)


def climbed(mail: Mail, using: MailTools | None = None) -> dict[str, DoctorStep]:
    return {step.name: step for step in mail_ladder(mail, using or tools())}


def at(server: MailServer, **changes: object) -> Mail:
    return replace(MAIL, port=server.port, **changes)  # type: ignore[arg-type] # fields of Mail


def last(steps: dict[str, DoctorStep]) -> DoctorStep:
    return list(steps.values())[-1]


def test_mail_that_nobody_agreed_to_is_told_as_that() -> None:
    assert "nobody has checked" in last(climbed(replace(MAIL, confirmed=False))).came
    assert "not set up" in last(climbed(replace(MAIL, host=""))).came


@pytest.mark.parametrize(("reply", "meaning"), REPLIES)
def test_a_refusal_has_its_sentence_at_its_step(reply: str, meaning: str) -> None:
    first, _, second = reply.partition("\n")
    said = f"{first[:3]}-{first[4:]}|{reply[:3]} {second}" if second else reply
    at_login = reply[:3] in LOGIN_CODES
    script: dict[str, str | None] = {"EHLO": "250-hi|250 AUTH PLAIN"}
    script |= {"AUTH": said} if at_login else {"AUTH": "235 ok", "RCPT": said}
    with scripted(**script) as (server, _):
        step = last(climbed(at(server, user="office@office.test")))
    title, advice = kind_of(meaning).said({"quoted": ""}, "terminal")
    assert (step.name, step.verdict) == ("login" if at_login else "recipient", Verdict.FAILED)
    assert step.came.startswith(title)
    assert step.advice == advice
    assert PASSWORD not in f"{step.came}{step.facts}"


def test_more_than_thirty_refusals_are_told_by_more_than_twenty_sentences() -> None:
    assert len({reply for reply, _ in REPLIES}) >= 30
    assert len({kind_of(meaning).said({"quoted": ""}, "terminal") for _, meaning in REPLIES}) > 20


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ({"GREETING": "554 go away"}, "greeting"),
        ({"GREETING": "HTTP/1.1 400 Bad Request"}, "greeting"),
        ({"GREETING": None}, "greeting"),
        ({"GREETING": ""}, "greeting"),
        ({"EHLO": "550 no", "HELO": "550 no"}, "offer"),
        ({"EHLO": None}, "offer"),
        ({"MAIL": "550 5.7.60 not as this sender"}, "sender"),
        ({"MAIL": None}, "sender"),
        ({"RCPT": "550 5.1.1 unknown"}, "recipient"),
    ],
)
def test_a_server_that_fails_ends_the_ladder_at_that_step(script: dict[str, str | None], name: str) -> None:
    with scripted(**script) as (server, _):
        steps = climbed(at(server), tools(wants_test=False))
    step = last(steps)
    assert (step.name, step.verdict) == (name, Verdict.FAILED)
    assert step.advice
    assert "test" not in steps


def test_nothing_is_handed_in_by_a_rehearsal() -> None:
    with scripted() as (server, heard):
        steps = climbed(at(server))
    assert last(steps).verdict is Verdict.NOT_TRIED
    assert not any(line.upper().startswith(b"DATA") for line in heard.heard)
    assert steps["recipient"].cause == "recipient_accepted"


def test_a_test_letter_goes_to_oneself_alone() -> None:
    with scripted() as (server, heard):
        step = last(climbed(at(server), tools(wants_test=True)))
    assert (step.name, step.cause) == ("test", "test_accepted")
    named = _recipients_after_data(heard)
    assert named == [b"meters@office.test"]


def test_who_refuses_the_sender_only_with_the_letter_is_met_by_the_test() -> None:
    with scripted(dot="550 5.7.60 SMTP; Client does not have permissions to send as this sender") as (
        server,
        _,
    ):
        step = last(climbed(at(server), tools(wants_test=True)))
    assert (step.name, step.verdict) == ("test", Verdict.FAILED)
    assert step.came.startswith(kind_of("send_as_denied").said({"quoted": ""}, "terminal")[0])


def test_a_port_that_nobody_listens_on() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        step = last(climbed(replace(MAIL, port=taken.getsockname()[1])))
    assert (step.name, step.cause, step.verdict) == ("connect", "connect_failed", Verdict.FAILED)


def test_a_name_that_nobody_knows() -> None:
    step = last(climbed(replace(MAIL, host="no-such-server.invalid", port=25)))
    assert (step.name, step.verdict) == ("lookup", Verdict.FAILED)


def test_mail_that_is_not_set_up_is_the_only_step() -> None:
    assert list(climbed(DEFAULTS.mail)) == ["mail_settings"]


def test_a_keyring_without_an_answer_ends_it_before_the_server_is_asked() -> None:
    def no_keyring() -> Secret | None:
        raise AgentError(ErrorKind("This computer has no usable keyring.", "Install one."))

    with scripted() as (server, heard):
        step = last(climbed(at(server, user="x"), replace(tools(), password=no_keyring)))
    assert (step.name, step.came) == ("password", "This computer has no usable keyring.")
    assert heard.heard == []


@pytest.mark.parametrize("host", ["smtp.office365.com", "smtp-mail.outlook.com", "smtp.gmail.com"])
def test_hosts_without_passwords_are_warned_of_before_anything_is_tried(host: str) -> None:
    tried: list[str] = []

    def refuses(mail: Mail, *_: object) -> Mapping[str, SmtpRefusal]:
        tried.append(mail.host)
        raise AgentError(ErrorKind("not reached", ""))

    mail = replace(MAIL, host=host, port=587, security="starttls", user="x@y.test")
    ladder = mail_ladder(mail, replace(tools(), rehearse=refuses))
    steps = [next(ladder), next(ladder)]
    assert (steps[1].name, steps[1].verdict, steps[1].cause) == ("service", Verdict.WARNING, "password_ends")
    assert tried == []


def test_a_keyring_that_keeps_the_passphrase_is_told_at_the_step_of_the_certificate() -> None:
    def locked(*_: object) -> Mapping[str, SmtpRefusal]:
        raise AgentError(keyring.LOCKED)

    mail = replace(MAIL, client_certificate="office.pem")
    *_, last = mail_ladder(mail, replace(tools(), rehearse=locked))
    assert (last.name, last.verdict) == ("client_certificate", Verdict.FAILED)


def test_a_service_that_reaches_own_mailboxes_only_is_told() -> None:
    mail = replace(MAIL, host="smtp.hve.mx.microsoft", user="x@y.test")
    ladder = mail_ladder(mail, tools())
    next(ladder)
    assert next(ladder).cause == "own_only"


@needs_postfix
@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_postfix_is_climbed_to_the_top(postfix: MailHost, security: str) -> None:
    port = {"none": postfix.relay, "starttls": postfix.starttls, "tls": postfix.tls}[security]
    user = "" if security == "none" else USER
    mail = replace(
        MAIL,
        port=port,
        security=security,
        user=user,
        sender="dealer@office.test",
        certificate_sha256="" if security == "none" else postfix.fingerprint,
    )
    steps = climbed(mail, tools(wants_test=True))
    assert [step.verdict for step in steps.values()] == [Verdict.OK] * len(steps)
    assert NAME in steps["greeting"].came
    assert ("encryption" in steps) is (security != "none")
    assert b"test" in postfix.wait_for_mail("dealer@office.test")


@needs_postfix
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"certificate_sha256": ""}, "chain"),  # self-signed
        ({"certificate_sha256": "0" * 64}, "chain"),  # another one was trusted
        ({"user": "somebody"}, "login"),
        ({"user": ""}, "recipient"),  # Postfix tells who must sign in at RCPT
        ({"recipients": ("x@elsewhere.test",)}, "recipient"),
        ({"recipients": ("nobody@office.test",)}, "recipient"),
        ({"security": "none"}, "login"),
        ({"security": "tls"}, "encryption"),
        ({"host": "localhost", "port": 1}, "connect"),
    ],
)
def test_postfix_in_wrong_set_ups(postfix: MailHost, changes: dict[str, object], name: str) -> None:
    good = replace(
        MAIL,
        port=postfix.starttls,
        security="starttls",
        user=USER,
        certificate_sha256=postfix.fingerprint,
    )
    step = last(climbed(replace(good, **changes)))  # type: ignore[arg-type] # fields of Mail
    assert (step.name, step.verdict) == (name, Verdict.FAILED)
    assert step.advice


@pytest.mark.parametrize("said", ["Welcome", "\x1b[2J<b>{seen}</b>", "{0.__class__} %s" * 99])
def test_a_greeting_is_shown_as_text_whatever_stands_in_it(said: str) -> None:
    with scripted(GREETING=f"220 {said}") as (server, _):
        steps = climbed(at(server))
    came = steps["greeting"].came
    assert came.isprintable()
    assert len(came) < 400
    assert steps["recipient"].verdict is Verdict.OK


@needs_postfix
def test_postfix_without_the_right_password(postfix: MailHost) -> None:
    mail = replace(MAIL, port=postfix.tls, security="tls", user=USER, certificate_sha256=postfix.fingerprint)
    for secret in ("wrong", None):
        step = last(climbed(mail, tools(secret=secret)))
        assert (step.name, step.verdict) == ("login", Verdict.FAILED)


def _recipients_after_data(heard: Scripted) -> list[bytes]:
    """Return whom the transaction named in which a letter was handed in."""
    lines = [line.strip() for line in heard.heard]
    until = next(at for at, line in enumerate(lines) if line.upper() == b"DATA")
    begin = max(at for at, line in enumerate(lines[:until]) if line.upper().startswith(b"MAIL"))
    return [line.partition(b"<")[2].rstrip(b">") for line in lines[begin:until] if b"RCPT" in line.upper()]
