"""Lambda `ingest`: S3's notices of new mails, and runs of a past to settle, from their queues.

What fails comes again alone.
"""

import json
import logging
import os
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote_plus

from cloud.edge import metrics
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.handlers.batch import serve_batch
from cloud.jobs.backlog import do_task
from cloud.jobs.ingest import IngestAdapters, ingest

LOG = logging.getLogger(__name__)
SES_TRIES = "AMAZON_SES_SETUP_NOTIFICATION"  # what SES writes into the bucket when the rule is made


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Take in the mails of a batch; return which messages failed, for SQS to bring them again."""
    return serve_batch(event, _take)


def adapters() -> IngestAdapters:
    """Return the adapters that the environment names."""
    table = Table(client("dynamodb"), os.environ["TABLE"])
    mails, tasks = Mails(client("s3"), os.environ["MAILS"]), Tasks(client("sqs"), os.environ["SETTLE_TASKS"])
    return IngestAdapters(table, mails, os.environ["MAIL_DOMAIN"], tasks)


def _take(message: dict[str, Any]) -> None:
    was_tried = int(message.get("attributes", {}).get("ApproximateReceiveCount", 1)) > 1
    body = json.loads(message["body"])
    if "agent" in body:
        do_task(adapters().archive, body, anew=was_tried)
    for notification in body.get("Records", ()):  # S3's test notice has none
        key = unquote_plus(notification["s3"]["object"]["key"])
        if not key.endswith(SES_TRIES):
            _take_mail(key, notification["s3"]["object"]["versionId"], anew=was_tried)


def _take_mail(key: str, version: str, *, anew: bool) -> None:
    """Lock the version that came, then take the mail in: no fact stands whose evidence can be deleted."""
    locked_for = timedelta(days=int(os.environ["MAIL_LOCKED_DAYS"]))
    adapters().mails.lock(key, version, locked_for, datetime.now(UTC))
    for dealer, outcome in ingest(key, adapters(), anew=anew).items():
        LOG.info("mail", extra={"mail": key, "dealer": dealer, "outcome": outcome})
        metrics.count(metrics.TAKEN if outcome == "report" else metrics.REFUSED)
