"""The verb `replay`: with the operator's own rights, on the operator's own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.jobs.ingest import Desk
from cloud.jobs.replay import replay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "mail/"


def replay_into(target: str, names: Mapping[str, str], tell: Callable[[str], object]) -> str:
    """Build another table of the stack's decisions and raw mails; `names` is the environment of its admin.

    A long past is settled by the stack's own queue, and that knows the stack's table alone: so here every run
    is settled at once.
    """
    mails = Mails(client("s3"), names["MAILS"])
    table = Table(client("dynamodb"), target)
    desk = Desk(table, mails, names["MAIL_DOMAIN"], None)
    raw_keys = Bucket(client("s3"), names["MAILS"]).keys(PREFIX)
    taken = replay(Table(client("dynamodb"), names["TABLE"]), desk, raw_keys, tell)
    return f"Done: {target} holds what people decided and {taken} mails."
