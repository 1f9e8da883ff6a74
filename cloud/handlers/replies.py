"""What the HTTP API's functions share: how they answer, and how often a dealer's programs may ask."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.decision import Conflict
from cloud.edge import metrics
from cloud.edge.aws import client
from cloud.edge.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS = {"content-type": "application/json", "cache-control": "no-store"}
MORE_HEADERS = {429: {"retry-after": "60"}}


def response(status: int, body: Mapping[str, Any], more: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return an answer as API Gateway's HTTP API takes it, payload 2.0."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    headers = {**HEADERS, **MORE_HEADERS.get(status, {}), **(more or {})}
    return {"statusCode": status, "headers": headers, "body": text}


def refusal(problem: ProblemDetails, allowed: str = "GET") -> dict[str, Any]:
    """Return why there is no answer; a conflict tells the decision that came first, too."""
    answer: dict[str, Any] = {"error": problem.what, "message": problem.message}
    if isinstance(problem, Conflict):
        answer["last"] = problem.as_json()
    return response(problem.status, answer, {"allow": allowed} if problem.status == 405 else None)  # noqa: PLR2004 (HTTP's)


def count(dealer: str) -> None:
    """Count a question of this minute; ProblemDetails if the dealer's programs asked too many."""
    asked = Rates(client("dynamodb"), os.environ["TABLE"]).add(dealer, datetime.now(UTC))
    if asked > int(os.environ["DEALER_REQUESTS"]):
        metrics.count(metrics.TOO_MANY)
        raise ProblemDetails(429, "often", "Your programs ask too often. Go on in a minute.")
