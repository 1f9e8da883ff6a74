"""Lambda `notify`: each minute, what dealers want to be told goes to webhooks and mailboxes."""

import os
from datetime import datetime
from typing import Any

from cloud.core.portal.notify import notify_in
from cloud.edge.aws import client
from cloud.edge.ses import SesLetters
from cloud.edge.webhook import Webhooks
from cloud.handlers.by_dealer import table
from cloud.jobs.dealers import dealers
from cloud.jobs.portal.notify import Ways, send_waiting

_WEBHOOKS = Webhooks()  # the authorities that it trusts take long to load


def handle(event: dict[str, Any], _context: object) -> dict[str, int]:
    """Send what is due at EventBridge's moment; return how many messages went through."""
    now = datetime.fromisoformat(event["time"])
    wanted = [one["dealer"] for one in dealers(table()) if notify_in(one) != notify_in(None)]
    ways = Ways(_WEBHOOKS, SesLetters(client("ses")), os.environ["MAIL_DOMAIN"])
    return {"sent": sum(send_waiting(table(), ways, dealer, now) for dealer in wanted)}
