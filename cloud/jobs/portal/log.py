"""The dealer's log, read a page at a time or as a whole."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from agent.core.reporting.meters_csv import csv_text
from cloud.core import keys
from cloud.core.answers import cursor
from cloud.core.answers.cursor import Bounds, ListPosition
from cloud.core.answers.problem import ProblemDetails
from cloud.core.portal.log import LogEntry, LogPage
from cloud.core.portal.person import Person, check
from cloud.jobs.query import LONGEST_ORDER, LONGEST_PARTITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cloud.edge.table import Table

PAGE = 50
MOST_EXPORTED = 20_000  # entries of one table: some 4 MB
_ABOUT = ("site", "device", "agent", "key", "run", "sha256", "code_id", "kind", "subject", "until")
HEADER = ("When", "What", "Who", "Why", *_ABOUT, "Other")


def log_page(table: Table, person: Person, cursor_text: str | None = None, limit: int = PAGE) -> LogPage:
    """Return a page of the log, the newest entry first; ProblemDetails (400) for a foreign cursor."""
    check(person, "log")
    partition = _partition(person)
    names = {"pk": Bounds(LONGEST_PARTITION, exactly=True), "sk": Bounds(LONGEST_ORDER)}
    place = (
        cursor.read(cursor_text, (partition,), names) if cursor_text is not None else ListPosition(0, None)
    )
    page = table.page(partition, newest_first=True, limit=limit, after=place.after)
    following = cursor.write(ListPosition(0, page.after)) if page.after else None
    return LogPage(tuple(map(entry_of, page.items)), following)


def log_csv(table: Table, person: Person, year: str = "") -> bytes:
    """Return the log, or that of a year ("2026"), as CSV, the oldest entry first; no cell is a formula.

    ProblemDetails (413) if that is too long for one table, (400) if `year` is none.
    """
    check(person, "export")
    if year and not (year.isascii() and year.isdigit() and len(year) == len("2026")):
        raise ProblemDetails(400, "year", "year is a year such as 2026.")
    rows = list(table.query(_partition(person), year, limit=MOST_EXPORTED + 1))
    if len(rows) > MOST_EXPORTED:
        raise ProblemDetails(413, "year", f"These are more than {MOST_EXPORTED:,} entries. Choose a year.")
    return csv_text(HEADER, _cells(map(entry_of, rows))).encode("utf-8-sig", errors="replace")


def office_log(table: Table, dealer: str, site: str, limit: int = PAGE) -> Iterator[LogEntry]:
    """Yield the newest decisions about an office, the newest first."""
    partition = keys.site_key(dealer, site).pk
    found = table.query(partition, "decision#", index="site", newest_first=True, limit=limit)
    return map(entry_of, found)


def entry_of(item: Mapping[str, Any]) -> LogEntry:
    """Return the entry that an item of the log holds."""
    about = {name: str(value) for name, value in json.loads(item["about"]).items()}
    when = datetime.fromisoformat(item["when"])
    return LogEntry(when, item["what"], item.get("who") or "", item.get("why") or "", about)


def _partition(person: Person) -> str:
    return keys.decision_key(person.dealer, "").pk


def _cells(entries: Iterable[LogEntry]) -> Iterator[tuple[object, ...]]:
    for one in entries:
        other = " ".join(f"{name}={value}" for name, value in one.about.items() if name not in _ABOUT)
        named = (one.about.get(name) for name in _ABOUT)
        yield one.when.isoformat(timespec="milliseconds"), one.what, one.who, one.why, *named, other or None
