"""The portal as one ASGI application: its pages, each for those who have the right to it, and its sign-in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import Route

from cloud.core.answers.problem import ProblemDetails
from cloud.portal import drawing, sign_in
from cloud.portal.guard import guarded
from cloud.portal.headers import SecurityHeaders, policy_of
from cloud.portal.routes import Page, all_pages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from cloud.portal.visit import Portal

LOG = logging.getLogger(__name__)
SIGN_OUT = Page("/sign-out", "today", sign_in.sign_out, method="POST")
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def build_app(portal: Portal) -> ASGIApp:
    """Return the application around the portal's adapters."""
    where = urlsplit(portal.settings.address)
    policy = policy_of(portal.settings.logout)
    app = Starlette(
        routes=[
            *(_route(page) for page in (*all_pages(), SIGN_OUT)),
            Route("/sign-in", sign_in.begin, methods=["GET"]),
            Route(sign_in.BACK, sign_in.finish, methods=["GET"]),
            Route("/signed-out", sign_in.signed_out, methods=["GET"]),
            Route("/language", sign_in.set_language, methods=["POST"]),
            Route("/static/{mark}/{name}", static_file, methods=["GET"]),
            Route("/favicon.ico", no_icon, methods=["GET"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[where.hostname or ""])],
        exception_handlers={HTTPException: _no_page, ProblemDetails: _problem, Exception: _our_mistake},
    )
    app.state.portal = portal
    return SecurityHeaders(
        app, policy, https=where.scheme == "https"
    )  # around Starlette's own error page, too


def _route(page: Page) -> Route:
    return Route(page.path, guarded(page.right, page.draw), methods=[page.method])


async def static_file(request: Request) -> Response:
    """Return a file of ours; its address holds its hash, so a browser may keep it for good."""
    name = request.path_params["name"]
    if name not in drawing.STATIC:
        raise HTTPException(404)
    _, octets = drawing.static(name)
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(octets, media_type=TYPES[name.rpartition(".")[2]], headers=kept)


async def no_icon(_request: Request) -> Response:
    """Return nothing: a browser asks for an icon by itself."""
    return Response(status_code=204)


async def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return drawing.said(request, "no_page", status)


async def _problem(request: Request, error: Exception) -> Response:
    return drawing.said(request, "refused_form", error.status if isinstance(error, ProblemDetails) else 400)


async def _our_mistake(request: Request, error: Exception) -> Response:
    LOG.error("a page fell over", exc_info=error, extra={"path": request.url.path})
    return drawing.said(request, "our_mistake", 500)
