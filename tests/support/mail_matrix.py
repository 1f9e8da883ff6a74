"""One case of the mail matrix, played by a child process: the real outbox against a server with a fault.

The child plays the cases that it reads, one JSON a line, and answers each round with one; at the end it says
how much memory it took.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.mail.limits import BY_THE_RFC
from agent.core.mail.server import MailServer
from agent.core.model.access import Secret
from agent.core.model.records import Letter
from agent.core.settings import settings_of
from agent.edge import smtp
from agent.edge.store import Store
from agent.jobs.mail_conditions import follow_settings
from agent.jobs.send_letters import post
from tests.support.documents import part
from tests.support.faulty_mta import PASSWORD, USER
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager

    from agent.core.mail.limits import SmtpLimits
    from agent.core.mail.smtp_reply import SmtpRefusal
    from agent.jobs.send_letters import MakeMessage
    from tests.support.documents import Document

    Refused = AbstractContextManager[Mapping[str, SmtpRefusal]]

RECIPIENTS = ("office@office.test", "dealer@office.test")
DIVISOR = 600  # of the limits, where a fault takes all the time that it gets
# Where the answer comes at once, or the fault is mended, a busy computer must not make a fault of its own.
PATIENT = 20
MOST_ROUNDS = 4
MAIL = settings_of({"mail.host": "mail", "mail.sender": "m@office.test", "mail.recipients": RECIPIENTS}).mail
SIZE_OF_BODY = 1_500_000  # octets: more than the buffers between both hold


def main() -> None:
    """Play cases until there are no more, then tell the peak of resident memory in MB."""
    for line in sys.stdin:
        case = json.loads(line)
        with tempfile.TemporaryDirectory(prefix="mail-matrix-") as folder:
            _play(case, Path(folder))
    _tell(megabytes=_most_megabytes())


def _most_megabytes() -> float:
    """Return the peak of resident memory; getrusage() would count that of who started this process, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


def _play(case: Document, folder: Path) -> None:
    pin, user = case["pin"], USER if case["pin"] else None
    server = MailServer("127.0.0.1", case["port"], case["security"], user, pin)
    size = SIZE_OF_BODY if case["step"] == "body" else 20_000
    with Store.open(folder / "agent.db", NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
        _queue(store, 1, size)
        began = time.monotonic()
        trouble = _round(store, server, BY_THE_RFC.divided(case["divisor"]))
        _tell(seconds=time.monotonic() - began, trouble=trouble, standing=_standing(store))
        sys.stdin.readline()  # the server is mended now
        _queue(store, 2, 1000)
        rounds = 0
        while store.letters.waiting() and rounds < MOST_ROUNDS:
            trouble = _round(store, server, BY_THE_RFC.divided(PATIENT))
            rounds += 1
        _tell(waiting=len(store.letters.waiting()), trouble=trouble, standing=_standing(store))


def _round(store: Store, server: MailServer, limits: SmtpLimits) -> list[str]:
    password = Secret(PASSWORD) if server.user else None

    def hand_in(
        sender: str, to: Sequence[str], make: MakeMessage
    ) -> AbstractContextManager[Mapping[str, SmtpRefusal]]:
        return smtp.handed_in(server, password, sender, to, make, limits)

    follow_settings(store, MAIL, NOW)
    posted = post(store.letters.waiting(), store, MAIL, hand_in, lambda: NOW)
    return [one.said("terminal") for one in posted.trouble]


def _queue(store: Store, number: int, size: int) -> None:
    at = NOW + timedelta(days=number)
    store.scans.close(
        store.scans.begin(at, 0), at, part({}), partial(_letter, size=size), f"<m{number}@office.test>"
    )


def _letter(run_number: int, _previous_sha256: str | None, size: int) -> Letter:
    at = NOW + timedelta(days=run_number)
    return Letter(f"r-{run_number}", run_number, at, b"x" * (size * 3 // 4), None, b"", "s", "t\n", "<p>t")


def _standing(store: Store) -> list[str]:
    return [f"{one.kind} {one.subject}" for one in store.conditions.standing()]


def _tell(**shown: object) -> None:
    sys.stdout.write(f"{json.dumps(shown)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
