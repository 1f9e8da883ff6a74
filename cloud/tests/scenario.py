"""All that the functions do, once: mails in and out of order, decisions, days, questions, erasures."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from cloud.core.proof import key_in_hex
from cloud.jobs import backlog
from cloud.local.calls import CALLS
from cloud.local.moto_stack import build_stack
from cloud.local.schedules import call_at, pass_day
from cloud.local.stack import COUNTED
from conftest import reset
from made_mails import DOMAIN, MadeAgent
from scenario_portal import visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cloud.local.calls import Call
    from cloud.local.stack import Counted, Stack

OFFICE = MadeAgent()
DAY = date(2026, 3, 4)
TODAY = {"from": "2026-03-01", "to": "2026-03-07"}
QUESTIONS: dict[str, dict[str, str]] = {
    "sites": {},
    "devices": {"site": "hill-street"},
    "device": {"device": "serial:examplar:ex1"},
    "history": {"device": "serial:examplar:ex1", **TODAY},
    "readings": TODAY,
    "needs": {},
    "alerts": {},
    "signers": {},
    "mails": {"day": "2026-03-04"},
    "today": {},
    "fleet": {"q": "ex1"},
    "story": {"device": "serial:examplar:ex1"},
    "offices": {},
    "office": {"site": "hill-street"},
    "log": {},
    "notify": {},
    "orders": {},
    "demand": {},
}


class Round(NamedTuple):
    """What one round did: the stack's names, the functions' calls, what they counted."""

    names: Mapping[str, str]
    calls: tuple[Call, ...]
    counted: tuple[Counted, ...]


@cache
def whole_round(aws: str) -> Round:
    """Do everything on a whole, empty stack at moto's address; once, it takes long."""
    reset(aws)
    before = len(COUNTED)
    stack = build_stack()
    return Round(stack.names, tuple(everything(stack)), tuple(COUNTED[before:]))


def everything(stack: Stack) -> list[Call]:
    """Do it all on an empty stack; return the calls that the functions made."""
    before = len(CALLS)
    office = replace(OFFICE, code=_begin(stack))
    _mails(stack, office)
    _days(stack, office)
    for path, given in QUESTIONS.items():
        _ask(stack, path, given)
    _decide(stack)
    _notify(stack)
    _close(stack)
    visit(stack)
    _end(stack)
    return CALLS[before:]


def send(stack: Stack, *mails: bytes) -> None:
    """Deliver mails to acme and let all queues run empty."""
    for mail in mails:
        assert stack.deliver(f"acme@{DOMAIN}", mail)
    while stack.poll():
        pass


def admin(stack: Stack, do: str, **event: str) -> Any:  # noqa: ANN401 (each deed answers its own)
    """Do something for acme that has to go well."""
    answer = stack.call("Admin", {"do": do, "dealer": "acme", **event})
    assert "done" in answer, answer
    return answer["done"]


def _begin(stack: Stack) -> str:
    admin(stack, "add_dealer", name="Acme Office")
    admin(stack, "mail_digest", to="shop@acme.example")
    for site in ("hill-street", "lake-road"):
        admin(stack, "add_site", site=site, name=site)
    return str(admin(stack, "issue_code", site="hill-street"))


def _mails(stack: Stack, office: MadeAgent) -> None:
    """Send a late run, a copy, a fork, a new key, a stranger who is confirmed and then rejected."""
    first, second, third = office.chain(3)
    send(stack, office.mail(first), office.mail(third), office.mail(third), office.mail(second))
    send(stack, office.mail(office.report(3, second, pages=7)))
    heir = replace(office, seed=bytes(31) + b"1", old_seed=office.seed)
    send(stack, heir.mail(heir.report(4, third)))
    stranger = MadeAgent(id="agent-2", seed=bytes(32), printers=("EX8",))
    send(stack, stranger.mail(stranger.report(1)), stranger.mail(stranger.report(2), signature=None))
    signer = {"agent": stranger.id, "key": key_in_hex(stranger.public_key)}
    admin(stack, "confirm", site="lake-road", **signer)
    admin(stack, "reject", **signer)
    admin(stack, "confirm", site="lake-road", **signer)
    _long_pasts(stack)
    run = {"agent": office.id, "run": "3"}
    admin(stack, "resolve", **run, sha256="none", why="nobody knows")
    admin(stack, "grow", offices="1000")
    for listing in ("dealers", "sites", "codes", "senders", "log"):
        assert stack.call("Admin", {"do": listing, **({} if listing == "dealers" else {"dealer": "acme"})})


def _long_pasts(stack: Stack) -> None:
    """Let pasts be too long for one call: one by a word, one by a code that is typed in late."""
    with patch.object(backlog, "MOST_INLINE", 1):
        waits = MadeAgent(id="agent-5", seed=bytes(31) + b"5", printers=())
        send(stack, *(waits.mail(waits.report(run, b"?")) for run in (1, 2)))
        key = key_in_hex(waits.public_key)
        admin(stack, "confirm", site="lake-road", agent=waits.id, key=key)
        late = MadeAgent(id="agent-4", seed=bytes(31) + b"4", printers=())
        send(stack, *(late.mail(late.report(run, b"?")) for run in (1, 2)))
        late = replace(late, code=str(admin(stack, "issue_code", site="lake-road")))
        send(stack, late.mail(late.report(3, b"?")))
        while stack.poll():
            pass


def _days(stack: Stack, office: MadeAgent) -> None:
    """Two days; on the second forks have emptied a day of the copy, and a device has no reading left."""
    pass_day(stack, DAY)
    device = {"device": "serial:examplar:ex8"}
    admin(stack, "retire", **device)
    stranger = MadeAgent(id="agent-2", seed=bytes(32), printers=("EX8",))
    send(stack, office.mail(office.report(1, pages=9)), stranger.mail(stranger.report(1, pages=9)))
    call_at(stack, "LakeCopy", datetime(2026, 3, 5, 2, 30, tzinfo=UTC))
    call_at(stack, "Analyse", datetime(2026, 3, 5, 5, 0, tzinfo=UTC))
    admin(stack, "unretire", **device)


def _event(path: str, given: dict[str, str]) -> dict[str, Any]:
    event = {
        "rawPath": f"/v1/{path}",
        "requestContext": {"authorizer": {"jwt": {"claims": {"dealer": "acme"}}}, "http": {"method": "GET"}},
    }
    return {**event, **({"queryStringParameters": given} if given else {})}


def _ask(stack: Stack, path: str, given: dict[str, str]) -> None:
    answer = stack.call("Query", _event(path, given))
    assert answer["statusCode"] == 200, answer


def decided(
    stack: Stack, what: str, about: Mapping[str, str], status: int = 200, **more: str
) -> dict[str, Any]:
    """Carry out a decision of acme's admin over the API; return the answer's body."""
    claims = {"dealer": "acme", "role": "admin", "email": "ann@acme.example"}
    event = {
        "rawPath": "/v1/decisions",
        "requestContext": {"authorizer": {"jwt": {"claims": claims}}, "http": {"method": "POST"}},
        "body": json.dumps({"what": what, "about": dict(about), **more}),
    }
    answer = stack.call("Decide", event)
    assert answer["statusCode"] == status, answer
    body: dict[str, Any] = json.loads(answer["body"])
    return body


def _decide(stack: Stack) -> None:
    """Let a person of the dealer decide: a code, a sender whose past is short, then one of a long past."""
    code = decided(stack, "issue_code", {"site": "lake-road"})
    decided(stack, "withdraw_code", {"code_id": code["told"]["code"][:8]})
    waits = MadeAgent(id="agent-6", seed=bytes(31) + b"6", printers=("EX6",))
    send(stack, *(waits.mail(waits.report(run, b"?")) for run in (1, 2)))
    signer = {"agent": waits.id, "key": key_in_hex(waits.public_key)}
    seen = decided(stack, "confirm", {**signer, "site": "lake-road"})["last"]["version"]
    device = {"device": "serial:examplar:ex6"}
    decided(stack, "unretire", device, 404)  # nobody retired it: the claim is given back
    seen_of_device = decided(stack, "unmanage", device)["last"]["version"]
    decided(stack, "manage", device, seen=seen_of_device)
    with patch.object(backlog, "MOST_INLINE", 1):
        decided(stack, "reject", signer, seen=seen)
    while stack.poll():
        pass


def _close(stack: Stack) -> None:
    """Close a day over the API: its readings, then a printer's newest one are of later days."""
    claims = {"dealer": "acme", "role": "billing", "email": "cat@acme.example"}
    event = {
        "rawPath": "/v1/closings",
        "requestContext": {"authorizer": {"jwt": {"claims": claims}}, "http": {"method": "POST"}},
        "body": json.dumps({"closed_on": "2026-03-05", "site": "hill-street"}),
    }
    answer = stack.call("Decide", event)
    assert answer["statusCode"] == 200, answer


def _notify(stack: Stack) -> None:
    """Have a standstill told at once by mail; SES's sandbox of moto takes it."""
    decided(stack, "notify", {"mail": "shop@acme.example", "url": "https://shop.acme.example/hook"})
    seen = stack.call("Query", _event("office", {"site": "hill-street"}))
    version = json.loads(seen["body"])["version"]
    decided(stack, "office", {"site": "hill-street", "standstill_at_once": "yes"}, seen=version)
    heir = replace(OFFICE, seed=bytes(31) + b"1", old_seed=OFFICE.seed)  # whose key the office has now
    jam = heir.report(9, b"?")
    now = datetime.now(UTC).replace(microsecond=0)
    jam["printers"][0] |= {"state_reasons": ["media-jam-error"], "read_at": now.isoformat()}
    send(stack, heir.mail(jam))
    call_at(stack, "Notify", datetime.now(UTC))


def _end(stack: Stack) -> None:
    admin(stack, "erase_site", site="lake-road")
    while stack.poll():
        pass
    admin(stack, "erase_dealer")
