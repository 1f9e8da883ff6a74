"""agent.db: what the agent remembers between runs, in one SQLite file.

`Store` opens it and hands out its subjects; each stands on a module of plain functions on a connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.edge.store import after_damage, pruning
from agent.edge.store.agents import AgentIdentity
from agent.edge.store.conditions import Conditions
from agent.edge.store.database import Database
from agent.edge.store.identities import Identities
from agent.edge.store.known_devices import KnownDevices
from agent.edge.store.letters import Letters
from agent.edge.store.notified import NotifiedState
from agent.edge.store.outbox import Compose
from agent.edge.store.subjects import DeviceEvents, Readings, Scans

if TYPE_CHECKING:
    from datetime import datetime

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
    def letters(self) -> Letters:
        """What was mailed, waits or was refused."""
        return Letters(self)

    @property
    def conditions(self) -> Conditions:
        """What a person must know while it is so."""
        return Conditions(self.read, self.write)

    @property
    def notified(self) -> NotifiedState:
        """What the icon told by itself."""
        return NotifiedState(self.read, self.write)

    def prune(self, now: datetime) -> None:
        """Forget what was too old at the scan before, by the rule of pruning; shrink the file."""
        with self.write() as connection:
            pruning.prune(connection, now)
            after_damage.clear_what_is_known(connection, self.path.parent, now)
        with self.read() as connection:
            pruning.give_back(connection)
