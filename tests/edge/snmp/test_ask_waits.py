"""When a question of a reading is repeated, and what its answers tell of time and loss."""

from __future__ import annotations

import pytest

from agent.core.model.access import Access, Endpoint, Secret
from agent.core.polling.conversation_rows import ConversationRequest, Topic
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.snmp import open_session
from agent.edge.snmp.ask import Asked, ask
from tests.support.loopback import OWN_PORT, needs_127_8
from tests.support.printer_walks import honest_walk

pytestmark = needs_127_8

PLACE = Endpoint("127.84.0.1", OWN_PORT)
WALK = honest_walk(b"WAITS0001")
LONG = 8.0  # seconds: a quarter of it is more than a busy machine takes for an answer


def asked(timeout: float, first_wait: float | None, *, delay: float = 0.0, wakes_after: float = 0.0) -> Asked:
    """Ask one printer over v2c."""
    printer = SimulatedAgent(WALK, PLACE, answer_delay=delay, wakes_after=wakes_after)
    conversation = ConversationRequest(Topic.DEVICE, PLACE.address, "2c", first_wait)
    with serve([printer]):
        return ask(open_session(PLACE, Access("2c", community=Secret("public"))), conversation, timeout)


def test_a_question_whose_repeat_is_answered_at_once_was_lost() -> None:
    walk = asked(LONG, None, wakes_after=LONG / 2)
    assert (walk.answers_lost, walk.datagrams_sent) == (1, walk.datagrams_received + 1)
    assert walk.slowest < LONG / 2


def test_the_first_wait_is_the_one_learnt() -> None:
    """With the long one it would repeat nothing."""
    walk = asked(LONG, 0.1, delay=0.15)
    assert walk.datagrams_sent > walk.datagrams_received
    assert walk.answers_lost == 0
    assert walk.slowest >= 0.15


def test_a_device_that_is_slower_than_learnt_is_hurried_once_and_not_at_each_question() -> None:
    walk = asked(LONG, 0.1, delay=0.3)
    assert (walk.datagrams_sent, walk.answers_lost) == (walk.datagrams_received + 1, 0)
    assert not walk.walk.faults


@pytest.mark.parametrize("first_wait", [None, 20.0])
def test_a_first_wait_is_never_longer_than_the_timeout(first_wait: float | None) -> None:
    walk = asked(0.4, first_wait, delay=0.6)
    assert walk.datagrams_sent > walk.datagrams_received
    assert not walk.walk.faults
