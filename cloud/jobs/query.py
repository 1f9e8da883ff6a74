"""A question asked of the table, a page at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cloud.core.answers import cursor
from cloud.core.answers.cursor import Bounds, ListPosition
from cloud.core.answers.problem import ProblemDetails
from cloud.core.answers.questions import TableQuery, limit_of, question_of
from cloud.core.layout import FIRST
from cloud.jobs.dealers import layout_of_dealer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.edge.table import Table

MOST_ASKED = 32  # partitions for one page: after them it ends, be it empty
LONGEST_PARTITION, LONGEST_ORDER = 2048, 1024  # octets of a key, DynamoDB's limits
# Octets after which a page ends. Lambda answers with 6 MB at most and escapes the text once more, which at
# worst doubles it; the last query adds 1 MB: (2 + 1) * 2 = 6 would be the bound, so 1.5 leaves room.
ENOUGH = 1_500_000


def answer(table: Table, dealer: str, path: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer to a dealer's question; ProblemDetails if there is none."""
    question = question_of(dealer, path, given, layout_of_dealer(table, dealer) or FIRST)
    limit = limit_of(given)
    if question.is_one:
        return _one(table, question)
    place = ListPosition(0, None)
    if "cursor" in given:
        place = place_of(given["cursor"], question, dealer)
    return page_of(table, question, place, limit)


def _one(table: Table, question: TableQuery) -> dict[str, Any]:
    found = next(iter(table.query(question.partitions[0], question.begins, limit=1)), None)
    if found is None:
        raise ProblemDetails(404, "device", "There is no such device.")
    return question.shape(found)


def place_of(text: str, question: TableQuery, dealer: str) -> ListPosition:
    """Return the place that a cursor names; ProblemDetails if it is none of this question and dealer.

    Without a dealer it is one of the operator's own list.
    """
    return cursor.read(text, question.partitions, _names(question, dealer))


def _names(question: TableQuery, dealer: str) -> dict[str, Bounds]:
    """Return the key attributes of a place in this question's list, each with its bounds."""
    first, last = question.between or ("", None)
    asked = Bounds(LONGEST_PARTITION, exactly=True)
    order = Bounds(LONGEST_ORDER, question.begins, first, last)
    if question.index is None:
        return {"pk": asked, "sk": order}
    of_table = {"pk": Bounds(LONGEST_PARTITION, f"{dealer}#" if dealer else ""), "sk": Bounds(LONGEST_ORDER)}
    return of_table | {f"{question.index}_key": asked, f"{question.index}_order": order}


def page_of(table: Table, question: TableQuery, place: ListPosition, limit: int) -> dict[str, Any]:
    """Return a page of what a question asks, from a place on, and the cursor of the next one."""
    items: list[dict[str, Any]] = []
    number, after = place
    octets = 0
    for _ in range(MOST_ASKED):
        page = table.page(
            question.partitions[number],
            question.begins,
            question.between,
            index=question.index,
            limit=limit - len(items),
            after=after,
        )
        shaped = [question.shape(item) for item in page.items]
        octets += sum(len(json.dumps(one, ensure_ascii=False).encode()) for one in shaped)
        items += shaped
        number, after = (number, page.after) if page.after else (number + 1, None)
        if number == len(question.partitions):
            return {"items": items, "next": None}
        if len(items) == limit or octets >= ENOUGH:
            break
    return {"items": items, "next": cursor.write(ListPosition(number, after))}
