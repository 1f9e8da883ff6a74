"""The service's side of the folders that it shares with the users of its computer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.context.folder import now
from agent.core.messages import current_language
from agent.core.model.errors import AgentError
from agent.core.service.linux_unit import SHOWN
from agent.core.service.shown_state import PAGE_FILE, STATE_FILE, WRITTEN_EVERY, ShownState, text_of, unusable
from agent.core.tray.state import TrayState
from agent.edge import shared_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from agent.core.office_status.status import Status
    from agent.core.schedule.tasks import ScheduleState
    from agent.jobs.ports import ChildResult

LOG = logging.getLogger(__name__)
LONGEST_PAGE = 60.0  # seconds, of hundreds of printers on a slow disk


@dataclass(slots=True)
class ServiceShare:
    """What the service shows at `place`, and what it finds there; `run_child` runs our own commands."""

    place: Path
    run_child: Callable[[Sequence[str], float], ChildResult]
    shown: ShownState | None = None
    page_of: datetime | None = None

    def prepare(self) -> None:
        """Make the folders; AgentError where they are not the service's own."""
        shared_folders.prepare(self.place)

    def show(self, status: Status, schedule_state: ScheduleState, public_key: str | None) -> None:
        """Show how things stand, where that changed or was said a while ago, and the newest report.

        What the disk refuses is logged: users see then that nothing comes any more.
        """
        state = TrayState(status, schedule_state, None, "", is_first_run=False, language=current_language())
        try:
            self._show_state(public_key, state)
            if status.last_scan and status.last_scan != self.page_of:
                self._show_page(status.last_scan)
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)

    def show_unusable(self, reason: str) -> None:
        """Show that the service's settings can't be used, why, and since when."""
        before = self.shown.tray_state if self.shown else None
        is_known = before and [one.facts for one in before.status.conditions] == [{"reason": reason}]
        state = before if before and is_known else unusable(reason, now())
        try:
            self._show_state(self.shown.public_key if self.shown else None, state)
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)

    def take_requests(self) -> frozenset[str]:
        """Return the requests of users since the last look; none where the folder can't be read."""
        try:
            return shared_folders.take_requests(self.place)
        except AgentError as error:
            LOG.warning("%s %s", error.title, error.advice)
            return frozenset()

    def _show_state(self, public_key: str | None, state: TrayState) -> None:
        new, old = ShownState(now(), public_key, state), self.shown
        if old and replace(old, at=new.at) == new and abs(new.at - old.at) < WRITTEN_EVERY:
            return
        shared_folders.show(self.place, STATE_FILE, text_of(new))
        self.shown = new

    def _show_page(self, scan: datetime) -> None:
        page = self.place / SHOWN / PAGE_FILE
        ended = self.run_child(("report", "--html", str(page)), LONGEST_PAGE)
        if ended.code != 0:
            LOG.warning("the page was not written: %s", ended.output.strip()[-500:])
            return
        shared_folders.open_to_readers(page)
        self.page_of = scan
