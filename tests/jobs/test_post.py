"""The outbox: what the server takes is sent once, everything else stays and says why."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.core.mail.backoff import WAITS
from agent.core.mail.smtp_reply import SmtpRefusal
from agent.core.messages.error_kinds import SAID, ErrorKind
from agent.core.model.errors import AgentError, TemporaryError
from agent.core.settings import DEFAULTS
from agent.edge.store import Store
from agent.jobs.send_letters import Posted, post
from tests.support.documents import part
from tests.support.store_samples import NOW, composed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from agent.core.model.records import Delivery

OFFICE, DEALER = "office@example.com", "dealer@example.com"
MAIL = replace(DEFAULTS.mail, host="mail", sender="meters@example.com", recipients=(OFFICE, DEALER))
FOR_NOW = SmtpRefusal(False, ErrorKind("Come back later.", "Wait."))
FOR_EVER = SmtpRefusal(True, ErrorKind("Nobody of that name.", "Check it."))
DOWN = TemporaryError(SAID, {"title": "The mail server does not answer.", "advice": "Wait."})
FULL = AgentError(SAID, {"title": "The letter is too large.", "advice": "Ask the server's administrator."})


class Server:
    """A mail server in one value: it says to each message what `replies` say in turn, then takes all.

    An error as a reply is raised before the letter was taken; `noted` runs with each letter that was taken,
    when the goodbye is still to come.
    """

    def __init__(self, *replies: Mapping[str, SmtpRefusal] | AgentError) -> None:
        self.replies = list(replies)
        self.handed: list[tuple[int, tuple[str, ...]]] = []
        self.messages: list[bytes] = []
        self.limit: int | None = None

    @contextmanager
    def __call__(
        self, _sender: str, recipients: Sequence[str], message: Callable[[int | None], bytes]
    ) -> Iterator[Mapping[str, SmtpRefusal]]:
        """Take a message, or do what the next reply says."""
        self.messages.append(message(self.limit))
        run = int(self.messages[-1].partition(b"Message-ID: <m")[2].partition(b"@")[0])
        self.handed.append((run, tuple(recipients)))
        reply = self.replies.pop(0) if self.replies else {}
        if isinstance(reply, AgentError):
            raise reply
        yield reply


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Yield a store with three letters in the outbox."""
    with Store.open(tmp_path / "agent.db", NOW) as opened:
        opened.agents.identity("machine", "agent-1", NOW)
        for run in (1, 2, 3):
            scan = opened.scans.begin(NOW, 0)
            opened.scans.close(scan, NOW, part({}), composed(b"report"), f"<m{run}@example.com>")
        yield opened


def posted_by(server: Server, store: Store) -> Posted:
    return post(store.letters.waiting(), store, MAIL, server, lambda: NOW)


def waiting(store: Store) -> dict[int, Delivery]:
    return {delivery.run_number: delivery for delivery in store.letters.waiting()}


def test_all_leave_oldest_first_and_each_once(store: Store) -> None:
    server = Server()
    assert posted_by(server, store) == Posted(3, 0, (), (OFFICE, DEALER))
    assert posted_by(server, store) == Posted(0, 0, ())
    assert server.handed == [(run, (OFFICE, DEALER)) for run in (1, 2, 3)]
    assert store.letters.last_sent_at(NOW) == NOW


def test_a_server_that_is_down_is_asked_once_and_nothing_is_lost(store: Store) -> None:
    server = Server(DOWN)
    posted = posted_by(server, store)
    assert (posted.sent, posted.waiting) == (0, 3)
    assert [one.said("terminal") for one in posted.trouble] == ["The mail server does not answer. Wait."]
    assert [run for run, _ in server.handed] == [1]
    tried = waiting(store)[1]
    assert (tried.attempts, tried.next_try_at, tried.last_error) == (1, NOW + WAITS[0], DOWN.title)
    assert posted_by(Server(), store).sent == 3


@pytest.mark.parametrize(("trouble", "wait"), [(DOWN, 0), (FULL, 2), ({DEALER: FOR_NOW}, 0)])
def test_what_a_person_tries_makes_no_wait_longer(
    store: Store, trouble: AgentError | dict[str, SmtpRefusal], wait: int
) -> None:
    posted_by(Server(trouble), store)
    assert waiting(store)[1].attempts == 1
    for _ in range(4):
        # The least tried go first: only the first letter is to be met.
        first = [delivery for delivery in store.letters.waiting() if delivery.run_number == 1]
        post(first, store, MAIL, Server(trouble), lambda: NOW, is_by_person=True)
    tried = waiting(store)[1]
    assert (tried.attempts, tried.next_try_at) == (1, NOW + WAITS[wait])


def test_a_letter_that_is_never_taken_holds_up_no_other(store: Store) -> None:
    posted_by(Server(FULL), store)
    assert posted_by(Server({}, {}, FULL), store).sent == 2
    assert list(waiting(store)) == [1]
    assert waiting(store)[1].attempts == 2


def test_a_recipient_refused_for_now_is_tried_again_alone(store: Store) -> None:
    assert posted_by(Server({DEALER: FOR_NOW}), store).waiting == 1
    assert (waiting(store)[1].sent_to, waiting(store)[1].last_error) == (frozenset({OFFICE}), FOR_NOW.title)
    later = Server(DOWN)
    posted_by(later, store)
    posted_by(later, store)
    assert later.handed == [(1, (DEALER,)), (1, (DEALER,))]
    assert store.letters.waiting() == ()


def test_a_recipient_refused_for_ever_is_told_and_the_other_has_it(store: Store) -> None:
    posted = posted_by(Server({DEALER: FOR_EVER}, {DEALER: FOR_EVER}, {DEALER: FOR_EVER}), store)
    assert (posted.sent, posted.waiting, posted.taken_by) == (3, 0, (OFFICE,))
    said = {one.said("terminal") for one in posted.trouble}
    assert said == {f"{DEALER}: Nobody of that name. Check it."}
    (condition,) = store.conditions.standing()
    assert (condition.kind, condition.subject) == (ConditionKind.RECIPIENT_REFUSED, DEALER)


def test_one_refused_for_now_and_one_for_ever_leaves_the_one_to_try_again(store: Store) -> None:
    posted = posted_by(Server({OFFICE: FOR_EVER, DEALER: FOR_NOW}, DOWN), store)
    assert len(posted.trouble) == 3
    again = Server({}, DOWN)
    post([waiting(store)[1]], store, MAIL, again, lambda: NOW)
    assert again.handed == [(1, (DEALER,))]
