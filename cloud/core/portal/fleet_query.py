"""A question of the fleet in a URL, and back: bounded, and hostile values are refused or cut, never kept."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.fleet import COLUMNS, LONGEST, SHOWN, USUAL_COLUMNS, FleetQuery
from cloud.core.portal.row import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

LAST_PAGE = 10_000
_NAMES = ("q", "site", "state", "show", "sort", "columns", "page")
_USUAL = FleetQuery()


def query_of(given: Mapping[str, str]) -> FleetQuery:
    """Return the question of a URL's parameters; ProblemDetails (400) names the one that is none.

    Unknown names are refused, an empty value is an absent one. `columns` are names with commas between.
    """
    unknown = given.keys() - set(_NAMES)
    if unknown:
        raise _wrong(min(unknown)[:40], "the fleet takes no such parameter")
    filled = {name: value for name, value in given.items() if value}
    return FleetQuery(
        q=_text(filled, "q"),
        site=_text(filled, "site"),
        state=_one_of(filled, "state", STATES, ""),
        show=_one_of(filled, "show", SHOWN, _USUAL.show),
        sort=_sort(filled),
        columns=_columns(filled),
        page=page_number(filled),
    )


def address_of(query: FleetQuery) -> str:
    """Return the parameters of a question for a URL, without a question mark; what is usual is left out."""
    parts: dict[str, str | int] = {}
    for name in _NAMES:
        value = getattr(query, name)
        if value != getattr(_USUAL, name):
            parts[name] = ",".join(value) if isinstance(value, tuple) else value
    return urlencode(parts, errors="replace")


def _text(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    if len(text) > LONGEST or not text.isprintable():
        raise _wrong(name, f"one line of {LONGEST} characters at most")
    return text


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...], usual: str) -> str:
    value = given.get(name, usual)
    if value and value not in allowed:
        raise _wrong(name, f"one of {', '.join(allowed)}")
    return value


def _sort(given: Mapping[str, str]) -> str:
    value = given.get("sort", "")
    if value and value.removeprefix("-") not in COLUMNS:
        raise _wrong("sort", 'a column\'s name, with "-" before it the greatest first')
    return value


def _columns(given: Mapping[str, str]) -> tuple[str, ...]:
    text = given.get("columns", "")
    if not text:
        return USUAL_COLUMNS
    names = tuple(dict.fromkeys(text[: 40 * len(COLUMNS)].split(",")))
    if not set(names) <= set(COLUMNS):
        raise _wrong("columns", "columns' names with commas between them")
    return names


def page_number(given: Mapping[str, str]) -> int:
    """Return which page is asked for, from 1; ProblemDetails (400) if that is no number."""
    text = given.get("page", "1")
    if not (
        text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE)) and 0 < int(text) <= LAST_PAGE
    ):
        raise _wrong("page", f"a whole number from 1 to {LAST_PAGE}")
    return int(text)


def _wrong(name: str, expected: str) -> ProblemDetails:
    return ProblemDetails(400, name, f"{name}: {expected}.")
