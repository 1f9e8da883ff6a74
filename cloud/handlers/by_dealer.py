"""What is done daily for each dealer: the schedule makes a task of each shard, the queue brings them back."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from cloud.core.layout import layout_of
from cloud.edge import metrics
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.handlers.batch import serve_batch
from cloud.jobs.dealers import dealers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Task = dict[str, str]


def serve(event: dict[str, Any], do: Callable[[Task], object], queue: str) -> dict[str, Any]:
    """Do the tasks of a batch from the queue, or fill the queue where EventBridge's schedule calls.

    A task holds `dealer`, `shard` of its lists and `time`, the schedule's moment: the same in every try.
    """
    if "Records" not in event:
        added = tasks_in(queue).add(_tasks(event["time"]))
        metrics.count(metrics.BEGUN)
        return {"tasks": added}
    return serve_batch(event, lambda message: do(json.loads(message["body"])))


def _tasks(moment: str) -> Iterator[Task]:
    for dealer in dealers(table()):
        for shard in range(layout_of(dealer["layout"]).lists):
            yield {"dealer": dealer["dealer"], "shard": str(shard), "time": moment}


def tasks_in(queue: str) -> Tasks:
    """Return a queue of tasks by its address."""
    return Tasks(client("sqs"), queue)


def table() -> Table:
    """Return the table that the environment names."""
    return Table(client("dynamodb"), os.environ["TABLE"])


def made_files() -> Bucket:
    """Return the bucket of the files that the receiver makes."""
    return Bucket(client("s3"), os.environ["LAKE"])
