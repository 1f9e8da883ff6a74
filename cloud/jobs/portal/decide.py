"""A person's decision carried out: right checked, the last decision compared, claimed, logged, done.

The claim is the last decision itself, put where the one that the person saw still stands. So of two people
who decide at once one is told what the other said, and the same form sent twice is done once.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cloud.core.answers.problem import ProblemDetails
from cloud.core.decisions import LONGEST, Decision, Word
from cloud.core.erp.erp_profile import LARGEST
from cloud.core.items import key_of
from cloud.core.portal.decided import decided_item, last_of
from cloud.core.portal.decision import Conflict, Decided, Request
from cloud.core.portal.person import Person, check
from cloud.jobs.portal.asked import Asked
from cloud.jobs.portal.deeds import DEEDS

if TYPE_CHECKING:
    from cloud.core.item_types import DecidedItem
    from cloud.edge.table import Table
    from cloud.jobs.backlog import Archive

UNDER_WAY = timedelta(minutes=2)  # longer than a function that decides may run
LONGEST_VALUE = 2000  # characters of a value
LONGEST_OF = {"why": LONGEST, "text": LARGEST}  # characters of these


def decide(archive: Archive, person: Person, request: Request, now: datetime, random: bytes = b"") -> Decided:
    """Carry out a decision; `random` are 34 bytes, for issue_code.

    Raises ProblemDetails: 403 where the role has no right, 400 where something is missing or wrong, 404 where
    what it is about is not there, Conflict (409) where somebody decided since the person looked. The same
    request sent twice is done once.
    """
    check(person, request.what)
    _check_texts(request)
    word = Word(person.name, now, " ".join(request.why.split()))
    asked = Asked(archive, person.dealer, word, request, random)
    deed = DEEDS[request.what]
    try:
        about = deed.prepare(asked)
        item = decided_item(Decision(request.what, person.dealer, word, about))
        if item is None:
            raise ProblemDetails(400, "what", "This is nothing to decide.")
        standing = archive.table.get(key_of(item))
        if standing is not None and _is_same(standing, item, request):
            return _again(asked, standing, now)
        is_new = request.what == "issue_code"  # takes no other decision's place
        _claim(archive.table, item, standing, "" if is_new else request.seen)
        return _carry_out(asked, item, standing, about)
    except LookupError as error:
        raise ProblemDetails(404, "about", _sentence(error)) from error
    except ValueError as error:
        raise ProblemDetails(400, "about", _sentence(error)) from error


def _carry_out(
    asked: Asked, item: DecidedItem, standing: DecidedItem | None, about: dict[str, str]
) -> Decided:
    """Do what is claimed; where it can't be done the claim is given back."""
    table, deed = asked.archive.table, DEEDS[asked.request.what]
    try:
        result = deed.do(asked, about)
    except (LookupError, ValueError, ProblemDetails):
        if standing is None:
            table.delete(key_of(item), "version", item["version"])
        else:
            table.replace(standing, "version", item["version"])
        raise
    table.change_if(key_of(item), {"is_done": True}, "version", item["version"])
    return Decided(result, last_of(table.get(key_of(item)) or item), deed.shown_once(asked, about))


def _again(asked: Asked, standing: DecidedItem, now: datetime) -> Decided:
    """Answer a request that is decided already by the same person; what was cut off is done now."""
    deed, about = DEEDS[asked.request.what], json.loads(standing["about"])
    last = last_of(standing)
    if not standing.get("is_done") and now - last.when > UNDER_WAY:
        return _carry_out(asked, standing, standing, about)
    return Decided("decided already", last, deed.shown_once(asked, about))


def _is_same(standing: DecidedItem, item: DecidedItem, request: Request) -> bool:
    """Return whether a request says again what the same person said last, and had not seen it said."""
    before, after = json.loads(standing["about"]), json.loads(item["about"])
    names = after.keys() - {"code_id"} if request.what == "issue_code" else after.keys()
    is_said = (standing["what"], standing["who"], standing["why"]) == (item["what"], item["who"], item["why"])
    return is_said and request.seen != standing["version"] and all(before.get(n) == after[n] for n in names)


def _claim(table: Table, item: DecidedItem, standing: DecidedItem | None, seen: str) -> None:
    """Put a decision where the one that was seen stands; Conflict if another does."""
    if standing is None and seen:
        raise ProblemDetails(409, "conflict", "This was settled meanwhile. Look again.")
    if standing is not None and standing["version"] != seen:
        raise Conflict(last_of(standing))
    if table.put_new(item) if standing is None else table.replace(item, "version", seen):
        return
    first = table.get(key_of(item))
    raise (
        Conflict(last_of(first))
        if first
        else ProblemDetails(409, "conflict", "This was settled meanwhile. Look again.")
    )


def _check_texts(request: Request) -> None:
    for name, value in {**request.about, "why": request.why}.items():
        most = LONGEST_OF.get(name, LONGEST_VALUE)
        if not isinstance(value, str) or len(value) > most:
            raise ProblemDetails(400, name[:40], f"{name[:40]} is a text of {most} characters at most.")


def _sentence(error: Exception) -> str:
    text = str(error).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
