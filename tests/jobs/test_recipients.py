"""A letter's recipients, one by one: taken, refused, waiting; corrected, redirected, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from agent.core.mail.smtp_reply import refusal_of
from agent.core.messages import smtp
from agent.core.messages.error_kinds import SAID
from agent.core.model.errors import AgentError, TemporaryError
from agent.core.settings import DEFAULTS
from agent.edge.store import Store
from agent.jobs.mail_conditions import follow_settings, mail_refused
from agent.jobs.send_letters import Posted, post
from tests.jobs.test_post import Server
from tests.support.documents import part
from tests.support.languages import spoken
from tests.support.settled_letters import mark_sent
from tests.support.store_samples import DAY, NOW, composed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.core.settings import Mail

OFFICE, DEALER, WRONG = "office@example.com", "dealer@example.com", "dealer@exampel.com"
MISTYPED = replace(DEFAULTS.mail, host="mail", sender="meters@example.com", recipients=(OFFICE, WRONG))
CORRECTED = replace(MISTYPED, recipients=(OFFICE, f"The dealer <{DEALER}>"))
UNKNOWN = refusal_of(550, "5.1.1 user unknown")
GREYLISTED = refusal_of(450, "4.2.0 later")
NO_RELAY = AgentError(SAID, {"title": "Relaying denied.", "advice": "Ask."})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "agent.db", NOW) as opened:
        opened.agents.identity("machine", "agent-1", NOW)
        yield opened


def run(store: Store, number: int) -> None:
    at = NOW + number * DAY
    store.scans.close(store.scans.begin(at, 0), at, part({}), composed(b"report"), f"<m{number}@example.com>")


def posted(store: Store, mail: Mail, server: Server) -> Posted:
    follow_settings(store, mail, NOW)
    return post(store.letters.waiting(), store, mail, server, lambda: NOW)


def standing(store: Store) -> list[tuple[str, str]]:
    return [(condition.kind.value, condition.subject) for condition in store.conditions.standing()]


def test_one_is_refused_for_ever_and_that_stands_until_the_address_takes_mail(store: Store) -> None:
    run(store, 1)
    told = posted(store, MISTYPED, Server({WRONG: UNKNOWN}))
    assert (told.sent, told.waiting, told.taken_by) == (1, 0, (OFFICE,))
    assert standing(store) == [("recipient_refused", WRONG)]
    (condition,) = store.conditions.standing()
    assert condition.facts == {"reason": '"550 5.1.1 user unknown"'}
    run(store, 2)
    posted(store, MISTYPED, Server({WRONG: UNKNOWN}))
    assert standing(store) == [("recipient_refused", WRONG)]
    run(store, 3)
    mended = Server()
    posted(store, MISTYPED, mended)
    assert standing(store) == []
    # The mailbox is there now: what it missed before goes there too, and to nobody else.
    assert posted(store, MISTYPED, mended).waiting == 0
    assert mended.handed == [(3, (OFFICE, WRONG)), (1, (WRONG,)), (2, (WRONG,))]


def test_what_a_mistyped_address_was_refused_goes_to_the_corrected_one(store: Store) -> None:
    for number in (1, 2):
        run(store, number)
    posted(store, MISTYPED, Server({WRONG: UNKNOWN}, {WRONG: UNKNOWN}))
    assert store.letters.waiting() == ()
    server = Server()
    posted(store, CORRECTED, server)
    assert server.handed == [(number, CORRECTED.recipients[1:]) for number in (1, 2)]
    assert standing(store) == []
    assert posted(store, CORRECTED, server).waiting == 0
    assert len(server.handed) == 2


def test_what_waits_for_a_mistyped_address_follows_the_settings(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server({WRONG: GREYLISTED}))
    server = Server()
    posted(store, CORRECTED, server)
    assert server.handed == [(1, CORRECTED.recipients[1:])]


def test_what_never_left_goes_to_whom_the_settings_name_now(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server(TemporaryError(SAID, {"title": "Down.", "advice": "Wait."})))
    server = Server()
    posted(store, CORRECTED, server)
    assert server.handed == [(1, CORRECTED.recipients)]


def test_an_address_that_is_gone_leaves_no_condition_and_nothing_behind(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server({WRONG: UNKNOWN}))
    run(store, 2)
    posted(store, MISTYPED, Server({WRONG: GREYLISTED}))
    alone = replace(MISTYPED, recipients=(OFFICE,))
    follow_settings(store, alone, NOW + DAY)
    assert (standing(store), store.letters.waiting(), store.letters.last_sent_at(NOW + DAY)) == ([], (), NOW)
    server = Server()
    posted(store, alone, server)
    assert server.handed == []


def test_one_address_written_in_two_ways_is_one_recipient(store: Store) -> None:
    twice = replace(MISTYPED, recipients=(DEALER, f"The dealer <{DEALER.upper()}>"))
    run(store, 1)
    server = Server()
    assert posted(store, twice, server).waiting == 0
    assert server.handed == [(1, (DEALER,))]


def test_who_comes_back_gets_what_it_missed_and_nobody_gets_it_twice(store: Store) -> None:
    for number in (1, 2):
        run(store, number)
    posted(store, MISTYPED, Server({WRONG: UNKNOWN}, {WRONG: GREYLISTED}))
    alone, server = replace(MISTYPED, recipients=(OFFICE,)), Server()
    assert posted(store, alone, server).waiting == 0
    run(store, 3)
    posted(store, alone, server)
    posted(store, MISTYPED, server)
    assert server.handed == [(3, (OFFICE,)), (1, (WRONG,)), (2, (WRONG,))]
    assert (posted(store, MISTYPED, server).waiting, len(server.handed)) == (0, 3)


def test_what_was_ended_or_is_too_old_does_not_wait_for_who_comes_back(store: Store) -> None:
    for number in (1, 2):
        run(store, number)
    posted(store, MISTYPED, Server({WRONG: UNKNOWN}, {WRONG: UNKNOWN}))
    assert store.letters.cancel(1, NOW)
    follow_settings(store, replace(MISTYPED, recipients=(OFFICE,)), NOW)
    follow_settings(store, MISTYPED, NOW + 93 * DAY)
    assert store.letters.waiting() == ()
    follow_settings(store, MISTYPED, NOW)
    assert [each.run_number for each in store.letters.waiting()] == [2]


def test_another_spelling_of_a_refused_address_is_tried_at_once(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server({WRONG: UNKNOWN}))
    server = Server()
    posted(store, replace(MISTYPED, recipients=(OFFICE, f"Dealer <{WRONG}>")), server)
    assert server.handed == []
    respelled = (OFFICE, WRONG.replace("d", "D", 1))
    posted(store, replace(MISTYPED, recipients=respelled), server)
    assert server.handed == [(1, respelled[1:])]
    assert standing(store) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sender": "other@example.com"},
        {"host": "another"},
        {"port": 2525},
        {"client_certificate": "client.pem"},
    ],
)
def test_corrected_settings_of_the_server_bring_the_next_try_forward(
    store: Store, change: dict[str, str | int]
) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server(NO_RELAY))
    follow_settings(store, MISTYPED, NOW)
    assert store.letters.waiting(NOW) == ()
    follow_settings(store, replace(MISTYPED, **change), NOW)  # type: ignore[arg-type]
    assert len(store.letters.waiting(NOW)) == 1


def test_a_new_recipient_does_not_get_what_is_long_settled(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server())
    server = Server()
    posted(store, replace(MISTYPED, recipients=(OFFICE, WRONG, DEALER)), server)
    assert server.handed == []


def test_the_only_recipient_is_refused_and_corrected(store: Store) -> None:
    only = replace(MISTYPED, recipients=(WRONG,))
    run(store, 1)
    told = posted(store, only, Server({WRONG: UNKNOWN}))
    assert (told.sent, told.waiting, told.taken_by) == (0, 0, ())
    assert [refused.run_number for refused in store.letters.refused()] == [1]
    server = Server()
    posted(store, replace(MISTYPED, recipients=(DEALER,)), server)
    assert server.handed == [(1, (DEALER,))]
    assert (store.letters.refused(), standing(store)) == ((), [])


def test_a_permanent_refusal_of_the_server_stands_at_once_and_until_it_takes_mail(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server(NO_RELAY))
    assert standing(store) == [("mail_refused", "mail")]
    (waiting,) = store.letters.waiting()
    assert waiting.next_try_at == NOW + timedelta(hours=1)
    posted(store, MISTYPED, Server(TemporaryError(SAID, {"title": "Down.", "advice": "Wait."})))
    assert standing(store) == [("mail_refused", "mail")]
    posted(store, MISTYPED, Server())
    assert standing(store) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_to_do_about_a_certificate_is_kept_whole(store: Store, language: str) -> None:
    facts = {"host": "mail", "place": f"{'m' * 40}.example.com:587", "seen": "a" * 64, "clock": "2026-11-22"}
    for kind in [kind for kind in smtp.TROUBLES if kind.startswith(("certificate", "clock"))]:
        error = AgentError(smtp.TROUBLES[kind], facts)
        with spoken(language):
            mail_refused(store, MISTYPED, error, NOW)
            (condition,) = store.conditions.standing()
            assert condition.facts == {"reason": f"{error.title} {error.advice}"}


def test_a_refused_login_is_not_tried_with_each_letter_in_turn(store: Store) -> None:
    for number in (1, 2, 3):
        run(store, number)
    server = Server(NO_RELAY)
    posted(store, MISTYPED, server)
    assert len(server.handed) == 1
    assert store.letters.waiting(NOW + timedelta(minutes=59)) == ()
    assert len(store.letters.waiting(NOW + 4 * DAY)) == 3


def test_what_stood_about_a_server_or_a_letter_that_is_gone_stands_no_more(store: Store) -> None:
    for number in (1, 2):
        run(store, number)
    posted(store, MISTYPED, Server(refusal_of(554, "5.7.1 spam").of_letter(), NO_RELAY))
    assert standing(store) == [("letter_refused", "1"), ("mail_refused", "mail")]
    follow_settings(store, replace(MISTYPED, host="another"), NOW)
    assert standing(store) == [("letter_refused", "1")]
    mark_sent(store, "<m1@example.com>", NOW)
    follow_settings(store, MISTYPED, NOW)
    assert standing(store) == []


def test_a_server_that_is_down_is_no_condition(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server(TemporaryError(SAID, {"title": "Down.", "advice": "Wait."})))
    assert standing(store) == []


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [(554, "5.7.1 spam", "letter_refused"), (552, "5.3.4 too big", "letter_too_large")],
)
def test_a_letter_that_is_refused_for_good_is_told_and_holds_up_no_other(
    store: Store, code: int, words: str, kind: str
) -> None:
    for number in (1, 2):
        run(store, number)
    server = Server(refusal_of(code, words).of_letter())
    assert posted(store, MISTYPED, server).sent == 1
    assert standing(store) == [(kind, "1")]
    posted(store, MISTYPED, server)
    assert standing(store) == []


def test_letters_that_did_not_leave_are_redirected(store: Store) -> None:
    for number in (1, 2, 3):
        run(store, number)
    posted(
        store,
        MISTYPED,
        Server({WRONG: UNKNOWN}, {}, TemporaryError(SAID, {"title": "Down.", "advice": "Wait."})),
    )
    # Letter 1 lacks one recipient again, since that took letter 2; letter 3 waits for both.
    assert store.letters.redirect(DEALER, NOW) == 2
    server = Server({DEALER: UNKNOWN}, {DEALER: UNKNOWN})
    posted(store, MISTYPED, server)
    assert server.handed == [(1, (DEALER,)), (3, (DEALER,))]
    assert standing(store) == [("recipient_refused", DEALER)]
    posted(store, MISTYPED, Server())
    assert standing(store) == [("recipient_refused", DEALER)]
    assert store.letters.redirect(OFFICE, NOW) == 1  # run 1 is there already
    server = Server()
    posted(store, MISTYPED, server)
    assert server.handed == [(3, (OFFICE,))]
    assert standing(store) == []


def test_a_letter_that_was_ended_is_not_sent_and_is_told(store: Store) -> None:
    for number in (1, 2, 3):
        run(store, number)
    posted(
        store, MISTYPED, Server({WRONG: UNKNOWN}, TemporaryError(SAID, {"title": "Down.", "advice": "Wait."}))
    )
    assert [store.letters.cancel(number, NOW) for number in (1, 2, 2, 9)] == [True, True, False, False]
    server = Server()
    posted(store, CORRECTED, server)
    assert server.handed == [(3, CORRECTED.recipients)]
    assert [(each.agent_id, each.run_number, each.at) for each in store.letters.cancelled_runs()] == [
        ("agent-1", 1, NOW),
        ("agent-1", 2, NOW),
    ]
    assert store.letters.queue_refused_again(str, NOW) == 0


def test_one_letter_waits_once_however_often_it_is_sent_again(store: Store) -> None:
    run(store, 1)
    posted(store, MISTYPED, Server(TemporaryError(SAID, {"title": "Down.", "advice": "Wait."})))
    assert [store.letters.queue_again(1, f"<again-{click}@example.com>", NOW) for click in range(4)] == [
        False
    ] * 4
    (waiting,) = store.letters.waiting(NOW)
    assert waiting.message_id == "<m1@example.com>"
