"""A search for printers by a scan in a process of its own; what it finds is read from the store."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.context.office import now, open_store
from agent.core.discovery.network_counts import SearchedNetwork, searched_networks
from agent.core.messages.error_kinds import SAID
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.tasks import RUN, SCANNING, trouble_of
from agent.edge import child, lan
from agent.edge.lock import is_held
from agent.ui.early_arguments import for_surface

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agent.edge.files import Folder

LOOK_AGAIN = 0.5  # seconds, while a scan of another process is waited for
LONGEST_END = (
    child.GRACE + 2.0
)  # seconds until a scan that was asked to end is gone, by force after the grace


@dataclass(slots=True)
class ScanOfWindow:
    """The search of one window: at most one scan at a time. `own` are the arguments that name the folder."""

    folder: Folder
    own: tuple[str, ...]
    _began: datetime | None = None
    _follows: bool = False
    _child: child.RunningChild | None = None
    _is_over: threading.Event = field(default_factory=threading.Event)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def networks(self, targets: Sequence[str], port: int) -> tuple[SearchedNetwork, ...]:
        """Return the cover of each target, names resolved."""
        return searched_networks(targets, port, lan.resolve)

    def run(self, targets: Sequence[str]) -> None:
        """Search and return at the end; AgentError where the scan could not do its work."""
        self._began, self._follows = now(), False
        self._stopping.clear()
        ended = self._scan(("scan", "--no-send", for_surface("window"), *self.own, *targets))
        if self._stopping.is_set():
            return
        if ended.code == ExitCode.ALREADY_RUNNING:
            self._follow()
            return
        if trouble_of(RUN, ended.code, timed_out=ended.timed_out, output=ended.output):
            raise _as_error(ended)

    def found(self) -> tuple[Endpoint, ...]:
        """Return the printers that the scan of this search has read so far."""
        with open_store(self.folder) as (store, _):
            scan = store.scans.last()
            if scan is None or self._began is None or (scan.began < self._began and not self._follows):
                return ()
            devices = [device for device in store.readings.devices() if device.last_seen >= scan.began]
        return tuple(Endpoint(device.ip_address, device.port) for device in devices)

    def stop(self) -> None:
        """End the scan that this window began and wait until it is gone; one of another process goes on."""
        self._stopping.set()
        if self._child is not None:
            self._child.end()
            self._is_over.wait(LONGEST_END)

    def _scan(self, command: tuple[str, ...]) -> child.Ended:
        answers: queue.SimpleQueue[child.Ended] = queue.SimpleQueue()
        self._is_over.clear()
        self._child = child.start(command, SCANNING, answers.put, child.KEPT_OUTPUT)
        ended = answers.get()
        self._child = None
        self._is_over.set()
        return ended

    def _follow(self) -> None:
        """Wait for the scan that another process does, the icon's for one: it finds the same printers."""
        self._follows = True
        while is_held(self.folder.lock) and not self._stopping.wait(LOOK_AGAIN):
            pass


def _as_error(ended: child.Ended) -> AgentError:
    """Return why a scan ended: what it said last itself, else how it ended."""
    lines = [line for line in ended.output.splitlines() if line.strip()][-2:]
    if ended.code == 2 and lines:  # noqa: PLR2004 (settings, arguments or the store need a person)
        return AgentError(SAID, {"title": lines[0], "advice": " ".join(lines[1:])})
    sentence = trouble_of(RUN, ended.code, timed_out=ended.timed_out, output=ended.output)
    return AgentError(SAID, {"title": sentence or "", "advice": ""})
