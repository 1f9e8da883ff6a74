"""make cloud-check: each state that AWS documents, in a sentence. None of it was seen live."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from socket import AF_INET, SOCK_DGRAM, socket
from typing import TYPE_CHECKING, Any

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from cloud.deploy.stack_check import DEFAULTS, SETTLED_AT_ONCE, check, exchangers, report
from cloud.deploy.stack_findings import CheckState
from cloud.local.template import functions_of, read_template, resolve
from replies import Aws
from stack_outputs import DOMAIN, INBOUND, OURS, OUTPUTS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator


def subscription(arn: str) -> dict[str, str]:
    return {"SubscriptionArn": arn, "Endpoint": "you@example.com", "Protocol": "email"}


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

    assert finding.verdict is CheckState.WRONG
    assert "`make cloud-deploy` makes it" in finding.told


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
