"""Lambda `decide`: decisions over the HTTP API: POST decisions, closings, orders."""

import os
import secrets
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from agent.core.report_format.enrolment import ID_LENGTH, SECRET_LENGTH
from cloud.core.answers.asked_decision import closing_request_of, request_of
from cloud.core.answers.asker import person_of
from cloud.core.answers.portal import plain
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.decision import Request
from cloud.core.portal.person import ORDER_DEEDS
from cloud.edge.aws import client, quick_client
from cloud.edge.kms_signer import KmsSigner
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.handlers.replies import count, refusal, response
from cloud.jobs.backlog import Archive
from cloud.jobs.portal.decide import decide

# How a body is read, where a path takes something else than any decision.
READS: dict[str, Callable[[bytes], Request]] = {
    "closings": closing_request_of,
    "orders": partial(request_of, deeds=ORDER_DEEDS),
}


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Carry out the decision of a request's body, as API Gateway's HTTP API hands it in, payload 2.0."""
    try:
        return response(200, _decided(event))
    except ProblemDetails as problem:
        return refusal(problem, "POST")


def _decided(event: dict[str, Any]) -> dict[str, Any]:
    person = person_of(event["requestContext"])
    if person is None:
        raise ProblemDetails(403, "dealer", "Nothing proves for which dealer you decide.")
    count(person.dealer)
    body = event.get("body") or ""
    octets = b64decode(body) if event.get("isBase64Encoded") else body.encode()
    read = READS.get(str(event["rawPath"]).rpartition("/")[2], request_of)
    random = secrets.token_bytes(ID_LENGTH + SECRET_LENGTH)
    done = decide(archive(), person, read(octets), datetime.now(UTC), random)
    return {"result": done.result, "last": plain(done.last), "told": dict(done.shown_once)}


def archive() -> Archive:
    """Return the adapters of decisions, as the environment names it."""
    mails = Mails(client("s3"), os.environ["MAILS"])
    table = Table(client("dynamodb"), os.environ["TABLE"])
    signer = KmsSigner(quick_client("kms"), os.environ["CLOSING_KEY"])
    return Archive(table, mails, Tasks(client("sqs"), os.environ["SETTLE_TASKS"]), signer)
