"""Reader processes for tests that scan within their own process."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from agent.edge import child
from agent.edge.snmp.readers import Plan, Readers, start_readers

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def own_readers(plan: Plan | None = None) -> Iterator[Readers]:
    """Yield this system's readers, started as a scan starts them, until the block ends."""
    with closing(start_readers(lambda: child.start_with_pipes(("reader",)), plan)) as readers:
        yield readers
