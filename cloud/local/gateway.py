"""The HTTP API here: the routes of the template served on loopback, each request handed on in payload 2.0.

Access tokens are checked as API Gateway does, against the local issuer's keys; X-Role stands for the ARN of
an assumed role, whose signature (SigV4) nothing here checks.
"""

from __future__ import annotations

import json
import re
import threading
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from cloud.local.issuer import issuer_of
from cloud.local.made_storage import ACCOUNT
from cloud.local.template import of_type, resolve
from cloud.local.tokens import FORBIDDEN, UNAUTHORIZED, Authorizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cloud.local.stack import Stack

IAM, NONE = "AWS_IAM", "NONE"
_PIECES = {"+": ".+", "": "[^/]+"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")


@dataclass(frozen=True, slots=True)
class Route:
    """A route of the template: method (ANY: all), path, function; without authorizer it is for roles.

    One that `is_open` lets everybody in: its function finds out itself who asks.
    """

    method: str
    path: re.Pattern[str]
    function: str
    authorizer: Authorizer | None
    is_open: bool = False


def routes_of(stack: Stack) -> tuple[Route, ...]:
    """Return the template's routes; KeyError for an integration or authorizer that it does not have."""
    return tuple(
        Route(
            method,
            _pattern(path),
            _function(stack, properties),
            _authorizer(stack, properties),
            properties["AuthorizationType"] == NONE,
        )
        for resource in of_type(stack.template, "AWS::ApiGatewayV2::Route").values()
        for properties in [resource["Properties"]]
        for method, _, path in [properties["RouteKey"].partition(" ")]
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


def _function(stack: Stack, properties: Mapping[str, Any]) -> str:
    target = re.fullmatch(r"integrations/\$\{(\w+)\}", properties["Target"]["Fn::Sub"])
    integration = stack.template["Resources"][target[1] if target else ""]["Properties"]
    function, attribute = integration["IntegrationUri"]["Fn::GetAtt"]
    if attribute != "Arn" or integration["PayloadFormatVersion"] != "2.0":
        raise KeyError(properties["RouteKey"])
    return str(function)


def _authorizer(stack: Stack, properties: Mapping[str, Any]) -> Authorizer | None:
    if properties["AuthorizationType"] in {IAM, NONE}:
        return None
    token = stack.template["Resources"][properties["AuthorizerId"]["Ref"]]["Properties"]
    issuer = issuer_of(stack)
    known = {"People.ProviderURL": issuer.address, "Portal": issuer.client, **stack.names}
    jwt = resolve(token["JwtConfiguration"], known)
    scopes = tuple(properties.get("AuthorizationScopes", ()))
    return Authorizer(jwt["Issuer"], tuple(jwt["Audience"]), scopes, issuer.jwks)


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
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        url = urlsplit(self.path)
        path = unquote(url.path)
        route = next(
            (r for r in self.routes if r.path.fullmatch(path) and r.method in {self.command, "ANY"}), None
        )
        if route is None:
            self.reply({"statusCode": 404, "body": '{"message":"Not Found"}'})
            return
        authorized = self.authorized(route)
        if isinstance(authorized, int):
            word = "Unauthorized" if authorized == UNAUTHORIZED else "Forbidden"
            self.reply({"statusCode": authorized, "body": json.dumps({"message": word})})
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
        if body:
            event |= {"body": b64encode(body).decode(), "isBase64Encoded": True}
        given: dict[str, str] = {}
        for name, value in parse_qsl(url.query, keep_blank_values=True):
            given[name] = f"{given[name]},{value}" if name in given else value
        if given:
            event["queryStringParameters"] = given
        self.reply(self.stack.call(route.function, event))

    def authorized(self, route: Route) -> dict[str, Any] | int:
        """Return the claims that the authorizer has proven, or the status of whom it does not let in."""
        if route.is_open:
            return {}
        if route.authorizer is None:
            role = self.headers.get("x-role")
            return {"iam": {"userArn": role, "accountId": ACCOUNT}} if role else FORBIDDEN
        claims = route.authorizer.claims(self.headers.get("authorization") or "")
        return claims if isinstance(claims, int) else {"jwt": {"claims": claims}}

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
