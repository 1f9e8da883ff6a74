"""What is done daily for each dealer: the schedule makes a task of each shard, the queue brings them back."""

from __future__ import annotations

import json
import logging
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from cloud.core.layout import layout_of
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.table import Table
from cloud.edge.tasks import Tasks
from cloud.jobs.dealers import dealers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Task = dict[str, str]

LOG = logging.getLogger(__name__)


def serve(event: dict[str, Any], do: Callable[[Task], object], queue: str) -> dict[str, Any]:
    """Do the tasks of a batch from the queue, or fill the queue where EventBridge's schedule calls.

    A task holds `dealer`, `shard` of its lists and `time`, the schedule's moment: the same in every try.
    """
    if "Records" not in event:
        return {"tasks": tasks_in(queue).add(_tasks(event["time"]))}
    failed = []
    for message in event["Records"]:
        try:
            do(json.loads(message["body"]))
        except Exception:  # the other dealers get their day; this one comes again, then is a dead letter
            LOG.exception("task %s failed", message["body"])
            failed.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failed}


def _tasks(moment: str) -> Iterator[Task]:
    for dealer in dealers(table()):
        for shard in range(layout_of(dealer["layout"]).lists):
            yield {"dealer": dealer["dealer"], "shard": str(shard), "time": moment}


def tasks_in(queue: str) -> Tasks:
    """Return a queue of tasks by its address."""
    return Tasks(client("sqs"), queue)


@cache
def table() -> Table:
    """Return the table that the environment names."""
    return Table(client("dynamodb"), os.environ["TABLE"])


@cache
def made_files() -> Bucket:
    """Return the bucket of the files that the receiver makes."""
    return Bucket(client("s3"), os.environ["LAKE"])
