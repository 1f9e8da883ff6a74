"""What the operator may list of a dealer, beside what the dealer's own programs ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.answers.questions import TableQuery, question_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.core.layout import Layout

    Item = Mapping[str, Any]

OF_API = {"sites": (), "senders": ("state",), "devices": ("site",), "alerts": ("site",), "mails": ("day",)}
LISTINGS = ("codes", "log", *OF_API)
_PATHS = {"senders": "signers"}  # where the API has another name for it


def dealers_question() -> TableQuery:
    """Return the question for all dealers."""
    return TableQuery((keys.dealers(),), _dealer, "list")


def listing_of(dealer: str, name: str, given: Mapping[str, str], layout: Layout) -> TableQuery:
    """Return the question of one of LISTINGS; Problem where a parameter is none of it."""
    if name == "codes":
        return TableQuery((keys.codes(dealer),), _code, "list")
    if name == "log":
        partition = keys.decision_key(dealer, "").pk
        return TableQuery((partition,), _decision)
    return question_of(dealer, _PATHS.get(name, name), given, layout)


def _dealer(item: Item) -> dict[str, Any]:
    return {name: item.get(name) for name in ("dealer", "name", "layout", "digest_to")}


def _code(item: Item) -> dict[str, Any]:
    """Return a code without its secret."""
    return {name: item.get(name) for name in ("site", "code_id", "until")}


def _decision(item: Item) -> dict[str, Any]:
    named = {name: item.get(name) for name in ("when", "what", "who", "why")}
    return {**named, "about": json.loads(item["about"])}
