"""Each state that AWS documents, judged in a sentence. None of it was seen live."""

from typing import Any

import pytest

from cloud.deploy import stack_findings
from cloud.deploy.rules import Active
from cloud.deploy.stack_findings import CheckState
from stack_outputs import BUCKET, DOMAIN, INBOUND, OURS


@pytest.mark.parametrize(
    ("answer", "shown"),
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
def test_the_identity(answer: dict[str, Any] | None, shown: list[str]) -> None:
    found = stack_findings.of_identity(answer, DOMAIN)

    assert len(found) == len(shown)
    assert all(part in finding.sentence for part, finding in zip(shown, found, strict=True))


@pytest.mark.parametrize(
    ("hosts", "verdict", "shown"),
    [
        ([f"{INBOUND}."], CheckState.WELL, "go to inbound-smtp"),
        ([INBOUND.upper()], CheckState.WELL, "go to inbound-smtp"),
        ([], CheckState.WRONG, f"put `in.example. MX 10 {INBOUND}.`"),
        (["mx.example.", f"{INBOUND}."], CheckState.WRONG, "take mx.example out"),
        (["inbound-smtp.eu-west-1.amazonaws.com."], CheckState.WRONG, "change its MX"),
        (None, CheckState.NOTE, "did not answer"),
    ],
)
def test_the_mail_exchanger(hosts: list[str] | None, verdict: CheckState, shown: str) -> None:
    finding = stack_findings.of_exchangers(hosts, DOMAIN, "eu-central-1")

    assert (finding.verdict, shown in finding.sentence) == (verdict, True)


STOP = {"Name": "stop", "Enabled": True, "Recipients": [], "Actions": [{"StopAction": {"Scope": "RuleSet"}}]}


@pytest.mark.parametrize(
    ("active", "verdict", "shown"),
    [
        (Active(None, ()), CheckState.WRONG, "No receipt rule set is active"),
        (Active("ours", (OURS,)), CheckState.WELL, "ours puts mails"),
        (Active("theirs", ({"Name": "x", "Enabled": True}, OURS)), CheckState.WELL, "theirs puts mails"),
        (Active("theirs", ()), CheckState.WRONG, "is theirs, and no rule of it"),
        (Active("ours", (OURS | {"Enabled": False},)), CheckState.WRONG, "no rule of it"),
        (Active("ours", (OURS | {"Recipients": ["other.example"]},)), CheckState.WRONG, "no rule of it"),
        (Active("theirs", (STOP, OURS)), CheckState.WRONG, "stop of theirs ends before ours"),
        (Active("theirs", (STOP | {"Recipients": [".example"]}, OURS)), CheckState.WRONG, "ends before ours"),
        (Active("theirs", (STOP | {"Recipients": ["example"]}, OURS)), CheckState.WELL, "puts mails"),
        (Active("theirs", (OURS, STOP)), CheckState.WELL, "puts mails"),
    ],
)
def test_the_rule_set(active: Active, verdict: CheckState, shown: str) -> None:
    finding = stack_findings.of_rules(active, DOMAIN, BUCKET)

    assert (finding.verdict, shown in finding.sentence) == (verdict, True)


@pytest.mark.parametrize(
    ("answer", "verdicts", "shown"),
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
def test_the_account(answer: dict[str, Any], verdicts: list[str], shown: str) -> None:
    found = stack_findings.of_account(answer)

    assert [finding.verdict.value for finding in found] == verdicts
    assert shown in found[0].sentence


def subscription(arn: str) -> dict[str, str]:
    return {"SubscriptionArn": arn, "Endpoint": "you@example.com", "Protocol": "email"}


@pytest.mark.parametrize(
    ("found", "verdict", "shown"),
    [
        ([], CheckState.WRONG, "Nobody is told"),
        ([subscription("PendingConfirmation")], CheckState.WRONG, "has not confirmed yet"),
        ([subscription("Deleted")], CheckState.WRONG, "Nobody is told"),
        ([subscription("arn:aws:sns:x:1:a:b")], CheckState.WELL, "go to you@example.com"),
    ],
)
def test_who_is_told_of_alarms(found: list[dict[str, str]], verdict: CheckState, shown: str) -> None:
    finding = stack_findings.of_subscriptions(found)

    assert (finding.verdict, shown in finding.sentence) == (verdict, True)


def test_the_rest_is_judged() -> None:
    assert stack_findings.of_dead_letters(0).verdict is CheckState.WELL
    assert "3 mails or days" in stack_findings.of_dead_letters(3).sentence
    assert stack_findings.of_concurrency(10, 8).verdict is CheckState.WELL
    assert stack_findings.of_concurrency(10, 12).verdict is CheckState.WRONG
    assert stack_findings.of_sign_in("ACTIVE").verdict is CheckState.WELL
    assert "no domain" in stack_findings.of_sign_in(None).sentence
    assert (
        "Mails wait"
        in stack_findings.of_alarms([{"AlarmName": "a", "AlarmDescription": "Mails wait"}])[0].sentence
    )
