"""A long past settled one run at a time: each is a task of its own, and what is done stays done.

An agent that is confirmed, or types its code in late, may have a year of reports of a hundred printers:
more than one call can do. A task that fails comes again alone, and begins at its own run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.jobs.dealers import layout_of_dealer
from cloud.jobs.settle import Scope, settle
from cloud.jobs.signers import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.core.closings.closing_signer import ClosingSigner
    from cloud.edge.mails import Mails
    from cloud.edge.table import Table
    from cloud.edge.task_queue import Tasks

    Item = dict[str, Any]

MOST_INLINE = 500  # readings and reports that are settled in the call that asks for it
PAGE = 400  # runs that become tasks before one task is to look further
NO_RUN = 0  # runs begin at 1: settling it notes how the signers stand, and no more


@dataclass(frozen=True, slots=True)
class Archive:
    """What a past is settled with: the table, the raw mails, the queue of what is left to do.

    Without a queue all is done at once, run by run. `signer` freezes closings, where people decide.
    """

    table: Table
    mails: Mails
    tasks: Tasks | None
    signer: ClosingSigner | None = None


def settle_past(archive: Archive, scope: Scope, after: int = 0) -> int:
    """Settle all runs of an agent after one: a short past now, a long one as tasks; return how many.

    `scope.run` says nothing here.
    """
    rows, last = _rows(archive.table, scope, after)
    is_short = len(rows) == 1 or sum(1 + row["printers"] for row in rows) <= MOST_INLINE
    if is_short and not after and last is None:
        settle(archive.table, archive.mails, replace(scope, run=None))
        return 0
    settle(archive.table, archive.mails, replace(scope, run=NO_RUN))
    runs = sorted({row["run"] for row in rows if last is None or row["run"] <= last})
    tasks = [task_of(scope, "run", run) for run in runs]
    tasks += [task_of(scope, "after", last)] if last else []
    if archive.tasks is not None:
        return archive.tasks.add(tasks)
    for task in tasks:
        do_task(archive, task, anew=False)
    return 0


def task_of(scope: Scope, name: str, run: int) -> dict[str, str]:
    """Return the task to settle one run of an agent ("run"), or all after one ("after")."""
    whose = {"dealer": scope.dealer, "agent": scope.agent, "key": scope.key or ""}
    return {**whose, name: str(run), "anew": "yes" if scope.anew else ""}


def do_task(archive: Archive, task: dict[str, str], *, anew: bool) -> None:
    """Do a task of `task_of`; nothing if its dealer is gone. `anew` tells that it was tried before."""
    layout = layout_of_dealer(archive.table, task["dealer"])
    if layout is None:
        return
    scope = Scope(
        dealer=task["dealer"],
        layout=layout,
        agent=task["agent"],
        key=task["key"] or None,
        run=int(task.get("run", NO_RUN)),
        anew=anew or bool(task["anew"]),
    )
    if "after" in task:
        settle_past(archive, scope, int(task["after"]))
    else:
        settle(archive.table, archive.mails, scope)


def _rows(table: Table, scope: Scope, after: int) -> tuple[list[Item], int | None]:
    """Return the next report items of an agent's keys, and up to which run they are all (None: the end)."""
    _, agent_keys = facts_of(table, scope.dealer, scope.agent, scope.key)
    found = [list(_of_key(table, scope, key, after)) for key in agent_keys]
    cut = [rows[-1]["run"] for rows in found if len(rows) == PAGE]
    return [row for rows in found for row in rows], min(cut, default=None)


def _of_key(table: Table, scope: Scope, key: str, after: int) -> Iterator[Item]:
    between = (keys.run_prefix(after + 1), "run$")
    return table.query(keys.signer_key(scope.dealer, scope.agent, key).pk, between=between, limit=PAGE)
