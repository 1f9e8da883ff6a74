"""What can be read of a damaged database, carried over into the new one that takes its place.

Letters, deliveries, agents and devices are read out of the pages themselves, whatever became of the tree
above them; the history through SQLite, table by table as far as it comes. The damaged file is only read.

The agent keeps its id. Its chain goes on only where what matters passes SQLite's integrity check and the
letters that were found end where the note beside the database says. Else it is in doubt whether a newer
report left: the next letter begins a new chain that follows this one.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from contextlib import closing
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

from agent.core.report_format.succession import DATABASE_DAMAGED, follows_of
from agent.edge.store import salvaged_rows
from agent.edge.store.agents import SITE_ID_LENGTH
from agent.edge.store.chain_end import end_of, read_note
from agent.edge.store.record_rows import text_of
from agent.edge.store.salvaged_rows import PROOF, UNREADABLE, WHAT_MATTERS
from agent.edge.store.wal_pages import HEADER, PAGE, Pages, changed_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from agent.core.model.chain_end import ChainEnd
    from agent.core.report_format.report import FollowsEntry
    from agent.edge.store.salvaged_rows import Rows


def carry_over(
    damaged: Path, new: sqlite3.Connection, scratch: Path, now: datetime, *, reads: bool = True
) -> int:
    """Fill the empty database `new`, and return how many letters wait in it.

    `damaged` need not be there, and is not read without `reads`; `scratch` is a name for a copy that this
    makes and removes. Raises sqlite3.DatabaseError where `new` can't be written.
    """
    new.execute("PRAGMA foreign_keys = OFF")
    note = read_note(damaged)
    with contextlib.ExitStack() as stack:
        pages = _pages(damaged, stack) if reads else Pages(b"", {})
        rows = salvaged_rows.rows_of(pages)
        is_whole = False
        with contextlib.suppress(OSError):  # no room for the copy: what matters is read without it
            stack.callback(scratch.unlink, missing_ok=True)
            _copy(pages, new, scratch)
            is_whole = _carry_history(scratch, new, rows)
    _carry_what_matters(rows, new)
    _put_agent(rows, new, note, is_whole=is_whole, now=now)
    salvaged_rows.drop_what_hangs(new)
    salvaged_rows.queue_what_nobody_knows_of(new, now)
    return int(new.execute("SELECT count(*) FROM deliveries WHERE state = 'waiting'").fetchone()[0])


def _pages(damaged: Path, stack: contextlib.ExitStack) -> Pages:
    """Return the pages of the file, none where it is no file, is empty or can't be read."""
    log = damaged.with_name(f"{damaged.name}-wal")
    try:
        changed = changed_by(log.read_bytes()) if log.is_file() else {}
        if not damaged.is_file() or not damaged.stat().st_size:
            return Pages(b"", changed)
        file = stack.enter_context(damaged.open("rb"))
        return Pages(stack.enter_context(mmap(file.fileno(), 0, access=ACCESS_READ)), changed)
    except OSError:
        return Pages(b"", {})


def _copy(pages: Pages, new: sqlite3.Connection, scratch: Path) -> None:
    """Write the pages as a file with a header that SQLite reads, and without a log; OSError."""
    header = bytearray(new.serialize()[:HEADER])
    header[18:20] = b"\1\1"  # no write-ahead log
    header[28:40] = len(pages).to_bytes(4, "big") + bytes(8)  # no freelist: nobody writes to it
    with scratch.open("wb") as file:
        for number in range(1, len(pages) + 1):
            page = pages.page(number).ljust(PAGE, b"\0")
            file.write(bytes(header) + page[HEADER:] if number == 1 else page)


def _carry_history(scratch: Path, new: sqlite3.Connection, rows: Rows) -> bool:
    """Carry over every other table as far as it reads; return whether what matters is sound.

    So is a table of what matters whose columns are not where they were: those rows go out of `rows`, where
    values are known by their place.
    """
    with closing(sqlite3.connect(scratch)) as old:
        old.text_factory = lambda text: text.decode(errors="replace")
        try:
            tables = [name for (name,) in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        except UNREADABLE:
            return False
        for table in salvaged_rows.tables_of(new):
            if table in tables and (table not in WHAT_MATTERS or salvaged_rows.has_moved(table, old, new)):
                rows.get(table, {}).clear()
                salvaged_rows.carry_table(table, old, new)
        return all(table in tables and _is_sound(old, table) for table in PROOF)


def _is_sound(old: sqlite3.Connection, table: str) -> bool:
    try:
        findings = old.execute(f"PRAGMA integrity_check({table})").fetchone()
    except UNREADABLE:
        return False
    return bool(findings[0] == "ok")


def _carry_what_matters(rows: Rows, new: sqlite3.Connection) -> None:
    for table, by_id in rows.items():
        if table != "agent":
            salvaged_rows.insert_rows(table, by_id, new)


def _put_agent(
    rows: Rows, new: sqlite3.Connection, note: ChainEnd | None, *, is_whole: bool, now: datetime
) -> None:
    """Keep who the agent was, and whether its chain may go on; where nobody knows, a new one begins."""
    found = salvaged_rows.the_only_agent(rows)
    if found is not None:
        salvaged_rows.insert_rows("agent", {1: found}, new)
    elif note is not None:  # an agent that came over by its columns' names stays
        new.execute(
            "INSERT OR IGNORE INTO agent (only_row, agent_id, machine, chain_began, site_id)"
            " VALUES (1, ?, ?, ?, ?)",
            (note.agent_id, note.machine, text_of(now), note.agent_id[:SITE_ID_LENGTH]),
        )
        new.executemany(
            "INSERT OR IGNORE INTO former_agents (agent_id, ended) VALUES (?, ?)",
            [(former, text_of(now)) for former in note.former],
        )
    row = new.execute("SELECT agent_id, machine, doubt FROM agent").fetchone()
    if row is None or row["doubt"]:
        return
    end = end_of(new, row["agent_id"], row["machine"])
    if not (is_whole and found is not None and note is not None and _agree(end, note)):
        new.execute("UPDATE agent SET doubt = ?", (json.dumps(_doubt(end, note)),))


def _agree(end: ChainEnd, note: ChainEnd) -> bool:
    return (end.agent_id, end.run_number, end.sha256) == (note.agent_id, note.run_number, note.sha256)


def _doubt(end: ChainEnd, note: ChainEnd | None) -> FollowsEntry:
    """Return the end that the next chain says it follows: the newest letter that anybody knows of."""
    ends: Iterator[ChainEnd] = (e for e in (end, note) if e is not None and e.agent_id == end.agent_id)
    newest = max(ends, key=lambda e: e.run_number or 0)
    return follows_of(end.agent_id, newest.run_number, newest.sha256, DATABASE_DAMAGED)
