"""The tray's loop: clicks and ended children come in, children are started, the icon is drawn anew.

All of it runs in one thread and waits for no child: a child's end is an event like a click.
"""

from __future__ import annotations

import logging
import queue
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from agent.core.messages import set_language
from agent.core.messages import tray as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.report_builder.scan_record import ScanRecord
from agent.core.schedule.tasks import RUN, Task, last_lines, next_task, rested
from agent.core.tray.actions import FIRST_STEPS, LOOK, NOTIFIED, SHOW, look_with, show_at, task_of
from agent.core.tray.icon_view import IconView, first_icon_view, icon_view_in_trouble, icon_view_of
from agent.core.tray.menu import MenuContext
from agent.core.tray.state import TrayState, of_output
from agent.jobs.tray_children import OF_THE_LOOP, SCANS, Children
from agent.jobs.watch import tick_forever

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.jobs.ports import ChildResult, IconDisplay, TrayAdapters

LOG = logging.getLogger(__name__)

ITS_OWN_ERRORS = (ExitCode.NEEDS_ATTENTION, ExitCode.NEEDS_A_PERSON)  # a look that fails so has said why
LOOK_AGAIN = timedelta(hours=1)  # also where nothing was written: a mail may have become late
PACE = 1.0  # seconds between the first looks while a scan runs; a long scan is looked at less often
SLOWEST_PACE = 10.0
QUICK_LOOKS = 15


@dataclass(slots=True)
class TrayLoop:
    """The tray while it runs. Only `click` may be called from other threads.

    `blind` says why nothing can be known.
    """

    adapters: TrayAdapters
    screen: IconDisplay | None = None
    tray_state: TrayState | None = None
    blind: str | None = None
    is_first_run: bool = False
    is_ending: bool = False
    _events: queue.SimpleQueue[Callable[[], None]] = field(default_factory=queue.SimpleQueue)
    _seen: object = None
    _looked_at: datetime | None = None
    _autostart: bool | None = None
    _looks_at_scan: int = 0
    _waited: float = 0.0  # seconds since the last look, without those in which something came
    _draw_again: float | None = None
    _alarms: tuple[str, ...] = ()
    _scans_blindly: bool = False
    _notified_device: str = ""
    children: Children = field(init=False)

    def __post_init__(self) -> None:
        """Begin without children."""
        self.children = Children(self.adapters.start)

    def click(self, action: str) -> None:
        """Do what a line of the menu says, soon."""
        self._events.put(partial(self._do, action))

    def work(self, screen: IconDisplay) -> None:
        """Run until somebody chooses Quit and every child has ended."""
        self.screen = screen
        tick_forever(self.tick, self.wait)

    def tick(self) -> None:
        """Look where something changed, start what is due, draw."""
        try:
            self._tick()
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)
            self.blind = " ".join(error.said("icon"))
        self._draw()

    def _tick(self) -> None:
        now = self.adapters.now()
        written = self.adapters.fingerprint()
        is_time = self._looked_at is None or abs(now - self._looked_at) >= LOOK_AGAIN
        if is_time or self.blind or written != self._seen:
            self._seen = written
            self._look()
        self._start_what_is_due()

    def wait(self, seconds: float) -> bool:
        """Wait for an event, at most so long, and take it; return True once all is over."""
        scans = self._a_scan_runs()
        if not scans:
            self._looks_at_scan = 0
        pauses = [seconds, *([self._pace()] if scans else []), *filter(None, [self._draw_again])]
        try:
            event = self._events.get(timeout=min(pauses))
        except queue.Empty:
            self._waited += min(pauses)
            if scans and self._waited >= self._pace():
                self._looks_at_scan += 1
                self._take(self._look)
            else:
                self._draw()
        else:
            self._take(event)
        return self.is_ending and not self.children.running

    def _pace(self) -> float:
        return min(SLOWEST_PACE, PACE * max(1.0, self._looks_at_scan / QUICK_LOOKS))

    def _take(self, event: Callable[[], None]) -> None:
        try:
            event()
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)
            self._tell(" ".join(error.said("icon")))
        self._draw()

    def _do(self, action: str) -> None:
        if action == "quit":
            self.is_ending = True
            self.children.stop(*self.children.running)
        elif action == "stop":
            self.children.stop(*SCANS)
        elif action == NOTIFIED:
            at = self._notified_device  # empty: the first line of the menu says what mends it
            self._ask_for(show_at(at) if at else task_of(self._icon_view().menu[0].action))
        else:
            task = task_of(action, of_service=bool(self.tray_state and self.tray_state.of_service))
            if task.name != RUN.name or not self._a_scan_runs():
                self._ask_for(task)

    def _ask_for(self, task: Task) -> None:
        if self.children.can_answer(task):
            self._start(task)
            self.children.ask_for(task)
        else:
            self._tell(messages.AT_IT)

    def _start(self, task: Task) -> None:
        """Start a child unless one of its name runs, or all is to end."""
        if not self.is_ending:
            ended = lambda child: self._events.put(partial(self._ended, task, child))  # noqa: E731 (short)
            self.children.start(task, self.adapters.now(), ended)

    def _look(self) -> None:
        self._looked_at = self.adapters.now()
        self._waited = 0.0
        if not self.children.run(LOOK.name):
            self._start(look_with(self.children.hand_on()))

    def _start_what_is_due(self) -> None:
        task = None if self.children.run(*OF_THE_LOOP, LOOK.name) else self._due()
        if task:
            self._start(task)

    def _due(self) -> Task | None:
        """Return the task that should begin now. Blind, it lets the scan look itself whether it is due."""
        now = self.adapters.now()
        if self.blind:
            return RUN if self._scans_blindly and rested(RUN, self.children.tried, now) else None
        return (
            next_task(self.tray_state.schedule_state, self.children.tried, now) if self.tray_state else None
        )

    def _ended(self, task: Task, ended: ChildResult) -> None:
        trouble = self.children.take_end(task, ended)
        if task.name == LOOK.name:
            self._looked(ended, trouble)
            return
        LOG.info("%s ended with %s: %s", task.name, ended.code, ended.output.strip()[-500:])
        answer = self.children.answer(task, ended, trouble)
        if answer:
            self._tell(answer)
        if task.name == RUN.name and self.is_first_run:
            self.is_first_run = False
            if not self.children.run(FIRST_STEPS.name):  # who works in it sees there what was found
                self._start(SHOW)
        self._look()

    def _looked(self, ended: ChildResult, trouble: str | None) -> None:
        tray_state = of_output(ended.output) if trouble is None else None
        if tray_state is None:
            said = last_lines(ended.output) if ended.code in ITS_OWN_ERRORS else None
            self.blind = None if self.is_ending else trouble or said or messages.UNKNOWN
            self._scans_blindly = ended.code != ExitCode.NEEDS_A_PERSON  # a scan would meet the same
            self._start_what_is_due()
            return
        set_language(tray_state.language)
        is_first_look, self.tray_state, self.blind = self.tray_state is None, tray_state, None
        self._tell_what_is_new(tray_state)
        if is_first_look and tray_state.is_first_run:
            self._welcome()
        self._start_what_is_due()
        self._keep_autostart(tray_state.autostart)

    def _tell_what_is_new(self, tray_state: TrayState) -> None:
        """Tell conditions at once; what a store that can't be written does not remember is told once too."""
        if tray_state.are_kept:
            self.children.are_kept()
        for alarm in tray_state.alarms:
            if alarm not in self._alarms:
                self._tell(alarm)
        self._alarms = tray_state.alarms
        if tray_state.notification:
            self._tell(tray_state.notification, tray_state.notified_device)

    def _welcome(self) -> None:
        """Ask for what only a person knows; the first scan begins beside it, and nothing is sent."""
        self.is_first_run = True
        self._start(FIRST_STEPS)
        if self.adapters.hides_new_icons:
            self._tell(messages.WHERE_IT_IS)

    def _keep_autostart(self, wanted: bool | None) -> None:
        """Do what the settings say, at the start too: the program may have moved."""
        if wanted is not None and wanted != self._autostart:
            self._autostart = wanted
            self.adapters.set_autostart(wanted)

    def _a_scan_runs(self) -> bool:
        return self.children.run(*SCANS) or bool(self.tray_state and self.tray_state.status.running)

    def _tell(self, text: str, device_id: str = "") -> None:
        self._notified_device = device_id
        if self.screen:
            self.screen.tell(text)

    def _draw(self) -> None:
        if self.screen:
            self._draw_again = self.screen.show(self._icon_view())

    def _icon_view(self) -> IconView:
        if self.tray_state is None:
            first = first_icon_view()
            return icon_view_in_trouble(first, self.blind) if self.blind else first
        now, ours, status = self.adapters.now(), self.children.run(*SCANS), self.tray_state.status
        if ours and status.running is None:
            status = replace(status, running=ScanRecord(0, now, None, 0, 0, None, None))
        view = icon_view_of(status, now, MenuContext(now, ours, self.tray_state.of_service))
        return icon_view_in_trouble(view, self.blind) if self.blind else view
