"""Lambda `lake`: the Parquet copy of the days that changed, and what an erasure leaves to do there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from cloud.edge.parquet import parquet_of, without
from cloud.handlers.by_dealer import made_files, serve, table
from cloud.jobs.lake import copy_changed, forget_site

if TYPE_CHECKING:
    from cloud.handlers.by_dealer import Task


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Make a task of each dealer's shards, or write the files of those in a batch."""
    return serve(event, _copy, os.environ["LAKE_TASKS"])


def _copy(task: Task) -> None:
    if "forget" in task:
        forget_site(made_files(), task["dealer"], task["forget"], without)
    else:
        copy_changed(table(), made_files(), task["dealer"], int(task["shard"]), parquet_of)
