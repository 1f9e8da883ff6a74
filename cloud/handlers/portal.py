"""Lambda `portal`: the dealer's portal behind the HTTP API; who asks it finds out itself."""

import gc
import os
from functools import cache
from typing import Any

from mangum import Mangum

from cloud.edge.alarms import Alarms
from cloud.edge.aws import client, quick_client
from cloud.edge.kms_signer import KmsSigner
from cloud.edge.mails import Mails
from cloud.edge.secrets import secret
from cloud.edge.ses import SesAccount
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs.backlog import Archive
from cloud.jobs.portal.operator_alarms import OperatorAlarms
from cloud.portal.app import build_app
from cloud.portal.provider import Settings, client_of
from cloud.portal.visit import Portal

RARELY = 50_000  # new objects before garbage is looked for: a page of the fleet makes some 30,000 for itself
NAMES = (  # of the function's environment
    *("PORTAL_ADDRESS", "TOKEN_ISSUER", "CLIENT_ID", "CLIENT_SECRET", "LOGOUT_ADDRESS"),
    *("TABLE", "MAILS", "SETTLE_TASKS", "STACK", "OPERATOR_DEALER", "CLOSING_KEY"),
)


def handle(event: dict[str, Any], context: Any) -> Any:  # noqa: ANN401 (Lambda's and the adapter's own)
    """Answer a request as API Gateway's HTTP API hands it in, payload 2.0."""
    given = tuple((name, os.environ[name]) for name in NAMES)
    return _adapter(given, os.environ.get("AWS_ENDPOINT_URL"))(event, context)


@cache
def _adapter(given: tuple[tuple[str, str], ...], _endpoint: str | None) -> Mangum:
    """Return the portal of an environment; its clients are those of the endpoint."""
    environment = dict(given)
    settings = Settings(
        address=environment["PORTAL_ADDRESS"],
        issuer=environment["TOKEN_ISSUER"],
        client_id=environment["CLIENT_ID"],
        client_secret=secret(client("secretsmanager"), environment["CLIENT_SECRET"]),
        logout=environment["LOGOUT_ADDRESS"],
    )
    archive = Archive(
        Table(client("dynamodb"), environment["TABLE"]),
        Mails(client("s3"), environment["MAILS"]),
        Tasks(client("sqs"), environment["SETTLE_TASKS"]),
        KmsSigner(quick_client("kms"), environment["CLOSING_KEY"]),
    )
    alarms = OperatorAlarms(
        environment["OPERATOR_DEALER"],
        Alarms(quick_client("cloudwatch"), environment["STACK"]).standing,
        SesAccount(quick_client("sesv2")).sending,
    )
    app: Any = build_app(Portal(archive, settings, client_of(settings), alarms))
    gc.freeze()  # what was loaded stays: looking through it for garbage would cost some page 50 ms each time
    gc.set_threshold(RARELY)
    return Mangum(app, lifespan="off")
