"""What needs a person today, read from the alerts, the senders that wait, and the mails that were refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.core.portal.person import Person
    from cloud.core.portal.today import Today
    from cloud.edge.table import Table


def today_of(table: Table, person: Person, now: datetime) -> Today:
    """Return what needs a person at `now` (aware)."""
    raise NotImplementedError
