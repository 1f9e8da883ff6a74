"""A disk that is really full: what waits is still sent, once, and is known to be sent."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.demo.mail_sink import MailSink
from agent.edge.store import Store
from tests.support.command_line import with_mail
from tests.support.documents import part
from tests.support.loopback import needs_127_8
from tests.support.settled_letters import mark_sent
from tests.support.store_samples import NOW, ask, composed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.command_line import Program

SIZE = 3_000_000  # octets of the disk
BLOCK = 4096
MOUNT, UNMOUNT = shutil.which("mount") or "mount", shutil.which("umount") or "umount"

pytestmark = [
    needs_127_8,
    pytest.mark.skipif(
        sys.platform != "linux" or os.getuid() != 0, reason="mounts a small disk: the superuser on Linux"
    ),
]


@pytest.fixture
def disk(program: Program) -> Iterator[Path]:
    """Yield the data folder as a disk of its own."""
    program.data.mkdir(mode=0o700)
    options = f"size={SIZE},mode=700"
    subprocess.run([MOUNT, "-t", "tmpfs", "-o", options, "tmpfs", str(program.data)], check=True)
    try:
        yield program.data
    finally:
        subprocess.run([UNMOUNT, str(program.data)], check=True)


def fill(disk: Path, free: int) -> None:
    """Fill the disk but for `free` octets."""
    with (disk / "filling").open("ab", buffering=0) as file:
        while os.statvfs(disk).f_bavail * BLOCK > free:
            file.write(bytes(BLOCK))


@pytest.mark.usefixtures("simulated_office")
@pytest.mark.parametrize("free", [0, BLOCK, 5 * BLOCK, 9 * BLOCK, 12 * BLOCK])
def test_what_waits_is_sent_once_with_hardly_any_room(program: Program, disk: Path, free: int) -> None:
    with MailSink() as gone:
        port = gone.port
    program.settings(with_mail(port))
    assert program.run("scan").code == 1
    with MailSink() as sink:
        program.settings(with_mail(sink.port))
        fill(disk, free)
        assert os.statvfs(disk).f_bavail * BLOCK <= free
        first = program.run("send")
        assert len(sink.messages) == 1, first.stderr
        again = program.run("send")
        assert (len(sink.messages), again.code) == (1, 0), again.stderr
    assert (first.code, b"Traceback" in first.stderr + again.stderr) == (0, False)
    (disk / "filling").unlink()
    # One try is counted, the one that succeeded: what a person started before is no step of the waiting.
    assert ask(disk / "agent.db", "SELECT state, attempts FROM deliveries") == [("sent", 1)]
    assert program.run("scan", "--no-send").code in {0, 1}
    assert ask(disk / "agent.db", "PRAGMA journal_mode") == [("wal",)]
    assert ask(disk / "agent.db", "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("free", [0, 5 * BLOCK, 10 * BLOCK, 20 * BLOCK])
def test_what_a_person_must_know_is_kept_with_hardly_any_room(disk: Path, free: int) -> None:
    path = disk / "agent.db"
    Store.open(path, NOW).close()
    fill(disk, free)
    with Store.open(path, NOW) as store:
        for _ in range(20):  # a log would grow with each
            store.conditions.record(ConditionKind.DISK_FULL, str(disk), {}, NOW)
    with Store.open(path, NOW) as store:
        assert [c.kind for c in store.conditions.standing()] == [ConditionKind.DISK_FULL]


def test_a_letter_is_settled_where_the_disk_fills_while_it_is_sent(disk: Path) -> None:
    path = disk / "agent.db"
    with Store.open(path, NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
        for name in ("a", "b"):
            store.scans.close(store.scans.begin(NOW, 0), NOW, part({}), composed(name.encode()), f"<{name}>")
        fill(disk, 0)
        mark_sent(store, "<a>", NOW)
        store.letters.mark_later("<b>", NOW, "busy")
        assert [delivery.message_id for delivery in store.letters.waiting()] == ["<b>"]
    with closing(_opened(path)) as store:
        assert [(d.message_id, d.attempts, d.last_error) for d in store.letters.waiting()] == [
            ("<b>", 1, "busy")
        ]


def _opened(path: Path) -> Store:
    return Store.open(path, NOW)
