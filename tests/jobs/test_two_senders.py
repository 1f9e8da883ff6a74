"""Two processes that send at once: each letter is handed in once, and who comes second says so."""

from __future__ import annotations

import asyncio
import json
import threading
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest

from agent.context import outbox
from agent.context.office import Office, open_store
from agent.demo.mail_sink import MailSink
from agent.edge.files import Folder, load_settings
from agent.edge.lock import hold
from agent.edge.secret_store import MemorySecretStore
from tests.support.command_line import LONGEST, run_numbers, with_mail
from tests.support.loopback import needs_127_8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from tests.support.command_line import Program

pytestmark = [needs_127_8, pytest.mark.usefixtures("simulated_office")]

SLOW = 2.0  # seconds that the server takes to say that it has kept a mail


class SlowSink(MailSink):
    """A mail server that thinks about each mail until `may_answer` is set; `busy` is set while it does."""

    def __init__(self) -> None:
        super().__init__()
        self.busy, self.may_answer = threading.Event(), threading.Event()
        self.thinks = SLOW  # seconds at most

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's name)
        """Keep one message, slowly."""
        self.busy.set()
        await asyncio.to_thread(self.may_answer.wait, self.thinks)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def slow() -> Iterator[SlowSink]:
    with SlowSink() as listening:
        yield listening
        listening.may_answer.set()


@pytest.fixture
def waiting(program: Program, slow: SlowSink) -> Program:
    """Return a program with one letter in its outbox, made while no mail server was up."""
    with MailSink() as gone:
        port = gone.port
    program.settings(with_mail(port))
    assert program.run("scan").code == 1
    program.settings(with_mail(slow.port))
    return program


def message_ids(sink: MailSink) -> set[str]:
    return {str(message_from_bytes(mail)["Message-ID"]) for mail in sink.messages}


def test_the_second_of_two_senders_says_so_and_the_letter_goes_once(waiting: Program, slow: SlowSink) -> None:
    slow.thinks = LONGEST  # so that the first still sends when the second begins, however busy the machine
    with waiting.started("send") as first:
        assert slow.busy.wait(LONGEST)
        second = waiting.run("send", "--again")
        slow.may_answer.set()
        shown, _ = first.communicate(timeout=LONGEST)
    assert (first.returncode, second.code, shown) == (0, 3, b"")
    assert "Meters Agent is already sending the reports." in second.stderr.decode()
    assert len(slow.messages) == 1
    assert json.loads(waiting.run("status", "--json").stdout)["waiting"] == []


def test_a_scan_waits_for_who_sends_and_then_hands_in_its_own_letter(
    waiting: Program, slow: SlowSink
) -> None:
    with waiting.started("send") as first:
        assert slow.busy.wait(LONGEST)
        scanned = waiting.run("scan")
        first.communicate(timeout=LONGEST)
    assert scanned.code == 0, scanned.stderr
    assert first.returncode in {0, 1}  # 1 where the scan's letter waited already when it ended
    assert run_numbers(waiting) == [1, 2]
    assert (len(slow.messages), len(message_ids(slow))) == (2, 2)


def test_a_letter_stays_in_the_outbox_where_another_process_sends_for_too_long(
    waiting: Program, slow: SlowSink, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Folder(waiting.data)
    office = Office(folder, load_settings(folder))
    with open_store(folder) as (store, _), hold(folder.sending):
        assert not outbox.deliver(office, store, MemorySecretStore(), patience=0)
        assert [delivery.attempts for delivery in store.letters.waiting()] == [1]
    assert "1 report is waiting in the outbox and will be sent later" in capsys.readouterr().err
    assert slow.messages == []
