"""How items of the table look to a dealer's program: openapi.yaml says the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Item = Mapping[str, Any]

_OF_READING = ("device", "site", "agent", "run", "sha256", "read_at")
_OF_SIGNER = (
    *("agent", "key", "state", "site", "said_site", "said_name", "last_run", "last_made_at"),
    *("version", "platform", "follows"),
)
_OF_MAIL = ("mail", "arrived", "outcome", "reason", "detail", "agent", "run", "sha256")


def site(item: Item) -> dict[str, Any]:
    """Return a site."""
    return {"site": item["site"], "name": item["name"]}


def latest(item: Item) -> dict[str, Any]:
    """Return a device with its newest reading: `printer` as in printers[] of meters.json."""
    return {**_picked(item, _OF_READING), "printer": json.loads(item["entry"])}


def need(item: Item) -> dict[str, Any]:
    """Return a device that needs attention, and whether it can't print."""
    return {**latest(item), "urgent": item["list_order"].startswith("0#")}


def reading(item: Item) -> dict[str, Any]:
    """Return a reading: the part of its printer that is counted."""
    return latest(item)


def alert(item: Item) -> dict[str, Any]:
    """Return an alert."""
    told = _picked(item, ("alert", "site", "subject", "text", "urgent", "since"))
    return {**told, "details": json.loads(item["details"])}


def signer(item: Item) -> dict[str, Any]:
    """Return a signer: how it stands, and what it says of itself."""
    return _picked(item, _OF_SIGNER)


def mail(item: Item) -> dict[str, Any]:
    """Return the outcome of a mail."""
    return _picked(item, _OF_MAIL)


def _picked(item: Item, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: item.get(name) for name in names}
