"""Scans, readings and events of an open store: each method opens its transaction around plain functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.history.event import NOTHING, Events, Findings
from agent.edge.store import events, past, readings, scans
from agent.edge.store.identities import Identities

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from agent.core.history.past import Past, PastReading
    from agent.core.model.printer import Reading
    from agent.core.model.records import Device, Letter
    from agent.core.report_builder.scan_record import ScanRecord, ScanSummary
    from agent.core.report_format.entries import PrinterEntry
    from agent.core.report_format.succession import LetterSigner
    from agent.edge.store.database import Database
    from agent.edge.store.outbox import Compose


@dataclass(frozen=True, slots=True)
class Scans:
    """The scans of a store; see Store for what holds for each method."""

    database: Database

    def begin(self, began: datetime, printers_expected: int) -> int:
        """Begin a scan and return its id."""
        with self.database.write() as connection:
            return scans.begin(connection, began, printers_expected)

    def expect_printers(self, scan_id: int, printers_expected: int) -> None:
        """Correct how many printers a scan expects, once the sweep has counted them."""
        with self.database.write() as connection:
            scans.expect(connection, scan_id, printers_expected)

    def close(  # noqa: PLR0913 (what one transaction has to know)
        self,
        scan_id: int,
        ended: datetime,
        summary: ScanSummary,
        compose: Compose | None = None,
        message_id: str | None = None,
        *,
        signer: LetterSigner | None = None,
    ) -> Letter | None:
        """Close a scan; with `compose`, queue its letter under `message_id` and return it.

        `compose` gets the next run_number and the SHA-256 (hexadecimal) of the report before, if any. It
        may read this store, must not write to it, and where it raises all stays as it was. LookupError if the
        scan is not open or Identities.identity() was never called. Who signs is remembered with the letter.
        """
        # A letter may leave the moment it is queued: no power cut may take it back after that.
        with self.database.write_durably() as connection:
            letter = scans.close(
                connection, scan_id, ended, summary, compose=compose, signer=signer, message_id=message_id
            )
        if letter is not None:
            Identities(self.database).note_chain_end()
        return letter

    def last(self) -> ScanRecord | None:
        """Return the scan begun last, whether it runs, was cut off or came to its end."""
        with self.database.read() as connection:
            return scans.last(connection)

    def last_closed(self) -> ScanRecord | None:
        """Return the newest scan that came to its end."""
        with self.database.read() as connection:
            return scans.last_closed(connection)


@dataclass(frozen=True, slots=True)
class Readings:
    """The devices of a store and their readings; see Store for what holds for each method."""

    database: Database

    def save(
        self,
        scan_id: int,
        device: Device,
        reading: Reading,
        entry: PrinterEntry,
        findings: Findings = NOTHING,
    ) -> None:
        """Keep a reading, its entry and its findings; of a device that was read twice in a scan the later."""
        with self.database.write() as connection:
            readings.save(connection, scan_id, device, reading, entry)
            events.save(connection, scan_id, device.id, findings)

    def save_findings(
        self, scan_id: int, devices: Iterable[Device], findings: Iterable[tuple[str, Findings]]
    ) -> None:
        """Keep devices as they are now, and what a scan found of some, by device id."""
        with self.database.write() as connection:
            for device in devices:
                readings.save_device(connection, device)
            for device_id, found in findings:
                events.save(connection, scan_id, device_id, found)

    def devices(self) -> tuple[Device, ...]:
        """Return every device ever read, in the order they were first stored."""
        with self.database.read() as connection:
            return readings.devices(connection)

    def latest_entries(self) -> tuple[tuple[Device, PrinterEntry], ...]:
        """Return each device with the entry of its newest reading, in the order of devices()."""
        with self.database.read() as connection:
            return readings.latest_entries(connection)

    def missed(self) -> dict[str, int]:
        """Return on how many days with a scan each device was not read since its newest reading."""
        with self.database.read() as connection:
            return readings.missed(connection)

    def past(self, since: datetime, until: datetime | None = None) -> Past:
        """Return the stored part of all devices' readings from `since` to `until`, the oldest first."""
        with self.database.read() as connection:
            return past.past(connection, since, until)

    def counts_of(self, device_id: str, most: int) -> tuple[PastReading, ...]:
        """Return the last readings of a device, `most` at the most and the oldest first, without supplies."""
        with self.database.read() as connection:
            return past.counts_of(connection, device_id, most)


@dataclass(frozen=True, slots=True)
class DeviceEvents:
    """The events of devices and their counters; see Store for what holds for each method."""

    database: Database

    def all(self) -> Events:
        """Return the events of devices and their counters, in the order it was raised."""
        with self.database.read() as connection:
            return events.events(connection)
