"""Who is let in: a session, the provider's word of the last minutes, the role's right, a form of our own.

Each route names the right that it needs; a route without one can't be written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from secrets import compare_digest
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from agent.core.messages import speaking
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.person import check
from cloud.portal import drawing, provider, session
from cloud.portal.visit import Portal, Visit, fields_of, language_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from cloud.portal.session import Session

    Endpoint = Callable[[Request], Awaitable[Response]]
    Draw = Callable[[Visit], Response]

COOKIE = "__Host-meters-session"
TRUSTED_FOR = timedelta(minutes=15)  # how long the provider's last word holds while it can't be asked
LONGEST_FORM = 64 * 1024  # octets
MOST_FIELDS = 100
OURS: dict[str, Any] = {"path": "/", "secure": True, "httponly": True, "samesite": "lax"}


def guarded(right: str, draw: Draw) -> Endpoint:
    """Return an endpoint that draws for a signed-in person whose role has a right of the matrix."""

    async def endpoint(request: Request) -> Response:
        portal: Portal = request.app.state.portal
        token = request.cookies.get(COOKIE, "")
        try:
            found = await _session(portal, token)
        except provider.Unreachable:
            return drawing.said(request, "unreachable", 503)
        if found is None:
            return _to_sign_in(request)
        visit = Visit(request, portal, found, language_of(request), portal.now())
        with speaking(visit.language):
            try:
                form = await _form(request, portal, found)
            except ProblemDetails as problem:
                return drawing.problem(visit, problem)
            return await run_in_threadpool(_drawn, replace(visit, form=form), right, draw)

    return endpoint


def _drawn(visit: Visit, right: str, draw: Draw) -> Response:
    try:
        check(visit.person, right)
        return draw(visit)
    except ProblemDetails as problem:
        return drawing.problem(visit, problem)


async def _session(portal: Portal, token: str) -> Session | None:
    """Return the session if it stands and the provider still says so; one that it refuses is ended.

    Raises provider.Unreachable where its last word is too old.
    """
    table, now = portal.archive.table, portal.now()
    found = await run_in_threadpool(session.find, table, token, now)
    if found is None or now - found.checked < session.CHECKED_EVERY:
        return found
    try:
        tokens = await provider.renew(portal.client, session.unseal(found.refresh, token))
    except provider.Unreachable:
        if now - found.checked < TRUSTED_FOR:
            return found
        raise
    except provider.Refused:
        await run_in_threadpool(session.end, table, token)
        return None
    person = provider.person_of(tokens["userinfo"])
    if person.dealer != found.person.dealer:
        await run_in_threadpool(session.end, table, token)
        return None
    refresh = tokens.get("refresh_token") or ""
    await run_in_threadpool(session.keep, table, token, person, refresh, now)
    return await run_in_threadpool(session.find, table, token, now)


async def form_of(request: Request, portal: Portal) -> dict[str, str]:
    """Return the fields of a form that a page of this portal sent; ProblemDetails (403, 413) for others."""
    if not is_from_here(request, portal.settings.address):
        raise ProblemDetails(403, "form", "This form was sent from another site.")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LONGEST_FORM:
        raise ProblemDetails(413, "form", "This form is too large.")
    async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FORM) as sent:
        return fields_of(sent)


async def _form(request: Request, portal: Portal, found: Session) -> dict[str, str]:
    """Return the fields of a POST; ProblemDetails (403) without the token of this session."""
    if request.method != "POST":
        return {}
    fields = await form_of(request, portal)
    if not compare_digest(fields.pop("csrf", "").encode(), found.csrf.encode()):
        raise ProblemDetails(403, "form", "This form is of another sign-in. Open the page again.")
    return fields


def is_from_here(request: Request, address: str) -> bool:
    """Return whether a browser says that a form is this portal's: by Fetch Metadata, else by its Origin."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    return (site is None or site == "same-origin") and origin in {None, address}


def _to_sign_in(request: Request) -> Response:
    """Return the way to the sign-in and back; htmx follows no redirect to another page by itself."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    way = f"/sign-in?{drawing.parameters(next=wanted)}" if request.method == "GET" else "/sign-in"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"hx-redirect": "/sign-in"})
    response = RedirectResponse(way, status_code=303)
    if request.cookies.get(COOKIE):
        response.delete_cookie(COOKIE, **OURS)
    return response
