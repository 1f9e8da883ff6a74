"""AWS's limits that moto does not hold, in AWS's own words. Each number with the page that says it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from cloud.edge.table import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Parameters = Mapping[str, Any]

# DynamoDB developer guide, "Service, account, and table quotas".
LONGEST_PARTITION, LONGEST_ORDER, LARGEST_ITEM = 2048, 1024, 400 * 1024
MOST_IN_BATCH = 25
# SQS developer guide, "Message quotas": of a message and of a batch (1 MiB since 2025; here the old one).
LARGEST_MESSAGES = 256 * 1024
# SES API v1, SendRawEmail: "the maximum size is 10 MB", after coding.
LARGEST_MAIL = 10 * 1024 * 1024
# Lambda developer guide, "Quotas": request and response each, synchronous.
LARGEST_PAYLOAD = 6 * 1024 * 1024
# S3 user guide, "Object keys".
LONGEST_S3_KEY = 1024


class PayloadTooLarge(Exception):  # noqa: N818 (Lambda's own name)
    """What Lambda answers instead of an answer that is too large: Function.ResponseSizeTooLarge."""


def check(service: str, operation: str, parameters: Parameters) -> None:
    """Raise the ClientError that AWS would answer, if a call breaks one of its limits."""
    if (service, operation) in _CHECKS:
        for told in _CHECKS[service, operation](parameters):
            raise refusal(
                "ValidationException" if service == "dynamodb" else "InvalidParameterValue", told, operation
            )


def check_payload(payload: object) -> None:
    """Raise PayloadTooLarge for what a function can't be given, or can't give."""
    size = len(json.dumps(payload, ensure_ascii=False, default=str).encode())
    if size > LARGEST_PAYLOAD:
        raise PayloadTooLarge(
            f"payload size exceeded maximum allowed payload size ({LARGEST_PAYLOAD} bytes): {size}"
        )


def refusal(code: str, message: str, operation: str) -> ClientError:
    """Return an error as boto3 raises it."""
    return ClientError({"Error": {"Code": code, "Message": message}}, operation)


def item_size(item: Mapping[str, Mapping[str, Any]]) -> int:
    """Return how large an item is as DynamoDB counts: names and values in UTF-8, numbers by their digits."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: Mapping[str, Any]) -> int:
    (kind, inner), *_ = value.items()
    if kind == "S":
        return len(inner.encode())
    return len(inner) // 2 + 2 if kind == "N" else 1


def _of_key(key: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    """Yield what is wrong with the key attributes of the table and of its indexes."""
    for pk, sk in NAMES.values():
        for name, most, word in ((pk, LONGEST_PARTITION, "hashkey"), (sk, LONGEST_ORDER, "rangekey")):
            value = key.get(name, {}).get("S")
            if value == "":
                yield f"One or more parameter values are not valid. A value is empty for a key: {name}"
            elif value and len(value.encode()) > most:
                yield f"Size of {word} has exceeded the maximum size limit of {most} bytes"


def _of_item(item: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    yield from _of_key(item)
    if item_size(item) > LARGEST_ITEM:
        yield "Item size has exceeded the maximum allowed size"


def _of_batch(parameters: Parameters) -> Iterable[str]:
    requests = [one for of_table in parameters["RequestItems"].values() for one in of_table]
    if not 0 < len(requests) <= MOST_IN_BATCH:
        yield "Member must have length less than or equal to 25, and greater than 0"
    keys = []
    for request in requests:
        ((kind, inner),) = request.items()
        item = inner["Item"] if kind == "PutRequest" else inner["Key"]
        yield from _of_item(item)
        keys.append((item["pk"]["S"], item["sk"]["S"]))
    if len(set(keys)) < len(keys):
        yield "Provided list of item keys contains duplicates"


def _of_query(parameters: Parameters) -> Iterable[str]:
    """Yield what is wrong with a query: its keys, and where it is to go on from."""
    pk, sk = NAMES[parameters.get("IndexName")]
    values = {name: value["S"] for name, value in parameters["ExpressionAttributeValues"].items()}
    yield from _of_key({pk: {"S": values[":pk"]}})
    if ":from" in values and values[":from"] > values[":to"]:
        yield "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
    start = parameters.get("ExclusiveStartKey")
    if start is None:
        return
    if start.keys() != {"pk", "sk", pk, sk}:
        yield "The provided starting key is invalid"
        return
    yield from _of_key(start)
    if not _is_within(start[pk]["S"], start[sk]["S"], values):
        yield "The provided starting key is outside query boundaries based on provided conditions"


def _is_within(partition: str, order: str, values: Mapping[str, str]) -> bool:
    if partition != values[":pk"] or not order.startswith(values.get(":begins", "")):
        return False
    return ":from" not in values or values[":from"].encode() <= order.encode() <= values[":to"].encode()


def _of_messages(parameters: Parameters) -> Iterable[str]:
    if sum(len(entry["MessageBody"].encode()) for entry in parameters["Entries"]) > LARGEST_MESSAGES:
        yield "Batch requests cannot be longer than 262144 bytes"


def _of_mail(parameters: Parameters) -> Iterable[str]:
    if len(parameters["RawMessage"]["Data"]) > LARGEST_MAIL:
        yield f"Message length is more than {LARGEST_MAIL} bytes long"


def _of_object(parameters: Parameters) -> Iterable[str]:
    if len(parameters["Key"].encode()) > LONGEST_S3_KEY:
        yield "Your key is too long"


_CHECKS: dict[tuple[str, str], Callable[[Parameters], Iterable[str]]] = {
    ("dynamodb", "GetItem"): lambda given: _of_key(given["Key"]),
    ("dynamodb", "DeleteItem"): lambda given: _of_key(given["Key"]),
    ("dynamodb", "UpdateItem"): lambda given: _of_key(given["Key"]),
    ("dynamodb", "PutItem"): lambda given: _of_item(given["Item"]),
    ("dynamodb", "BatchWriteItem"): _of_batch,
    ("dynamodb", "Query"): _of_query,
    ("sqs", "SendMessageBatch"): _of_messages,
    ("ses", "SendRawEmail"): _of_mail,
    ("s3", "PutObject"): _of_object,
}
