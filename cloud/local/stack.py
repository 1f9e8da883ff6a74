"""The template's table, buckets and queues, made in moto over real boto3, and its functions called as wired.

What moto lacks stands here: SES that writes a mail into its bucket, Lambda that polls a queue.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cloud.edge.aws import client
from cloud.local.quick_moto import quick_queries
from cloud.local.template import Wired, functions_of, read_template, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ACCOUNT, REGION = "123456789012", "eu-central-1"
PARAMETERS = {
    "MailDomain": "in.example",
    "MailKeptDays": "400",
    "MailLockedDays": "35",
    "TokenIssuer": "https://issuer.example",
    "TokenAudience": "meters",
    "PandasLayer": f"arn:aws:lambda:{REGION}:123456789012:layer:AWSSDKPandas-Python313-Arm64:1",
}
PSEUDO = {"AWS::Partition": "aws", "AWS::AccountId": ACCOUNT, "AWS::Region": REGION}
ENDPOINT = {  # nothing here may ever reach AWS
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
}


@contextmanager
def moto_server() -> Iterator[str]:
    """Run moto's server on a free port of loopback while the context lasts; yield its address."""
    from moto.server import ThreadedMotoServer  # noqa: PLC0415 (loads a web framework)

    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # else a line for each request
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    before = dict(os.environ)
    os.environ |= {**ENDPOINT, "AWS_ENDPOINT_URL": address}
    try:
        with quick_queries():
            yield address
    finally:
        server.stop()
        os.environ.clear()
        os.environ |= before


@contextmanager
def moto_inside() -> Iterator[None]:
    """Let boto3 meet moto within this process: without HTTP five times as fast, for what is large."""
    from moto import mock_aws  # noqa: PLC0415 (as above)

    before = dict(os.environ)
    os.environ |= ENDPOINT
    os.environ.pop("AWS_ENDPOINT_URL", None)
    try:
        with mock_aws(), quick_queries():
            yield
    finally:
        os.environ.clear()
        os.environ |= before


@dataclass(frozen=True, slots=True)
class Stack:
    """What was made of the template; `names` is what its references stand for."""

    template: Mapping[str, Any]
    names: Mapping[str, str]

    @property
    def functions(self) -> dict[str, Wired]:
        """The functions by their names in the template."""
        return {wired.name: wired for wired in functions_of(self.template)}

    def environment(self, function: str) -> dict[str, str]:
        """Return a function's environment with all references filled in."""
        variables = self.functions[function].environment
        return {name: str(resolve(value, self.names)) for name, value in variables.items()}

    def call(self, function: str, event: dict[str, Any]) -> Any:  # noqa: ANN401 (each answers its own)
        """Call a function's handler with an event, in its environment."""
        os.environ |= self.environment(function)
        module, _, name = self.functions[function].handler.rpartition(".")
        return getattr(import_module(module), name)(event, None)

    def deliver(self, recipient: str, raw: bytes) -> tuple[str, ...]:
        """Take a mail in as SES does by the template's rules; return the keys that it was written to."""
        rules = [r["Properties"]["Rule"] for r in _of_type(self.template, "AWS::SES::ReceiptRule").values()]
        received = f"Received: from office by inbound-smtp.{REGION}.amazonaws.com for {recipient};\r\n"
        written = []
        for rule in rules:
            if rule["Enabled"] and _takes(resolve(rule["Recipients"], self.names), recipient):
                for action in resolve(rule["Actions"], self.names):
                    key = f"{action['S3Action'].get('ObjectKeyPrefix', '')}{uuid4().hex}"
                    body = received.encode() + raw
                    client("s3").put_object(Bucket=action["S3Action"]["BucketName"], Key=key, Body=body)
                    written.append(key)
        return tuple(written)

    def poll(self) -> int:
        """Hand what lies in queues to the functions wired to them, once; return how many messages went."""
        handed = 0
        for wired in self.functions.values():
            for event in wired.events.values():
                if event["Type"] == "SQS":
                    handed += self._poll(wired.name, resolve(event["Properties"], self.names))
        return handed

    def _poll(self, function: str, source: Mapping[str, Any]) -> int:
        sqs = client("sqs")
        url = sqs.get_queue_url(QueueName=source["Queue"].rpartition(":")[2])["QueueUrl"]
        got = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=source.get("BatchSize", 10), AttributeNames=["All"]
        ).get("Messages", [])
        if not got:
            return 0
        answer = self.call(function, {"Records": [_record(message) for message in got]})
        failed: set[str] = set()
        if "ReportBatchItemFailures" in source.get("FunctionResponseTypes", ()):
            failed = {item["itemIdentifier"] for item in answer["batchItemFailures"]}
        for message in got:
            if message["MessageId"] in failed:
                sqs.change_message_visibility(
                    QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
                )
            else:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return len(got)


def build_stack(template: Mapping[str, Any] | None = None) -> Stack:
    """Make the resources of a template (template.yaml, unless given) where boto3's endpoint points to."""
    template = template or read_template()
    names: dict[str, str] = {**PARAMETERS, **PSEUDO, "Key": "key", "Key.Arn": "key"}
    for name in _of_type(template, "AWS::SQS::Queue"):
        names |= _make_queue(name)
    for name, resource in _of_type(template, "AWS::SQS::Queue").items():
        _redrive(names[name], resolve(resource["Properties"].get("RedrivePolicy"), names))
    for name, resource in _of_type(template, "AWS::DynamoDB::Table").items():
        names |= _make_table(name, resource["Properties"])
    for name, resource in _of_type(template, "AWS::S3::Bucket").items():
        names |= _make_bucket(name, resolve(resource["Properties"], names))
    for resource in _of_type(template, "AWS::SES::EmailIdentity").values():
        client("ses").verify_domain_identity(Domain=resolve(resource["Properties"]["EmailIdentity"], names))
    return Stack(template, names)


def _of_type(template: Mapping[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {name: r for name, r in template["Resources"].items() if r["Type"] == kind}


def _make_queue(name: str) -> dict[str, str]:
    url = client("sqs").create_queue(QueueName=name)["QueueUrl"]
    return {name: url, f"{name}.QueueName": name, f"{name}.Arn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"}


def _redrive(url: str, policy: Mapping[str, Any] | None) -> None:
    """Let a queue put aside what failed too often, where the template says so."""
    if policy:
        client("sqs").set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": json.dumps(policy)})


def _make_table(name: str, properties: Mapping[str, Any]) -> dict[str, str]:
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    client("dynamodb").create_table(TableName=name, **{part: properties[part] for part in wanted})
    return {name: name, f"{name}.Arn": f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"}


def _make_bucket(name: str, properties: Mapping[str, Any]) -> dict[str, str]:
    s3, bucket = client("s3"), name.lower()
    s3.create_bucket(
        Bucket=bucket,
        CreateBucketConfiguration={"LocationConstraint": REGION},
        ObjectLockEnabledForBucket=properties.get("ObjectLockEnabled", False),
    )
    if not properties.get("ObjectLockEnabled"):
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration=properties["VersioningConfiguration"])
    queues = properties.get("NotificationConfiguration", {}).get("QueueConfigurations", [])
    if queues:
        configurations = [
            {
                "QueueArn": one["Queue"],
                "Events": [one["Event"]],
                "Filter": {"Key": {"FilterRules": one["Filter"]["S3Key"]["Rules"]}},
            }
            for one in queues
        ]
        s3.put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"QueueConfigurations": configurations}
        )
    return {name: bucket, f"{name}.Arn": f"arn:aws:s3:::{bucket}"}


def _takes(recipients: list[str], address: str) -> bool:
    """Return whether a rule takes an address: it names the address itself or its domain."""
    return address in recipients or address.rpartition("@")[2] in recipients


def _record(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message as Lambda hands it on."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message["Attributes"],
    }
