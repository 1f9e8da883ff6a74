"""Signing in and out. What a sign-in has to remember lies in a cookie, so that no stranger fills the table.

It is the browser's own: `__Host-` keeps other hosts from planting one. Each value is checked: the state and
where it leads back to by us, the nonce in the ID token, code and code_verifier by the provider.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from secrets import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from cloud.core.messages import LANGUAGES
from cloud.portal import drawing, provider, session
from cloud.portal.guard import COOKIE, OURS, form_of
from cloud.portal.visit import LANGUAGE_COOKIE, Portal, Visit, path_here

if TYPE_CHECKING:
    from starlette.requests import Request


BACK = "/signed-in"  # where the provider leads back to
REMEMBERS = "__Host-meters-sign-in"
PATIENCE = timedelta(minutes=10)  # for a person at the provider's page
A_YEAR = timedelta(days=365)
REMEMBERED = ("state", "nonce", "code_verifier", "next")
LONGEST_CODE = 4096  # characters


async def begin(request: Request) -> Response:
    """Send a person to the provider; `next` is where the sign-in leads back to."""
    portal: Portal = request.app.state.portal
    try:
        way = await provider.begin(portal.client, portal.settings.address + BACK)
    except provider.Unreachable:
        return drawing.said(request, "unreachable", 503)
    way["next"] = path_here(request.query_params.get("next", "/"))
    text = json.dumps({name: way[name] for name in REMEMBERED})
    response = RedirectResponse(way["url"], status_code=302)
    cookie = urlsafe_b64encode(text.encode()).decode()
    response.set_cookie(REMEMBERS, cookie, max_age=int(PATIENCE.total_seconds()), **OURS)
    return response


async def finish(request: Request) -> Response:
    """Begin a session for a person whom the provider sends back; its secret is always a new one."""
    portal: Portal = request.app.state.portal
    given = request.query_params
    remembered = _remembered(request)
    state, code = given.get("state", ""), given.get("code", "")
    is_ours = remembered and compare_digest(state.encode(), remembered["state"].encode())
    if not remembered or not is_ours or not 0 < len(code) <= LONGEST_CODE:
        return drawing.said(request, "refused", 400)
    try:
        tokens = await provider.redeem(portal.client, code, portal.settings.address + BACK, remembered)
    except provider.Unreachable:
        return drawing.said(request, "unreachable", 503)
    except provider.Refused:
        return drawing.said(request, "refused", 400)
    person = provider.person_of(tokens["userinfo"])
    if not person.dealer:
        return drawing.said(request, "nobody", 403)
    table = portal.archive.table
    await run_in_threadpool(session.end, table, request.cookies.get(COOKIE, ""))
    token = await run_in_threadpool(session.begin, table, person, tokens, portal.now())
    response = RedirectResponse(path_here(remembered["next"]), status_code=303)
    response.set_cookie(COOKIE, token, max_age=int(session.LIFE.total_seconds()), **OURS)
    response.delete_cookie(REMEMBERS, **OURS)
    return response


def sign_out(visit: Visit) -> Response:
    """End the session here, then at the provider."""
    session.end(visit.portal.archive.table, visit.request.cookies[COOKIE])
    settings = visit.portal.settings
    back = f"{settings.address}/signed-out"
    # Cognito calls it logout_uri, OpenID Connect RP-Initiated Logout 1.0 post_logout_redirect_uri.
    there = {"client_id": settings.client_id, "logout_uri": back, "post_logout_redirect_uri": back}
    way = f"{settings.logout}?{urlencode(there)}" if settings.logout else "/signed-out"
    response = RedirectResponse(way, status_code=303)
    response.delete_cookie(COOKIE, **OURS)
    return response


async def signed_out(request: Request) -> Response:
    """Show that the session has ended."""
    return drawing.said(request, "signed_out", 200)


async def set_language(request: Request) -> Response:
    """Keep the language that a person chose, signed in or not, and lead back."""
    fields = await form_of(request, request.app.state.portal)
    wanted = fields.get("language", "")
    response = RedirectResponse(path_here(fields.get("back", "/")), status_code=303)
    if wanted in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, wanted, max_age=int(A_YEAR.total_seconds()), **OURS)
    return response


def _remembered(request: Request) -> dict[str, str] | None:
    """Return the facts that this browser's sign-in remembers, None if it began none."""
    try:
        found = json.loads(urlsafe_b64decode(request.cookies.get(REMEMBERS, "")))
        return {name: found[name] for name in REMEMBERED} if _are_texts(found) else None
    except (ValueError, KeyError, RecursionError):
        return None


def _are_texts(found: object) -> bool:
    return isinstance(found, dict) and all(isinstance(found.get(name), str) for name in REMEMBERED)
