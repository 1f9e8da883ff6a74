"""Reports refused for good: told in whole sentences, queued again by hand, forgotten in the end."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

import pytest

from agent.core.report_format.succession import LetterSigner
from agent.demo.mail_sink import MailSink
from agent.edge.store import Store
from tests.support.command_line import with_mail
from tests.support.documents import part
from tests.support.languages import MessagesIn
from tests.support.loopback import needs_127_8
from tests.support.settled_letters import mark_refused, mark_sent
from tests.support.store_samples import DAY, NOW, composed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.support.command_line import Program

ENGLISH, GERMAN = MessagesIn("en", "office_status"), MessagesIn("de", "office_status")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "agent.db", NOW) as opened:
        opened.agents.identity("machine", "agent-1", NOW)
        yield opened


def run(store: Store, name: str, at: datetime = NOW, agent_id: str = "agent-1") -> None:
    signer = LetterSigner(agent_id, f"key of {agent_id}")
    compose = composed(name.encode())
    store.scans.close(store.scans.begin(at, 0), at, part({}), compose, f"<{name}>", signer=signer)


def refused(store: Store) -> list[str]:
    return [delivery.message_id for delivery in store.letters.refused()]


def test_the_reason_is_a_sentence_before_the_next_one_begins() -> None:
    for reason in ("not sent within 90 days", "not sent within 90 days: The server did not answer."):
        told = ENGLISH.letter_refused(7, reason)
        why = f"{reason.rstrip('.')}. To try again: meters send --again"
        assert told == f"Report 7 was not sent: {why}"
    assert "no reason was given. To try again: meters" in ENGLISH.letter_refused(7, None)
    sent = GERMAN.letter_refused(7, "in 90 Tagen nicht gesendet")
    assert "in 90 Tagen nicht gesendet. Erneut versuchen: meters" in sent
    assert "nicht genannt. Erneut versuchen: meters" in GERMAN.letter_refused(7, None)


@needs_127_8
@pytest.mark.usefixtures("simulated_office")
def test_send_again_sends_every_refused_report_and_else_the_last_one(program: Program) -> None:
    with MailSink() as gone:
        port = gone.port
    program.settings(with_mail(port))
    for _ in range(3):
        assert program.run("scan").code == 1
    with Store.open(program.data / "agent.db", NOW) as store:
        for delivery in store.letters.waiting()[:2]:
            mark_refused(store, delivery.message_id, NOW, "not sent within 90 days")
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        assert program.run("send").code == 0
        assert program.run("status").code == 1
        assert program.run("send", "--again").code == 0
        status = program.run("status", "--json")
        assert (status.code, json.loads(status.stdout)["refused"], len(sink.messages)) == (0, [], 3)
        assert len(set(map(report_of, sink.messages))) == 3
        assert program.run("send", "--again").code == 0
        assert report_of(sink.messages[3]) == report_of(sink.messages[0])  # the last run's went first


def report_of(mail: bytes) -> bytes:
    """Return the line of a mail that names its report."""
    return next(line for line in mail.splitlines() if line.startswith(b"REPORT_ID"))


def test_all_that_was_refused_is_queued_again_once_also_of_the_chain_before(store: Store) -> None:
    names = (f"<again-{number}>" for number in count())
    for name, agent_id in (("old", "agent-1"), ("new", "agent-2"), ("sent", "agent-2")):
        run(store, name, agent_id=agent_id)
    mark_sent(store, "<sent>", NOW)
    for name in ("<old>", "<new>"):
        mark_refused(store, name, NOW, "no")
    assert store.letters.queue_refused_again(names.__next__, NOW + DAY) == 2
    assert store.letters.queue_refused_again(names.__next__, NOW + DAY) == 0
    assert [
        letter.report
        for each in store.letters.waiting()
        if (letter := store.letters.of_delivery(each.message_id))
    ] == [
        b"old",
        b"new",
    ]
    assert refused(store) == []
    mark_refused(store, "<again-0>", NOW + DAY, "still no")
    assert refused(store) == ["<again-0>"]


def test_a_refused_report_is_missed_until_later_ones_were_taken_for_ninety_days(store: Store) -> None:
    run(store, "before")
    mark_sent(store, "<before>", NOW)
    run(store, "lost")
    mark_refused(store, "<lost>", NOW + 90 * DAY, "not sent within 90 days")
    first = NOW + 200 * DAY
    for day in (0, 89, 90):
        assert refused(store) == ["<lost>"]
        run(store, f"day-{day}", first + day * DAY)
        mark_sent(store, f"<day-{day}>", first + day * DAY)
    assert refused(store) == []
    assert store.letters.queue_refused_again(str, first) == 0
