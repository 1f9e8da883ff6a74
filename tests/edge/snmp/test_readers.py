"""Reader processes: who has what, who ends with whom, and what is told where one can't be had."""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent.commands.scan import open_readers
from agent.core.discovery.sweep import Found
from agent.core.model.access import Access, Endpoint, Secret
from agent.core.model.errors import AgentError
from agent.core.polling.reader_protocol import CRASHED, SIGN_OF_LIFE, ReaderLostError
from agent.core.polling.requests import Failure, Fault, Request, RequestKind
from agent.core.snmp_codec.message import Version
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import child
from agent.edge.snmp.ask import PATIENCE as PATIENCE_OF_ASK
from agent.edge.snmp.ask import ask
from agent.edge.snmp.readers import FORKED, SPAWNED, Plan, Readers
from agent.edge.snmp.readers.frames import framed
from agent.edge.snmp.readers.lease import QUESTIONS_IN_ONE
from agent.edge.snmp.readers.socket_channel import SocketChannel
from agent.edge.snmp.readers.spawned import Spawner
from agent.jobs.discover import READERS
from agent.jobs.read_device import Reader, read_device
from agent.jobs.try_user import as_stdin, sentence_of
from tests.support.command_line import Program
from tests.support.crashing_rogues import USER, Crashing, never_in_time
from tests.support.loopback import OWN_PORT, needs_127_8
from tests.support.made_printers import OFFICE_PRINTER
from tests.support.own_readers import own_readers
from tests.support.patience import PATIENCE
from tests.support.printer_walks import honest_walk
from tests.support.process_memory import family
from tests.support.rogue import rogues
from tests.support.scripted_agent import integer, response, scripted_agent, varbind

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from tests.support.scripted_agent import Asked

posix = pytest.mark.skipif(sys.platform == "win32", reason="readers are forked")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
SYS_DESCR = (1, 3, 6, 1, 2, 1, 1, 1, 0)
QUESTION = Request(RequestKind.GET, (SYS_DESCR,))
V2C, V3 = Access("2c", Secret("public")), Access("3", user=USER)
ALL = frozenset({"1", "2c", "3"})


def wait_until(is_so: object) -> None:
    """Wait until a function of no arguments returns something true."""
    assert callable(is_so)
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def printer() -> Iterator[Endpoint]:
    """Yield where a printer answers in every version."""
    with serve([SimulatedAgent(OFFICE_PRINTER, Endpoint("127.0.0.1", 0), versions=ALL, user=USER)]) as (
        agent,
    ):
        yield agent.endpoint


@pytest.fixture
def spawned() -> Iterator[Readers]:
    """Yield readers as Windows has them: children of our own program, for SNMPv3 alone."""
    spawner = Spawner(lambda: child.start_with_pipes(("reader",)))
    with closing(Readers(spawner, replace(SPAWNED, inside=frozenset()))) as readers:
        yield readers


@posix
def test_a_slow_device_is_no_reader_that_hangs() -> None:
    # Seconds: without a sign of life a reader is given up after 3.4, less than seven answers take. The last
    # try waits 0.8, and the device needs 0.5: a busy computer has the rest.
    base = 0.2
    slow = SimulatedAgent(OFFICE_PRINTER, Endpoint("127.0.0.1", 0), answer_delay=0.5)
    impatient = own_readers(replace(FORKED, margin=0.0))
    with impatient as readers, serve([slow]) as (agent,), readers.shared() as lease:
        began = time.monotonic()
        found = Found(agent.endpoint, "2c", Secret("public"))
        outcome = read_device(found, Reader(lease.open_session, ask, lambda: NOW, base))
        took = time.monotonic() - began
    assert outcome.reading is not None
    assert outcome.reading.read_status == "ok"
    assert took > base * max(PATIENCE_OF_ASK) * QUESTIONS_IN_ONE + SIGN_OF_LIFE


@posix
def test_a_reply_that_nobody_asked_for_is_taken_for_no_answer() -> None:
    from agent.edge.snmp.readers.socket_channel import SocketChannel  # noqa: PLC0415 (not on Windows)

    ours, theirs = socket.socketpair()
    with ours, theirs:
        channel = SocketChannel(ours)
        theirs.sendall(framed(b"one") + framed(b"two"))
        assert channel.receive(1.0) == b"one"
        with pytest.raises(ReaderLostError):
            channel.send(b"question", 1.0)


@posix
@pytest.mark.parametrize("version", ["1", "2c", "3"])
def test_a_reading_through_a_reader_is_the_same_as_without(printer: Endpoint, version: str) -> None:
    from agent.edge.snmp import open_session  # noqa: PLC0415 (loads net-snmp, for which this process need not wait)

    found = Found(printer, version, None if version == "3" else Secret("public"))
    with own_readers() as readers, readers.shared() as lease:
        apart = read_device(found, Reader(lease.open_session, ask, lambda: NOW, 1.0, (USER,)))
    inside = read_device(found, Reader(open_session, ask, lambda: NOW, 1.0, (USER,)))
    assert apart == inside
    assert apart.reading is not None
    assert apart.reading.read_status == "ok"


def test_a_child_of_our_own_reads_as_well(printer: Endpoint, spawned: Readers) -> None:
    for access in (V2C, V3):
        with spawned.shared() as lease:
            answer = lease.open_session(printer, access).ask(QUESTION, 2.0)
        assert not isinstance(answer, Failure)
        assert answer[0].value == b"Examplar ColorWorks 500; firmware 4.1"


def test_a_version_that_needs_no_reader_starts_none(printer: Endpoint) -> None:
    def no_child() -> subprocess.Popen[bytes]:
        raise AssertionError("a reader was started")

    with closing(Readers(Spawner(no_child), SPAWNED)) as readers, readers.shared() as lease:
        assert not isinstance(lease.open_session(printer, V2C).ask(QUESTION, 2.0), Failure)


def test_silent_devices_are_waited_for_side_by_side_over_v3(spawned: Readers) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hears_and_is_silent:
        hears_and_is_silent.bind(("127.0.0.1", 0))
        silent = Endpoint(*hears_and_is_silent.getsockname())
        began = time.monotonic()
        threads = [threading.Thread(target=ask_once, args=(spawned, silent)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    # One after the other they would take 4 times 3 seconds, whatever the machine does beside it.
    assert time.monotonic() - began < 9


def ask_once(readers: Readers, endpoint: Endpoint) -> None:
    with readers.shared() as lease:
        assert lease.open_session(endpoint, V3).ask(QUESTION, 3.0) == Failure(Fault.TIMEOUT)


@posix
def test_a_forked_reader_that_is_killed_is_replaced_for_the_next_lease(printer: Endpoint) -> None:
    with own_readers() as readers:
        lose_and_ask_again(readers, printer)


def test_a_spawned_reader_that_is_killed_is_replaced_for_the_next_lease(
    printer: Endpoint, spawned: Readers
) -> None:
    lose_and_ask_again(spawned, printer)


def lose_and_ask_again(readers: Readers, printer: Endpoint) -> None:
    def ask_killed() -> None:
        with readers.shared() as lease:
            session = lease.open_session(printer, V2C)
            session.ask(QUESTION, 2.0)
            os.kill(process_of(readers), getattr(signal, "SIGKILL", signal.SIGTERM))
            session.ask(QUESTION, 2.0)

    with pytest.raises(ReaderLostError, match="crashed"):
        ask_killed()
    with readers.shared() as lease:
        assert not isinstance(lease.open_session(printer, V2C).ask(QUESTION, 2.0), Failure)


def process_of(readers: Readers) -> int:
    """Return the process of the only reader."""
    (worker,) = readers._workers  # noqa: SLF001 (whom to kill)
    pid = getattr(worker, "process", None) or worker.channels[0].child.pid  # type: ignore[attr-defined]
    return int(pid)


@posix
def test_a_lease_alone_ends_in_time_and_says_only_that(printer: Endpoint) -> None:
    with own_readers() as readers, readers.alone() as lease:
        session = lease.open_session(printer, V2C)
        assert not isinstance(session.ask(QUESTION, 2.0), Failure)
        lease.seconds = 0.0
        assert session.ask(QUESTION, 2.0) == Failure(Fault.TIMEOUT)
        assert lease.lost is None


@posix
def test_a_slow_answer_at_the_end_of_its_time_is_no_crash() -> None:
    def slow(asked: Asked) -> bytes:
        time.sleep(1.0)
        return response(asked, varbind(SYS_DESCR, integer(1)))

    with own_readers() as readers, scripted_agent(slow) as endpoint, readers.alone() as lease:
        lease.seconds = 0.3
        assert lease.open_session(endpoint, V2C).ask(QUESTION, 5.0) == Failure(Fault.TIMEOUT)
        assert lease.lost is None


@posix
def test_two_sessions_of_one_lease_keep_apart(printer: Endpoint) -> None:
    with own_readers() as readers, readers.shared() as lease:
        honest, wrong = (
            lease.open_session(printer, Access("2c", Secret(name))) for name in ("public", "wrong")
        )
        for _ in range(2):
            assert not isinstance(honest.ask(QUESTION, 2.0), Failure)
            assert wrong.ask(QUESTION, 0.1) == Failure(Fault.TIMEOUT)


@posix
def test_a_user_that_can_not_be_used_is_told_as_without_a_reader(printer: Endpoint) -> None:
    short = Access("3", user=replace(USER, auth_passphrase=Secret("short")))
    with own_readers() as readers, readers.shared() as lease, pytest.raises(AgentError, match="auditor"):
        lease.open_session(printer, short)


@posix
def test_where_no_reader_can_be_started_it_is_told(printer: Endpoint) -> None:
    with own_readers() as readers:
        os.kill(readers.source.process, signal.SIGKILL)  # type: ignore[attr-defined] # the fork server
        with (
            pytest.raises(AgentError, match="The process that reads printers can't be started"),
            readers.shared() as lease,
        ):
            lease.open_session(printer, V2C).ask(QUESTION, 1.0)


def test_there_is_a_channel_for_each_device_that_is_read_at_the_same_time() -> None:
    assert FORKED.workers * FORKED.channels == READERS


@posix
def test_trying_a_user_at_a_device_that_hangs_net_snmp_ends_in_time_with_a_sentence() -> None:
    late = Crashing(
        Endpoint("127.0.0.1", OWN_PORT),
        honest_walk(b"LATE0001"),
        lambda _: (),
        version=Version.V3,
        how=never_in_time,
    )
    with rogues([late]):
        ended = child.run(["settings", "try"], 6.0, as_stdin(USER, late.endpoint))
    assert ended.timed_out
    assert late.asked > 0
    with pytest.raises(AgentError, match=re.escape(f"{late.endpoint} could not be tested.")):
        sentence_of(ended, late.endpoint)


class EndingWorker:
    """A worker of one channel; when it is ended it tells who uses it, as a closed socket does."""

    def __init__(self) -> None:
        self.channels = (SocketChannel(socket.socket()),)
        self.ends = 0
        self.tell: Callable[[], object] = bool

    def end(self) -> None:
        """Take note of it, and tell who uses the channel."""
        self.ends += 1
        self.channels[0].stream.close()
        self.tell()


@dataclass
class EndingWorkers:
    """The source of two such workers."""

    workers: tuple[EndingWorker, ...] = field(default_factory=lambda: (EndingWorker(), EndingWorker()))
    started: int = 0

    def start(self, channels: int) -> EndingWorker:
        """Return the next of the two."""
        assert channels == 1
        self.started += 1
        return self.workers[self.started - 1]

    def close(self) -> None:
        """End nobody: what each worker does is what counts."""


def test_each_reader_ends_once_though_another_is_lost_while_all_are_closed() -> None:
    source = EndingWorkers()
    readers = Readers(source, Plan(workers=2, channels=1))
    with ExitStack() as in_use:
        lost = in_use.enter_context(readers.shared())
        with readers.shared() as unused:
            lost.channel, unused.channel = lost.take(), unused.take()

        def lose() -> None:
            with pytest.raises(ReaderLostError), in_use.pop_all():
                raise ReaderLostError(CRASHED)

        source.workers[0].tell = lose
        readers.close()
    assert [worker.ends for worker in source.workers] == [1, 1]


@posix
def test_readers_are_started_before_any_thread() -> None:
    released = threading.Event()
    thread = threading.Thread(target=released.wait)
    thread.start()
    try:
        with pytest.raises(RuntimeError, match="before any thread"):
            open_readers()
    finally:
        released.set()
        thread.join()


@linux
@needs_127_8
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_readers_end_with_their_scan_however_it_ends(tmp_path: Path, number: int) -> None:
    program = Program(tmp_path / "data")
    slow = SimulatedAgent(honest_walk(b"SLOW0001"), Endpoint("127.83.9.1", 0), answer_delay=0.5)
    with serve([slow]) as (agent,), program.started("scan", str(agent.endpoint)) as scan:
        wait_until(lambda: len(family(scan.pid)) > 2)
        members = family(scan.pid)
        scan.send_signal(number)
        scan.communicate(timeout=PATIENCE)
        wait_until(lambda: not [member for member in members if is_alive(member)])
    status = program.run("status")
    assert "crash" not in (status.stdout + status.stderr).decode()  # a Stop is none


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
