"""What the tray and the daily loop know of settings and store; `meters status --tray` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.due import delay_of
from agent.core.errands import Situation
from agent.core.tray.notices import Memory, memory_of_text, memory_to_text, notice_of, remember_round
from agent.core.tray.standing import Standing, to_line
from agent.core.words import spoken
from agent.verbs.office import now, open_store
from agent.verbs.status import last_run, read_status

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.status import Status
    from agent.edge.store import AgentIdentity, Store
    from agent.verbs.office import Office


def print_for_tray(office: Office) -> int:
    """Print the standing as the tray's child; a notice in it counts as told."""
    status = read_status(office)
    with open_store(office.folder) as (store, identity):
        situation = situation_of(office, store, identity)
        notice = _notice(office, store, status, situation.last_run)
    has_settings = office.folder.settings.exists()
    standing = Standing(
        status=status,
        situation=situation,
        autostart=office.settings.tray.autostart if has_settings else None,
        notice=notice,
        is_first_run=not has_settings and status.last_scan is None,
        language=spoken(),
    )
    print(to_line(standing))
    return 0


def situation_of(office: Office, store: Store, identity: AgentIdentity) -> Situation:
    """Return what the daily loop needs to know."""
    closed = store.last_closed_scan()
    mail = office.settings.mail.is_configured
    return Situation(
        delay=delay_of(identity.agent_id),
        schedule=office.settings.schedule,
        last_run=last_run(office, store),
        last_round=closed.ended if closed else None,
        silent=len(closed.summary["silent_known"]) if closed else 0,
        next_tries=tuple(delivery.next_try_at for delivery in store.waiting()) if mail else (),
    )


def _notice(office: Office, store: Store, status: Status, run: datetime | None) -> tuple[str, ...]:
    text = store.told()
    before = memory_of_text(text) if text else Memory()
    notice: tuple[str, ...] = ()
    memory = remember_round(status, before, run)
    if office.settings.tray.notify:
        notice, memory = notice_of(status, memory, now())
    if memory != before:
        store.remember_told(memory_to_text(memory))
    return notice
