"""What is done daily for each dealer: the schedule makes a task of each, the queue brings them back."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import TYPE_CHECKING, Any

from cloud.edge import metrics
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.table import Table
from cloud.edge.tasks import Tasks
from cloud.handlers.batch import serve_batch
from cloud.jobs.analyse import dealers

if TYPE_CHECKING:
    from collections.abc import Callable

    Task = dict[str, str]


def serve(event: dict[str, Any], do: Callable[[Task], object], queue: str) -> dict[str, Any]:
    """Do the tasks of a batch from the queue, or fill the queue where EventBridge's schedule calls.

    A task holds `dealer` and `time`, the schedule's moment: it is the same in every try.
    """
    if "Records" not in event:
        tasks = ({"dealer": dealer, "time": event["time"]} for dealer in dealers(table()))
        added = Tasks(client("sqs"), queue).add(tasks)
        metrics.count(metrics.BEGUN)
        return {"tasks": added}
    return serve_batch(event, lambda message: do(json.loads(message["body"])))


@cache
def table() -> Table:
    """Return the table that the environment names."""
    return Table(client("dynamodb"), os.environ["TABLE"])


@cache
def made_files() -> Bucket:
    """Return the bucket of the files that the receiver makes."""
    return Bucket(client("s3"), os.environ["LAKE"])
