"""The template's functions called as they are wired, over real boto3, each with its own role and environment.

What moto lacks stands here: SES that writes a mail into its bucket, Lambda that polls a queue.
"""

from __future__ import annotations

import io
import json
import logging
import os
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_plus
from uuid import uuid4

from cloud.edge.aws import client
from cloud.local import aws_limits, calls
from cloud.local.iam_rights import Role
from cloud.local.made_storage import ACCOUNT, REGION
from cloud.local.mended_moto import mended_moto
from cloud.local.template import Wired, functions_of, of_type, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PARAMETERS = {
    "MailDomain": "in.example",
    "MailKeptDays": "400",
    "MailLockedDays": "35",
    "SignInPrefix": "meters-acme",
    "PortalAddress": "https://portal.example",
    "TokenIssuer": "",
    "TokenAudience": "",
    "AlarmMail": "operator@operator.example",
    "CatalogName": "meters",
    "IngestAtOnce": "2",
    "AnalyseAtOnce": "2",
    "LakeAtOnce": "2",
    "DealerRequests": "600",
    "OperatorDealer": "acme",
    "PandasLayer": f"arn:aws:lambda:{REGION}:336392948345:layer:AWSSDKPandas-Python313-Arm64:1",
}
PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::AccountId": ACCOUNT,
    "AWS::Region": REGION,
    "AWS::StackName": "meters",
}
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
    address = f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    before = dict(os.environ)
    os.environ |= {**ENDPOINT, "AWS_ENDPOINT_URL": address}
    calls.watch()
    try:
        with mended_moto():
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
        with mock_aws(), mended_moto():
            calls.watch()
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

    def role(self, function: str) -> Role:
        """Return the rights of a function."""
        statements = resolve(list(self.functions[function].statements), self.names)
        return Role(function, tuple(statements), self.names["Key.Arn"])

    def call(self, function: str, event: dict[str, Any]) -> Any:  # noqa: ANN401 (each answers its own)
        """Call a function's handler in its environment, within its rights and Lambda's bounds."""
        module, _, name = self.functions[function].handler.rpartition(".")
        handler = getattr(import_module(module), name)
        aws_limits.check_payload(event)
        said = io.StringIO()
        with (
            environment(self.environment(function)),
            calls.acting_as(self.role(function)),
            redirect_stdout(said),
        ):
            answer = handler(event, None)
        COUNTED.extend(_counted(function, said.getvalue()))
        aws_limits.check_payload(answer)
        return answer

    def deliver(self, recipient: str, raw: bytes) -> tuple[str, ...]:
        """Take a mail in as SES does by the template's rules; return the keys that it was written to."""
        rules = [r["Properties"]["Rule"] for r in of_type(self.template, "AWS::SES::ReceiptRule").values()]
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


class Counted(NamedTuple):
    """A metric that a function told CloudWatch in its log (embedded metric format)."""

    function: str
    namespace: str
    service: str
    name: str
    value: int


COUNTED: list[Counted] = []  # since the process began


def _counted(function: str, said: str) -> Iterator[Counted]:
    """Yield the metrics in what a function wrote to its log; ValueError for a line that is none."""
    for line in said.splitlines():
        entry = json.loads(line)
        for directive in entry["_aws"]["CloudWatchMetrics"]:
            for metric in directive["Metrics"]:
                (value,) = entry[metric["Name"]]
                yield Counted(function, directive["Namespace"], entry["service"], metric["Name"], int(value))


_ONE_AT_A_TIME = RLock()


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Let the process have these variables besides its own: one function at a time."""
    with _ONE_AT_A_TIME:
        before = dict(os.environ)
        os.environ |= variables
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before


def _takes(recipients: list[str], address: str) -> bool:
    """Return whether a rule takes an address: it names the address itself or its domain."""
    return address in recipients or address.rpartition("@")[2] in recipients


def _record(message: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message as Lambda hands it on."""
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": _with_version(message["Body"]),
        "attributes": message["Attributes"],
        "eventSource": "aws:sqs",
    }


def _with_version(body: str) -> str:
    """Return S3's notice with its version, which S3 names where a bucket has versions, and moto does not."""
    try:
        notifications = json.loads(body)["Records"]
    except (ValueError, KeyError, TypeError):
        return body
    for notification in notifications:
        bucket, key = notification["s3"]["bucket"]["name"], unquote_plus(notification["s3"]["object"]["key"])
        found = client("s3").list_object_versions(Bucket=bucket, Prefix=key).get("Versions", [])
        is_versioned = client("s3").get_bucket_versioning(Bucket=bucket).get("Status") == "Enabled"
        if is_versioned:
            notification["s3"]["object"]["versionId"] = found[0]["VersionId"] if found else "gone"
    return json.dumps({"Records": notifications})
