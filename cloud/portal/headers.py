"""What a browser may do with a page of the portal: nothing but show it and send its forms back here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

A_YEAR = 365 * 24 * 3600


def policy_of(logout: str) -> str:
    """Return the Content-Security-Policy; a sign-out form is sent on to the provider: its origin is let."""
    provider = "{0.scheme}://{0.netloc}".format(urlsplit(logout)) if logout else ""
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            f"form-action 'self' {provider}".rstrip(),
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


class SecurityHeaders:
    """Adds the headers to every answer; only files whose address holds their hash may be kept."""

    def __init__(self, app: ASGIApp, policy: str, *, https: bool) -> None:
        """Wrap an app."""
        self.app = app
        self.headers = {
            "content-security-policy": policy,
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            **({"strict-transport-security": f"max-age={A_YEAR}"} if https else {}),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own_headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    own_headers[name] = value
                own_headers.setdefault("cache-control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)
