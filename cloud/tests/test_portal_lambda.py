"""The portal as Lambda calls it: a whole sign-in in events of the HTTP API, its secret from AWS."""

from __future__ import annotations

import base64
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import pytest
from botocore.exceptions import ClientError

from cloud.edge.aws import client
from cloud.handlers import portal
from cloud.local.moto_stack import DATA, build_stack
from cloud.local.portal import CLIENT, SECRET
from cloud.local.stack import environment
from cloud.portal.guard import COOKIE
from conftest import reset
from portal_rig import ANN, Hand, Rig, rig_of
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def rig(aws: str) -> Iterator[Rig]:
    """Serve the provider, and give the handler its environment."""
    reset(aws)
    with rig_of(build_stack(only=DATA)) as rig:
        client("secretsmanager").create_secret(Name="portal-client", SecretString=SECRET)
        names = rig.stack.environment("Admin")
        given = {
            "TABLE": names["TABLE"],
            "STACK": "meters",
            "OPERATOR_DEALER": "acme",
            "CLOSING_KEY": rig.stack.names["ClosingKey.Arn"],
            "MAILS": names["MAILS"],
            "SETTLE_TASKS": names["SETTLE_TASKS"],
            "PORTAL_ADDRESS": rig.address,
            "TOKEN_ISSUER": rig.provider.address,
            "CLIENT_ID": CLIENT,
            "CLIENT_SECRET": "portal-client",
            "LOGOUT_ADDRESS": f"{rig.provider.address}/logout",
        }
        with environment(given):
            yield rig


def asked(rig: Rig, path: str, cookies: tuple[str, ...] = (), form: str | None = None) -> dict[str, Any]:
    """Return the handler's answer to a request in payload 2.0."""
    where, method = urlsplit(path), "GET" if form is None else "POST"
    host = urlsplit(rig.address).netloc
    event = {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": where.path,
        "rawQueryString": where.query,
        "cookies": list(cookies),
        "headers": {
            "host": host,
            "content-type": "application/x-www-form-urlencoded",
            "content-length": str(len(form or "")),
        },
        "requestContext": {
            "http": {"method": method, "path": where.path, "sourceIp": "192.0.2.1"},
            "stage": "$default",
        },
        "isBase64Encoded": form is not None,
    }
    if form is not None:
        event["body"] = base64.b64encode(form.encode()).decode()
    answer: dict[str, Any] = portal.handle(event, None)
    return answer


def test_a_person_signs_in_decides_and_signs_out_in_events(rig: Rig) -> None:
    begun = asked(rig, "/sign-in?next=/fleet")
    (remembers,) = (one.partition(";")[0] for one in begun["cookies"])
    back = Hand(rig.address).ask("POST", begun["headers"]["location"], urlencode({"user": ANN}), {}).location
    done = asked(rig, f"{urlsplit(back).path}?{urlsplit(back).query}", (remembers,))
    (cookie,) = (one.partition(";")[0] for one in done["cookies"] if one.startswith(COOKIE))
    page = asked(rig, "/offices", (cookie,))
    csrf = page["body"].partition('name="csrf" value="')[2].partition('"')[0]
    form = {"csrf": csrf, "what": "add_site", "site": "new", "name": "New Street", "back": "/offices"}
    added = asked(rig, "/decide", (cookie,), urlencode(form))
    out = asked(rig, "/sign-out", (cookie,), urlencode({"csrf": csrf}))

    assert (done["statusCode"], done["headers"]["location"]) == (303, "/fleet")
    assert page["statusCode"] == 200
    assert ANN in page["body"]
    assert (added["statusCode"], added["headers"]["location"]) == (303, "/offices")
    assert out["statusCode"] == 303
    assert asked(rig, "/offices", (cookie,))["statusCode"] == 303


def test_another_endpoint_is_never_asked_with_the_clients_of_the_first(rig: Rig) -> None:
    assert asked(rig, "/fleet")["statusCode"] == 303
    nobody = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # it knows no method: 501
    nobody.timeout = PATIENCE
    with (
        ThreadPoolExecutor() as others,
        environment({"AWS_ENDPOINT_URL": f"http://127.0.0.1:{nobody.server_port}"}),
    ):
        others.submit(nobody.handle_request)
        with pytest.raises(ClientError, match="501"):
            asked(rig, "/fleet")
    nobody.server_close()

    assert asked(rig, "/fleet")["statusCode"] == 303


def test_files_and_refusals_come_through_the_adapter(rig: Rig) -> None:
    sheet = asked(rig, "/static/x/portal.css")

    assert sheet["headers"]["content-type"] == "text/css; charset=utf-8"
    assert "--paper" in sheet["body"]
    assert asked(rig, "/nothing")["statusCode"] == 404
    assert "default-src 'none'" in asked(rig, "/nothing")["headers"]["content-security-policy"]
