"""The test mail of make cloud-check: how far it comes, by AWS's documented replies."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from botocore.response import StreamingBody

from cloud.deploy.probe import Clock, probe
from cloud.deploy.stack_findings import CheckState
from replies import Aws
from stack_outputs import OUTPUTS


class Time:
    """A clock that goes on where somebody sleeps."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the time."""
        return self.moment

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.moment += timedelta(seconds=seconds)


def _found(aws: Aws, at: datetime, body: bytes) -> None:
    listed = {"Contents": [{"Key": "mail/1", "LastModified": at}]}
    aws.answers("s3", "list_objects_v2", listed)
    aws.answers("s3", "get_object", {"Body": StreamingBody(BytesIO(body), len(body))})


def test_a_test_mail_goes_the_whole_way() -> None:
    aws, clock = Aws(), Time()
    aws.answers("ses", "send_raw_email", {"MessageId": "m"})
    aws.answers("s3", "list_objects_v2", {})
    _found(aws, clock.now(), b"Subject: another")
    _found(aws, clock.now(), b"Subject: [meters] test mail MARK")
    aws.answers("dynamodb", "get_item", {})
    aws.answers("dynamodb", "get_item", {})
    aws.answers("dynamodb", "get_item", {"Item": {"pk": {"S": "x"}}})
    locked = {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": datetime(2027, 1, 4, tzinfo=UTC)}
    aws.answers("s3", "head_object", locked)

    found = probe(aws, OUTPUTS, "MARK", Clock(clock.now, clock.sleep))

    assert [finding.sentence for finding in found] == [
        "A test mail went the whole way in 15 seconds.",
        "It can't be deleted before 04 January 2027.",
    ]
    assert list(aws.left()) == []


def test_a_test_mail_that_stays_away_ends_in_five_minutes() -> None:
    aws, clock = Aws(), Time()
    aws.answers("ses", "send_raw_email", {"MessageId": "m"})
    for _ in range(61):
        aws.answers("s3", "list_objects_v2", {})

    (finding,) = probe(aws, OUTPUTS, "MARK", Clock(clock.now, clock.sleep))

    assert finding.verdict is CheckState.WRONG
    assert "has not come into the bucket in 5 minutes" in finding.sentence


def test_a_test_mail_that_ingest_does_not_take() -> None:
    aws, clock = Aws(), Time()
    aws.answers("ses", "send_raw_email", {"MessageId": "m"})
    _found(aws, clock.now(), b"MARK")
    for _ in range(122):
        aws.answers("dynamodb", "get_item", {})

    (finding,) = probe(aws, OUTPUTS, "MARK", Clock(clock.now, clock.sleep))

    assert "ingest has not taken it" in finding.sentence


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "MessageRejected",
            "Email address is not verified. The following identities failed the check: in.example",
        ),
        ("AccountSendingPausedException", "Email sending is disabled for your account"),
        ("MailFromDomainNotVerifiedException", "MAIL FROM domain is not verified"),
    ],
)
def test_a_test_mail_that_ses_does_not_take(code: str, message: str) -> None:
    aws, clock = Aws(), Time()
    aws.refuses("ses", "send_raw_email", code, message)

    (finding,) = probe(aws, OUTPUTS, "MARK", Clock(clock.now, clock.sleep))

    assert message in finding.sentence
    assert finding.verdict is CheckState.NOTE
