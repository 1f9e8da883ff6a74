"""What befell store and agent is told for a week, and in a report that was accepted; then it is known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import ConditionKind
from agent.core.model.retention import DAMAGE_FOR
from agent.edge.store import conditions
from agent.edge.store.age import measured_from

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path

    from agent.core.conditions.kinds import Condition

_KINDS = (ConditionKind.AGENT_CHANGED, ConditionKind.DATABASE_SET_ASIDE)


def clear_what_is_known(connection: sqlite3.Connection, folder: Path, now: datetime) -> None:
    """Clear what was told for long enough, and a database set aside that somebody has taken away."""
    present = measured_from(connection, now)
    for condition in conditions.standing(connection):
        if condition.kind in _KINDS and (
            _is_gone(condition, folder) or (present is not None and _is_known(connection, condition, present))
        ):
            conditions.clear(connection, condition.kind, condition.subject, now)


def _is_gone(condition: Condition, folder: Path) -> bool:
    set_aside = condition.kind is ConditionKind.DATABASE_SET_ASIDE
    return set_aside and not os.path.lexists(folder / condition.subject)


def _is_known(connection: sqlite3.Connection, condition: Condition, present: datetime) -> bool:
    """Return whether a week is over and a report that tells it was accepted, where there are reports."""
    if present - condition.since < DAMAGE_FOR:
        return False
    row = connection.execute(
        "SELECT count(*) AS letters, max(settled_epoch) AS last FROM own_letters LEFT JOIN deliveries"
        " ON deliveries.letter_id = own_letters.id AND deliveries.state = 'sent'"
    ).fetchone()
    return not row["letters"] or (row["last"] or 0) >= condition.since.timestamp()
