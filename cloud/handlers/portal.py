"""Lambda `portal`: the dealer's portal behind the HTTP API; who asks it finds out itself."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from mangum import Mangum

from cloud.edge.aws import client
from cloud.edge.mails import Mails
from cloud.edge.secrets import secret
from cloud.edge.table import Table
from cloud.edge.tasks import Tasks
from cloud.jobs.past import Archive
from cloud.portal.app import build_app
from cloud.portal.provider import Settings, client_of
from cloud.portal.visit import Portal


def handle(event: dict[str, Any], context: Any) -> Any:  # noqa: ANN401 (Lambda's and the adapter's own)
    """Answer a request as API Gateway's HTTP API hands it in, payload 2.0."""
    return _adapter()(event, context)


@cache
def _adapter() -> Mangum:
    given = os.environ
    settings = Settings(
        address=given["PORTAL_ADDRESS"],
        issuer=given["TOKEN_ISSUER"],
        client_id=given["CLIENT_ID"],
        client_secret=secret(client("secretsmanager"), given["CLIENT_SECRET"]),
        logout=given["LOGOUT_ADDRESS"],
    )
    table, mails = Table(client("dynamodb"), given["TABLE"]), Mails(client("s3"), given["MAILS"])
    archive = Archive(table, mails, Tasks(client("sqs"), given["SETTLE_TASKS"]))
    app: Any = build_app(Portal(archive, settings, client_of(settings)))
    return Mangum(app, lifespan="off")
