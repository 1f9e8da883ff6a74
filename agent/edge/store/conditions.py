"""Conditions in the store: kept from where they are met to where they are seen mended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import Condition, ConditionKind, Fact, checked_facts
from agent.edge.store.record_rows import text_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager


@dataclass(frozen=True, slots=True)
class Conditions:
    """What stands in the store's table of conditions; `read` and `write` open its transactions.

    Every method may raise AgentError, as those of Store do; each that writes is one transaction.
    """

    read: Callable[[], AbstractContextManager[sqlite3.Connection]]
    write: Callable[[], AbstractContextManager[sqlite3.Connection]]

    def standing(self) -> tuple[Condition, ...]:
        """Return the conditions that stand, the oldest first; kinds of a newer program are passed over."""
        with self.read() as connection:
            return standing(connection)

    def record(self, kind: ConditionKind, subject: str, facts: Mapping[str, Fact], now: datetime) -> None:
        """Keep that something is wrong; where it stands already its facts are renewed and `since` stays."""
        with self.write() as connection:
            record(connection, kind, subject, facts, now)

    def clear(self, kind: ConditionKind, subject: str, now: datetime) -> None:
        """Keep that it is mended; nothing happens where it does not stand."""
        with self.write() as connection:
            clear(connection, kind, subject, now)

    def replace(
        self, kind: ConditionKind, facts_by_subject: Mapping[str, Mapping[str, Fact]], now: datetime
    ) -> None:
        """Make these the only conditions of their kind that stand: others are cleared, new ones recorded."""
        with self.write() as connection:
            replace(connection, kind, facts_by_subject, now)


def standing(connection: sqlite3.Connection) -> tuple[Condition, ...]:
    """Return the conditions that stand; see Conditions, as for the functions below."""
    rows = connection.execute("SELECT * FROM conditions WHERE until IS NULL ORDER BY id")
    known = frozenset(ConditionKind)
    return tuple(_condition_of(row) for row in rows if row["kind"] in known)


def record(
    connection: sqlite3.Connection,
    kind: ConditionKind,
    subject: str,
    facts: Mapping[str, Fact],
    now: datetime,
) -> None:
    """Keep that something is wrong."""
    connection.execute(
        "INSERT INTO conditions (kind, subject, since, facts) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind, subject) WHERE until IS NULL DO UPDATE SET facts = excluded.facts"
        # What stands as it is changes no file: the icon looks again where one was written.
        " WHERE facts <> excluded.facts",
        (kind, subject, text_of(now), json.dumps(checked_facts(kind, facts))),
    )


def clear(connection: sqlite3.Connection, kind: ConditionKind, subject: str, now: datetime) -> None:
    """Keep that it is mended."""
    connection.execute(
        "UPDATE conditions SET until = ? WHERE kind = ? AND subject = ? AND until IS NULL",
        (text_of(now), kind, subject),
    )


def replace(
    connection: sqlite3.Connection,
    kind: ConditionKind,
    facts_by_subject: Mapping[str, Mapping[str, Fact]],
    now: datetime,
) -> None:
    """Make these the only conditions of their kind that stand."""
    for condition in standing(connection):
        if condition.kind == kind and condition.subject not in facts_by_subject:
            clear(connection, kind, condition.subject, now)
    for subject, facts in facts_by_subject.items():
        record(connection, kind, subject, facts, now)


def _condition_of(row: sqlite3.Row) -> Condition:
    return Condition(
        kind=ConditionKind(row["kind"]),
        subject=row["subject"],
        since=datetime.fromisoformat(row["since"]),
        facts=json.loads(row["facts"]),
        until=datetime.fromisoformat(row["until"]) if row["until"] else None,
    )
