"""What a dealer's programs may ask: pages, edges of days, and never a word of another dealer's."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.core.report_format.enrolment import parse_code
from cloud.core import keys
from cloud.core.answers import asker
from cloud.core.answers.asker import dealer_of
from cloud.core.answers.portal import PARAMETERS
from cloud.core.answers.questions import QUESTIONS
from cloud.core.decisions import Word
from cloud.core.portal.person import ADMIN, READER
from cloud.edge.aws import client
from cloud.edge.table import Table
from cloud.jobs import dealing
from cloud.local.gateway import gateway, routes_of
from cloud.local.issuer import issuer_of
from cloud.local.made_storage import ACCOUNT
from cloud.local.moto_stack import DATA, build_stack
from conftest import furnish, reset
from made_mails import CODE, DOMAIN, FIRST_DAY, MadeAgent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.local.stack import Stack

DAYS = {"from": "2026-03-01", "to": "2026-03-07"}
OTHERS = "other-site"  # a word that stands in everything of the other dealer
SERIALS = tuple(f"EX{number}" for number in range(1, 8))
SAID: dict[str, dict[str, str]] = {
    "sites": {},
    "devices": {"site": "hill-street"},
    "device": {"device": "serial:examplar:ex1"},
    "history": {"device": "serial:examplar:ex1", **DAYS},
    "readings": DAYS,
    "needs": {},
    "alerts": {},
    "signers": {},
    "today": {},
    "fleet": {},
    "story": {"device": "serial:examplar:ex1"},
    "offices": {},
    "office": {"site": "hill-street"},
    "log": {},
    "notify": {},
    "orders": {},
    "demand": {},
}


@pytest.fixture(scope="module")
def two_dealers(aws: str) -> Stack:
    """Hold two dealers whose offices, agents and printers have the same names, and their alerts."""
    reset(aws)
    stack = build_stack(only=DATA)
    table = Table(client("dynamodb"), stack.environment("Ingest")["TABLE"])
    furnish(table)
    word = Word("test", FIRST_DAY, "")
    dealing.add_dealer(table, word, "other", "Other")
    dealing.add_site(table, word, "other", "hill-street", OTHERS)
    code_item = table.get(keys.code_key("acme", parse_code(CODE)[0]))
    assert code_item is not None
    table.put(code_item | keys.code_key("other", parse_code(CODE)[0])._asdict() | {"dealer": "other"})
    for dealer in ("acme", "other"):
        agent = MadeAgent(code=CODE, printers=SERIALS, dealer=dealer)
        for report in agent.chain(3, pages=100 if dealer == "acme" else 666):
            assert stack.deliver(f"{dealer}@{DOMAIN}", agent.mail(report))
    while stack.poll():
        pass
    stack.call("Analyse", {"time": "2026-03-10T05:00:00+00:00"})
    while stack.poll():
        pass
    return stack


def ask(
    stack: Stack, dealer: str, path: str, /, method: str = "GET", role: str = READER, **given: str
) -> tuple[int, dict[str, Any]]:
    """Return status and body of an answer, as API Gateway would get it."""
    event = event_of(dealer, path, method, role)
    if given:
        event["queryStringParameters"] = given
    answer = stack.call("Query", event)
    return answer["statusCode"], json.loads(answer["body"])


def event_of(dealer: str, path: str, method: str, role: str) -> dict[str, Any]:
    """Return a request without parameters and body, as API Gateway hands it on."""
    claims = {"dealer": dealer, asker.ROLE: role}
    context = {"accountId": ACCOUNT, "authorizer": {"jwt": {"claims": claims}}, "http": {"method": method}}
    return {"rawPath": f"/v1/{path}", "requestContext": context}


def all_of(stack: Stack, dealer: str, path: str, /, **given: str) -> list[dict[str, Any]]:
    """Return the items of all pages."""
    items: list[dict[str, Any]] = []
    for _ in range(100):
        status, body = ask(stack, dealer, path, **given)
        assert status == 200, body
        items += body["items"]
        if body["next"] is None:
            return items
        given["cursor"] = body["next"]
    raise AssertionError("no end of pages")


@pytest.mark.parametrize("limit", ["1", "3", "200"])
@pytest.mark.parametrize(
    ("path", "number"),
    [("sites", 2), ("devices", 7), ("history", 3), ("readings", 21), ("needs", 7), ("signers", 1)],
)
def test_pages_of_any_size_hold_everything_once(
    two_dealers: Stack, path: str, number: int, limit: str
) -> None:
    items = all_of(two_dealers, "acme", path, **SAID[path], limit=limit)

    assert len({json.dumps(item, sort_keys=True) for item in items}) == len(items) == number


def test_a_device_is_told_with_its_newest_reading(two_dealers: Stack) -> None:
    status, body = ask(two_dealers, "acme", "device", device="serial:examplar:ex3")

    assert status == 200
    assert body["read_at"].startswith("2026-03-04")
    assert body["printer"]["life_count"] == {"value": 3100, "unit": "impressions"}


def test_a_history_begins_and_ends_with_its_days(two_dealers: Stack) -> None:
    days = {"from": "2026-03-03", "to": "2026-03-04"}
    items = all_of(two_dealers, "acme", "history", device="serial:examplar:ex1", **days)

    assert [item["read_at"][:10] for item in items] == ["2026-03-03", "2026-03-04"]


def test_alerts_say_since_when(two_dealers: Stack) -> None:
    found = all_of(two_dealers, "acme", "alerts", site="hill-street")

    assert {"site_silent", "ship"} <= {item["alert"] for item in found}
    assert {item["since"] for item in found} == {"2026-03-10"}


@pytest.mark.parametrize("path", sorted(SAID))
def test_nobody_hears_of_another_dealer_s_things(two_dealers: Stack, path: str) -> None:
    mine, theirs = (ask(two_dealers, dealer, path, **SAID[path])[1] for dealer in ("acme", "other"))

    assert mine
    assert theirs
    assert OTHERS not in json.dumps(mine)
    assert "666" not in json.dumps(mine)


def test_nobody_hears_of_another_dealer_s_closings(two_dealers: Stack) -> None:
    frozen = {}
    for dealer in ("acme", "other"):
        body = json.dumps({"closed_on": "2026-03-03", "seen": ""})
        answer = two_dealers.call("Decide", {**event_of(dealer, "closings", "POST", ADMIN), "body": body})
        assert answer["statusCode"] == 200, answer["body"]
        (closing,) = ask(two_dealers, dealer, "closings", role=ADMIN)[1]["items"]
        frozen[dealer] = closing["sha256"]

    for dealer, theirs in (("acme", "other"), ("other", "acme")):
        assert ask(two_dealers, dealer, "closing", role=ADMIN, sha256=frozen[dealer])[0] == 200
        assert ask(two_dealers, dealer, "closing", role=ADMIN, sha256=frozen[theirs])[0] == 404
        assert ask(two_dealers, dealer, "closing", sha256=frozen[dealer])[0] == 403
        assert ask(two_dealers, dealer, "closings")[0] == 403


def cursors_of(stack: Stack, dealer: str) -> dict[str, str]:
    """Return a cursor of each list that has more than one item."""
    lists = [path for path in SAID if path != "device" and "limit" in PARAMETERS.get(path, ("limit",))]
    bodies = {path: ask(stack, dealer, path, **SAID[path], limit="1")[1] for path in lists}
    return {path: body["next"] for path, body in bodies.items() if body["next"]}


def test_another_dealer_s_cursor_is_refused(two_dealers: Stack) -> None:
    stolen = cursors_of(two_dealers, "other")

    for path, cursor in stolen.items():
        assert ask(two_dealers, "other", path, **SAID[path], cursor=cursor)[0] == 200
        if json.loads(base64.urlsafe_b64decode(cursor + "=="))[1] is not None:
            assert ask(two_dealers, "acme", path, **SAID[path], cursor=cursor)[0] == 400


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_another_dealer_s_cursors_and_names_open_nothing(two_dealers: Stack, data: st.DataObject) -> None:
    cursors = _CURSORS or _CURSORS.update(cursors_of(two_dealers, "other")) or _CURSORS
    path = data.draw(
        st.sampled_from([one for one in sorted(SAID) if "cursor" in PARAMETERS.get(one, ("cursor",))])
    )
    names = st.sampled_from(["hill-street", "serial:examplar:ex1", "other", "other#site#hill-street"])
    said = {
        name: data.draw(names | st.just(value)) if name in {"site", "device"} else value
        for name, value in SAID[path].items()
    }
    stolen = data.draw(st.sampled_from(sorted(cursors.values())))
    changed = data.draw(st.integers(0, len(stolen) - 1))
    cursor = data.draw(
        st.sampled_from([stolen, stolen[:changed], stolen[:changed] + "A" + stolen[changed + 1 :]])
    )

    status, body = ask(two_dealers, "acme", path, **said, cursor=cursor)

    assert status in {200, 400, 404}
    assert OTHERS not in json.dumps(body)
    assert "666" not in json.dumps(body)


_CURSORS: dict[str, str] = {}


@pytest.mark.parametrize(
    ("path", "given", "status", "what"),
    [
        ("moon", {}, 404, "path"),
        ("devices", {}, 400, "site"),
        ("devices", {"site": ""}, 400, "site"),
        ("devices", {"site": "x" * 1001}, 400, "site"),
        ("devices", {"site": "x", "dealer": "other"}, 400, "dealer"),
        ("device", {"device": "serial:examplar:none"}, 404, "device"),
        ("readings", {"from": "2026-02-30", "to": "2026-03-01"}, 400, "from"),
        ("readings", {"from": "20260301", "to": "2026-03-01"}, 400, "from"),
        ("readings", {"from": "2026-03-02", "to": "2026-03-01"}, 400, "to"),
        ("readings", {"from": "2026-01-01", "to": "2026-12-31"}, 400, "to"),
        ("sites", {"limit": "0"}, 400, "limit"),
        ("sites", {"limit": "201"}, 400, "limit"),
        ("sites", {"limit": "٣"}, 400, "limit"),
        ("sites", {"cursor": "x"}, 400, "cursor"),
        ("sites", {"cursor": "WzAsIDFd"}, 400, "cursor"),
        ("sites", {"cursor": "Wzk5LG51bGxd"}, 400, "cursor"),
        ("sites", {"cursor": ""}, 400, "cursor"),
        ("signers", {"state": "king"}, 400, "state"),
    ],
)
def test_a_question_that_is_none_is_told_so(
    two_dealers: Stack, path: str, given: dict[str, str], status: int, what: str
) -> None:
    answered, body = ask(two_dealers, "acme", path, **given)

    assert (answered, body["error"]) == (status, what)
    assert body["message"]


def test_nothing_can_be_changed(two_dealers: Stack) -> None:
    assert ask(two_dealers, "acme", "sites", method="DELETE")[0] == 405


@pytest.mark.parametrize("dealer", ["", "Acme", "acme#x", "unaddressed", "a" * 41])
def test_a_claim_that_is_no_dealer_s_name_opens_nothing(two_dealers: Stack, dealer: str) -> None:
    assert ask(two_dealers, dealer, "sites")[0] == 403


ROLE = f"arn:aws:sts::{ACCOUNT}:assumed-role/meters-dealer-acme/s"


@pytest.mark.parametrize(
    ("arn", "dealer"),
    [
        (ROLE, "acme"),
        (ROLE.replace(ACCOUNT, "999999999999"), None),
        (ROLE.replace("meters-dealer-", "dealer-"), None),
        (ROLE.replace("acme", "acme/other"), None),
        (ROLE.replace("acme", "unaddressed"), None),
        (f"arn:aws:iam::{ACCOUNT}:user/meters-dealer-acme", None),
    ],
)
def test_a_role_speaks_for_the_dealer_in_its_name(arn: str, dealer: str | None) -> None:
    assert dealer_of({"accountId": ACCOUNT, "authorizer": {"iam": {"userArn": arn}}}) == dealer


def test_without_an_authorizer_nobody_is_a_dealer() -> None:
    assert dealer_of({"accountId": ACCOUNT, "http": {"method": "GET"}}) is None


@pytest.fixture(scope="module")
def api(two_dealers: Stack) -> Iterator[str]:
    """Serve the template's routes."""
    with gateway(two_dealers) as address:
        yield address


def fetch(url: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urlopen(Request(url, headers=headers)) as answer:  # noqa: S310 (loopback)
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_template_s_routes_lead_to_the_answers(two_dealers: Stack, api: str) -> None:
    question = f"devices?{urlencode({'site': 'hill-street'})}"
    token = f"Bearer {issuer_of(two_dealers).token(dealer='acme')}"

    assert fetch(f"{api}/v1/{question}", Authorization=token)[0] == 200
    assert fetch(f"{api}/role/v1/{question}", **{"X-Role": ROLE})[0] == 200
    assert fetch(f"{api}/v1/{question}")[0] == 401
    assert fetch(f"{api}/role/v1/{question}", Authorization=token)[0] == 403
    (pages,) = {one.function for one in routes_of(two_dealers) if one.path.fullmatch("/v2/devices")}
    assert pages == "Pages"  # the portal's, which finds out itself who asks


def test_every_question_is_asked_here() -> None:
    assert QUESTIONS.keys() | PARAMETERS.keys() == SAID.keys() | {"mails", "closings", "closing"}


def test_mails_of_a_day_tell_what_became_of_them(stack: Stack, adapters: Any) -> None:  # noqa: ANN401
    agent = MadeAgent(code=CODE)
    assert adapters
    stack.deliver(f"acme@{DOMAIN}", agent.mail(agent.report(1)))
    stack.deliver(f"acme@{DOMAIN}", replace(agent, seed=bytes(32)).mail(agent.report(1)))
    while stack.poll():
        pass

    today = adapters.mails.read(next(iter(adapters.table.scan("acme#mails#")))["mail"], 10).arrived.date()
    found = all_of(stack, "acme", "mails", day=today.isoformat())
    assert sorted((item["outcome"], item["reason"]) for item in found) == [
        ("refused", "bad_signature"),
        ("report", None),
    ]
