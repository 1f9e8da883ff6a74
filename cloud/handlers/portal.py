"""Lambda `portal`: the dealer's portal behind the HTTP API; who asks it finds out itself."""

import os
from functools import cache
from typing import Any

from mangum import Mangum

from cloud.edge.alarms import Alarms
from cloud.edge.aws import client, quick_client
from cloud.edge.kms_signer import KmsSigner
from cloud.edge.mails import Mails
from cloud.edge.secrets import secret
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs.backlog import Archive
from cloud.jobs.portal.operator_alarms import OperatorAlarms
from cloud.portal.app import build_app
from cloud.portal.provider import Settings, client_of
from cloud.portal.visit import Portal

# The environment of the function, in the order of _adapter's arguments.
NAMES = (
    *("PORTAL_ADDRESS", "TOKEN_ISSUER", "CLIENT_ID", "CLIENT_SECRET", "LOGOUT_ADDRESS"),
    *("TABLE", "MAILS", "SETTLE_TASKS", "STACK", "OPERATOR_DEALER", "CLOSING_KEY"),
)


def handle(event: dict[str, Any], context: Any) -> Any:  # noqa: ANN401 (Lambda's and the adapter's own)
    """Answer a request as API Gateway's HTTP API hands it in, payload 2.0."""
    return _adapter(*(os.environ[name] for name in NAMES))(event, context)


@cache
def _adapter(  # noqa: PLR0913, PLR0917 (NAMES)
    address: str,
    issuer: str,
    client_id: str,
    secret_name: str,
    logout: str,
    table: str,
    mails: str,
    tasks: str,
    stack: str,
    operator: str,
    closing_key: str,
) -> Mangum:
    settings = Settings(
        address=address,
        issuer=issuer,
        client_id=client_id,
        client_secret=secret(client("secretsmanager"), secret_name),
        logout=logout,
    )
    archive = Archive(
        Table(client("dynamodb"), table),
        Mails(client("s3"), mails),
        Tasks(client("sqs"), tasks),
        KmsSigner(client("kms"), closing_key),
    )
    alarms = OperatorAlarms(operator, Alarms(quick_client("cloudwatch"), stack).standing)
    app: Any = build_app(Portal(archive, settings, client_of(settings), alarms))
    return Mangum(app, lifespan="off")
