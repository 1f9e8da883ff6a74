"""Varbinds as rows of JSON, on their way from a reader to the scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.core.model.walk import NUMBER_TAGS, OCTET_TAGS, Oid, Tag, Value, Varbind

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIGHEST_ARC = 2**32 - 1
_TAGS = {int(tag): tag for tag in Tag}
_LOWEST_NUMBER, _HIGHEST_NUMBER = -(2**63), 2**64 - 1


def _plain(value: Value) -> int | str | Oid | None:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def rows_of(varbinds: Iterable[Varbind]) -> list[Any]:
    """Return varbinds as JSON can hold them."""
    return [[v.oid, v.tag, _plain(v.value)] for v in varbinds]


def varbinds_of(rows: list[Any]) -> tuple[Varbind, ...]:
    """Return the varbinds that a reader hands on; checked all at once, for there are hundreds of arcs."""
    try:
        _check_arcs([arc for oid, _, _ in rows for arc in oid])
        tags = [_TAGS[number] for _, number, _ in rows]
        return tuple(
            [
                Varbind(tuple(oid), tag, _value(tag, value))
                for tag, (oid, _, value) in zip(tags, rows, strict=True)
            ]
        )
    except (KeyError, TypeError) as error:
        raise ValueError("no varbinds") from error


def _check_arcs(arcs: list[Any]) -> None:
    if arcs and not (set(map(type, arcs)) == {int} and min(arcs) >= 0 and max(arcs) <= _HIGHEST_ARC):
        raise ValueError("no object identifier")


def _value(tag: Tag, value: object) -> Value:
    """Return a value as its tag has it; None may stand for any: what no binding can print exactly."""
    if value is None:
        return None
    if isinstance(value, str) and tag in OCTET_TAGS:
        return value.encode("latin-1")
    if type(value) is int and tag in NUMBER_TAGS and _LOWEST_NUMBER <= value <= _HIGHEST_NUMBER:
        return value
    if isinstance(value, list) and tag is Tag.OBJECT_IDENTIFIER:
        _check_arcs(value)
        return tuple(value)
    raise ValueError("no value of that tag")
