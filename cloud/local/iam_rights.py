"""What a call needs by AWS's Service Authorization Reference, and whether a function's role has it.

moto lets everybody do everything. What stands under IMPLICIT no call names: AWS asks for it along the way.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.utils import parseaddr
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.local.aws_limits import refusal
from cloud.local.made_storage import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Parameters = Mapping[str, Any]


class RequiredRight(NamedTuple):
    """An action on a resource (its ARN)."""

    action: str
    resource: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a function may do: `statements`, references filled in; `key` is the ARN of the stack's key."""

    function: str
    statements: tuple[Mapping[str, Any], ...]
    key: str


# Of each operation the action, where it has another name. "Actions, resources, and condition keys" for ...
_ACTIONS = {
    ("s3", "ListObjectsV2"): "ListBucket",  # ... Amazon S3
    ("s3", "ListObjectVersions"): "ListBucketVersions",
    ("sqs", "SendMessageBatch"): "SendMessage",  # ... Amazon SQS: a batch has no action of its own
}
_WITH_VERSION = {
    "GetObject": "GetObjectVersion",
    "HeadObject": "GetObjectVersion",
    "DeleteObject": "DeleteObjectVersion",
}

# (service, how its operations begin, what is needed besides, who says so); kms: of the stack's key,
# ListBucket of the bucket, all else of the same resource.
IMPLICIT = (
    (
        "dynamodb",
        "",
        ("kms:Decrypt",),
        "DynamoDB guide, 'DynamoDB encryption at rest: managing encrypted tables'",
    ),
    (
        "s3",
        "GetObject$",
        ("kms:Decrypt",),
        "S3 guide, 'Using server-side encryption with AWS KMS keys: permissions'",
    ),
    (
        "s3",
        "GetObject$",
        ("s3:ListBucket",),
        "S3 API, GetObject: without it a key that is gone is 403 and not 404",
    ),
    ("s3", "HeadObject", ("s3:ListBucket",), "S3 API, HeadObject: likewise"),
    (
        "s3",
        "HeadObject",
        ("s3:GetObjectRetention",),
        "S3 API, HeadObject: without it no header tells of a lock",
    ),
    (
        "s3",
        "PutObject$",
        ("kms:GenerateDataKey",),
        "S3 guide, 'Using server-side encryption with AWS KMS keys'",
    ),
    (
        "sqs",
        "SendMessage",
        ("kms:GenerateDataKey", "kms:Decrypt"),
        "SQS guide, 'Configure AWS KMS permissions'",
    ),
    (
        "secrets-manager",
        "GetSecretValue",
        ("kms:Decrypt",),
        "Secrets Manager guide, 'Secret encryption and decryption: permissions for the KMS key'",
    ),
    # Of every function: its environment is encrypted with the key; of one with a queue, what it reads.
    ("lambda", "Environment", ("kms:Decrypt",), "Lambda guide, 'Securing Lambda environment variables'"),
    ("lambda", "EventSource", ("kms:Decrypt",), "Lambda guide, 'Using Lambda with Amazon SQS: permissions'"),
)
# What SAM itself gives each function: managed policies, not written in the template.
BY_SAM = {
    "logs:CreateLogGroup": "AWSLambdaBasicExecutionRole",
    "logs:CreateLogStream": "AWSLambdaBasicExecutionRole",
    "logs:PutLogEvents": "AWSLambdaBasicExecutionRole",
    "sqs:ReceiveMessage": "AWSLambdaSQSQueueExecutionRole, with an event of type SQS",
    "sqs:DeleteMessage": "AWSLambdaSQSQueueExecutionRole",
    "sqs:GetQueueAttributes": "AWSLambdaSQSQueueExecutionRole",
}


def check(role: Role, service: str, operation: str, parameters: Parameters) -> None:
    """Raise what AWS answers to a function whose role does not allow what it does."""
    for need in needs_of(role.key, service, operation, parameters):
        if not any(_allows(statement, need, parameters) for statement in role.statements):
            code = "AccessDenied" if service == "s3" else "AccessDeniedException"
            reason = (
                f"{role.function} is not authorized to perform: {need.action} on resource: {need.resource}"
            )
            raise refusal(code, reason, operation)


def needs_of(key: str, service: str, operation: str, parameters: Parameters) -> Iterator[RequiredRight]:
    """Yield what a call needs; KeyError for a call that no table here knows."""
    resource = _RESOURCES[service](parameters)
    action = _ACTIONS.get((service, operation), operation)
    if service == "s3" and parameters.get("VersionId"):
        action = _WITH_VERSION.get(operation, action)
    elif action == "HeadObject":
        action = "GetObject"
    yield RequiredRight(f"{_PREFIXES.get(service, service)}:{action}", resource)
    if parameters.get("BypassGovernanceRetention"):
        yield RequiredRight("s3:BypassGovernanceRetention", resource)
    for of, operations, actions, _ in IMPLICIT:
        if of == service and f"{operation}$".startswith(operations):
            yield from (RequiredRight(one, _resource(one, key, resource)) for one in actions)


def _resource(action: str, key: str, resource: str) -> str:
    if action.startswith("kms:"):
        return key
    return resource.partition("/")[0] if action == "s3:ListBucket" else resource


def _allows(statement: Mapping[str, Any], need: RequiredRight, parameters: Parameters) -> bool:
    actions, resources = (
        [value] if isinstance(value, str) else value for value in (statement["Action"], statement["Resource"])
    )
    return (
        statement["Effect"] == "Allow"
        and any(fnmatchcase(need.action, action) for action in actions)
        and any(fnmatchcase(need.resource, resource) for resource in resources)
        and all(
            _holds(operator, wanted, parameters)
            for operator, wanted in statement.get("Condition", {}).items()
        )
    )


def _holds(operator: str, wanted: Mapping[str, list[str]], parameters: Parameters) -> bool:
    if operator != "ForAllValues:StringLike" or wanted.keys() != {"dynamodb:LeadingKeys"}:
        raise KeyError(f"no such condition here: {operator} {list(wanted)}")
    leading = parameters["Key"]["pk"]["S"]
    return any(fnmatchcase(leading, pattern) for pattern in wanted["dynamodb:LeadingKeys"])


def _table(parameters: Parameters) -> str:
    names = parameters.get("RequestItems") or {parameters.get("TableName"): None}
    table = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{next(iter(names))}"
    return f"{table}/index/{parameters['IndexName']}" if "IndexName" in parameters else table


def _object(parameters: Parameters) -> str:
    bucket = f"arn:aws:s3:::{parameters['Bucket']}"
    return f"{bucket}/{parameters['Key']}" if "Key" in parameters else bucket


def _queue(parameters: Parameters) -> str:
    return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{parameters['QueueUrl'].rpartition('/')[2]}"


def _identity(parameters: Parameters) -> str:
    letter = email.message_from_bytes(parameters["RawMessage"]["Data"])
    domain = parseaddr(str(letter["From"]))[1].rpartition("@")[2]
    return f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/{re.sub('[^a-z0-9.-]', '', domain)}"


_RESOURCES: dict[str, Callable[[Parameters], str]] = {
    "dynamodb": _table,
    "s3": _object,
    "sqs": _queue,
    "ses": _identity,
    "secrets-manager": lambda parameters: str(parameters["SecretId"]),
    "sesv2": lambda _parameters: "*",  # of the account as a whole
    "kms": lambda parameters: str(parameters["KeyId"]),
    "cloudwatch": lambda _parameters: f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:*",
}
_PREFIXES = {"secrets-manager": "secretsmanager", "sesv2": "ses"}  # of actions, where boto3's name is another
