"""Lambda `query`: a dealer's programs ask over the HTTP API; read only."""

import os
from datetime import UTC, datetime
from typing import Any

from cloud.core.answers.asker import person_of
from cloud.core.answers.portal import PARAMETERS
from cloud.core.answers.problem import ProblemDetails
from cloud.edge.aws import client
from cloud.edge.table import Table
from cloud.handlers.replies import count, refusal, response
from cloud.jobs.portal.portal_answers import portal_answer
from cloud.jobs.query import answer

DECISIONS = "decisions"  # another function's: what is no POST comes here all the same
METHODS = {DECISIONS: "POST", "closings": "GET, POST", "orders": "GET, POST"}  # of the others GET alone


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer a request as API Gateway's HTTP API hands it in, payload 2.0."""
    try:
        return response(200, _answer(event))
    except ProblemDetails as problem:
        return refusal(problem, METHODS.get(_path(event), "GET"))


def _answer(event: dict[str, Any]) -> dict[str, Any]:
    context = event["requestContext"]
    person = person_of(context)
    if person is None:
        raise ProblemDetails(403, "dealer", "Nothing proves for which dealer you ask.")
    path, given = _path(event), event.get("queryStringParameters") or {}
    if path == DECISIONS:
        raise ProblemDetails(405, "method", "Decisions are sent: POST alone.")
    if context["http"]["method"] != "GET":
        raise ProblemDetails(405, "method", "There is nothing to change here: GET alone.")
    count(person.dealer)
    if path in PARAMETERS:
        return portal_answer(_table(), person, path, given, datetime.now(UTC))
    return answer(_table(), person.dealer, path, given)


def _path(event: dict[str, Any]) -> str:
    return str(event["rawPath"]).rpartition("/v1/")[2]


def _table() -> Table:
    return Table(client("dynamodb"), os.environ["TABLE"])
