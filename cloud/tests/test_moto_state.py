"""Each test begins with an empty stack, though it is built once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.edge.aws import client
from cloud.edge.table import Table
from conftest import reset
from moto_state import MotoState, put_back

if TYPE_CHECKING:
    from cloud.local.stack import Stack


def held(stack: Stack) -> tuple[int, int, int]:
    """Return how many items, objects and messages a stack holds."""
    names = stack.environment("Ingest")
    items = list(Table(client("dynamodb"), names["TABLE"]).scan(""))
    objects = client("s3").list_objects_v2(Bucket=names["MAILS"])["KeyCount"]
    queue = client("sqs").get_queue_attributes(
        QueueUrl=stack.names["Incoming"], AttributeNames=["ApproximateNumberOfMessages"]
    )
    return len(items), objects, int(queue["Attributes"]["ApproximateNumberOfMessages"])


def test_what_one_test_writes_no_other_finds(aws: str, empty_stack: tuple[Stack, list[MotoState]]) -> None:
    stack, states = empty_stack
    found = []
    for _ in range(2):
        reset(aws)
        put_back(states)
        found.append(held(stack))
        Table(client("dynamodb"), stack.environment("Ingest")["TABLE"]).put({"pk": "a", "sk": "b"})
        stack.deliver("acme@in.example", b"a mail")
        items, objects, messages = found[-1]

        assert held(stack) == (items + 1, objects + 1, messages + 1)
    assert found[0] == found[1]
    assert found[0][:2] == (0, 0)  # SES's word that it may write has left messages
