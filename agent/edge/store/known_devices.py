"""Which device is which, and what a person said of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.edge.store.readings import save_device
from agent.edge.store.record_rows import text_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from agent.core.model.records import Device


@dataclass(frozen=True, slots=True)
class KnownDevices:
    """Changes of the store's devices; `write` opens its transactions.

    Every method is one transaction and may raise AgentError, as those of Store do.
    """

    write: Callable[[], AbstractContextManager[sqlite3.Connection]]

    def withdraw_reading(self, scan_id: int, before: Device) -> None:
        """Forget what a scan read of a device that it was not of; `before` is the device as it was."""
        with self.write() as connection:
            of_scan = (scan_id, before.id)
            connection.execute("DELETE FROM events WHERE scan_id = ? AND device_id = ?", of_scan)
            connection.execute("DELETE FROM readings WHERE scan_id = ? AND device_id = ?", of_scan)
            save_device(connection, before)

    def retire(self, device_id: str, at: datetime | None) -> None:
        """Keep that a person said at that moment that a device is gone for good; None takes it back."""
        with self.write() as connection:
            connection.execute(
                "UPDATE devices SET retired_at = ?, replaced_by = NULL WHERE id = ?",
                (text_of(at) if at else None, device_id),
            )

    def continue_history(self, former: Device, present: Device) -> None:
        """Let `present` go on with the history of `former`: all that was read stands under that id then.

        Of a scan that read both, what was read of `present` stays.
        """
        both = {"former": former.id, "present": present.id}
        with self.write() as connection:
            connection.execute(
                "DELETE FROM readings WHERE device_id = :former AND scan_id IN"
                " (SELECT scan_id FROM readings WHERE device_id = :present)",
                both,
            )
            connection.execute(
                "UPDATE documents SET document = json_set(document, '$.id', :former)"
                " WHERE reading_id IN (SELECT id FROM readings WHERE device_id = :present)",
                both,
            )
            connection.execute("UPDATE readings SET device_id = :former WHERE device_id = :present", both)
            connection.execute("UPDATE events SET device_id = :former WHERE device_id = :present", both)
            connection.execute("UPDATE devices SET replaced_by = :former WHERE replaced_by = :present", both)
            connection.execute("DELETE FROM devices WHERE id = :present", both)
            save_device(connection, _as(former, present))


def _as(former: Device, present: Device) -> Device:
    """Return the former device as it was seen last, under the other id."""
    return replace(present, id=former.id, first_seen=former.first_seen, replaced_by=None, retired_at=None)
