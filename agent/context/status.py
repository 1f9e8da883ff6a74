"""The office's status from settings and store, with what this look itself finds wrong."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from agent.context.office import Office, now, open_store
from agent.context.profiles import profile_or_reason
from agent.core.conditions.kinds import ConditionKind
from agent.core.messages import office_status
from agent.core.model.access import Endpoint
from agent.core.model.ages import REPORT_LATE_AFTER
from agent.core.model.errors import AgentError
from agent.core.office_status.open_matters import StuckLetter, long_silent, stuck_deliveries
from agent.core.office_status.status import Status
from agent.core.report_builder.current_printers import silent_ids
from agent.core.reporting.attention import needs_of_printers
from agent.core.schedule.due import delay_of, mail_expected, next_run
from agent.core.schedule.tasks import LATER_ROUND, RUN, SEND, sentence_of_end
from agent.core.tray.icon_state import mail_is_late
from agent.edge.disk_space import has_room
from agent.edge.lock import is_held
from agent.jobs.conditions import keep, only
from agent.jobs.known_printers import entries_of
from agent.jobs.mail_conditions import follow_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.report_builder.scan_record import ScanRecord
    from agent.edge.store import Store
    from agent.jobs.conditions import Found

LOG = logging.getLogger(__name__)
NOTHING_ENDED: Mapping[str, str] = MappingProxyType({})
OF_THE_LOOP = {task.name: task for task in (RUN, LATER_ROUND, SEND)}
RUN_FAILED = ConditionKind.RUN_FAILED


def read_status(office: Office, bad_ends: Mapping[str, str] = NOTHING_ENDED) -> tuple[Status, bool]:
    """Return the status from settings and store, with what this look itself finds wrong.

    `bad_ends` says how tasks ended that could not say so; False where the store could not keep that.
    """
    with open_store(office.folder) as (store, identity):
        if office.settings.mail.is_configured:  # corrected addresses take effect with the next look
            _follow_settings(store, office)
        closed = store.scans.last_closed()
        printers, valueless = entries_of(closed, store)
        delay = delay_of(identity.agent_id)
        planned = next_run(office.settings.schedule, last_run(office, store), now(), delay)
        last_sent = store.letters.last_sent_at(now())
        silent = silent_ids(closed.summary, store.readings.devices()) if closed else frozenset()
        status = Status(
            last_scan=closed.ended if closed else None,
            printers=len(printers),
            needs=needs_of_printers(printers),
            networks_left_out=_networks_left_out(closed),
            unreadable=_unreadable(closed),
            running=_running(store, office),
            mail_configured=office.settings.mail.is_configured,
            waiting=store.letters.waiting(),
            refused=store.letters.refused(),
            last_sent=last_sent,
            next_run=_with_its_own_offset(planned),
            mail_expected=_with_its_own_offset(
                mail_expected(office.settings.schedule, last_sent) if last_sent else None
            ),
            silent=len(silent),
            stuck=_stuck(store),
            long_silent=long_silent(printers, silent),
            valueless=len(valueless),
            valueless_read=max((device.last_seen for device in valueless), default=None),
        )
        conditions, are_kept = keep(store, _found(office, store, status, bad_ends), now())
        return replace(status, conditions=conditions), are_kept


def _stuck(store: Store) -> tuple[StuckLetter, ...]:
    """Return the reports that do not leave, each by when it was made: sent again, it was queued later."""
    found = stuck_deliveries(store.letters.waiting(), store.letters.refused())
    letters = [(store.letters.of_delivery(delivery.message_id), delivery) for delivery in found]
    return tuple(
        StuckLetter(letter.run_number, letter.made_at, delivery.state == "refused")
        for letter, delivery in letters
        if letter
    )


def _follow_settings(store: Store, office: Office) -> None:
    try:
        follow_settings(store, office.settings.mail, now())
    except AgentError as error:  # a store that can't be written is shown all the same
        LOG.warning("%s %s", error.title, error.advice)


def _found(office: Office, store: Store, status: Status, bad_ends: Mapping[str, str]) -> Found:
    """Return the conditions that a look finds: late mail, a full disk, a profile that is gone, bad ends."""
    is_late = mail_is_late(status, now(), REPORT_LATE_AFTER)
    _, why = profile_or_reason(office)
    failed = {one.subject: one.facts for one in store.conditions.standing() if one.kind is RUN_FAILED}
    new = {name: {"ended": sentence_of_end(OF_THE_LOOP[name], end)} for name, end in bad_ends.items()}
    return {
        ConditionKind.MAIL_LATE: only({"reason": _why_late(status)}, stands=is_late),
        ConditionKind.DISK_FULL: {} if has_room(office.folder.path) else {str(office.folder.path): {}},
        ConditionKind.PROFILE_MISSING: {office.settings.mail.profile: {"reason": why}} if why else {},
        RUN_FAILED: {**failed, **new},
        **_set_up_beforehand(office),
    }


def _set_up_beforehand(office: Office) -> Found:
    """Return the conditions of policy and provision file."""
    deployment, mail = office.deployment, office.settings.mail
    waiting, problem = deployment.waiting, deployment.problem
    return {
        ConditionKind.PROVISION_WAITS: {waiting.path: {}} if waiting else {},
        ConditionKind.PROVISION_UNUSABLE: {problem[0]: {"reason": problem[1]}} if problem else {},
        ConditionKind.POLICY_UNKNOWN: deployment.left_out(),
        ConditionKind.MAIL_UNCONFIRMED: {mail.host: {}} if mail.is_complete and not mail.confirmed else {},
        ConditionKind.ENROLMENT_MISSING: deployment.unlisted(office.settings),
    }


def _why_late(status: Status) -> str:
    sentences = [office_status.last_sent(status.last_sent)] if status.last_sent else []
    sentences += [one.last_error for one in (*status.refused, *status.waiting) if one.last_error][:1]
    if status.waiting:
        sentences.append(office_status.REPORTS_WAIT)
    elif not status.refused:
        sentences.append(office_status.NONE_WAITS)
    return " ".join(sentences)


def _networks_left_out(closed: ScanRecord | None) -> tuple[tuple[str, str], ...]:
    rows = closed.summary["scan"].get("networks_left_out", ()) if closed else ()
    return tuple((row["name"], row["why"]) for row in rows)


def _unreadable(closed: ScanRecord | None) -> tuple[tuple[str, str], ...]:
    rows = closed.summary["unreadable"] if closed else ()
    return tuple((str(Endpoint(row["ip_address"], row["port"])), row["why"]) for row in rows)


def _with_its_own_offset(run: datetime | None) -> datetime | None:
    """Return the same time of day with the offset that this computer's zone has on that day, not today."""
    return run.replace(tzinfo=None).astimezone() if run else None


def last_run(office: Office, store: Store) -> datetime | None:
    """Return when the last run was: with mail set up a run is what queued a letter, else any scan."""
    if office.settings.mail.is_configured:
        return last_letter_at(store)
    return last_scan_at(store)


def last_letter_at(store: Store) -> datetime | None:
    """Return when the last letter was made."""
    letter = store.letters.last()
    return letter.made_at if letter else None


def last_scan_at(store: Store) -> datetime | None:
    """Return when the last run's scan ended; a later round closes a scan, but belongs to an earlier run."""
    closed = store.scans.last_closed()
    if closed is None or closed.summary.get("is_partial"):
        return None
    return datetime.fromisoformat(closed.summary["scan"]["ended"])


def _running(store: Store, office: Office) -> ScanRecord | None:
    """Return the scan that runs: it has no end and its process holds the lock."""
    last = store.scans.last()
    return last if last and last.ended is None and is_held(office.folder.lock) else None
