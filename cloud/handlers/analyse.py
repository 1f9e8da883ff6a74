"""Lambda `analyse`: each dealer's day, its alerts and its digest."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cloud.edge import metrics
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.handlers.by_dealer import made_files, serve, table, tasks_in
from cloud.jobs.analyse import analyse_shard, digest_of
from cloud.jobs.digest import NotSent, deliver, keep

if TYPE_CHECKING:
    from cloud.handlers.by_dealer import Task


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Make a task of each dealer's shards, or do those of a batch: analyse a shard, make a digest."""
    return serve(event, _analyse, os.environ["ANALYSE_TASKS"])


def _analyse(task: Task) -> None:
    now, dealer = datetime.fromisoformat(task["time"]), task["dealer"]
    if "shard" in task:
        if analyse_shard(table(), dealer, int(task["shard"]), now):
            tasks_in(os.environ["ANALYSE_TASKS"]).add([{"dealer": dealer, "time": task["time"]}])
        return
    digest = digest_of(table(), dealer, now)
    if digest is None:
        return
    metrics.count(metrics.OFFICES, digest.offices)
    metrics.count(metrics.SILENT, digest.silent)
    keep(made_files(), digest)
    try:
        deliver(table(), SesLetters(client("ses")), digest, os.environ["MAIL_DOMAIN"], datetime.now(UTC))
    except NotSent:  # it comes again with the task, then is a dead letter; either sounds an alarm
        metrics.count(metrics.NOT_SENT)
        raise
