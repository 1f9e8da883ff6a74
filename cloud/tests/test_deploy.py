"""make cloud-deploy: what is asked, said and done, by AWS's documented replies. None of it was seen live."""

from __future__ import annotations

import os
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import (
    ClientError,
    EndpointConnectionError,
    NoCredentialsError,
    WaiterError,
)

from cloud.deploy import builds, formation
from cloud.deploy.deploy import TEMPLATE, Person, deploy
from cloud.deploy.refusals import told
from cloud.deploy.settings import INBOUND, Settings, Wrong, read_settings
from replies import ANY, Aws

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
EXAMPLE = TEMPLATE.parent / "stack.example.toml"
DOMAIN, BUCKET = "in.example", "mails-1"
SETTINGS = Settings("meters", "eu-central-1", {"MailDomain": DOMAIN})
BUILDS = "meters-builds-123456789012-eu-central-1"
OUTPUTS = {
    "RuleSet": "meters-Rules-1",
    "Mails": BUCKET,
    "MailExchanger": "in.example. MX 10 inbound-smtp.eu-central-1.amazonaws.com.",
    "DkimRecords": " ".join(f"{one}._domainkey.in.example={one}.dkim.amazonses.com" for one in "abc"),
}
RULE = {
    "Name": "reports",
    "Enabled": True,
    "Recipients": [DOMAIN],
    "Actions": [{"S3Action": {"BucketName": BUCKET, "ObjectKeyPrefix": "mail/"}}],
}


class Talk:
    """A person that says yes to the first questions, and what was said to it."""

    def __init__(self, *answers: bool, dry: bool = False) -> None:
        self.said: list[str] = []
        self._answers = list(answers)
        self.person = Person(self.said.append, self._agrees, dry)

    def _agrees(self, question: str) -> bool:
        self.said.append(question)
        return self._answers.pop(0)


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a small package where `make cloud-package` puts the real one."""
    (tmp_path / "cloud").mkdir()
    (tmp_path / "cloud" / "a.py").write_text("x = 1\n", "utf-8")
    monkeypatch.setattr("cloud.deploy.deploy.PACKAGE", tmp_path)


def stack(status: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 (replies have every shape)
    outputs = [{"OutputKey": key, "OutputValue": value} for key, value in OUTPUTS.items()]
    made = {"StackName": "meters", "CreationTime": NOW, "StackStatus": status, "Outputs": outputs}
    return {"Stacks": [made | more]}


def before(aws: Aws, status: str | None, *, builds_there: bool = True) -> None:
    """Let the stack stand so, None for no stack."""
    aws.answers("sts", "get_caller_identity", {"Account": "123456789012"})
    if status is None:
        aws.refuses(
            "cloudformation", "describe_stacks", "ValidationError", "Stack with id meters does not exist"
        )
    else:
        aws.answers("cloudformation", "describe_stacks", stack(status))
    if builds_there:
        aws.answers("s3", "head_bucket", {}, {"Bucket": BUILDS, "ExpectedBucketOwner": "123456789012"})
    else:
        aws.refuses("s3", "head_bucket", "404", "Not Found", 404)
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 10}})


def uploads(aws: Aws) -> None:
    aws.answers("s3", "put_object", {}, {"Bucket": BUILDS, "Key": ANY, "Body": ANY})
    aws.answers("s3", "put_object", {}, {"Bucket": BUILDS, "Key": ANY, "Body": ANY})


def plans(aws: Aws, *changes: tuple[str, str, str]) -> None:
    """Let CloudFormation plan changes: action, resource, replacement."""
    aws.answers("cloudformation", "create_change_set", {"Id": "arn:change"})
    told = {
        "Status": "CREATE_COMPLETE",
        "Changes": [
            {
                "ResourceChange": {
                    "Action": action,
                    "LogicalResourceId": name,
                    "ResourceType": "AWS::S3::Bucket",
                    "Replacement": replaced,
                }
            }
            for action, name, replaced in changes
        ],
    }
    aws.answers("cloudformation", "describe_change_set", told)  # the waiter's
    aws.answers("cloudformation", "describe_change_set", told)


def carries_out(aws: Aws, status: str) -> None:
    aws.answers("cloudformation", "execute_change_set", {})
    aws.answers("cloudformation", "describe_stacks", stack(status))  # the waiter's
    aws.answers("cloudformation", "describe_stacks", stack(status))


def active(aws: Aws, name: str | None, *rules: dict[str, Any]) -> None:
    told = {"Metadata": {"Name": name, "CreatedTimestamp": NOW}, "Rules": list(rules)} if name else {}
    aws.answers("ses", "describe_active_receipt_rule_set", told)


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


def _client_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "m"}}, "DescribeStacks")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NoCredentialsError(), "Log in to AWS first"),
        (EndpointConnectionError(endpoint_url="https://x"), "can't be reached"),
        (WaiterError("StackCreateComplete", "Max attempts exceeded", {}), "goes on where it stands"),
        (_client_error("ExpiredToken"), "session has ended"),
        (_client_error("InvalidClientTokenId"), "does not know these credentials"),
        (_client_error("UnrecognizedClientException"), "or the region is off"),
        (_client_error("SignatureDoesNotMatch"), "credentials are wrong"),
        (_client_error("OptInRequired"), "not enabled in this account"),
        (_client_error("RequestExpired"), "clock of this computer is wrong"),
        (_client_error("Throttling"), "Wait a minute"),
        (_client_error("AccessDenied"), r"You may not do this \(DescribeStacks\)"),
        (
            _client_error("LimitExceededException"),
            r"AWS refuses DescribeStacks: m \(LimitExceededException\)",
        ),
    ],
)
def test_what_aws_refuses_is_a_sentence(error: Exception, sentence: str) -> None:
    with pytest.raises(Wrong, match=sentence), told():
        raise error


def test_the_example_is_a_stack() -> None:
    settings = read_settings(EXAMPLE, TEMPLATE)

    assert (settings.stack, settings.region) == ("meters", "eu-central-1")
    assert settings.parameters["SignInPrefix"] == "meters-example"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('region = "eu-central-1"', 'region = "eu-north-1"', "SES takes mails in here: us-east-1"),
        ('region = "eu-central-1"', 'region = "ap-southeast-3"', "SES takes mails in here"),
        ('stack = "meters"', 'stack = "Meters_1"', "stack: a name of small letters"),
        ('mail_domain = "in.example.com"', 'mail_domain = "IN.example"', "mail_domain: The domain"),
        ('mail_domain = "in.example.com"', "", "mail_domain is missing"),
        ('sign_in_prefix = "meters-example"', 'sign_in_prefix = "my-aws"', "Cognito takes none"),
        (
            'portal_address = "https://portal.example.com"',
            'portal_address = "http://portal"',
            "portal_address",
        ),
        ("# mail_kept_days = 400", "mail_kept_day = 400", "mail_kept_day: there is no such parameter"),
        ("# ingest_at_once = 2", "ingest_at_once = 1", "less than 2"),
        ("# mail_locked_days = 35", 'mail_locked_days = "x"', "is no number"),
        ("# token_audience", "token_audience", "go together"),
        ("stack =", "stack", "can't be read"),
    ],
)
def test_a_wrong_line_is_told_before_aws_hears_of_it(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    (tmp_path / "stack.toml").write_text(text.replace(old, new, 1), "utf-8")

    with pytest.raises(Wrong, match=sentence):
        read_settings(tmp_path / "stack.toml", TEMPLATE)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match=r"Copy cloud/stack\.example\.toml"):
        read_settings(tmp_path / "none.toml", TEMPLATE)


def test_the_same_files_make_the_same_package(tmp_path: Path) -> None:
    one, two = builds.pack(tmp_path), builds.pack(tmp_path)

    assert one.key == two.key
    assert zipfile.ZipFile(BytesIO(one.data)).namelist() == ["cloud/a.py"]


def _large(file: Path) -> None:
    file.touch()
    os.truncate(file, 100 * 2**20)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "cloud" / "a.py").unlink(), "make cloud-package"),
        (lambda folder: _large(folder / "big"), "more than Lambda takes"),
    ],
)
def test_a_package_that_lambda_refuses_is_told(
    tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(tmp_path)

    with pytest.raises(Wrong, match=sentence):
        builds.pack(tmp_path)


def test_the_template_names_the_package_s_place() -> None:
    package = builds.Package(b"x", 1)
    text = builds.template_for(TEMPLATE.read_text("utf-8"), "builds", package)

    assert f"CodeUri: s3://builds/{package.key}" in text
    assert len(text.encode()) < 1024 * 1024  # CloudFormation: of a template in S3
    with pytest.raises(ValueError, match="once"):
        builds.template_for(text, "builds", package)


def test_no_region_is_named_twice() -> None:
    assert len(set(INBOUND)) == len(INBOUND)
