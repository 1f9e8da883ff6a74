"""Our own program, started again as a child with a deadline: no shell, no window, ended with its children."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError
from agent.edge import paths

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Beat = Callable[[], None] | None  # what a wait calls every BEAT seconds

KEPT_OUTPUT = 4_000  # characters, the last ones: where a traceback says what happened
BEAT = 30.0  # seconds between two signs of life of who waits for a child
GRACE = 3.0  # seconds between the request to end and the end by force
_CHUNK = 65_536  # bytes
_LAST_OUTPUT = 1.0  # seconds to wait for what stands in the pipe when the child has ended


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: `code` is its exit code, negative for a signal, None after `timed_out`.

    `output` is the end of what it wrote to stdout and stderr.
    """

    code: int | None
    timed_out: bool
    output: str


@dataclass(frozen=True, slots=True)
class _Streams:
    """A child's standard streams, as Popen takes them."""

    stdin: int
    stdout: int
    stderr: int


def _heard(stdin: int) -> _Streams:
    """Return streams of a child that is heard, its complaints too."""
    return _Streams(stdin, subprocess.PIPE, subprocess.STDOUT)


def own_command(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the command line that starts this program with these arguments, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "agent", *arguments)


def run(arguments: Sequence[str], deadline: float, stdin: bytes | None = None, beat: Beat = None) -> Ended:
    """Run this program with `arguments` and wait, at most `deadline` seconds from now.

    Secrets go through `stdin`: arguments and environment are visible to others. Raises AgentError
    where the child can't be started.
    """
    return run_command(own_command(arguments), deadline, stdin, beat)


def run_command(
    command: Sequence[str], deadline: float, stdin: bytes | None = None, beat: Beat = None
) -> Ended:
    """Run any command as `run` runs our own."""
    child = _start(command, _heard(subprocess.DEVNULL if stdin is None else subprocess.PIPE))
    if stdin is not None:
        # In the background: a child that never reads would block us for ever.
        _in_background(partial(_feed, child.stdin, stdin))
    return _wait(child, deadline, KEPT_OUTPUT, beat)


@dataclass(frozen=True, slots=True)
class RunningChild:
    """A child that `start` started."""

    _child: subprocess.Popen[bytes]

    def end(self) -> None:
        """Ask it to end, by force after the grace; returns at once."""
        _in_background(partial(_end, self._child))


def start(
    arguments: Sequence[str], deadline: float, when_ended: Callable[[Ended], None], kept: int
) -> RunningChild:
    """Run this program with `arguments` in the background; `when_ended` is called in another thread.

    `kept` is how many characters of its output are kept. Raises AgentError where it can't be started.
    """
    child = _start(own_command(arguments), _heard(subprocess.DEVNULL))
    _in_background(lambda: when_ended(_wait(child, deadline, kept)))
    return RunningChild(child)


def start_with_pipes(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start this program with `arguments` and pipes for its input and output; what it complains of is lost.

    Raises AgentError where it can't be started.
    """
    pipe = subprocess.PIPE
    return _start(own_command(arguments), _Streams(pipe, pipe, subprocess.DEVNULL))


def start_alone(arguments: Sequence[str]) -> None:
    """Start this program with `arguments` and leave it to itself: it outlives us."""
    # A one-file program must unpack anew, as nothing tells it of our own folder: that goes with us.
    silent = subprocess.DEVNULL
    child = _start(own_command(arguments), _Streams(silent, silent, silent), os.environ, outlives_us=True)
    # Who of us ends first does not matter; where it is the child, somebody has to take note.
    _in_background(child.wait)


def _wait(child: subprocess.Popen[bytes], deadline: float, kept: int, beat: Beat = None) -> Ended:
    """Wait for the child's end, at most `deadline` seconds, then end it."""
    tail = bytearray()
    reader = _in_background(partial(_keep_tail, child.stdout, tail, kept))
    try:
        code = _code_within(child, deadline, beat)
    finally:
        if child.returncode is None:
            _end(child)
    reader.join(_LAST_OUTPUT)
    return Ended(code, code is None, bytes(tail).decode(errors="replace")[-kept:])


def _code_within(child: subprocess.Popen[bytes], deadline: float, beat: Beat) -> int | None:
    """Return the exit code of a child, None where it did not end within `deadline` seconds."""
    latest = time.monotonic() + deadline
    while True:
        left = latest - time.monotonic()
        try:
            return child.wait(max(0.0, min(left, BEAT)))
        except subprocess.TimeoutExpired:
            if left <= BEAT:
                return None
            if beat:
                beat()


def _start(
    command: Sequence[str],
    streams: _Streams,
    environment: Mapping[str, str] | None = None,
    *,
    outlives_us: bool = False,
) -> subprocess.Popen[bytes]:
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    try:
        child = subprocess.Popen(
            command,
            stdin=streams.stdin,
            stdout=streams.stdout,
            stderr=streams.stderr,
            env=paths.own_environment() if environment is None else environment,
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise AgentError(
            messages.NOT_STARTED, {"program": command[0], "reason": system_errors.reason_of(error)}
        ) from error
    if sys.platform == "win32" and not outlives_us:
        from agent.edge.child.job_object import end_with_us

        end_with_us(int(getattr(child, "_handle")))  # noqa: B009 (Popen's stubs hide it)
    return child


def _in_background(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _keep_tail(stream: IO[bytes] | None, tail: bytearray, kept: int) -> None:
    """Read to the end, keeping no more than the kept characters can take in UTF-8."""
    if stream is None:
        return
    with stream:
        while chunk := os.read(stream.fileno(), _CHUNK):
            tail += chunk
            del tail[: -4 * kept]


def _feed(stream: IO[bytes] | None, data: bytes) -> None:
    if stream is None:
        return
    # A child that ends early breaks the pipe; its exit code tells why.
    with contextlib.suppress(OSError), stream:
        stream.write(data)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and everything it started: asked first, by force after the grace."""
    if sys.platform == "win32":
        _end_tree(child)
        return
    _signal_group(child.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(GRACE)
    # Also where the child itself has ended: its own children may not have listened.
    _signal_group(child.pid, signal.SIGKILL)
    child.wait()


def _signal_group(group: int, number: int) -> None:
    if sys.platform != "win32":
        # macOS answers EPERM where only ended processes are left in the group.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, number)


def _end_tree(child: subprocess.Popen[bytes]) -> None:
    """Windows knows no request to end for a process without a window: the tree ends at once."""
    if sys.platform != "win32":
        return
    taskkill = Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32" / "taskkill.exe"
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            [taskkill, "/PID", str(child.pid), "/T", "/F"],
            capture_output=True,
            check=False,
            timeout=10,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
    child.kill()
    child.wait()
