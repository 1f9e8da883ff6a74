"""make cloud-deploy: what is asked, said and done, by AWS's documented replies. None of it was seen live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cloud.deploy import formation
from cloud.deploy.deploy import deploy
from cloud.deploy.stack_settings import Wrong
from deploy_talk import (
    BUILDS,
    NOW,
    RULE,
    SETTINGS,
    Talk,
    active,
    before,
    carries_out,
    plans,
    stack,
    uploads,
)
from replies import Aws

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small package where `make cloud-package` puts the real one."""
    (tmp_path / "cloud").mkdir()
    (tmp_path / "cloud" / "a.py").write_text("x = 1\n", "utf-8")
    monkeypatch.setattr("cloud.deploy.deploy.PACKAGE", tmp_path)


def test_a_new_stack_is_made_and_its_rule_set_activated() -> None:
    aws, talk = Aws(), Talk(True, True, True)
    before(aws, None, builds_there=False)
    aws.answers("s3", "create_bucket", {})
    aws.answers("s3", "put_public_access_block", {})
    aws.answers("s3", "put_bucket_versioning", {})
    uploads(aws)
    plans(aws, ("Add", "Mails", "False"))
    carries_out(aws, "CREATE_COMPLETE")
    active(aws, None)
    aws.answers("ses", "set_active_receipt_rule_set", {}, {"RuleSetName": "meters-Rules-1"})

    assert deploy(SETTINGS, aws, talk.person, NOW)

    assert list(aws.left()) == []
    said = "\n".join(talk.said)
    assert f"Make the bucket {BUILDS}" in said
    assert "CloudFormation would add Mails (AWS::S3::Bucket)." in said
    assert "Make meters-Rules-1 SES's active rule set: none is." in said
    assert "a._domainkey.in.example. CNAME a.dkim.amazonses.com." in said


@pytest.mark.parametrize("status", ["CREATE_COMPLETE", None])
def test_a_dry_run_asks_and_changes_nothing(status: str | None) -> None:
    aws, talk = Aws(), Talk(dry=True)
    before(aws, status, builds_there=False)

    assert not deploy(SETTINGS, aws, talk.person, NOW)

    assert list(aws.left()) == []
    assert talk.said[-1] == "DRY_RUN: nothing was changed."


def test_without_a_yes_nothing_is_put_anywhere() -> None:
    aws, talk = Aws(), Talk(False)
    before(aws, "CREATE_COMPLETE")

    assert not deploy(SETTINGS, aws, talk.person, NOW)
    assert list(aws.left()) == []


def test_what_would_be_replaced_is_said_before_the_yes() -> None:
    aws, talk = Aws(), Talk(True, False)
    before(aws, "UPDATE_COMPLETE")
    uploads(aws)
    plans(aws, ("Modify", "Mails", "True"), ("Remove", "Lake", "False"))
    aws.answers("cloudformation", "delete_change_set", {})

    assert not deploy(SETTINGS, aws, talk.person, NOW)

    assert talk.said[-3:-1] == [
        "CloudFormation would modify Mails (AWS::S3::Bucket), IN PLACE OF THE OLD ONE.",
        "CloudFormation would remove Lake (AWS::S3::Bucket).",
    ]
    assert list(aws.left()) == []


def unchanged(aws: Aws) -> None:
    before(aws, "UPDATE_COMPLETE")
    uploads(aws)
    aws.answers("cloudformation", "create_change_set", {"Id": "arn:change"})
    why = "The submitted information didn't contain changes. Submit different information to create a change"
    for _ in range(2):
        aws.answers("cloudformation", "describe_change_set", {"Status": "FAILED", "StatusReason": why})
    aws.answers("cloudformation", "delete_change_set", {})
    aws.answers("cloudformation", "describe_stacks", stack("UPDATE_COMPLETE"))


FOREIGN = {"Name": "theirs", "Enabled": True, "Recipients": ["other.example"]}


def test_a_foreign_rule_set_stays_active_and_gets_our_rule_after_a_yes() -> None:
    aws, talk = Aws(), Talk(True, True)
    unchanged(aws)
    active(aws, "their-set", FOREIGN)
    metadata = {"Name": "meters-Rules-1", "CreatedTimestamp": NOW}
    aws.answers("ses", "describe_receipt_rule_set", {"Metadata": metadata, "Rules": [RULE]})
    added = {"RuleSetName": "their-set", "After": "theirs", "Rule": RULE | {"Name": "meters-meters"}}
    aws.answers("ses", "create_receipt_rule", {}, added)

    assert deploy(SETTINGS, aws, talk.person, NOW)

    assert list(aws.left()) == []
    assert "The stack is as the template says: there is nothing to change." in talk.said
    assert "Add this rule of their-set?" in talk.said


def test_our_rule_in_a_foreign_set_is_brought_up_to_date() -> None:
    aws, talk = Aws(), Talk(True, True)
    unchanged(aws)
    old = RULE | {"Name": "meters-meters", "Recipients": ["old.example"]}
    active(aws, "their-set", old, FOREIGN)
    metadata = {"Name": "meters-Rules-1", "CreatedTimestamp": NOW}
    aws.answers("ses", "describe_receipt_rule_set", {"Metadata": metadata, "Rules": [RULE]})
    changed = {"RuleSetName": "their-set", "Rule": RULE | {"Name": "meters-meters"}}
    aws.answers("ses", "update_receipt_rule", {}, changed)

    assert deploy(SETTINGS, aws, talk.person, NOW)
    assert list(aws.left()) == []
    assert "Change this rule of their-set?" in talk.said


def test_a_foreign_rule_set_is_left_alone_without_a_yes() -> None:
    aws, talk = Aws(), Talk(True, False)
    unchanged(aws)
    active(aws, "their-set", FOREIGN)

    assert not deploy(SETTINGS, aws, talk.person, NOW)
    assert list(aws.left()) == []


@pytest.mark.parametrize(("name", "rules"), [("meters-Rules-1", [RULE]), ("their-set", [FOREIGN, RULE])])
def test_where_our_rule_is_active_nothing_is_asked(name: str, rules: list[dict[str, Any]]) -> None:
    aws, talk = Aws(), Talk(True)
    unchanged(aws)
    active(aws, name, *rules)

    assert deploy(SETTINGS, aws, talk.person, NOW)
    assert f"SES takes mails for in.example in by the rule set {name}." in talk.said


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("ROLLBACK_COMPLETE", "could not be made"),
        ("CREATE_FAILED", "could not be made"),
        ("DELETE_FAILED", "could not be made"),
        ("UPDATE_ROLLBACK_FAILED", "Continue update rollback"),
        ("UPDATE_IN_PROGRESS", "being changed at this moment"),
        ("DELETE_IN_PROGRESS", "being changed at this moment"),
    ],
)
def test_a_stack_that_takes_no_change_is_told_of(status: str, sentence: str) -> None:
    aws = Aws()
    aws.answers("sts", "get_caller_identity", {"Account": "123456789012"})
    aws.answers("cloudformation", "describe_stacks", stack(status, StackStatusReason="why"))

    with pytest.raises(Wrong, match=sentence):
        deploy(SETTINGS, aws, Talk().person, NOW)


def test_a_stack_that_only_was_planned_is_made() -> None:
    aws = Aws()
    aws.answers("cloudformation", "describe_stacks", stack("REVIEW_IN_PROGRESS"))

    assert formation.state_of(aws("cloudformation"), "meters").status == formation.ABSENT


def test_a_failed_plan_gives_cloudformation_s_reason() -> None:
    aws = Aws()
    before(aws, "UPDATE_COMPLETE")
    uploads(aws)
    aws.answers("cloudformation", "create_change_set", {"Id": "arn:change"})
    reason = "Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification"
    for _ in range(2):
        aws.answers("cloudformation", "describe_change_set", {"Status": "FAILED", "StatusReason": reason})

    with pytest.raises(Wrong, match="Invalid Serverless"):
        deploy(SETTINGS, aws, Talk(True).person, NOW)


def event(name: str, status: str, reason: str, second: int) -> dict[str, Any]:
    return {
        "StackId": "s",
        "EventId": name,
        "StackName": "meters",
        "LogicalResourceId": name,
        "ResourceStatus": status,
        "ResourceStatusReason": reason,
        "Timestamp": NOW.replace(second=second),
    }


def test_a_failed_stack_gives_the_first_reason() -> None:
    aws = Aws()
    before(aws, None)
    uploads(aws)
    plans(aws, ("Add", "Mails", "False"))
    aws.answers("cloudformation", "execute_change_set", {})
    aws.answers("cloudformation", "describe_stacks", stack("ROLLBACK_COMPLETE"))
    events = [
        event(
            "meters", "ROLLBACK_IN_PROGRESS", "The following resource(s) failed to create: [SignIn, Rule]", 9
        ),
        event("Rule", "CREATE_FAILED", "Resource creation cancelled", 5),
        event("SignIn", "CREATE_FAILED", "Domain already associated with another user pool", 4),
    ]
    aws.answers("cloudformation", "describe_stack_events", {"StackEvents": events})

    with pytest.raises(Wrong, match="SignIn: Domain already associated with another user pool"):
        deploy(SETTINGS, aws, Talk(True, True).person, NOW)


def test_somebody_else_s_bucket_of_that_name_is_not_used() -> None:
    aws = Aws()
    aws.answers("sts", "get_caller_identity", {"Account": "123456789012"})
    aws.answers("cloudformation", "describe_stacks", stack("UPDATE_COMPLETE"))
    aws.refuses("s3", "head_bucket", "403", "Forbidden", 403)

    with pytest.raises(Wrong, match="is another account's"):
        deploy(SETTINGS, aws, Talk().person, NOW)
