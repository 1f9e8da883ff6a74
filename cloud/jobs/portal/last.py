"""The last decisions of a dealer as the table holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.portal.decided import last_of

if TYPE_CHECKING:
    from cloud.core.portal.decision import LastDecision
    from cloud.edge.table import Table

MOST_READ = 5000  # of one kind: findings, which the analysis forgets as soon as they are over


def last_decision(table: Table, dealer: str, subject: str) -> LastDecision | None:
    """Return the last decision on a subject, None if there is none."""
    item = table.get(keys.decided_key(dealer, subject))
    return last_of(item) if item else None


def last_decisions(table: Table, dealer: str, *begins: str) -> dict[str, LastDecision]:
    """Return the last decisions on all subjects that begin so ("finding", site, ...), by subject."""
    partition = keys.decided_key(dealer, "").pk
    found = table.query(partition, f"{keys.subject(*begins)}#", limit=MOST_READ)
    return {item["sk"]: last_of(item) for item in found}
