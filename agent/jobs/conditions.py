"""What stands, set down by whoever meets it: the scan, its parent, the loop's look."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import Condition, ConditionKind, Fact, checked_facts
from agent.core.model.ages import ONE_DAYS_WORK, is_ahead, is_within
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from agent.edge.store import Store
    from agent.jobs.scan import Finished

    Found = Mapping[ConditionKind, Mapping[str, Mapping[str, Fact]]]

LOG = logging.getLogger(__name__)


def only(facts: Mapping[str, Fact], *, stands: bool) -> Mapping[str, Mapping[str, Fact]]:
    """Return the one condition of a kind that has no subject, or none."""
    return {"": facts} if stands else {}


def keep(store: Store, found: Found, now: datetime) -> tuple[tuple[Condition, ...], bool]:
    """Make these the only conditions of their kinds, and return all that stand and whether they are kept.

    Where the store can't be written, on a full disk, they are returned all the same.
    """
    try:
        for kind, facts_by_subject in found.items():
            store.conditions.replace(kind, facts_by_subject, now)
        return store.conditions.standing(), True
    except AgentError as error:
        LOG.warning("%s %s", error.title, error.advice)
    kept = store.conditions.standing()
    standing = [one for one in kept if one.kind not in found or one.subject in found[one.kind]]
    known = {(one.kind, one.subject) for one in standing}
    met = [
        Condition(kind, subject, now, checked_facts(kind, facts))
        for kind, facts_by_subject in found.items()
        for subject, facts in facts_by_subject.items()
        if (kind, subject) not in known
    ]
    return (*standing, *met), False


@contextmanager
def coming_to_an_end(task: str, store: Store, now: Callable[[], datetime]) -> Iterator[None]:
    """Keep that a task failed where an AgentError ends the block, and that it is mended where none does."""
    try:
        yield
    except AgentError as error:
        if error.code != ExitCode.ALREADY_RUNNING:
            _note_failed(task, error, store, now())
        raise
    store.conditions.clear(ConditionKind.RUN_FAILED, task, now())


def _note_failed(task: str, error: AgentError, store: Store, now: datetime) -> None:
    facts = {"ended": " ".join(error.said("icon"))}  # the icon shows it too
    try:
        store.conditions.record(ConditionKind.RUN_FAILED, task, facts, now)
    except AgentError as unkept:  # the disk is full: the loop's look meets that too
        LOG.warning("%s %s", unkept.title, unkept.advice)


def note_clock(store: Store, began: datetime) -> None:
    """Keep that the clock was wrong where the scan before this one lies in the future.

    That stands for a day's work, so that its letter tells it; then the runs have put the right time down.
    """
    last = store.scans.last()
    if last and is_ahead(last.began, began):
        facts = {"clock": began.isoformat(timespec="seconds")}
        subject = last.began.isoformat(timespec="seconds")
        store.conditions.replace(ConditionKind.CLOCK_WRONG, {subject: facts}, began)
        return
    for one in store.conditions.standing():
        if one.kind is ConditionKind.CLOCK_WRONG and not is_within(one.since, began, ONE_DAYS_WORK):
            store.conditions.clear(one.kind, one.subject, began)


def silent_since(store: Store) -> datetime | None:
    """Return since when no run has heard anybody; None where the last one did."""
    silent = {ConditionKind.PRINTERS_SILENT, ConditionKind.NO_NETWORK}
    return min((one.since for one in store.conditions.standing() if one.kind in silent), default=None)


def note_run(finished: Finished, store: Store) -> None:
    """Keep what a day's run met as a whole, and what is mended of it; a scan of named addresses is none."""
    summary, at = finished.summary, finished.ended
    not_asked = [row for row in summary["not_asked"] if row["id"] not in finished.excluded]
    known = len(summary["silent_known"]) + len(summary["not_asked"])
    has_network = bool(summary["scan"]["targets"])
    found = {
        ConditionKind.PRINTERS_NOT_ASKED: only({"count": len(not_asked)}, stands=bool(not_asked)),
        ConditionKind.PRINTERS_SILENT: only({"count": known}, stands=has_network and heard_nobody(finished)),
        ConditionKind.NO_NETWORK: only({}, stands=not has_network),
    }
    for kind, facts_by_subject in found.items():
        store.conditions.replace(kind, facts_by_subject, at)


def heard_nobody(finished: Finished) -> bool:
    """Return whether no printer at all was read."""
    return not finished.summary["read"]
