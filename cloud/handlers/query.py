"""Lambda `query`: a dealer's programs ask over the HTTP API; read only."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cloud.core.answers.asker import dealer_of
from cloud.core.answers.problem import ProblemDetails
from cloud.edge import metrics
from cloud.edge.aws import client
from cloud.edge.rates import Rates
from cloud.edge.table import Table
from cloud.jobs.query import answer

HEADERS = {"content-type": "application/json", "cache-control": "no-store"}
MORE_HEADERS = {405: {"allow": "GET"}, 429: {"retry-after": "60"}}


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer a request as API Gateway's HTTP API hands it in, payload 2.0."""
    try:
        return _response(200, _answer(event))
    except ProblemDetails as problem:
        return _response(problem.status, {"error": problem.what, "message": problem.message})


def _answer(event: dict[str, Any]) -> dict[str, Any]:
    context = event["requestContext"]
    dealer = dealer_of(context)
    if dealer is None:
        raise ProblemDetails(403, "dealer", "Nothing proves for which dealer you ask.")
    if context["http"]["method"] != "GET":
        raise ProblemDetails(405, "method", "There is nothing to change here: GET alone.")
    _count(dealer)
    path = event["rawPath"].rpartition("/v1/")[2]
    return answer(_table(), dealer, path, event.get("queryStringParameters") or {})


def _count(dealer: str) -> None:
    """Count a question of this minute; ProblemDetails if the dealer's programs asked too many."""
    asked = Rates(client("dynamodb"), os.environ["TABLE"]).add(dealer, datetime.now(UTC))
    if asked > int(os.environ["DEALER_REQUESTS"]):
        metrics.count(metrics.TOO_MANY)
        raise ProblemDetails(429, "often", "Your programs ask too often. Go on in a minute.")


@cache
def _table() -> Table:
    return Table(client("dynamodb"), os.environ["TABLE"])


def _response(status: int, body: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return {"statusCode": status, "headers": {**HEADERS, **MORE_HEADERS.get(status, {})}, "body": text}
