"""A request to a question that the table can answer: its partitions, all of them the asker's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cloud.core import keys
from cloud.core.answers import json_items
from cloud.core.answers.problem import ProblemDetails
from cloud.core.items import REJECTED, TRUSTED
from cloud.core.states import QUARANTINED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloud.core.layout import Layout

MOST, USUAL = 200, 50  # items of a page
LONGEST = 1000  # characters of a parameter
WINDOW = 62  # days that one question may span
COMMON = ("limit", "cursor")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TableQuery:
    """What to ask the table: `partitions` one after another, of an index or (None) the table itself.

    `shape` makes an item what the asker sees; `is_one` asks for one item that has to be there.
    """

    partitions: tuple[str, ...]
    shape: Callable[[Mapping[str, Any]], dict[str, Any]]
    index: str | None = None
    begins: str = ""
    between: tuple[str, str] | None = None
    is_one: bool = False


def question_of(dealer: str, path: str, given: Mapping[str, str], layout: Layout) -> TableQuery:
    """Return the query of a request's path (sites, devices, ...) and parameters, or raise ProblemDetails."""
    if path not in QUESTIONS:
        raise ProblemDetails(404, "path", f"There is no /v1/{path[:40]}. There are: {', '.join(QUESTIONS)}.")
    make, names = QUESTIONS[path]
    for name, value in given.items():
        if name not in (*names, *COMMON):
            raise ProblemDetails(400, name[:40], f"{path} takes no {name[:40]}.")
        if not 0 < len(value) <= LONGEST and name != "cursor":
            raise ProblemDetails(400, name, f"{name} is empty or too long.")
    return make(dealer, given, layout)


def limit_of(given: Mapping[str, str]) -> int:
    """Return how many items a page may have."""
    text = given.get("limit", str(USUAL))
    if not re.fullmatch("[0-9]{1,3}", text, re.ASCII) or not 1 <= int(text) <= MOST:
        raise ProblemDetails(400, "limit", f"limit is a number from 1 to {MOST}.")
    return int(text)


def _text(given: Mapping[str, str], name: str) -> str:
    if name not in given:
        raise ProblemDetails(400, name, f"{name} is missing.")
    return given[name]


def _day(given: Mapping[str, str], name: str) -> date:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text := _text(given, name)) else _no_day(name)
    except ValueError:
        return _no_day(name)


def _no_day(name: str) -> date:
    raise ProblemDetails(400, name, f"{name} is a day such as 2026-11-22.")


def _window(given: Mapping[str, str]) -> tuple[date, date]:
    first, last = _day(given, "from"), _day(given, "to")
    if not timedelta(0) <= last - first < timedelta(days=WINDOW):
        raise ProblemDetails(400, "to", f"to is a day from from on, {WINDOW} days at most.")
    return first, last


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = given.get(name, "")
    if value and value not in allowed:
        raise ProblemDetails(400, name, f"{name} is one of {', '.join(allowed)}.")
    return value


def _sites(dealer: str, _given: Mapping[str, str], layout: Layout) -> TableQuery:
    return TableQuery(tuple(keys.shards_of(dealer, layout.lists, "sites")), json_items.site, "list")


def _devices(dealer: str, given: Mapping[str, str], _layout: Layout) -> TableQuery:
    site = keys.site_key(dealer, _text(given, "site")).pk
    return TableQuery((site,), json_items.latest, "site", "device#")


def _device(dealer: str, given: Mapping[str, str], _layout: Layout) -> TableQuery:
    key = keys.device_key(dealer, _text(given, "device"))
    return TableQuery((key.pk,), json_items.latest, begins=key.sk, is_one=True)


def _history(dealer: str, given: Mapping[str, str], _layout: Layout) -> TableQuery:
    first, last = _window(given)
    device = keys.device_key(dealer, _text(given, "device")).pk
    return TableQuery((device,), json_items.reading, between=(f"reading#{first}", f"reading#{last}T~"))


def _readings(dealer: str, given: Mapping[str, str], layout: Layout) -> TableQuery:
    first, last = _window(given)
    window = (first + timedelta(days=number) for number in range((last - first).days + 1))
    partitions = (
        one for day in window for one in keys.shards_of(dealer, layout.on(day), "day", day.isoformat())
    )
    return TableQuery(tuple(partitions), json_items.reading, "day")


def _needs(dealer: str, _given: Mapping[str, str], layout: Layout) -> TableQuery:
    return TableQuery(tuple(keys.shards_of(dealer, layout.lists, "needs")), json_items.need, "list")


def _alerts(dealer: str, given: Mapping[str, str], layout: Layout) -> TableQuery:
    if "site" in given:
        return TableQuery((keys.alert_key(dealer, given["site"], "", "").pk,), json_items.alert)
    return TableQuery(tuple(keys.shards_of(dealer, layout.lists, "alerts")), json_items.alert, "list")


def _signers(dealer: str, given: Mapping[str, str], layout: Layout) -> TableQuery:
    state = _one_of(given, "state", (TRUSTED, QUARANTINED, REJECTED))
    begins = f"{state}#" if state else ""
    return TableQuery(
        tuple(keys.shards_of(dealer, layout.lists, "signers")), json_items.signer, "list", begins
    )


def _mails(dealer: str, given: Mapping[str, str], layout: Layout) -> TableQuery:
    day = _day(given, "day")
    return TableQuery(
        tuple(keys.shards_of(dealer, layout.on(day), "mails", day.isoformat())), json_items.mail
    )


QUESTIONS: dict[str, tuple[Callable[[str, Mapping[str, str], Layout], TableQuery], tuple[str, ...]]] = {
    "sites": (_sites, ()),
    "devices": (_devices, ("site",)),
    "device": (_device, ("device",)),
    "history": (_history, ("device", "from", "to")),
    "readings": (_readings, ("from", "to")),
    "needs": (_needs, ()),
    "alerts": (_alerts, ("site",)),
    "signers": (_signers, ("state",)),
    "mails": (_mails, ("day",)),
}
