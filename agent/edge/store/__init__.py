"""agent.db: what the agent remembers between runs, in one SQLite file.

`Store` opens it and hands out its subjects; each stands on a module of plain functions on a connection.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.model.retention import DAMAGE_FOR
from agent.edge.store import conditions, pruning
from agent.edge.store.age import measured_from
from agent.edge.store.agents import AgentIdentity
from agent.edge.store.conditions import Conditions
from agent.edge.store.database import Database
from agent.edge.store.dealer_keys import DealerKeys
from agent.edge.store.identities import Identities
from agent.edge.store.known_devices import KnownDevices
from agent.edge.store.letters import Letters
from agent.edge.store.measured_times import ResponseTimesByEndpoint
from agent.edge.store.notified import NotifiedState
from agent.edge.store.outbox import Compose
from agent.edge.store.subjects import DeviceEvents, Readings, Scans

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime
    from pathlib import Path


# What befell store and agent is told for a week, and in a report that was accepted; then it is known.
_OF_DAMAGE = (ConditionKind.AGENT_CHANGED, ConditionKind.DATABASE_SET_ASIDE)

__all__ = ["AgentIdentity", "Compose", "Store"]


class Store(Database):
    """An open agent.db. Every method may raise AgentError for a full, missing, busy or damaged disk.

    Every writing method is one transaction: all of it is kept, or nothing. Times are aware
    datetimes; a naive one raises ValueError. A store belongs to the thread that opened it.
    `set_aside` is where a damaged database was put when this one was begun in its place, else None.
    """

    @property
    def agents(self) -> Identities:
        """Who this agent is, its keys, and where its chain ends."""
        return Identities(self)

    @property
    def scans(self) -> Scans:
        """When this computer scanned, and what came of it."""
        return Scans(self)

    @property
    def readings(self) -> Readings:
        """The devices, and what was read of them."""
        return Readings(self)

    @property
    def events(self) -> DeviceEvents:
        """What happened to devices and their counters."""
        return DeviceEvents(self)

    @property
    def known_devices(self) -> KnownDevices:
        """Which device is which, and what a person said of them."""
        return KnownDevices(self.write)

    @property
    def response_times(self) -> ResponseTimesByEndpoint:
        """How long known printers take to answer."""
        return ResponseTimesByEndpoint(self.read, self.write)

    @property
    def letters(self) -> Letters:
        """What was mailed, waits or was refused."""
        return Letters(self)

    @property
    def conditions(self) -> Conditions:
        """What a person must know while it is so."""
        return Conditions(self.read, self.write)

    @property
    def dealer_keys(self) -> DealerKeys:
        """The keys of dealers whose closings were proven here."""
        return DealerKeys(self)

    @property
    def notified(self) -> NotifiedState:
        """What the icon told by itself."""
        return NotifiedState(self.read, self.write)

    def prune(self, now: datetime) -> None:
        """Forget what was too old at the scan before, by the rule of pruning; shrink the file."""
        with self.write() as connection:
            pruning.prune(connection, now)
            clear_what_is_known(connection, self.path.parent, now)
        with self.read() as connection:
            pruning.give_back(connection)


def clear_what_is_known(connection: sqlite3.Connection, folder: Path, now: datetime) -> None:
    """Clear what was told for long enough, and a database set aside that somebody has taken away."""
    present = measured_from(connection, now)
    for condition in conditions.standing(connection):
        if condition.kind in _OF_DAMAGE and (
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
