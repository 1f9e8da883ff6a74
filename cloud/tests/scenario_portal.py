"""A person's visit to the portal, through its Lambda function: pages, a report, decisions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlencode

from cloud.core import keys
from cloud.core.portal.person import ADMIN, Person
from cloud.core.proof import key_in_hex
from cloud.edge.aws import client
from cloud.edge.table import Table
from cloud.jobs import backlog
from cloud.portal import session
from cloud.portal.guard import COOKIE
from made_mails import DOMAIN, MadeAgent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.local.stack import Stack

ADDRESS = "portal.example"  # the host of the local PortalAddress
WAITS = MadeAgent(id="agent-7", seed=bytes(31) + b"7", printers=("EX7",))
DEVICE = "serial:examplar:ex7"


class Visitor:
    """Somebody with a session, who asks as API Gateway hands it on."""

    def __init__(self, stack: Stack) -> None:
        table = Table(client("dynamodb"), stack.names["Table"])
        person = Person("acme", "ann@acme.example", ADMIN)
        self.stack, self.table = stack, table
        self.token = session.begin(table, person, {}, datetime.now(UTC))
        found = session.find(table, self.token, datetime.now(UTC))
        self.csrf = found.csrf if found else ""

    def get(self, path: str, **given: str) -> Mapping[str, Any]:
        """Ask for a page that has to be there."""
        answer = self.ask("GET", path, urlencode(given))
        assert answer["statusCode"] == 200, answer
        return answer

    def decide(self, what: str, about: Mapping[str, str], seen: str = "", status: int = 303) -> None:
        """Send a form of a page."""
        fields = {"csrf": self.csrf, "what": what, "back": "/", "seen": seen, **about}
        answer = self.ask("POST", "/decide", "", urlencode(fields))
        assert answer["statusCode"] == status, answer

    def ask(self, method: str, path: str, query: str, body: str = "") -> dict[str, Any]:
        """Ask with the session's cookie."""
        event: dict[str, Any] = {
            "version": "2.0",
            "routeKey": "ANY /{page+}",
            "rawPath": path,
            "rawQueryString": query,
            "cookies": [f"{COOKIE}={self.token}"],
            "headers": {
                "host": ADDRESS,
                "origin": f"https://{ADDRESS}",
                "content-type": "application/x-www-form-urlencoded",
                "content-length": str(len(body)),
                "x-forwarded-proto": "https",
            },
            "requestContext": {
                "domainName": ADDRESS,
                "stage": "$default",
                "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
            },
            "body": body,
            "isBase64Encoded": False,
        }
        answer: dict[str, Any] = self.stack.call("Pages", event)
        return answer

    def version(self, about: str) -> str:
        """Return the version of the last decision on a subject."""
        item = self.table.client.get_item(
            TableName=self.table.name, Key={"pk": {"S": "acme#decided"}, "sk": {"S": about}}
        )
        return str(item["Item"]["version"]["S"])


def visit(stack: Stack) -> None:
    """Look at every page and decide: a sender of a short past and one of a long one, a device."""
    visitor = Visitor(stack)
    for run in (1, 2):
        assert stack.deliver(f"acme@{DOMAIN}", WAITS.mail(WAITS.report(run, b"?")))
    while stack.poll():
        pass
    signer = {"agent": WAITS.id, "key": key_in_hex(WAITS.public_key)}
    visitor.decide("confirm", {**signer, "site": "lake-road"})
    for path, given in {
        "/": {},
        "/fleet": {"q": "ex7"},
        "/fleet.csv": {},
        "/device": {"id": DEVICE},
        "/offices": {},
        "/office": {"site": "lake-road"},
        "/closings": {},
        "/closings/day": {"closed_on": "2026-03-02"},
        "/orders": {},
        "/orders/files": {},
        "/orders/file": {"profile": "shop-csv"},
        "/log": {},
        "/log.csv": {},
    }.items():
        visitor.get(path, **given)
    latest = stack.call("Query", _asked("device", {"device": DEVICE}))
    proof = {name: str(json.loads(latest["body"])[name]) for name in ("agent", "run", "sha256")}
    visitor.get("/device/report", **proof, key=signer["key"])
    visitor.decide("close", {"closed_on": "2026-03-06"}, visitor.version(keys.subject("closing")))
    device = {"device": DEVICE}
    visitor.decide("unretire", device, status=404)
    visitor.decide("unmanage", device)
    visitor.decide("manage", device, visitor.version(keys.subject("device", DEVICE)))
    with patch.object(backlog, "MOST_INLINE", 1):
        sender = keys.subject("sender", *signer.values())
        visitor.decide("reject", signer, visitor.version(sender))
    while stack.poll():
        pass


def _asked(path: str, given: Mapping[str, str]) -> dict[str, Any]:
    claims = {"claims": {"dealer": "acme"}}
    context = {"authorizer": {"jwt": claims}, "http": {"method": "GET"}}
    return {"rawPath": f"/v1/{path}", "requestContext": context, "queryStringParameters": dict(given)}
