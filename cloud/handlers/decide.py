"""Lambda `decide`: a decision over the HTTP API: POST /v1/decisions, of orders alone POST /v1/orders."""

import os
import secrets
from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

from agent.core.report_format.enrolment import ID_LENGTH, SECRET_LENGTH
from cloud.core.answers.asked_decision import request_of
from cloud.core.answers.asker import person_of
from cloud.core.answers.portal import plain
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.person import DEEDS, ORDER_DEEDS
from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.handlers.replies import count, refusal, response
from cloud.jobs.backlog import Archive
from cloud.jobs.portal.decide import decide


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
    random = secrets.token_bytes(ID_LENGTH + SECRET_LENGTH)
    request = request_of(octets, ORDER_DEEDS if event["rawPath"].endswith("/orders") else DEEDS)
    done = decide(archive(), person, request, datetime.now(UTC), random)
    return {"result": done.result, "last": plain(done.last), "told": dict(done.shown_once)}


def archive() -> Archive:
    """Return the adapters of decisions, as the environment names it."""
    mails = Mails(client("s3"), os.environ["MAILS"])
    table = Table(client("dynamodb"), os.environ["TABLE"])
    return Archive(table, mails, Tasks(client("sqs"), os.environ["SETTLE_TASKS"]))
