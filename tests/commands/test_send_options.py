"""meters send: what a person decides about letters, and what is heard of it at once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from agent.demo.mail_sink import MailSink
from agent.edge.store import Store
from tests.support.command_line import attached, validated, with_mail
from tests.support.loopback import needs_127_8
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

    from tests.support.command_line import Program

pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]

OFFICE, DEALER = "office@example.com", "dealer@example.com"


class Picky(MailSink):
    """A mail server that knows some recipients only, and says so for ever; `takers` is whom it knows."""

    def __init__(self, *takers: str) -> None:
        super().__init__()
        self.takers = takers
        self.mails: list[tuple[str, ...]] = []

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name and arguments)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Know a recipient, or not."""
        if address not in self.takers:
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (as above)
        """Keep a mail, and for whom it is."""
        self.mails.append(tuple(envelope.rcpt_tos))
        return await super().handle_DATA(server, session, envelope)


def port_of_nobody() -> int:
    with MailSink() as gone:
        return gone.port


def for_both(port: int) -> str:
    return with_mail(port).replace(f'["{OFFICE}"]', f'["{OFFICE}", "{DEALER}"]')


def standing(program: Program) -> list[tuple[str, str]]:
    with Store.open(program.data / "agent.db", NOW) as store:
        return [(one.kind.value, one.subject) for one in store.conditions.standing()]


def report_in(mail: bytes) -> dict[str, object]:
    return validated(attached(mail)["meters.json"])


def test_each_click_on_send_again_is_answered_and_makes_no_further_mail(program: Program) -> None:
    program.settings(with_mail(port_of_nobody()))
    assert program.run("scan").code == 1
    for _ in range(4):
        again = program.run("send", "--again")
        shown = again.stdout.decode()
        assert again.code == 1
        assert "No mail server at 127.0.0.1" in shown
        assert "1 report is waiting in the outbox and will be sent later." in shown
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        again = program.run("send", "--again")
        assert (again.code, again.stdout.decode()) == (0, f"1 report sent to {OFFICE}.\n")
        assert len(sink.messages) == 1


def test_one_refused_recipient_is_told_by_scan_and_send_until_it_is_mended(program: Program) -> None:
    with Picky(OFFICE) as sink:
        program.settings(for_both(sink.port))
        scan = program.run("scan")
        shown = scan.stderr.decode()
        assert scan.code == 1
        assert f"1 report sent to {OFFICE}.\n" in shown
        assert f"{DEALER}: This recipient doesn't exist on the mail server." in shown
        assert standing(program) == [("recipient_refused", DEALER)]
        for command in (("send",), ("send", "--scheduled")):  # nothing waits, and it is not mended
            assert program.run(*command).code == 1
        sink.takers = (OFFICE, DEALER)
        assert program.run("send", "--again").code == 0
        assert standing(program) == []
        assert sink.mails == [(OFFICE,), (DEALER,)]


def test_who_types_send_has_the_refused_recipient_tried_once_and_hears_how_it_stands(
    program: Program,
) -> None:
    with Picky(OFFICE) as sink:
        program.settings(for_both(sink.port))
        for _ in range(3):
            assert program.run("scan").code == 1
        sent = program.run("send")
        assert (sent.code, sent.stderr.decode().count(DEALER)) == (1, 1)
        sink.takers = (OFFICE, DEALER)
        assert program.run("send", "--scheduled").code == 1
        assert sink.mails == [(OFFICE,)] * 3
        sent = program.run("send")
        assert (sent.code, standing(program)) == (0, [])
        assert sink.mails[3:] == [(DEALER,)] * 3
        nothing = program.run("send")
        assert (nothing.code, "No reports to send" in nothing.stderr.decode()) == (0, True)


def test_an_ended_run_is_not_sent_again(program: Program) -> None:
    program.settings(with_mail(port_of_nobody()))
    assert program.run("scan").code == 1
    assert program.run("send", "--cancel", "1").code == 0
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        again = program.run("send", "--again")
        assert (again.code, "Report 1 was cancelled" in again.stderr.decode()) == (2, True)
        assert sink.messages == []


def test_a_corrected_recipient_gets_what_the_mistyped_one_was_refused(program: Program) -> None:
    with Picky(OFFICE) as sink:
        program.settings(for_both(sink.port))
        assert program.run("scan").code == 1
        sink.takers = (OFFICE, "dealer@example.org")
        program.settings(for_both(sink.port).replace(DEALER, "dealer@example.org"))
        status = json.loads(program.run("status", "--json").stdout)
        assert [waiting["run_number"] for waiting in status["waiting"]] == [1]
        assert program.run("send").code == 0
        assert (sink.mails, standing(program)) == ([(OFFICE,), ("dealer@example.org",)], [])


def test_an_ended_run_is_not_sent_and_the_next_report_says_so(program: Program) -> None:
    program.settings(with_mail(port_of_nobody()))
    assert program.run("scan").code == 1
    ended = program.run("send", "--cancel", "1")
    assert (ended.code, ended.stdout.decode()[:23]) == (0, "Report 1 is cancelled. ")
    again = program.run("send", "--cancel", "1")
    assert (again.code, "neither waiting nor rejected" in again.stderr.decode()) == (2, True)
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        assert program.run("scan").code == 0
        (mail,) = sink.messages
    report = report_in(mail)
    cancelled = report["cancelled_runs"]
    assert isinstance(cancelled, list)
    assert [run["run_number"] for run in cancelled] == [1]
    assert report["run_number"] == 2


def test_what_waits_goes_to_another_address(program: Program) -> None:
    program.settings(with_mail(port_of_nobody()))
    assert program.run("scan").code == 1
    with Picky(DEALER) as sink:
        program.settings(with_mail(sink.port))
        sent = program.run("send", "--to", DEALER)
        assert sent.code == 0
        assert (
            sent.stdout.decode()
            == f"1 report will be sent to {DEALER} instead.\n1 report sent to {DEALER}.\n"
        )
        assert sink.mails == [(DEALER,)]
        nothing = program.run("send", "--to", DEALER)
    assert (nothing.code, "There are no waiting or rejected reports." in nothing.stderr.decode()) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "nobody"),
        ("--to", "a@b.test, c@d.test"),
        ("--cancel", "0"),
        ("--cancel", "x"),
        ("--cancel", "1", "--again"),
        ("--cancel", "9" * 30),
    ],
)
def test_what_can_not_be_is_refused_in_words(program: Program, arguments: tuple[str, ...]) -> None:
    program.settings(with_mail(port_of_nobody()))
    refused = program.run("send", *arguments)
    assert refused.code == 2
    assert refused.stderr.strip()
    assert b"Traceback" not in refused.stderr


@pytest.mark.parametrize("waits", [True, False])
def test_status_says_of_late_mail_that_reports_wait_only_where_some_do(program: Program, waits: bool) -> None:
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        assert program.run("scan").code == 0
    if waits:
        assert program.run("scan").code == 1
    then = datetime.now(UTC) - timedelta(days=10)
    with closing(sqlite3.connect(program.data / "agent.db")) as store, store:
        aged = (then.isoformat(), then.timestamp())
        store.execute("UPDATE deliveries SET settled_at = ?, settled_epoch = ? WHERE state = 'sent'", aged)
    late = program.run("status").stdout.decode()
    assert "No report has been sent for too long." in late
    assert ("Reports are waiting and will be sent" in late, "No report is waiting." in late) == (
        waits,
        not waits,
    )


def test_a_refusal_for_good_is_known_at_once(program: Program) -> None:
    settings = with_mail(port_of_nobody()).replace('security = "none"', 'security = "none"\nuser = "meters"')
    program.settings(settings)
    assert program.run("scan").code == 1  # its password is in no keyring
    assert standing(program) == [("mail_refused", "127.0.0.1")]
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        assert program.run("send", "--test").code == 0
        assert standing(program) == []


def test_a_test_email_that_fails_says_nothing_of_a_report_that_waits(program: Program) -> None:
    program.settings(with_mail(port_of_nobody()))
    failed = program.run("send", "--test")
    assert failed.code == 1
    assert failed.stderr.decode().splitlines()[1:] == [
        "Check mail.host and mail.port, and whether the server is running."
    ]
