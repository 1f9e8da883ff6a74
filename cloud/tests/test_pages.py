"""What query answers within Lambda's and DynamoDB's bounds: pages by size, cursors, how often one asks."""

import base64
import copy
import json
from typing import Any

import pytest

from cloud.core import keys
from cloud.edge.aws import client
from cloud.edge.table import Table
from cloud.jobs.query import ENOUGH
from cloud.local import aws_limits
from cloud.local.stack import Stack
from test_query import ask

LONG = "x" * 2048


@pytest.fixture
def table(stack: Stack) -> Table:
    """Open the empty table."""
    return Table(client("dynamodb"), stack.names["Table"])


def _device(number: int, octets: int) -> dict[str, Any]:
    """Return the latest of a device whose entry is so large, and of characters that JSON escapes."""
    key = keys.device_key("acme", f"d{number:03}")
    entry = json.dumps({"status": '"' * (octets // 2)})
    site = keys.site_key("acme", "hill-street").pk
    shown = {
        "kind": "latest",
        "dealer": "acme",
        "site": "hill-street",
        "device": f"d{number:03}",
        "agent": "a",
        "run": 1,
    }
    return {
        **key._asdict(),
        **shown,
        "sha256": "0",
        "read_at": "2026-03-02",
        "order": "0",
        "entry": entry,
    } | {
        "site_key": site,
        "site_order": f"device#d{number:03}",
    }


def test_sixty_devices_of_190_kb_come_in_pages_that_lambda_can_give(table: Table, stack: Stack) -> None:
    for number in range(60):
        table.put(_device(number, 190_000))

    seen, given, sizes = [], {"site": "hill-street"}, []
    while True:
        status, body = ask(stack, "acme", "devices", **given)
        assert status == 200
        seen += [item["device"] for item in body["items"]]
        sizes.append(len(json.dumps(body["items"])))
        if body["next"] is None:
            break
        given = {"site": "hill-street", "cursor": body["next"]}

    assert seen == [f"d{number:03}" for number in range(60)]
    assert len(sizes) > 4
    assert ENOUGH * 2 < aws_limits.LARGEST_PAYLOAD


def _cursor(number: int, after: dict[str, str] | None) -> str:
    return base64.urlsafe_b64encode(json.dumps([number, after]).encode()).decode().rstrip("=")


HISTORY = {"device": "d", "from": "2026-03-02", "to": "2026-03-04"}
PK = "acme#device#d"


@pytest.mark.parametrize(
    ("path", "given", "after", "status"),
    [
        ("history", HISTORY, {"pk": PK, "sk": "reading#2026-03-03T1"}, 200),
        ("history", HISTORY, {"pk": PK, "sk": "reading#2026-03-01T1"}, 400),
        ("history", HISTORY, {"pk": PK, "sk": "reading#2026-03-05"}, 400),
        ("history", HISTORY, {"pk": PK, "sk": "latest"}, 400),
        ("history", HISTORY, {"pk": PK, "sk": "reading#2026-03-03" + "x" * 1025}, 400),
        ("history", HISTORY, {"pk": PK, "sk": "reading#2026-03-03\ud800"}, 400),
        ("history", HISTORY, {"pk": "acme#device#e", "sk": "reading#2026-03-03"}, 400),
        (
            "devices",
            {"site": "s"},
            {"pk": "acme#x", "sk": "y", "site_key": "acme#site#s", "site_order": "device#d"},
            200,
        ),
        (
            "devices",
            {"site": "s"},
            {"pk": "acme#x", "sk": "y", "site_key": "acme#site#s", "site_order": "signer#d"},
            400,
        ),
        (
            "devices",
            {"site": "s"},
            {"pk": f"acme#{LONG}", "sk": "y", "site_key": "acme#site#s", "site_order": "device#d"},
            400,
        ),
        ("devices", {"site": "\N{PRINTER}" * 900}, None, 200),
        ("device", {"device": "\N{PRINTER}" * 900}, None, 404),
    ],
)
def test_a_place_outside_of_the_question_is_a_400(
    stack: Stack, path: str, given: dict[str, str], after: dict[str, str] | None, status: int
) -> None:
    more = {"cursor": _cursor(0, after)} if after else {}

    assert ask(stack, "acme", path, **given, **more)[0] == status


def test_one_dealer_s_flood_is_not_another_s(stack: Stack) -> None:
    template = copy.deepcopy(stack.template)
    template["Resources"]["Query"]["Properties"]["Environment"]["Variables"]["DEALER_REQUESTS"] = "3"
    small = Stack(template, stack.names)
    # The fifth to seventh fall into the same minute as the first or into the next one, whatever the hour.
    flood = [ask(small, "acme", "sites") for _ in range(7)]

    assert [status for status, _ in flood][:3] == [200, 200, 200]
    assert flood[-1][0] == 429 or [s for s, _ in flood].count(429) >= 1
    assert ask(small, "other", "sites")[0] == 200
    refused = next(body for status, body in flood if status == 429)
    assert refused["message"] == "Your programs ask too often. Go on in a minute."
