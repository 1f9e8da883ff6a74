"""Lambda `admin`: what the operator does for a dealer. The command `meters-receiver` calls it.

The event is one object: {"do": "add_dealer", "dealer": "acme", "name": "Acme Office"}. With a deed may come
`who` and `why`; both are kept in the dealer's log. The answer has "done", or "refused" with a sentence.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from agent.core.report_format.enrolment import ID_LENGTH, SECRET_LENGTH
from cloud.core.answers.cursor import ListPosition
from cloud.core.answers.listings import LISTINGS, dealers_question, listing_of
from cloud.core.answers.problem import ProblemDetails
from cloud.core.decisions import LONGEST, Word
from cloud.edge.aws import client
from cloud.edge.bucket import Bucket
from cloud.edge.mails import Mails
from cloud.edge.table import Table
from cloud.edge.task_queue import Tasks
from cloud.jobs import dealing, erase, judging
from cloud.jobs.backlog import Archive
from cloud.jobs.lake import forget_dealer
from cloud.jobs.query import page_of, place_of
from cloud.jobs.signers import AgentKey

if TYPE_CHECKING:
    from collections.abc import Callable

    Event = dict[str, str]

PAGE = 200  # items that one listing answers; they are small, and Lambda answers 6 MB at most
NOBODY = "not said"


class Deed(NamedTuple):
    """What can be done, and the texts that it needs and that it takes."""

    do: Callable[[Event, Word], object]
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


def handle(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Do one thing; what can't be done is answered in a sentence, and what fails on AWS's side falls."""
    deed = DEEDS.get(str(event.get("do", "")))
    if deed is None:
        return {"refused": f"There is nothing of that name to do. There are: {', '.join(DEEDS)}."}
    wrong = _wrong(event, deed)
    if wrong:
        return {"refused": f"{event['do']} {wrong}."}
    word = Word(event.get("who") or NOBODY, datetime.now(UTC), event.get("why") or "")
    try:
        return {"done": deed.do(event, word)}
    except (LookupError, ValueError, ProblemDetails) as error:
        text = str(error)
        return {"refused": f"{text[:1].upper()}{text[1:].rstrip('.')}."}


def _wrong(event: dict[str, Any], deed: Deed) -> str:
    """Return the problems of an event's names and values, empty if nothing."""
    missing = [name for name in deed.needs if event.get(name) is None]
    unknown = event.keys() - {"do", "who", "why", *deed.needs, *deed.takes}
    if missing:
        return f"needs {', '.join(map(repr, missing))}"
    if unknown:
        return f"knows no {', '.join(repr(name[:40]) for name in sorted(unknown))}"
    odd = [name for name, value in event.items() if not isinstance(value, str) or len(value) > 8 * LONGEST]
    return f"takes texts, and no other {', '.join(map(repr, odd))}" if odd else ""


def _table() -> Table:
    return Table(client("dynamodb"), os.environ["TABLE"])


def _mails() -> Mails:
    return Mails(client("s3"), os.environ["MAILS"])


def _archive() -> Archive:
    return Archive(_table(), _mails(), Tasks(client("sqs"), os.environ["SETTLE_TASKS"]))


def _number(event: Event, name: str, usual: str = "") -> int:
    text = event.get(name, usual)
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 (digits of a number)
        raise ValueError(f"{name} is a whole number, not {text[:40]!r}")
    return int(text)


def _signer(event: Event) -> AgentKey:
    return AgentKey(event["agent"], event["key"])


def _add_dealer(event: Event, word: Word) -> None:
    offices = _number(event, "offices", str(dealing.USUAL_OFFICES))
    dealing.add_dealer(_table(), word, event["dealer"], event["name"], offices)


def _issue_code(event: Event, word: Word) -> str:
    octets = secrets.token_bytes(ID_LENGTH + SECRET_LENGTH)
    return dealing.issue_code(_table(), word, event["dealer"], event["site"], octets)


def _grow(event: Event, word: Word) -> str:
    tomorrow = (word.when + timedelta(days=1)).date()
    return dealing.grow(_table(), word, event["dealer"], _number(event, "offices"), tomorrow)


def _resolve(event: Event, word: Word) -> str:
    fork = judging.Fork(event["agent"], _number(event, "run"))
    return judging.resolve(_archive(), word, event["dealer"], fork, event["sha256"])


def _erase_dealer(event: Event, word: Word) -> dict[str, int]:
    erased = erase.erase_dealer(_table(), _mails(), event["dealer"], word.when)
    files = forget_dealer(Bucket(client("s3"), os.environ["LAKE"]), event["dealer"])
    return {**asdict(erased), "files": files}


def _erase_site(event: Event, word: Word) -> dict[str, int]:
    erased = erase.erase_site(_table(), _mails(), event["dealer"], event["site"], word.when)
    # The Parquet files are taken in hand by lake, which has the means: a minute later they are clean.
    task = {"dealer": event["dealer"], "forget": event["site"]}
    Tasks(client("sqs"), os.environ["LAKE_TASKS"]).add([task])
    return asdict(erased)


def _dealers(event: Event, _word: Word) -> dict[str, Any]:
    return _page("", event, lambda _: dealers_question())


def _list(event: Event, _word: Word) -> dict[str, Any]:
    name, dealer = event["do"], event["dealer"]
    layout = dealing.layout_or_error(_table(), dealer)
    given = {n: v for n, v in event.items() if n not in {"do", "dealer", "who", "why", "cursor"}}
    return _page(dealer, event, lambda _: listing_of(dealer, name, given, layout))


def _page(dealer: str, event: Event, ask: Callable[[Event], Any]) -> dict[str, Any]:
    question = ask(event)
    place = place_of(event["cursor"], question, dealer) if event.get("cursor") else ListPosition(0, None)
    return page_of(_table(), question, place, PAGE)


DEEDS: dict[str, Deed] = {
    "add_dealer": Deed(_add_dealer, ("dealer", "name"), ("offices",)),
    "grow": Deed(_grow, ("dealer", "offices")),
    "mail_digest": Deed(
        lambda e, w: dealing.mail_digest(_table(), w, e["dealer"], e["to"]), ("dealer", "to")
    ),
    "set_language": Deed(
        lambda e, w: dealing.set_language(_table(), w, e["dealer"], e["language"]), ("dealer", "language")
    ),
    "add_site": Deed(
        lambda e, w: dealing.add_site(_table(), w, e["dealer"], e["site"], e["name"]),
        ("dealer", "site", "name"),
    ),
    "issue_code": Deed(_issue_code, ("dealer", "site")),
    "confirm": Deed(
        lambda e, w: judging.confirm(_archive(), w, e["dealer"], _signer(e), e.get("site")),
        ("dealer", "agent", "key"),
        ("site",),
    ),
    "reject": Deed(
        lambda e, w: judging.reject(_archive(), w, e["dealer"], _signer(e)), ("dealer", "agent", "key")
    ),
    "resolve": Deed(_resolve, ("dealer", "agent", "run", "sha256")),
    "retire": Deed(lambda e, w: judging.retire(_table(), w, e["dealer"], e["device"]), ("dealer", "device")),
    "unretire": Deed(
        lambda e, w: judging.unretire(_table(), w, e["dealer"], e["device"]), ("dealer", "device")
    ),
    "erase_dealer": Deed(_erase_dealer, ("dealer",)),
    "erase_site": Deed(_erase_site, ("dealer", "site")),
    "dealers": Deed(_dealers, (), ("cursor",)),
    **{name: Deed(_list, ("dealer",), ("cursor", "state", "site", "day")) for name in LISTINGS},
}
