"""The command `replay`: with the operator's own rights, on the operator's own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.jobs.ingest import IngestAdapters
from cloud.jobs.replay import replay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "mail/"


def replay_into(source: str, target: str, names: Mapping[str, str], tell: Callable[[str], object]) -> str:
    """Build a table of another one's decisions and the stack's raw mails; `names` is its admin's environment.

    A long past is settled by the stack's own queue, and that knows the stack's table alone: so here every run
    is settled at once.
    """
    mails = Mails(client("s3"), names["MAILS"])
    table = Table(client("dynamodb"), target)
    adapters = IngestAdapters(table, mails, names["MAIL_DOMAIN"], None)
    raw_keys = Bucket(client("s3"), names["MAILS"]).keys(PREFIX)
    taken = replay(Table(client("dynamodb"), source), adapters, raw_keys, tell)
    return f"Done: {target} holds what people decided and {taken} mails."
