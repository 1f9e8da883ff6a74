"""make cloud-check: each state that AWS documents, in a sentence. None of it was seen live."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from io import BytesIO
from socket import AF_INET, SOCK_DGRAM, socket
from typing import TYPE_CHECKING, Any

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest
from botocore.response import StreamingBody

from cloud.deploy import findings
from cloud.deploy.check import DEFAULTS, SETTLED_AT_ONCE, check, exchangers, report
from cloud.deploy.findings import Verdict
from cloud.deploy.probe import Clock, probe
from cloud.deploy.rules import Active
from cloud.deploy.settings import Settings
from cloud.local.template import functions_of, read_template, resolve
from replies import Aws

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN, BUCKET = "in.example", "mails-1"
INBOUND = "inbound-smtp.eu-central-1.amazonaws.com"
SETTINGS = Settings("meters", "eu-central-1", {"MailDomain": DOMAIN, "SignInPrefix": "meters-acme"})
OUTPUTS = {
    "Mails": BUCKET,
    "Table": "t",
    "Alarms": "arn:aws:sns:eu-central-1:123456789012:a",
    "MailDomain": DOMAIN,
    "DeadLetters": "https://sqs.eu-central-1.amazonaws.com/123456789012/d",
    "UserPool": "p",
}
OURS = {
    "Name": "reports",
    "Enabled": True,
    "Recipients": [DOMAIN],
    "Actions": [{"S3Action": {"BucketName": BUCKET, "ObjectKeyPrefix": "mail/"}}],
}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, ["SES does not know in.example"]),
        (
            {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "SUCCESS"}},
            ["SES has verified in.example", "signs what it sends"],
        ),
        (
            {
                "VerifiedForSendingStatus": False,
                "VerificationStatus": "PENDING",
                "DkimAttributes": {"Status": "PENDING"},
            },
            ["has not verified in.example (PENDING)", "up to 72 hours"],
        ),
        (
            {"VerifiedForSendingStatus": False, "DkimAttributes": {"Status": "FAILED"}},
            ["not verified", "not found the records"],
        ),
        (
            {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "TEMPORARY_FAILURE"}},
            ["verified", "in an hour"],
        ),
        (
            {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "NOT_STARTED"}},
            ["verified", "never set up"],
        ),
    ],
)
def test_the_identity(answer: dict[str, Any] | None, told: list[str]) -> None:
    found = findings.of_identity(answer, DOMAIN)

    assert len(found) == len(told)
    assert all(part in finding.told for part, finding in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("hosts", "verdict", "told"),
    [
        ([f"{INBOUND}."], Verdict.WELL, "go to inbound-smtp"),
        ([INBOUND.upper()], Verdict.WELL, "go to inbound-smtp"),
        ([], Verdict.WRONG, f"put `in.example. MX 10 {INBOUND}.`"),
        (["mx.example.", f"{INBOUND}."], Verdict.WRONG, "take mx.example out"),
        (["inbound-smtp.eu-west-1.amazonaws.com."], Verdict.WRONG, "change its MX"),
        (None, Verdict.NOTE, "did not answer"),
    ],
)
def test_the_mail_exchanger(hosts: list[str] | None, verdict: Verdict, told: str) -> None:
    finding = findings.of_exchangers(hosts, DOMAIN, "eu-central-1")

    assert (finding.verdict, told in finding.told) == (verdict, True)


STOP = {"Name": "stop", "Enabled": True, "Recipients": [], "Actions": [{"StopAction": {"Scope": "RuleSet"}}]}


@pytest.mark.parametrize(
    ("active", "verdict", "told"),
    [
        (Active(None, ()), Verdict.WRONG, "No receipt rule set is active"),
        (Active("ours", (OURS,)), Verdict.WELL, "ours puts mails"),
        (Active("theirs", ({"Name": "x", "Enabled": True}, OURS)), Verdict.WELL, "theirs puts mails"),
        (Active("theirs", ()), Verdict.WRONG, "is theirs, and no rule of it"),
        (Active("ours", (OURS | {"Enabled": False},)), Verdict.WRONG, "no rule of it"),
        (Active("ours", (OURS | {"Recipients": ["other.example"]},)), Verdict.WRONG, "no rule of it"),
        (Active("theirs", (STOP, OURS)), Verdict.WRONG, "stop of theirs ends before ours"),
        (Active("theirs", (STOP | {"Recipients": [".example"]}, OURS)), Verdict.WRONG, "ends before ours"),
        (Active("theirs", (STOP | {"Recipients": ["example"]}, OURS)), Verdict.WELL, "puts mails"),
        (Active("theirs", (OURS, STOP)), Verdict.WELL, "puts mails"),
    ],
)
def test_the_rule_set(active: Active, verdict: Verdict, told: str) -> None:
    finding = findings.of_rules(active, DOMAIN, BUCKET)

    assert (finding.verdict, told in finding.told) == (verdict, True)


@pytest.mark.parametrize(
    ("answer", "verdicts", "told"),
    [
        (
            {"ProductionAccessEnabled": True, "SendingEnabled": True, "EnforcementStatus": "HEALTHY"},
            ["ok"],
            "out of its sandbox",
        ),
        (
            {"ProductionAccessEnabled": False, "SendingEnabled": True, "EnforcementStatus": "HEALTHY"},
            ["WRONG"],
            "in its sandbox",
        ),
        (
            {"ProductionAccessEnabled": True, "SendingEnabled": False, "EnforcementStatus": "HEALTHY"},
            ["WRONG", "ok"],
            "paused",
        ),
        (
            {"ProductionAccessEnabled": True, "SendingEnabled": True, "EnforcementStatus": "SHUTDOWN"},
            ["WRONG", "ok"],
            "paused",
        ),
        (
            {"ProductionAccessEnabled": True, "SendingEnabled": True, "EnforcementStatus": "PROBATION"},
            ["note", "ok"],
            "probation",
        ),
    ],
)
def test_the_account(answer: dict[str, Any], verdicts: list[str], told: str) -> None:
    found = findings.of_account(answer)

    assert [finding.verdict.value for finding in found] == verdicts
    assert told in found[0].told


def subscription(arn: str) -> dict[str, str]:
    return {"SubscriptionArn": arn, "Endpoint": "you@example.com", "Protocol": "email"}


@pytest.mark.parametrize(
    ("found", "verdict", "told"),
    [
        ([], Verdict.WRONG, "Nobody is told"),
        ([subscription("PendingConfirmation")], Verdict.WRONG, "has not confirmed yet"),
        ([subscription("Deleted")], Verdict.WRONG, "Nobody is told"),
        ([subscription("arn:aws:sns:x:1:a:b")], Verdict.WELL, "go to you@example.com"),
    ],
)
def test_who_is_told_of_alarms(found: list[dict[str, str]], verdict: Verdict, told: str) -> None:
    finding = findings.of_subscriptions(found)

    assert (finding.verdict, told in finding.told) == (verdict, True)


def test_the_rest_is_judged() -> None:
    assert findings.of_dead_letters(0).verdict is Verdict.WELL
    assert "3 mails or days" in findings.of_dead_letters(3).told
    assert findings.of_concurrency(10, 8).verdict is Verdict.WELL
    assert findings.of_concurrency(10, 12).verdict is Verdict.WRONG
    assert findings.of_sign_in("ACTIVE").verdict is Verdict.WELL
    assert "no domain" in findings.of_sign_in(None).told
    assert "Mails wait" in findings.of_alarms([{"AlarmName": "a", "AlarmDescription": "Mails wait"}])[0].told


def stack(status: str = "CREATE_COMPLETE") -> dict[str, Any]:
    return {
        "Stacks": [
            {
                "StackName": "meters",
                "CreationTime": datetime(2026, 11, 1, tzinfo=UTC),
                "StackStatus": status,
                "Outputs": [{"OutputKey": name, "OutputValue": value} for name, value in OUTPUTS.items()],
            }
        ]
    }


def well_stack() -> Aws:
    """Return AWS where all is well."""
    aws = Aws()
    aws.answers("cloudformation", "describe_stacks", stack())
    aws.answers(
        "sesv2",
        "get_email_identity",
        {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "SUCCESS"}},
    )
    created = {"Name": "ours", "CreatedTimestamp": datetime(2026, 11, 1, tzinfo=UTC)}
    aws.answers("ses", "describe_active_receipt_rule_set", {"Metadata": created, "Rules": [OURS]})
    aws.answers("sesv2", "get_account", {"ProductionAccessEnabled": True, "SendingEnabled": True})
    aws.answers(
        "sns", "list_subscriptions_by_topic", {"Subscriptions": [subscription("arn:aws:sns:x:1:a:b")]}
    )
    aws.answers(
        "cloudwatch",
        "describe_alarms",
        {"MetricAlarms": []},
        {"AlarmNamePrefix": "meters-", "StateValue": "ALARM"},
    )
    aws.answers("sqs", "get_queue_attributes", {"Attributes": {"ApproximateNumberOfMessages": "0"}})
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 10}})
    aws.answers("cognito-idp", "describe_user_pool_domain", {"DomainDescription": {"Status": "ACTIVE"}})
    return aws


@pytest.fixture
def resolver() -> Iterator[dns.resolver.Resolver]:
    """Ask a DNS server of our own that knows the MX of in.example, and fails for broken.example."""
    with socket(AF_INET, SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=serve, args=(server,), daemon=True)
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port, resolver.lifetime = ["127.0.0.1"], server.getsockname()[1], 10
        yield resolver
        with socket(AF_INET, SOCK_DGRAM) as stop:
            stop.sendto(b"", server.getsockname())
        thread.join()


def serve(server: socket) -> None:
    """Answer questions until an empty one comes."""
    while True:
        data, asker = server.recvfrom(4096)
        if not data:
            return
        question = dns.message.from_wire(data)
        answer = dns.message.make_response(question)
        name = question.question[0].name
        if str(name) == f"{DOMAIN}.":
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "MX", f"10 {INBOUND}."))
        else:
            answer.set_rcode(dns.rcode.SERVFAIL if "broken" in str(name) else dns.rcode.NXDOMAIN)
        server.sendto(answer.to_wire(), asker)


def test_the_dns_is_asked(resolver: dns.resolver.Resolver) -> None:
    assert exchangers(resolver, DOMAIN) == [f"{INBOUND}."]
    assert exchangers(resolver, "none.example") == []
    assert exchangers(resolver, "broken.example") is None


def test_a_stack_where_all_is_well(resolver: dns.resolver.Resolver) -> None:
    aws = well_stack()
    said: list[str] = []

    assert report(check(SETTINGS, aws, resolver), said.append), "\n".join(said)
    assert len(said) == 12
    assert said[-1] == "\nAll is well."
    assert list(aws.left()) == []


def test_what_may_not_be_looked_at_stops_nothing(resolver: dns.resolver.Resolver) -> None:
    aws = Aws()
    aws.answers("cloudformation", "describe_stacks", stack("UPDATE_ROLLBACK_COMPLETE"))
    for service, operation in (
        *(
            ("sesv2", "get_email_identity"),
            ("ses", "describe_active_receipt_rule_set"),
            ("sesv2", "get_account"),
        ),
        *(("sns", "list_subscriptions_by_topic"), ("cloudwatch", "describe_alarms")),
        *(("sqs", "get_queue_attributes"), ("lambda", "get_account_settings")),
        ("cognito-idp", "describe_user_pool_domain"),
    ):
        aws.refuses(service, operation, "AccessDeniedException", "User: x is not authorized", 403)
    said: list[str] = []

    assert not report(check(SETTINGS, aws, resolver), said.append)
    assert sum("You may not do this" in line for line in said) == 8
    assert "8 things have to be mended" in said[-1]
    assert list(aws.left()) == []


def test_no_stack_no_identity(resolver: dns.resolver.Resolver) -> None:
    aws = Aws()
    aws.refuses("cloudformation", "describe_stacks", "ValidationError", "Stack with id meters does not exist")

    (finding,) = check(SETTINGS, aws, resolver)

    assert finding.verdict is Verdict.WRONG
    assert "`make cloud-deploy` makes it" in finding.told


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

    assert [finding.told for finding in found] == [
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

    assert finding.verdict is Verdict.WRONG
    assert "has not come into the bucket in 5 minutes" in finding.told


def test_a_test_mail_that_ingest_does_not_take() -> None:
    aws, clock = Aws(), Time()
    aws.answers("ses", "send_raw_email", {"MessageId": "m"})
    _found(aws, clock.now(), b"MARK")
    for _ in range(122):
        aws.answers("dynamodb", "get_item", {})

    (finding,) = probe(aws, OUTPUTS, "MARK", Clock(clock.now, clock.sleep))

    assert "ingest has not taken it" in finding.told


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

    assert message in finding.told
    assert finding.verdict is Verdict.NOTE


def test_the_defaults_are_the_template_s_and_fit_a_new_account() -> None:
    template = read_template()
    given = {name: one["Default"] for name, one in template["Parameters"].items() if "Default" in one}
    bounds = [
        event["Properties"]["ScalingConfig"]["MaximumConcurrency"]
        for wired in functions_of(template)
        for event in wired.events.values()
        if event["Type"] == "SQS"
    ]

    assert {name: given[name] for name in DEFAULTS} == DEFAULTS
    assert sum(bound for bound in bounds if isinstance(bound, int)) == SETTLED_AT_ONCE
    # AWS: "new accounts have reduced concurrency", 10 at first; two of them for people.
    assert sum(resolve(bound, given) for bound in bounds) <= 10 - 2
    assert min(resolve(bound, given) for bound in bounds) >= 2  # Lambda's least
