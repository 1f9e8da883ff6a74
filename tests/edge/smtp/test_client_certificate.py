"""A certificate of our own: shown to a real Postfix that demands one, and every way in which it can't be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.context.outbox import certificate_of_office, hand_in, server_of
from agent.core.doctor.ladder import DoctorStep, Verdict
from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.server import ClientCertificate
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.settings import DEFAULTS, Mail, secret_names, settings_of
from agent.core.settings.fields import BY_KEY
from agent.edge import smtp
from agent.edge.smtp.client_certificate import LONGEST
from agent.jobs.doctor_mail import MailTools, mail_ladder
from tests.core.mail.test_doctor_mail import TODAY
from tests.support.made_certificates import made_certificate, openssl
from tests.support.real_mta import (
    PASSWORD,
    USER,
    MailHost,
    made_client_certificate,
    reason_not_to_run,
    running_mail_host,
)
from tests.support.scripted_smtp import scripted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from agent.core.mail.smtp_reply import SmtpRefusal

BRISK = BY_THE_RFC.divided(60)
SENDER, BOX = "meters@office.test", "office@office.test"
pytestmark = pytest.mark.skipif(reason_not_to_run() is not None, reason=str(reason_not_to_run()))


@pytest.fixture(scope="module")
def postfix() -> Iterator[MailHost]:
    with running_mail_host() as host:
        yield host


def mail_of(postfix: MailHost, **changes: object) -> Mail:
    mail = replace(
        DEFAULTS.mail,
        host="127.0.0.1",
        port=postfix.certified,
        security="starttls",
        sender=SENDER,
        recipients=(BOX,),
        certificate_sha256=postfix.fingerprint,
        client_certificate="client.pem",
    )
    return replace(mail, **changes)  # type: ignore[arg-type] # fields of Mail


class Kept:
    """A secret store with a passphrase in it."""

    def __init__(self, passphrase: str | None = PASSWORD) -> None:
        self.secrets = {"client-certificate": passphrase, "mail": PASSWORD}

    def get(self, name: str) -> Secret | None:
        """Return the secret of this name."""
        text = self.secrets.get(name)
        return Secret(text) if text else None

    def set(self, name: str, secret: Secret) -> None:
        """Fail: nobody should store anything."""
        raise AssertionError(name, secret)

    def delete(self, name: str) -> None:
        """Fail as set() does."""
        raise AssertionError(name)


def climbed(mail: Mail, folder: Path, kept: Kept) -> dict[str, DoctorStep]:
    server = server_of(mail, certificate_of_office(mail, kept, folder))

    def rehearsed(
        _: Mail, password: Secret | None, reached: Callable[[str, str], None]
    ) -> Mapping[str, SmtpRefusal]:
        return smtp.rehearse(server, password, mail.sender, mail.recipients, reached, BRISK)

    def test(_: Mail) -> Mapping[str, SmtpRefusal]:
        raise AssertionError("nobody asked for a test email")

    tools = MailTools(lambda: kept.get("mail"), rehearsed, test, lambda: TODAY)
    return {step.name: step for step in mail_ladder(mail, tools)}


def refused(mail: Mail, folder: Path, kept: Kept) -> AgentError:
    """Return why nothing was handed in; the ladder has to end at the step of the certificate with it."""
    server = server_of(mail, certificate_of_office(mail, kept, folder))
    with pytest.raises(AgentError) as shown:
        smtp.send(server, None, mail.sender, mail.recipients, b"Subject: x\r\n\r\nx\r\n", BRISK)
    step = list(climbed(mail, folder, kept).values())[-1]
    assert (step.name, step.verdict, step.came) == ("client_certificate", Verdict.FAILED, shown.value.title)
    assert step.advice == shown.value.advice
    assert PASSWORD not in f"{shown.value}{shown.value.__cause__}"
    return shown.value


def test_a_letter_is_handed_in_with_the_certificate(postfix: MailHost) -> None:
    mail = mail_of(postfix)
    hand = hand_in(mail, Kept(), postfix.folder)
    with hand(SENDER, (BOX,), lambda _: b"Subject: certified\r\n\r\nx\r\n") as refused_ones:
        assert refused_ones == {}
    assert b"certified" in postfix.wait_for_mail(BOX)


def test_the_ladder_tells_that_the_server_asked(postfix: MailHost) -> None:
    steps = climbed(mail_of(postfix), postfix.folder, Kept())
    step = steps["client_certificate"]
    assert (step.verdict, step.cause) == (Verdict.OK, "certificate_asked_for")
    assert "client.pem" in step.came
    assert steps["recipient"].verdict is Verdict.OK


def test_a_server_that_does_not_ask_is_told(postfix: MailHost) -> None:
    steps = climbed(mail_of(postfix, port=postfix.starttls, user=USER), postfix.folder, Kept())
    step = steps["client_certificate"]
    assert (step.verdict, step.cause) == (Verdict.WARNING, "not_asked_for_certificate")
    assert step.advice
    assert steps["login"].verdict is Verdict.OK  # the rest goes on


def test_without_a_certificate_the_server_says_what_it_needs(postfix: MailHost) -> None:
    error = refused_by_server(mail_of(postfix, client_certificate=""), postfix.folder)
    assert "needs a client certificate" in error.title
    assert "mail.client_certificate" in error.advice


def refused_by_server(mail: Mail, folder: Path) -> AgentError:
    server = server_of(mail, certificate_of_office(mail, Kept(), folder))
    with pytest.raises(AgentError) as shown:
        smtp.send(server, None, mail.sender, mail.recipients, b"Subject: x\r\n\r\nx\r\n", BRISK)
    return shown.value


def test_one_that_the_server_does_not_know_is_refused_by_it(postfix: MailHost, tmp_path: Path) -> None:
    made_client_certificate(tmp_path / "client.pem")
    error = refused_by_server(mail_of(postfix), tmp_path)
    assert "doesn't accept the client certificate of this office" in error.title


def missing(_: Path) -> None:
    """Make nothing."""


def unencrypted(path: Path) -> None:
    made_client_certificate(path)
    plain = path.with_suffix(".plain")
    openssl("pkey", "-in", str(path), "-passin", f"pass:{PASSWORD}", "-out", str(plain))
    path.write_text(certificate_in(path) + plain.read_text())


def unencrypted_beside_an_encrypted_one(path: Path) -> None:
    unencrypted(path)
    path.write_text(path.read_text() + path.with_suffix(".key").read_text())


def of_another(path: Path) -> None:
    made_client_certificate(path.with_name("other.pem"))
    made_client_certificate(path)
    path.write_text(certificate_in(path) + path.with_name("other.key").read_text())


def without_a_key(path: Path) -> None:
    made_client_certificate(path)
    path.write_text(certificate_in(path))


def without_a_certificate(path: Path) -> None:
    made_client_certificate(path)
    path.write_text(path.with_suffix(".key").read_text())


def garbage(path: Path) -> None:
    path.write_bytes(b"-----BEGIN CERTIFICATE-----\n<b>\xff\n-----END CERTIFICATE-----\n" * 9)


def expired(path: Path) -> None:
    dated(path, start="20200101000000Z", end="20210101000000Z")


def of_tomorrow(path: Path) -> None:
    dated(path, start="20900101000000Z")


def dated(path: Path, **dates: str) -> None:
    made = made_certificate(path.parent / "made", name="meters.office.test", **dates)  # type: ignore[arg-type]
    encrypted = path.with_suffix(".key")
    openssl(
        *("pkcs8", "-topk8", "-in", str(made.key), "-out", str(encrypted), "-passout", f"pass:{PASSWORD}")
    )
    path.write_text(made.certificate.read_text() + encrypted.read_text())


def a_link(path: Path) -> None:
    made_client_certificate(path.with_name("elsewhere.pem"))
    path.symlink_to(path.with_name("elsewhere.pem"))


def endless(path: Path) -> None:
    made_client_certificate(path)
    path.write_text(path.read_text() + "#" * LONGEST)


def a_folder(path: Path) -> None:
    path.mkdir()


def certificate_in(path: Path) -> str:
    return path.read_text().partition("-----BEGIN ENCRYPTED")[0]


@pytest.mark.parametrize(
    ("made", "shown", "advice"),
    [
        (missing, "client.pem doesn't exist", "Put the file there"),
        (unencrypted, "isn't encrypted", "openssl pkcs8 -topk8"),
        (unencrypted_beside_an_encrypted_one, "isn't encrypted", "openssl pkcs8 -topk8"),
        (of_another, "doesn't belong to its certificate", "its own key"),
        (without_a_key, "isn't a PEM file with a certificate and its encrypted key", "PEM file"),
        (without_a_certificate, "isn't a PEM file", "PEM file"),
        (garbage, "isn't a PEM file", "PEM file"),
        (endless, "isn't a PEM file", "PEM file"),
        (expired, "expired on 2021-01-01", "new one"),
        (of_tomorrow, "valid from 2090-01-01 on", "clock"),
        (a_link, "client.pem can't be read", "ordinary file"),
        (a_folder, "client.pem can't be read", "ordinary file"),
    ],
)
def test_a_certificate_that_cannot_be_used_says_why(
    postfix: MailHost, tmp_path: Path, made: Callable[[Path], None], shown: str, advice: str
) -> None:
    made(tmp_path / "client.pem")
    error = refused(mail_of(postfix), tmp_path, Kept())
    assert shown in error.title
    assert advice in error.advice


@pytest.mark.parametrize(
    ("passphrase", "shown"), [("wrong", "is wrong"), (None, "is missing in the keyring")]
)
def test_a_passphrase_that_does_not_open_it(postfix: MailHost, passphrase: str | None, shown: str) -> None:
    error = refused(mail_of(postfix), postfix.folder, Kept(passphrase))
    assert shown in error.title
    assert "meters settings password client-certificate" in error.advice


def test_it_never_travels_unencrypted() -> None:
    with scripted() as (server, heard):
        plain = replace(server, client_certificate=ClientCertificate("c.pem", "/c.pem", None))
        with pytest.raises(AgentError, match="needs encryption"):
            smtp.send(plain, None, SENDER, [BOX], b"Subject: x\r\n\r\nx\r\n", BRISK)
    assert not any(line.upper().startswith(b"MAIL") for line in heard.heard)


def test_the_settings_name_a_file_of_the_data_folder_and_nothing_else() -> None:
    shape = BY_KEY["mail.client_certificate"].shape
    assert shape.accepts("client.pem")
    assert shape.accepts("")
    for text in (
        "../client.pem",
        "/etc/client.pem",
        "a\\b.pem",
        "client",
        ".pem",
        "nul.pem",
        "x" * 99 + ".pem",
        7,
    ):
        assert not shape.accepts(text), text


def test_its_passphrase_is_needed_where_it_is_named() -> None:
    assert "client-certificate" not in secret_names(DEFAULTS)
    assert "client-certificate" in secret_names(settings_of({"mail.client_certificate": "client.pem"}))
