"""A test mail through the whole way: SES out, the domain's MX, SES in, the bucket, ingest, the table.

It is for nobody, so no dealer sees it: ingest keeps it as refused, `no_such_dealer`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from cloud.core import keys
from cloud.core.layout import FIRST
from cloud.deploy.aws_errors import sentence
from cloud.deploy.stack_findings import CheckResult, CheckState, well, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloud.deploy.aws import Client

WAITED = timedelta(minutes=5)
BETWEEN = 5.0  # seconds between two looks
LOOKED_INTO = 20  # newest mails whose beginning is read for the test mail's mark


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and how to let it pass."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def probe(client: Client, outputs: Mapping[str, str], mark: str, clock: Clock) -> list[CheckResult]:
    """Send a mail that carries a mark, and say how far it came."""
    domain, began = outputs["MailDomain"], clock.now()
    try:
        client("ses").send_raw_email(RawMessage={"Data": _mail(domain, mark).as_bytes()})
    except ClientError as error:
        return [CheckResult(CheckState.NOTE, f"The test mail was not sent: {sentence(error)}")]
    key = _until(clock, began, lambda: _arrived(client("s3"), outputs["Mails"], mark, began))
    if key is None:
        told = f"The test mail has not come into the bucket in {WAITED.seconds // 60} minutes."
        return [wrong(f"{told} Look at the MX record and the receipt rules above.")]
    taken = _until(clock, began, lambda: _taken(client("dynamodb"), outputs["Table"], key, began) or None)
    if taken is None:
        told = "The test mail lies in the bucket, and ingest has not taken it."
        return [wrong(f"{told} Its log says why: /meters/STACK/ingest in CloudWatch.")]
    seconds = (clock.now() - began).seconds
    return [
        well(f"A test mail went the whole way in {seconds} seconds."),
        *_locked(client("s3"), outputs["Mails"], key),
    ]


def _mail(domain: str, mark: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = mail["To"] = f"{keys.UNADDRESSED}@{domain}"
    mail["Subject"] = f"[meters] test mail {mark}"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("make cloud-check has sent this to see whether mails come in.\n")
    return mail


def _until(clock: Clock, began: datetime, look: Callable[[], Any]) -> Any:  # noqa: ANN401 (what `look` returns)
    """Return the finding of a look; None if it finds nothing in time."""
    while (found := look()) is None and clock.now() < began + WAITED:
        clock.sleep(BETWEEN)
    return found


def _arrived(s3: Any, bucket: str, mark: str, began: datetime) -> str | None:  # noqa: ANN401 (a client)
    """Return the key of the mail with the mark, among the newest."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="mail/")
    found = [
        one for page in pages for one in page.get("Contents", ()) if one["LastModified"] >= _second(began)
    ]
    for one in sorted(found, key=lambda one: one["LastModified"], reverse=True)[:LOOKED_INTO]:
        with s3.get_object(Bucket=bucket, Key=one["Key"], Range="bytes=0-16383")["Body"] as body:
            if mark.encode() in body.read():
                return str(one["Key"])
    return None


def _taken(dynamodb: Any, table: str, key: str, began: datetime) -> bool:  # noqa: ANN401 (a client)
    """Return whether ingest has written the mail's item, of today or of tomorrow."""
    for day in (began, began + timedelta(days=1)):
        named = keys.mail_key(keys.UNADDRESSED, day.astimezone(UTC).date(), key, FIRST.lists)
        wire = {name: {"S": value} for name, value in named._asdict().items()}
        if "Item" in dynamodb.get_item(TableName=table, Key=wire, ConsistentRead=True):
            return True
    return False


def _locked(s3: Any, bucket: str, key: str) -> list[CheckResult]:  # noqa: ANN401 (a client)
    head = s3.head_object(Bucket=bucket, Key=key)
    if head.get("ObjectLockMode") == "GOVERNANCE":
        return [well(f"It can't be deleted before {head['ObjectLockRetainUntilDate']:%d %B %Y}.")]
    return [wrong("Its version is not locked: ingest could not set the retention, or you may not read it.")]


def _second(moment: datetime) -> datetime:
    """Return a moment as S3 tells it, without parts of a second."""
    return moment.replace(microsecond=0)
