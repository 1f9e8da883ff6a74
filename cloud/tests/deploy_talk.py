"""A person at make cloud-deploy, and AWS's documented replies to it."""

from datetime import UTC, datetime
from typing import Any

from cloud.deploy.deploy import Person
from cloud.deploy.stack_settings import StackSettings
from replies import ANY, Aws

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
DOMAIN, BUCKET = "in.example", "mails-1"
SETTINGS = StackSettings("meters", "eu-central-1", {"MailDomain": DOMAIN})
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
    shown = {
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
    aws.answers("cloudformation", "describe_change_set", shown)  # the waiter's
    aws.answers("cloudformation", "describe_change_set", shown)


def carries_out(aws: Aws, status: str) -> None:
    aws.answers("cloudformation", "execute_change_set", {})
    aws.answers("cloudformation", "describe_stacks", stack(status))  # the waiter's
    aws.answers("cloudformation", "describe_stacks", stack(status))


def active(aws: Aws, name: str | None, *rules: dict[str, Any]) -> None:
    shown = {"Metadata": {"Name": name, "CreatedTimestamp": NOW}, "Rules": list(rules)} if name else {}
    aws.answers("ses", "describe_active_receipt_rule_set", shown)
