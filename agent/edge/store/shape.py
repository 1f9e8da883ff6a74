"""Whether a database has the tables, columns, views and indexes that its number promises."""

import sqlite3
from contextlib import closing

from agent.edge.store.migrations import migrate, user_version

Shape = frozenset[tuple[str, str, str | None]]  # (type, name, column of a table)

# SQLite's own tables, such as those of ANALYZE, are nobody's damage. A view is not asked for its columns: it
# fails where a table of it is gone.
_SHAPE = """
    SELECT s.type, s.name, c.name FROM sqlite_schema AS s
    LEFT JOIN pragma_table_info(CASE s.type WHEN 'table' THEN s.name END) AS c
    WHERE s.name NOT LIKE 'sqlite!_%' ESCAPE '!'
"""


def is_misshapen(connection: sqlite3.Connection) -> bool:
    """Return whether the database has not what the migrations up to its user_version make.

    Somebody else's hand was in it: every statement that names what is gone would fail, for ever. Raises
    sqlite3.DatabaseError where it can't be read.
    """
    connection.execute("BEGIN")  # else a migration of another process could come between the two
    try:
        version, found = user_version(connection), _shape_of(connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return found != _shape_at(version)


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table in their order; none where there is no such table."""
    return [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]


def _shape_of(connection: sqlite3.Connection) -> Shape:
    return frozenset(connection.execute(_SHAPE))


def _shape_at(version: int) -> Shape:
    """Return the shape that the migrations give up to this number; an empty one for 0."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        migrate(made, version)
        return _shape_of(made)
