"""The dealer's log, read a page at a time or as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cloud.core.portal.log import LogPage
    from cloud.core.portal.person import Person
    from cloud.edge.table import Table


def log_page(table: Table, person: Person, cursor: str | None = None) -> LogPage:
    """Return a page of the log, the newest entry first; Problem (400) for a cursor that is none of it."""
    raise NotImplementedError


def log_csv(table: Table, person: Person) -> bytes:
    """Return the whole log as CSV, the oldest entry first: UTF-8 with BOM, no cell a formula."""
    raise NotImplementedError
