"""meters status: how things stand."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.due import delay_of, mail_expected, next_run
from agent.core.reporting.attention import needs_of
from agent.core.reporting.current import current_entries
from agent.core.status import Status, as_json, lines_of
from agent.edge.lock import is_held
from agent.verbs.office import Office, now, open_office, open_store

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.core.records import ScanRecord
    from agent.edge.store import Store

NEEDS_A_HAND = 1


def run(arguments: Namespace) -> int:
    """Print the status; exit code 1 where a letter waits or was refused, or a printer was silent."""
    office = open_office(arguments)
    if arguments.tray:
        from agent.verbs import standing  # noqa: PLC0415 (it builds on this room)

        return standing.print_for_tray(office)
    status = read_status(office)
    if arguments.json:
        print(json.dumps(as_json(status), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines_of(status)))
    return NEEDS_A_HAND if status.needs_a_hand else 0


def read_status(office: Office) -> Status:
    """Return the status from settings and store."""
    with open_store(office.folder) as (store, identity):
        closed = store.last_closed_scan()
        printers = current_entries(closed.summary, store.latest_entries()) if closed else []
        delay = delay_of(identity.agent_id)
        planned = next_run(office.settings.schedule, last_run(office, store), now(), delay)
        last_sent = store.last_sent_at(now())
        return Status(
            last_scan=closed.ended if closed else None,
            printers=len(printers),
            needs=needs_of({"printers": printers}),
            running=_running(store, office),
            mail_configured=office.settings.mail.is_configured,
            waiting=store.waiting(),
            refused=store.refused(),
            last_sent=last_sent,
            next_run=_with_its_own_offset(planned),
            has_letter=store.last_letter() is not None,
            mail_expected=_with_its_own_offset(
                mail_expected(office.settings.schedule, last_sent) if last_sent else None
            ),
            silent=len(closed.summary["silent_known"]) if closed else 0,
        )


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
    letter = store.last_letter()
    return letter.made_at if letter else None


def last_scan_at(store: Store) -> datetime | None:
    """Return when the last run's scan ended; a later round closes a scan, but belongs to an earlier run."""
    closed = store.last_closed_scan()
    return datetime.fromisoformat(closed.summary["scan"]["ended"]) if closed else None


def _running(store: Store, office: Office) -> ScanRecord | None:
    """Return the scan that runs: it has no end and its process holds the lock."""
    last = store.last_scan()
    return last if last and last.ended is None and is_held(office.folder.lock) else None
