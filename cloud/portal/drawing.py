"""Templates to pages: every text is escaped, every time is told in its office's zone."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import jinja2
from starlette.responses import HTMLResponse, Response

from agent.core.messages import days, flags, language_names, printers, speaking
from agent.core.model.shown_text import plain_name
from cloud.core import messages
from cloud.core.messages import LANGUAGES
from cloud.core.portal.person import DEEDS, VIEWS
from cloud.core.time_zones import zone_of
from cloud.portal import charts
from cloud.portal.routes import navigation
from cloud.portal.visit import Visit, language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from cloud.core.answers.problem import ProblemDetails

HERE = Path(__file__).parent
NOT_KNOWN = "\N{EN DASH}"
STATIC = ("portal.css", "htmx.min.js")


def page(visit: Visit, template: str, status: int = 200, **values: object) -> Response:
    """Return a page for a signed-in person."""
    known = _known(visit.language, visit.request)
    shown = {
        "visit": visit,
        "person": visit.person,
        "csrf": visit.session.csrf,
        "navigation": navigation(visit.person),
    }
    return HTMLResponse(_environment().get_template(template).render({**known, **shown, **values}), status)


def problem(visit: Visit, found: ProblemDetails, **values: object) -> Response:
    """Return the page that says why a question is not answered."""
    said = messages.not_answered.problem(found.status)
    return page(visit, "problem.html", found.status, said=said, problem=found, **values)


def said(request: Request, what: str, status: int) -> Response:
    """Return a page that only says something, signed in or not; `what` is one of the frame's SAID."""
    with speaking(language := language_of(request)):
        known = _known(language, request)
        sentences = messages.frame.SAID[what]
        return HTMLResponse(
            _environment().get_template("stranger.html").render({**known, "said": sentences}), status
        )


def parameters(**values: str) -> str:
    """Return parameters for an address; half a character of a broken text is replaced."""
    return urlencode(values, errors="replace")


@cache
def static(name: str) -> tuple[str, bytes]:
    """Return the address of a file of ours, which holds its hash, and its octets."""
    octets = (HERE / "static" / name).read_bytes()
    return f"/static/{sha256(octets).hexdigest()[:16]}/{name}", octets


def moment(iso: str | datetime | None, zone: str = "") -> str:
    """Return a moment as people read it, in a zone (IANA name or "+01:00"), else as it was written."""
    then = datetime.fromisoformat(iso) if isinstance(iso, str) and iso else iso
    if not isinstance(then, datetime):
        return NOT_KNOWN
    there = then.astimezone(zone_of(zone)) if zone else then
    return f"{days.moment(there)}{' UTC' if there.tzname() == 'UTC' else ''}"


def day(iso: str | date | None) -> str:
    """Return a day with its year, NOT_KNOWN without one."""
    then = date.fromisoformat(iso[:10]) if isinstance(iso, str) and iso else iso
    return str(days.day_and_year(then)) if isinstance(then, date) else NOT_KNOWN


def span(earliest: str | None, latest: str | None) -> str:
    """Return between which ISO days something happens."""
    if not (earliest and latest):
        return NOT_KNOWN
    return str(days.span(date.fromisoformat(earliest), date.fromisoformat(latest)))


def _known(language: str, request: Request) -> Mapping[str, Any]:
    """Return the values that every page knows."""
    return {
        "m": messages,
        "language": language,
        "languages": language_names(LANGUAGES),
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "path": request.url.path,
        "static": {name: static(name)[0] for name in STATIC},
    }


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FileSystemLoader([HERE / "pages", HERE / "templates"]),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"moment": moment, "day": day, "name": plain_name, "segment": segment}
    environment.globals |= {
        "span": span,
        "charts": charts,
        "flags": flags,
        "printers": printers,
        "percent": lambda left: printers.left(left, fills_up=False),
        "days": days,
        "rights": (*VIEWS, *DEEDS),
        "NOT_KNOWN": NOT_KNOWN,
        "parameters": parameters,
    }
    return environment


def segment(text: str) -> str:
    """Return a text as one segment of a path."""
    return quote(text, safe="", errors="replace")
