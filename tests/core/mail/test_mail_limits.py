"""How long a mail server may take: the RFC's own limits, and what follows for who starts a sender."""

from __future__ import annotations

import socket
import threading
import time
from datetime import timedelta

import pytest

from agent.context.outbox import FOR_ANOTHER_SENDER
from agent.core.mail.backoff import next_try
from agent.core.mail.limits import BY_THE_RFC, FOR_A_PERSON, LONGEST_SENDING, SmtpLimits
from agent.core.mail.server import MailServer
from agent.core.model.errors import TemporaryError
from agent.core.schedule.tasks import RUN, SCANNING, SEND
from agent.core.tray.actions import AGAIN
from agent.edge.smtp import send
from tests.support.store_samples import NOW

SENDER, OFFICE = "meters@office.test", "office@office.test"


def test_the_limits_are_those_of_rfc_5321_and_twenty_minutes_for_a_letter() -> None:
    minute = 60.0
    by_the_rfc = SmtpLimits(
        connect=30.0,
        greeting=5 * minute,
        command=5 * minute,
        data=2 * minute,
        block=3 * minute,
        dot=10 * minute,
        letter=20 * minute,
        quit=10.0,
    )
    assert by_the_rfc == BY_THE_RFC
    assert BY_THE_RFC.divided(600) == SmtpLimits(0.05, 0.5, 0.5, 0.2, 0.3, 1.0, 2.0, 10.0 / 600)
    # Exchange may think about the final dot for half a minute; who tries the settings has to see that.
    assert FOR_A_PERSON.greeting > 35
    assert FOR_A_PERSON.dot > 35


def test_a_sending_child_may_take_as_long_as_its_letters() -> None:
    # One letter may begin as late as one letter takes, and takes as long again; so may its goodbyes.
    assert LONGEST_SENDING == 2 * (1200 + 10)
    assert SEND.deadline >= LONGEST_SENDING + FOR_ANOTHER_SENDER
    assert AGAIN.deadline == SEND.deadline
    assert RUN.deadline == SCANNING + SEND.deadline


def test_what_needs_a_person_is_tried_less_often() -> None:
    hours = [next_try(attempts, NOW, needs_a_person=True) - NOW for attempts in (1, 2, 3, 9)]
    assert hours == [timedelta(hours=number) for number in (1, 4, 12, 12)]
    assert next_try(1, NOW) - NOW == timedelta(minutes=5)


@pytest.mark.parametrize("greets_late", [True, False])
def test_a_slow_server_gets_its_letter_once_and_is_not_called_silent(greets_late: bool) -> None:
    """The delay is longer than a command's limit where the final dot's is what counts, as with Exchange."""
    limits = SmtpLimits(connect=5, greeting=8, command=4, data=4, block=4, dot=20, letter=40, quit=1)
    delay = 2.0 if greets_late else 5.0
    with socket.create_server(("127.0.0.1", 0)) as door:
        accepted = threading.Thread(target=_slowly, args=(door, delay, greets_late))
        accepted.start()
        began = time.monotonic()
        server = MailServer("127.0.0.1", door.getsockname()[1], "none")
        assert send(server, None, SENDER, [OFFICE], b"Subject: x\r\n\r\nx\r\n", limits) == {}
        assert time.monotonic() - began >= delay
        accepted.join()


def _slowly(door: socket.socket, delay: float, greets_late: bool) -> None:
    link, _ = door.accept()
    with link, link.makefile("rwb") as talk:
        time.sleep(delay if greets_late else 0)
        talk.write(b"220 hi\r\n")
        talk.flush()
        in_message = False
        for line in talk:
            if in_message and line != b".\r\n":
                continue
            if line == b".\r\n":
                time.sleep(0 if greets_late else delay)
            in_message = line == b"DATA\r\n"
            talk.write(b"354 go\r\n" if in_message else b"250 fine\r\n")
            talk.flush()


def test_a_letter_has_an_end_however_many_steps_keep_their_limits() -> None:
    limits = SmtpLimits(connect=5, greeting=5, command=5, data=5, block=5, dot=5, letter=1, quit=1)
    with socket.create_server(("127.0.0.1", 0)) as door:
        dripping = threading.Thread(target=_pausing, args=(door, 0.3))
        dripping.start()
        server = MailServer("127.0.0.1", door.getsockname()[1], "none")
        recipients = [f"r{number}@office.test" for number in range(100)]
        began = time.monotonic()
        with pytest.raises(TemporaryError, match="didn't respond in time"):
            send(server, None, SENDER, recipients, b"Subject: x\r\n\r\nx\r\n", limits)
        assert time.monotonic() - began < 15  # all hundred pauses together would be thirty seconds
        dripping.join()


def _pausing(door: socket.socket, pause: float) -> None:
    link, _ = door.accept()
    with link, link.makefile("rwb") as talk:
        talk.write(b"220 hi\r\n")
        talk.flush()
        try:
            for _ in talk:
                time.sleep(pause)
                talk.write(b"250 fine\r\n")
                talk.flush()
        except OSError:
            return  # the client has gone
