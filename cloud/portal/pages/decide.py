"""A form that decides something: one address for all deeds, the page that it came from is the way back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.decision import Conflict, Request
from cloud.core.portal.office import DEFAULT_THRESHOLD, SUPPLY_KINDS
from cloud.jobs.portal.decide import decide
from cloud.portal.drawing import page
from cloud.portal.routes import Page
from cloud.portal.visit import Visit, path_here

if TYPE_CHECKING:
    from collections.abc import Mapping


OURS = frozenset({"what", "seen", "why", "until", "back"})  # the other fields say what it is about
RANDOM = 34  # octets of a new enrolment code


def decided(visit: Visit) -> Response:
    """Carry a decision out and lead back; who comes second sees what the first one said."""
    fields = visit.form
    back = path_here(fields.get("back", "/"))
    random = visit.portal.random(RANDOM)
    try:
        answer = decide(visit.portal.archive, visit.person, request_of(fields), visit.now, random)
    except Conflict as conflict:
        return page(visit, "conflict.html", conflict.status, last=conflict.last, back=back)
    if answer.shown_once:
        return page(visit, "shown_once.html", shown_once=answer.shown_once, back=back, what=fields["what"])
    return RedirectResponse(back, status_code=303)


def request_of(fields: Mapping[str, str]) -> Request:
    """Return the decision that a form asks for; ProblemDetails (400) where a date is none."""
    about = {name: value.strip() for name, value in fields.items() if name not in OURS}
    if about.keys() & {f"{kind}_percent" for kind in SUPPLY_KINDS}:
        about = _with_thresholds(about)
    until = fields.get("until", "").strip()
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise ProblemDetails(400, "until", "until is a day such as 2026-11-30.") from error
    return Request(fields.get("what", ""), about, fields.get("seen", ""), fields.get("why", "").strip(), day)


def _with_thresholds(about: dict[str, str]) -> dict[str, str]:
    """Return the fields of an office with each kind's two numbers as one, the default where one is empty."""
    fields_about = dict(about)
    for kind in SUPPLY_KINDS:
        percent, days = fields_about.pop(f"{kind}_percent", ""), fields_about.pop(f"{kind}_days", "")
        usual = DEFAULT_THRESHOLD
        fields_about[f"threshold_{kind}"] = (
            f"{percent or usual.percent} {days or usual.days}" if percent or days else ""
        )
    return fields_about


# Which decision a person may take is checked by the job: the right to read is needed for each.
PAGES = (Page("/decide", "today", decided, method="POST"),)
