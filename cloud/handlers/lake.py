"""Lambda `lake`: the Parquet copy of each dealer's last days, and what an erasure leaves to do there."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cloud.edge.parquet import parquet_of, without
from cloud.handlers.by_dealer import made_files, serve, table
from cloud.jobs.lake import copy_week, forget_site

if TYPE_CHECKING:
    from cloud.handlers.by_dealer import Task


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Make a task of each dealer, or write the files of the dealers of a batch of tasks."""
    return serve(event, _copy, os.environ["LAKE_TASKS"])


def _copy(task: Task) -> None:
    if "forget" in task:
        forget_site(made_files(), task["dealer"], task["forget"], without)
    else:
        day = datetime.fromisoformat(task["time"]).date()
        copy_week(table(), made_files(), task["dealer"], day, parquet_of)
