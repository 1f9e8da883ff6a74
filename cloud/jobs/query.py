"""A question asked of the table, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cloud.core.answers import cursor
from cloud.core.answers.cursor import PARTITION, Place
from cloud.core.answers.problem import Problem
from cloud.core.answers.questions import limit_of, question_of
from cloud.core.layout import FIRST
from cloud.jobs.dealers import layout_of_dealer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.core.answers.questions import Question
    from cloud.edge.table import Table

MOST_ASKED = 32  # partitions for one page: after them it ends, be it empty


def answer(table: Table, dealer: str, path: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer to a dealer's question; Problem if there is none."""
    question = question_of(dealer, path, given, layout_of_dealer(table, dealer) or FIRST)
    limit = limit_of(given)
    if question.is_one:
        return _one(table, question)
    place = Place(0, None)
    if "cursor" in given:
        place = place_of(given["cursor"], question, dealer)
    return page_of(table, question, place, limit)


def _one(table: Table, question: Question) -> dict[str, Any]:
    found = next(iter(table.query(question.partitions[0], question.begins, limit=1)), None)
    if found is None:
        raise Problem(404, "device", "There is no such device.")
    return question.shape(found)


def place_of(text: str, question: Question, dealer: str) -> Place:
    """Return the place that a cursor names; Problem if it is none of this question and dealer."""
    return cursor.read(text, question.partitions, _names(question, dealer))


def _names(question: Question, dealer: str) -> dict[str, str]:
    """Return the key attributes of a place in this question's list, each with how it has to begin."""
    if question.index is None:
        return {"pk": PARTITION, "sk": ""}
    return {"pk": f"{dealer}#", "sk": "", f"{question.index}_key": PARTITION, f"{question.index}_order": ""}


def page_of(table: Table, question: Question, place: Place, limit: int) -> dict[str, Any]:
    """Return a page of what a question asks, from a place on, and the cursor of the next one."""
    items: list[dict[str, Any]] = []
    number, after = place
    for _ in range(MOST_ASKED):
        page = table.page(
            question.partitions[number],
            question.begins,
            question.between,
            index=question.index,
            limit=limit - len(items),
            after=after,
        )
        items += map(question.shape, page.items)
        number, after = (number, page.after) if page.after else (number + 1, None)
        if number == len(question.partitions):
            return {"items": items, "next": None}
        if len(items) == limit:
            break
    return {"items": items, "next": cursor.write(Place(number, after))}
