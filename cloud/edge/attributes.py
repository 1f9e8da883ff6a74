"""Attributes of items as DynamoDB has them on the wire: a dict of one letter for the kind and the value."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Item = dict[str, Any]


def typed(values: Mapping[str, Any]) -> Item:
    """Return attributes as DynamoDB takes them; None is left out: an index takes no null for a key.

    Items hold text, whole numbers and truth values, and no others; boto3's own serializer, which takes
    all that there are, costs a report as much time as the proof of it.
    """
    return {name: {_TYPES[type(v)]: _FORMS[type(v)](v)} for name, v in values.items() if v is not None}


def plain(attributes: Mapping[str, Any]) -> Item:
    """Return an item of what `typed` writes; boto3's own deserializer takes many times as long."""
    return {name: _VALUES[kind](value) for name, one in attributes.items() for kind, value in one.items()}


def take_items(response_dict: Item, customized_response_dict: Item, **_event: object) -> None:
    """Take the items out of DynamoDB's answer before botocore parses it: an event handler of a client.

    JSON has them as `plain` wants them; botocore's parser looks for eleven kinds of value in each attribute,
    which costs a page of ten thousand devices a third of its time.
    """
    try:
        answer = json.loads(response_dict["body"])
    except ValueError:  # botocore says what is wrong with it
        return
    if response_dict["status_code"] == HTTPStatus.OK and isinstance(answer, dict) and "Items" in answer:
        customized_response_dict["Items"] = answer.pop("Items")
        response_dict["body"] = json.dumps(answer).encode()


_TYPES: dict[type, str] = {str: "S", int: "N", bool: "BOOL"}
_FORMS: dict[type, Callable[[Any], object]] = {str: str, int: str, bool: bool}
_VALUES: dict[str, Callable[[Any], object]] = {"S": str, "N": int, "BOOL": bool}
