"""The HTTP API here: the routes of the template served on loopback, each request handed on in payload 2.0.

Tokens are not checked, AWS does that: "Bearer acme" stands for a token whose claim says acme, and what
stands in X-Role for the ARN of an assumed role.
"""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cloud.local.stack import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud.local.stack import Stack

IAM = "AWS_IAM"
_PIECES = {"+": ".+", "": "[^/]+"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the template: method (ANY: all), path as a pattern, the function, who is let in."""

    method: str
    path: re.Pattern[str]
    function: str
    authorizer: str


def routes_of(stack: Stack) -> tuple[Route, ...]:
    """Return the routes of the template; KeyError for an API or an authorizer that it does not have."""
    return tuple(
        Route(properties["Method"], _pattern(properties["Path"]), wired.name, _authorizer(stack, properties))
        for wired in stack.functions.values()
        for event in wired.events.values()
        if event["Type"] == "HttpApi"
        for properties in [event["Properties"]]
    )


@contextmanager
def gateway(stack: Stack) -> Iterator[str]:
    """Serve the routes on a free port of loopback while the context lasts; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Request, stack, routes_of(stack)))
    thread = threading.Thread(target=server.serve_forever, name="gateway")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _pattern(path: str) -> re.Pattern[str]:
    """Return a path of the template as a pattern; {name+} takes all that follows."""
    pieces = re.split(r"\{\w+(\+?)\}", path)  # text, "+" or "", text, ...
    return re.compile("".join(_PIECES[p] if n % 2 else re.escape(p) for n, p in enumerate(pieces)))


def _authorizer(stack: Stack, properties: Mapping[str, Any]) -> str:
    auth = stack.template["Resources"][properties["ApiId"]["Ref"]]["Properties"]["Auth"]
    name: str = properties.get("Auth", {}).get("Authorizer", auth.get("DefaultAuthorizer", ""))
    if name != IAM:
        auth["Authorizers"][name]["JwtConfiguration"]
    elif not auth.get("EnableIamAuthorizer"):
        raise KeyError("EnableIamAuthorizer")
    return name


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, stack: Stack, routes: tuple[Route, ...], *rest: Any) -> None:  # noqa: ANN401 (the server's own)
        self.stack = stack
        self.routes = routes
        super().__init__(*rest)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self) -> None:
        """Do what API Gateway does with a request."""
        self.rfile.read(int(self.headers.get("content-length") or 0))
        url = urlsplit(self.path)
        path = unquote(url.path)
        route = next(
            (r for r in self.routes if r.path.fullmatch(path) and r.method in {self.command, "ANY"}), None
        )
        if route is None:
            self.reply({"statusCode": 404, "body": '{"message":"Not Found"}'})
            return
        authorized = self.authorized(route)
        if authorized is None:
            self.reply({"statusCode": 401, "body": '{"message":"Unauthorized"}'})
            return
        event: dict[str, Any] = {
            "version": "2.0",
            "rawPath": path,
            "rawQueryString": url.query,
            "headers": dict(self.headers),
            "requestContext": {
                "accountId": ACCOUNT,
                "authorizer": authorized,
                "http": {"method": self.command},
            },
        }
        given: dict[str, str] = {}
        for name, value in parse_qsl(url.query, keep_blank_values=True):
            given[name] = f"{given[name]},{value}" if name in given else value
        if given:
            event["queryStringParameters"] = given
        self.reply(self.stack.call(route.function, event))

    def authorized(self, route: Route) -> dict[str, Any] | None:
        """Return what the authorizer would have proven, None where it lets nobody in."""
        if route.authorizer == IAM:
            role = self.headers.get("x-role")
            return {"iam": {"userArn": role, "accountId": ACCOUNT}} if role else None
        scheme, _, name = (self.headers.get("authorization") or "").partition(" ")
        return {"jwt": {"claims": {"dealer": name}}} if scheme == "Bearer" and name else None

    def reply(self, answer: Mapping[str, Any]) -> None:
        """Write a function's answer, or the gateway's own."""
        body = answer["body"].encode()
        self.send_response(answer["statusCode"])
        for name, value in {"content-type": "application/json", **answer.get("headers", {})}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


for _method in METHODS:
    setattr(_Request, f"do_{_method}", _Request.answer)
