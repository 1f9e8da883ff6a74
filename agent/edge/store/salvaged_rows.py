"""The rows that a damaged database still has, by table, and how they come into a new one."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.model.retention import LETTERS_IN_DOUBT
from agent.core.report_format.signatures import verify
from agent.core.report_format.untrusted import content_of, object_of, text_of
from agent.edge.store import database_pages, outbox
from agent.edge.store.shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.edge.store.wal_pages import Pages

    Row = tuple[object, ...]
    Rows = dict[str, dict[int, Row]]  # by table and rowid

# How the columns of a row begin, as `leaves` spells their kinds (schema/001.sql and what was added to it):
# later programs add columns behind these.
_SHAPES = {
    "agent": re.compile(r"ntt[nt]t[nt]*"),
    "former_agents": re.compile(r"t[nt]t"),
    "letters": re.compile(r"ntittb[nt]bttt.*"),
    "letter_pictures": re.compile(r"nitb"),
    "deliveries": re.compile(r"ntit[ir]tit[ir].*"),
    "devices": re.compile(r"t[nt][nt][nt]titt.*"),
}
WHAT_MATTERS = tuple(_SHAPES)
PROOF = ("agent", "former_agents", "letters", "deliveries")  # on these it hangs whether a chain may go on
# What SQLite answers from a damaged file; its own sentences may quote noise that is no text.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
_STATE, _SETTLED = 5, ("sent", "refused", "ended")
_TIMES = {"agent": 4, "former_agents": 2, "letters": 4, "deliveries": 3, "devices": 7}  # a column with one
_REPORT, _SIGNATURE, _RUN_NUMBER = 5, 6, 2


def rows_of(pages: Pages) -> Rows:
    """Return the rows of what matters; of two copies of a delivery the one that has been settled."""
    found: Rows = {table: {} for table in _SHAPES}
    agents: list[Row] = []
    for rowid, values in database_pages.rows(pages, _is_wanted):
        table = _table_of(values)
        if table == "agent":
            agents.append(values)
        elif table is not None and _is_newer(table, values, found[table].get(rowid)):
            found[table][rowid] = values
    found["agent"] = dict(enumerate(dict.fromkeys(agents)))
    found["letters"] = {rowid: row for rowid, row in found["letters"].items() if _is_whole_letter(row)}
    return found


def the_only_agent(rows: Rows) -> Row | None:
    """Return the row of the agent; None where there is none, or two that differ."""
    return rows["agent"].get(0) if len(rows["agent"]) == 1 else None


def _is_wanted(columns: str) -> bool:
    return any(shape.fullmatch(columns) for shape in _SHAPES.values())


def _table_of(values: Row) -> str | None:
    """Return the table that a row is of, None where it is of another one."""
    kinds = {type(None): "n", int: "i", float: "r", bytes: "b", str: "t"}
    columns = "".join(kinds[type(value)] for value in values)
    for table, shape in _SHAPES.items():
        if shape.fullmatch(columns) and (table not in _TIMES or _is_time(values[_TIMES[table]])):
            return table
    return None


def _is_time(value: object) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


def _is_newer(table: str, values: Row, before: Row | None) -> bool:
    return before is None or (table == "deliveries" and values[_STATE] in _SETTLED)


def _is_whole_letter(row: Row) -> bool:
    """Return whether a report still reads, and is the one that was signed, where it is signed."""
    report, signature = row[_REPORT], row[_SIGNATURE]
    if not isinstance(report, bytes) or not report.startswith(b"{"):
        return True
    content = content_of(report)
    key = text_of(object_of(content, "agent").get("public_key"))
    if not content or key is None or not isinstance(signature, str):
        return bool(content)
    return verify(key, report, signature)


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """Return the names of our own tables."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    )
    return [row[0] for row in found]


def insert_rows(table: str, rows: Mapping[int, Row], new: sqlite3.Connection) -> None:
    """Insert rows by the position of their columns; a row of before has fewer of them."""
    columns = new.execute(f"PRAGMA table_info({table})").fetchall()
    for rowid, values in sorted(rows.items()):
        named = {column["name"]: value for column, value in zip(columns, values, strict=False)}
        for column in columns:
            if column["pk"] and column["type"] == "INTEGER":
                named[column["name"]] = rowid
        if str(named.get("redirected_to") or "").startswith("["):
            named["redirected_to"] = None  # where an older program kept a list of recipients
        _insert(table, named, new)


def has_moved(table: str, old: sqlite3.Connection, new: sqlite3.Connection) -> bool:
    """Return whether a column of a table stands at another place than in ours: one before it was dropped."""
    places = {name: place for place, name in enumerate(columns_of(new, table))}
    return any(places.get(name, place) != place for place, name in enumerate(columns_of(old, table)))


def carry_table(table: str, old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Insert the rows of a table as far as they can be read: from its beginning, and from its end."""
    there = columns_of(old, table)
    names = [name for name in columns_of(new, table) if name in there]
    keys = [row["name"] for row in new.execute(f"PRAGMA table_info({table})") if row["pk"]]
    for order in ("ASC", "DESC"):
        by = ", ".join(f"{key} {order}" for key in keys) or f"rowid {order}"
        query = f"SELECT {', '.join(names)} FROM {table} ORDER BY {by}"  # noqa: S608 (names of our own schema)
        if _copy_rows(table, names, old, query, new):
            return


def _copy_rows(
    table: str, names: list[str], old: sqlite3.Connection, query: str, new: sqlite3.Connection
) -> bool:
    """Insert what a query yields until it fails; return whether it came to its end."""
    try:
        found = old.execute(query)
    except UNREADABLE:
        return False
    while True:
        try:
            values = next(found, None)
        except UNREADABLE:
            return False
        if values is None:
            return True
        _insert(table, dict(zip(names, values, strict=True)), new)


def _insert(table: str, named: Mapping[str, object], new: sqlite3.Connection) -> None:
    columns, places = ", ".join(named), ", ".join("?" * len(named))
    statement = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 (as above)
    new.execute(statement, tuple(named.values()))


def drop_what_hangs(new: sqlite3.Connection) -> None:
    """Delete rows that belong to a row that was lost, and values that nobody could read any more."""
    for check in _READABLE:
        _delete_unreadable(check, new)
    while dangling := {row["table"] for row in new.execute("PRAGMA foreign_key_check")}:
        for table in dangling:
            _let_go(table, new)


def _let_go(table: str, new: sqlite3.Connection) -> None:
    """Delete the rows of a table that need a row that is not there, or empty the column that names it."""
    columns = new.execute(f"PRAGMA table_info({table})").fetchall()
    needed = {column["name"] for column in columns if column["notnull"] or column["pk"]}
    for key in new.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        column = key["from"]
        absent = f"{column} NOT IN (SELECT {key['to']} FROM {key['table']})"  # noqa: S608 (as above)
        if column in needed:
            new.execute(f"DELETE FROM {table} WHERE {absent}")  # noqa: S608 (as above)
        else:
            new.execute(f"UPDATE {table} SET {column} = NULL WHERE {absent}")  # noqa: S608 (as above)


def queue_what_nobody_knows_of(new: sqlite3.Connection, now: datetime) -> None:
    """Queue letters of the last days whose deliveries were lost: they may have waited.

    A receiver that has one of them already knows it by its report_id.
    """
    rows = new.execute(
        "SELECT id, report_id FROM letters WHERE length(report) > 0"
        " AND id NOT IN (SELECT letter_id FROM deliveries)"
        " AND id > coalesce((SELECT max(letter_id) FROM deliveries WHERE state = 'sent'), 0)"
        " ORDER BY id DESC LIMIT ?",
        (LETTERS_IN_DOUBT,),
    ).fetchall()
    for row in reversed(rows):
        outbox.add_delivery(new, row["id"], f"<{row['report_id']}@carried-over.invalid>", now)


# Columns that are read as times or as JSON, by table; a value that is neither would end every later run.
_READABLE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("agent", ("chain_began", "key_since"), ("key_change", "follows", "doubt")),
    ("letters", ("made_at",), ()),
    ("deliveries", ("queued_at", "next_try_at", "settled_at"), ("recipients",)),
    ("devices", ("first_seen", "last_seen"), ()),
    ("scans", ("began", "ended"), ("summary",)),
    ("readings", ("read_at",), ("counters",)),
    ("documents", (), ("document",)),
    ("events", ("since", "until"), ()),
    ("conditions", ("since", "until"), ("facts",)),
    ("told", (), ("document",)),
    ("mail_seen", (), ("server", "recipients")),
)


def _delete_unreadable(check: tuple[str, tuple[str, ...], tuple[str, ...]], new: sqlite3.Connection) -> None:
    table, times, documents = check
    there = {row["name"] for row in new.execute(f"PRAGMA table_info({table})")}
    unreadable = []
    for row in new.execute(f"SELECT rowid AS place, * FROM {table}"):  # noqa: S608 (as above)
        values = [row[name] for name in times if name in there and row[name] is not None]
        texts = [row[name] for name in documents if name in there and row[name] is not None]
        if not (all(map(_is_time, values)) and all(map(_is_json, texts))):
            unreadable.append((row["place"],))
    new.executemany(f"DELETE FROM {table} WHERE rowid = ?", unreadable)  # noqa: S608 (as above)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
