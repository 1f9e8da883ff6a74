"""Items taken out of DynamoDB's answers by ourselves are those that botocore's parser makes of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError

from cloud.edge import aws
from cloud.edge.attributes import take_items

if TYPE_CHECKING:
    from cloud.jobs.ingest import IngestAdapters

ITEM = {"pk": "a#\N{SNOWMAN}", "text": 'quotes " and \\ and \x7f', "count": -(10**20), "is_it": False}


def asked(client: Any, table: str, operation: str) -> dict[str, Any]:  # noqa: ANN401 (boto3's own class)
    """Return the answer to a question that two of three items satisfy, one a page."""
    condition = (
        {"KeyConditionExpression": "pk = :pk"} if operation == "query" else {"FilterExpression": "pk = :pk"}
    )
    answer: dict[str, Any] = getattr(client, operation)(
        TableName=table, ExpressionAttributeValues={":pk": {"S": ITEM["pk"]}}, Limit=1, **condition
    )
    answer["ResponseMetadata"].clear()  # request ids and times
    return answer


@pytest.mark.parametrize("operation", ["query", "scan"])
def test_a_page_of_items_is_the_one_that_botocore_parses(adapters: IngestAdapters, operation: str) -> None:
    adapters.table.put_many({**ITEM, "sk": f"{number}"} for number in range(2))
    slow = boto3.client("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    quick, parsed = (asked(one, adapters.table.name, operation) for one in (aws.client("dynamodb"), slow))

    assert quick == parsed
    assert "LastEvaluatedKey" in quick


def test_what_is_read_again_is_what_was_written(adapters: IngestAdapters) -> None:
    adapters.table.put({**ITEM, "sk": "0"})

    assert list(adapters.table.query(str(ITEM["pk"]))) == [{**ITEM, "sk": "0"}]


@pytest.mark.parametrize("operation", ["Query", "Scan"])
def test_botocore_never_sees_the_items_and_parses_all_else(adapters: IngestAdapters, operation: str) -> None:
    answer: dict[str, Any] = {"status_code": 200, "body": b'{"Count": 1, "Items": [{"sk": {"S": "a"}}]}'}
    taken: dict[str, Any] = {}
    events = adapters.table.client.meta.events
    events.emit(f"before-parse.dynamodb.{operation}", response_dict=answer, customized_response_dict=taken)

    assert (taken, answer["body"]) == ({"Items": [{"sk": {"S": "a"}}]}, b'{"Count": 1}')


@pytest.mark.parametrize("status", [200, 400, 500])
@pytest.mark.parametrize("body", [b"", b"<html>", b"{", b"[]", b"null", b'"Items"', b'{"Count": 1}'])
def test_an_answer_without_items_is_left_to_botocore(body: bytes, status: int) -> None:
    answer: dict[str, Any] = {"status_code": status, "body": body}
    taken: dict[str, Any] = {}
    take_items(answer, taken)

    assert (taken, answer["body"]) == ({}, body)


def test_a_refusal_of_dynamodb_is_still_one(adapters: IngestAdapters) -> None:
    with pytest.raises(ClientError, match="ResourceNotFound"):
        asked(adapters.table.client, "no-such-table", "query")
