"""Lambda `ingest`: S3's notices of new mails, and runs of a past to settle, from their queues.

What fails comes again alone.
"""

from __future__ import annotations

import json
import logging
import os
from functools import cache
from typing import Any
from urllib.parse import unquote_plus

from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.tasks import Tasks
from cloud.jobs.ingest import Desk, ingest
from cloud.jobs.past import do_task

LOG = logging.getLogger(__name__)


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Take in the mails of a batch; return which messages failed, for SQS to bring them again."""
    failed = []
    for message in event["Records"]:
        try:
            _take(message)
        except Exception:  # one bad mail must not hold up the others; after its tries it is a dead letter
            LOG.exception("message %s failed", message["messageId"])
            failed.append({"itemIdentifier": message["messageId"]})
    return {"batchItemFailures": failed}


@cache
def desk() -> Desk:
    """Return the desk that the environment names; clients live as long as the process."""
    table = Table(client("dynamodb"), os.environ["TABLE"])
    mails, tasks = Mails(client("s3"), os.environ["MAILS"]), Tasks(client("sqs"), os.environ["SETTLE_TASKS"])
    return Desk(table, mails, os.environ["MAIL_DOMAIN"], tasks)


def _take(message: dict[str, Any]) -> None:
    was_tried = int(message.get("attributes", {}).get("ApproximateReceiveCount", 1)) > 1
    body = json.loads(message["body"])
    if "agent" in body:
        do_task(desk().archive, body, anew=was_tried)
    for notice in body.get("Records", ()):  # S3's test notice has none
        outcome = ingest(unquote_plus(notice["s3"]["object"]["key"]), desk(), anew=was_tried)
        LOG.info("mail %s: %s", notice["s3"]["object"]["key"], outcome)
