"""Attributes of items as DynamoDB has them on the wire: a dict of one letter for the kind and the value."""

from __future__ import annotations

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


_TYPES: dict[type, str] = {str: "S", int: "N", bool: "BOOL"}
_FORMS: dict[type, Callable[[Any], object]] = {str: str, int: str, bool: bool}
_VALUES: dict[str, Callable[[Any], object]] = {"S": str, "N": int, "BOOL": bool}
