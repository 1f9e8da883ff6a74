"""What the tray and the daily loop know of settings and store; `meters status --tray` prints it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.context.office import Office, now, open_store
from agent.context.status import last_run, read_status
from agent.core.messages import current_language, tray
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.schedule.due import delay_of
from agent.core.schedule.tasks import ScheduleState
from agent.core.settings.layers import keys_of
from agent.core.tray import notifications
from agent.core.tray.state import TrayState, to_line
from agent.jobs.conditions import silent_since

LOG = logging.getLogger(__name__)
AUTOSTART = "tray.autostart"

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from agent.core.office_status.status import Status
    from agent.edge.store import AgentIdentity, Store


def print_for_tray(office: Office, bad_ends: Mapping[str, str]) -> int:
    """Print the tray's state as the tray's child; what it tells in it counts as told."""
    status, are_kept = read_status(office, bad_ends)
    with open_store(office.folder) as (store, identity):
        schedule_state = schedule_state_of(office, store, identity)
        new = _new(office, store, status, schedule_state.last_run)
    has_settings = office.folder.settings.exists() or office.settings.mail.is_configured
    layers = office.deployment.layers
    starts_by_choice = has_settings or AUTOSTART in (*keys_of(layers.policy), *keys_of(layers.provision))
    tray_state = TrayState(
        status=status,
        schedule_state=schedule_state,
        autostart=office.settings.tray.autostart if starts_by_choice else None,
        notification=tray.notification(new.needs) if new.needs else "",
        notified_device=notifications.device_of(status, new.needs),
        alarms=new.alarms,
        are_kept=are_kept,
        is_first_run=not has_settings and status.last_scan is None,
        language=current_language(),
    )
    print(to_line(tray_state))
    return ExitCode.FINE


def schedule_state_of(office: Office, store: Store, identity: AgentIdentity) -> ScheduleState:
    """Return the state of the schedule for the daily loop."""
    closed = store.scans.last_closed()
    mail = office.settings.mail.is_configured
    return ScheduleState(
        delay=delay_of(identity.agent_id),
        schedule=office.settings.schedule,
        last_run=last_run(office, store),
        last_round=closed.ended if closed else None,
        silent=len(closed.summary["silent_known"]) if closed else 0,
        next_tries=tuple(delivery.next_try_at for delivery in store.letters.waiting()) if mail else (),
        silent_since=silent_since(store),
        is_held=_waits_for_a_person(office),
    )


def _waits_for_a_person(office: Office) -> bool:
    """Return whether a new office has to decide first; one that works already goes on meanwhile."""
    deployment = office.deployment
    is_new = not (office.folder.settings.exists() or deployment.taken or deployment.layers.policy)
    return is_new and deployment.waiting is not None


@dataclass(frozen=True, slots=True)
class _New:
    """What was not told yet, a sentence each: needs of printers, and conditions."""

    needs: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()


def _new(office: Office, store: Store, status: Status, run: datetime | None) -> _New:
    """Return the news, nothing where the office wants no notifications."""
    text = store.notified.document()
    before = notifications.memory_of_text(text) if text else notifications.Memory()
    new = _New()
    memory = notifications.remember_round(status, before, run)
    if office.settings.tray.notify:
        needs, memory = notifications.notification_of(status, memory, now())
        alarms, memory = notifications.alarms_of(status, memory)
        new = _New(needs, alarms)
    if memory != before:
        _remember(store, memory)
    return new


def _remember(store: Store, memory: notifications.Memory) -> None:
    try:
        store.notified.remember(notifications.memory_to_text(memory))
    except AgentError as error:  # a full disk keeps nobody from being told; the tray tells it once
        LOG.warning("%s %s", error.title, error.advice)
