"""Lambda `admin`: what the operator does for a dealer, called by hand: aws lambda invoke.

The event is one object: {"do": "add_dealer", "dealer": "acme", "name": "Acme Office"}. The answer has
either "done" or "refused" with a sentence.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from agent.core.reporting.enrolment import ID_LENGTH, SECRET_LENGTH
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.tasks import Tasks
from cloud.jobs import dealing, erase
from cloud.jobs.lake import forget_dealer
from cloud.jobs.signers import Signer

if TYPE_CHECKING:
    from collections.abc import Callable

    Event = dict[str, Any]


def handle(event: Event, _context: object) -> dict[str, Any]:
    """Do one thing; what can't be done is answered in a sentence, and what fails on AWS's side falls."""
    deed = DEEDS.get(event.get("do", ""))
    if deed is None:
        return {"refused": f"There is nothing of that name to do. There are: {', '.join(DEEDS)}."}
    try:
        return {"done": deed(event)}
    except KeyError as missing:
        return {"refused": f"{event['do']} needs {missing}."}
    except (LookupError, ValueError) as error:
        return {"refused": f"{error}."}


@cache
def _rooms() -> tuple[Table, Mails]:
    table = Table(client("dynamodb"), os.environ["TABLE"])
    return table, Mails(client("s3"), os.environ["MAILS"])


def _add_dealer(event: Event) -> None:
    dealing.add_dealer(_rooms()[0], event["dealer"], event["name"])


def _mail_digest(event: Event) -> None:
    dealing.mail_digest(_rooms()[0], event["dealer"], event["to"])


def _add_site(event: Event) -> None:
    dealing.add_site(_rooms()[0], event["dealer"], event["site"], event["name"])


def _issue_code(event: Event) -> str:
    octets = secrets.token_bytes(ID_LENGTH + SECRET_LENGTH)
    return dealing.issue_code(_rooms()[0], event["dealer"], event["site"], datetime.now(UTC), octets)


def _confirm(event: Event) -> None:
    dealing.confirm(*_rooms(), event["dealer"], Signer(event["agent"], event["key"]), event["site"])


def _reject(event: Event) -> None:
    dealing.reject(*_rooms(), event["dealer"], Signer(event["agent"], event["key"]))


def _erase_dealer(event: Event) -> dict[str, int]:
    erased = erase.erase_dealer(*_rooms(), event["dealer"])
    files = forget_dealer(Bucket(client("s3"), os.environ["LAKE"]), event["dealer"])
    return {**asdict(erased), "files": files}


def _erase_site(event: Event) -> dict[str, int]:
    erased = erase.erase_site(*_rooms(), event["dealer"], event["site"])
    # The Parquet files are taken in hand by lake, which has the means: a minute later they are clean.
    task = {"dealer": event["dealer"], "forget": event["site"]}
    Tasks(client("sqs"), os.environ["LAKE_TASKS"]).add([task])
    return asdict(erased)


DEEDS: dict[str, Callable[[Event], object]] = {
    "add_dealer": _add_dealer,
    "mail_digest": _mail_digest,
    "add_site": _add_site,
    "issue_code": _issue_code,
    "confirm": _confirm,
    "reject": _reject,
    "erase_dealer": _erase_dealer,
    "erase_site": _erase_site,
}
