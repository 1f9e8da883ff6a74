"""The tray's loop: clicks and ended children come in, children are started, the face is drawn anew.

All of it runs in one thread and waits for no child: a child's end is an event like a click.
"""

from __future__ import annotations

import logging
import queue
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from agent.core.errands import LATER_ROUND, RUN, SEND, Errand, next_errand, trouble_of
from agent.core.errors import AgentError
from agent.core.records import ScanRecord
from agent.core.tray.errands import CLICKED, LOOK, MAIL_PAGE, SHOW, set_autostart
from agent.core.tray.face import Face, face_in_trouble, face_of, first_face
from agent.core.tray.menu import Place
from agent.core.tray.standing import Standing, of_output
from agent.core.words import speak
from agent.core.words import tray as words
from agent.jobs.watch import tick_forever

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.jobs.tray_edges import Running, Screen, Tools
    from agent.jobs.watch import Child

LOG = logging.getLogger(__name__)

SCANS = (RUN.name, LATER_ROUND.name)
OF_THE_LOOP = (*SCANS, SEND.name)
LOOK_AGAIN = timedelta(hours=1)  # also where nothing was written: a mail may have become late
PACE = 1.0  # seconds between the first looks while a scan runs; a long scan is looked at less often
SLOWEST_PACE = 10.0
QUICK_LOOKS = 15


@dataclass(slots=True)
class Tray:
    """The tray while it runs. Only `click` may be called from other threads."""

    tools: Tools
    screen: Screen | None = None
    standing: Standing | None = None
    blind: str | None = None
    troubles: dict[str, str] = field(default_factory=dict)
    children: dict[str, Running] = field(default_factory=dict)
    tried: dict[str, datetime] = field(default_factory=dict)
    is_first_run: bool = False
    is_ending: bool = False
    _events: queue.SimpleQueue[Callable[[], None]] = field(default_factory=queue.SimpleQueue)
    _seen: object = None
    _looked_at: datetime | None = None
    _autostart: bool | None = None
    _looks_at_scan: int = 0
    _waited: float = 0.0  # seconds since the last look, without those in which something came
    _draw_again: float | None = None
    _asked_for: set[str] = field(default_factory=set)

    def click(self, action: str) -> None:
        """Do what a line of the menu says, soon."""
        self._events.put(partial(self._do, action))

    def work(self, screen: Screen) -> None:
        """Run until somebody chooses Quit and every child has ended."""
        self.screen = screen
        tick_forever(self.tick, self.wait)

    def tick(self) -> None:
        """Look where something changed, start what is due, draw."""
        try:
            self._tick()
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)
            self.blind = f"{error.title} {error.advice}"
        self._draw()

    def _tick(self) -> None:
        now = self.tools.now()
        written = self.tools.fingerprint()
        rested = self._looked_at is None or abs(now - self._looked_at) >= LOOK_AGAIN
        if rested or self.blind or written != self._seen:
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
        return self.is_ending and not self.children

    def _pace(self) -> float:
        return min(SLOWEST_PACE, PACE * max(1.0, self._looks_at_scan / QUICK_LOOKS))

    def _take(self, event: Callable[[], None]) -> None:
        try:
            event()
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)
            self._tell(f"{error.title} {error.advice}")
        self._draw()

    def _do(self, action: str) -> None:
        if action == "quit":
            self.is_ending = True
            for child in self.children.values():
                child.end()
        elif action == "stop":
            for name in SCANS:
                if name in self.children:
                    self.children[name].end()
        elif action == "autostart":
            self._asked_for.add(action)
            self._start(set_autostart(on=not (self.standing and self.standing.autostart)))
        elif action != RUN.name or not self._a_scan_runs():
            self._asked_for.add(CLICKED[action].name)
            self._start(CLICKED[action])

    def _start(self, errand: Errand) -> None:
        """Start a child unless one of its name runs, or all is to end."""
        if errand.name in self.children or self.is_ending:
            return
        self.tried[errand.name] = self.tools.now()
        self.children[errand.name] = self.tools.start(
            errand, lambda ended: self._events.put(partial(self._ended, errand, ended))
        )

    def _look(self) -> None:
        self._looked_at = self.tools.now()
        self._waited = 0.0
        self._start(LOOK)

    def _start_what_is_due(self) -> None:
        busy = any(name in self.children for name in (*OF_THE_LOOP, LOOK.name))
        if self.standing is None or self.blind or busy:
            return
        errand = next_errand(self.standing.situation, self.tried, self.tools.now())
        if errand:
            self._start(errand)

    def _ended(self, errand: Errand, ended: Child) -> None:
        del self.children[errand.name]
        trouble = trouble_of(errand, ended.code, timed_out=ended.timed_out, output=ended.output)
        if errand.name == LOOK.name:
            self._looked(ended, trouble)
            return
        LOG.info("%s ended with %s: %s", errand.name, ended.code, ended.output.strip()[-500:])
        self._note(errand, trouble)
        if errand.name == RUN.name and self.is_first_run:
            self.is_first_run = False
            self._start(SHOW)
        self._look()

    def _note(self, errand: Errand, trouble: str | None) -> None:
        """Keep in sight what went wrong with a child of the loop; who clicked is answered at once."""
        if errand.name in OF_THE_LOOP:
            self.troubles.pop(errand.name, None)
            if trouble:
                self.troubles[errand.name] = trouble
        if trouble and errand.name in self._asked_for:
            self._tell(trouble)
        self._asked_for.discard(errand.name)

    def _looked(self, ended: Child, trouble: str | None) -> None:
        standing = of_output(ended.output) if trouble is None else None
        if standing is None:
            self.blind = None if self.is_ending else trouble or words.UNKNOWN
            return
        speak(standing.language)
        is_first_look, self.standing, self.blind = self.standing is None, standing, None
        if standing.notice:
            self._tell(words.needs_told(standing.notice))
        if is_first_look and standing.is_first_run:
            self._welcome()
        self._start_what_is_due()
        self._keep_autostart(standing.autostart)

    def _welcome(self) -> None:
        """Ask for what only a person knows; the first scan begins beside it, and nothing is sent."""
        self.is_first_run = True
        self._start(MAIL_PAGE)
        if self.tools.hides_new_icons:
            self._tell(words.WHERE_IT_IS)

    def _keep_autostart(self, wanted: bool | None) -> None:
        """Do what the settings say, at the start too: the program may have moved."""
        if wanted is not None and wanted != self._autostart:
            self._autostart = wanted
            self.tools.set_autostart(wanted)

    def _a_scan_runs(self) -> bool:
        own = any(name in self.children for name in SCANS)
        return own or bool(self.standing and self.standing.status.running)

    def _tell(self, text: str) -> None:
        if self.screen:
            self.screen.tell(text)

    def _draw(self) -> None:
        if self.screen:
            self._draw_again = self.screen.show(self._face())

    def _face(self) -> Face:
        if self.standing is None:
            first = first_face(self.tools.system)
            return face_in_trouble(first, self.blind) if self.blind else first
        now = self.tools.now()
        ours = any(name in self.children for name in SCANS)
        status = self.standing.status
        if ours and status.running is None:
            status = replace(status, running=ScanRecord(0, now, None, 0, 0, {}, None))
        place = Place(self.tools.system, bool(self.standing.autostart), ours)
        face = face_of(status, next(iter(self.troubles.values()), None), now, place)
        return face_in_trouble(face, self.blind) if self.blind else face
