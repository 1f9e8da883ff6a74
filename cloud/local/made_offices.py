"""Offices that exist nowhere, with the agent's real reports, chains, signatures and mails. All made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from agent.core.mail.envelope import build_message
from agent.core.mail.letter import headline, text
from agent.core.mail.subject import subject
from agent.core.model.records import Delivery, Device, Letter
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.core.report_format.document import report_bytes
from agent.core.report_format.enrolment import enrolment_of
from agent.core.report_format.signatures import public_key_of, sha256_of, sign
from agent.core.reporting.meters_csv import csv_of
from cloud.local.made_printers import days_of, past_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.history.past import PastReading
    from agent.core.model.printer import Reading
    from agent.core.report_format.report import Report

KNOWN_FOR = 60  # days of past that an agent has before its first mail here
STREETS = ("Hill Street", "Lake Road", "Mill Lane", "Station Square", "Garden Row")
TOWNS = (
    "Ashford",
    "Birkdale",
    "Colby",
    "Denham",
    "Elmstead",
    "Farley",
    "Grafton",
    "Hadley",
    "Irby",
    "Kirkby",
)


@dataclass
class MadeOffice:
    """An office with its agent. `code` is what it typed into its settings, empty if nothing."""

    number: int
    code: str = ""
    printers: int = 4
    borrowed: tuple[int, int] | None = None  # another office's printer that stands here, too
    twice_at: int = 0  # the run that a restored computer reports once more, with other bytes
    changed_at: int = 0  # the run whose report somebody changes on its way
    _last: bytes | None = None
    _past: dict[str, list[PastReading]] = field(default_factory=dict)

    @property
    def site(self) -> str:
        """The id of its site."""
        return f"office-{self.number:02d}"

    @property
    def name(self) -> str:
        """Its name."""
        return f"{TOWNS[self.number % len(TOWNS)]}, {STREETS[self.number // len(TOWNS)]}"

    @property
    def seed(self) -> bytes:
        """The seed of its signing key; no real agent makes it so."""
        return sha256(f"demo {self.number}".encode()).digest()

    def mails(self, mornings: Sequence[datetime], address: str) -> Iterator[list[bytes]]:
        """Yield the mails of each morning, the oldest first, as the agent builds them: one, or two."""
        before = [mornings[0] - timedelta(days=ago) for ago in range(KNOWN_FOR, 0, -1)]
        places = [(self.number, place) for place in range(self.printers)]
        places += [self.borrowed] if self.borrowed else []
        rows = [list(days_of(*place, [*before, *mornings])) for place in places]
        for day, readings in enumerate(zip(*rows, strict=True)):
            for reading in readings:
                serial = reading.printer.identity.serial_number or ""
                self._past.setdefault(serial, []).append(past_of(reading))
            if day >= KNOWN_FOR:
                yield self._morning(day - KNOWN_FOR + 1, readings, address)

    def _morning(self, run: int, readings: Sequence[Reading], address: str) -> list[bytes]:
        report = self._report(run, readings)
        mails = [self._mail(report, address)]
        if run == self.twice_at:
            mails.append(self._mail({**report, "report_id": f"{report['report_id']}-again"}, address))
        self._last = report_bytes(report)
        return mails

    def _mail(self, report: Report, address: str) -> bytes:
        run, began = report["run_number"], datetime.fromisoformat(report["scan"]["began"])
        if run is None:
            raise LookupError("a letter has a number")
        data = report_bytes(report)
        signature = sign(self.seed, data)
        if run == self.changed_at:
            data = data.replace(b'"value": ', b'"value": 1', 1)
        letter = Letter(
            report_id=report["report_id"],
            run_number=run,
            made_at=began,
            report=data,
            signature=signature,
            csv=csv_of(report),
            subject=subject(report),
            text=text(report, signed=True),
            html=f"<p>{headline(report)}</p>\n",
        )
        delivery = Delivery(f"<{report['report_id']}@office.example>", 1, began, "", 0, began, None, None)
        return build_message(letter, delivery, f"meters@{self.site}.example", [address], began)

    def _report(self, run: int, readings: Sequence[Reading]) -> Report:
        began = readings[0].read_at
        public_key, agent = public_key_of(self.seed), f"agent-{self.number:02d}"
        enrolment = enrolment_of(self.code, agent, public_key) if self.code else None
        sender = Sender(self.site, self.name, agent, "1.0.0", "Windows 11", public_key, enrolment=enrolment)
        known = [(_device(r), printer_entry(r, f"p-{_device(r).id}", ())) for r in readings]
        facts = ScanFacts(
            began, began + timedelta(minutes=1), ("192.0.2.0/24",), (), len(known), 610, 590, ()
        )
        past = {entry["id"]: self._past[device.id] for device, entry in known}
        link = Link(f"r-{agent}-{run}", run, sha256_of(self._last) if self._last else None)
        summary = summarize(facts, (), (), (), [device.id for device, _ in known])
        return build_report(link, sender, summary, known, past)


def _device(reading: Reading) -> Device:
    identity = reading.printer.identity
    return Device(
        id=identity.serial_number or "",
        manufacturer=identity.manufacturer,
        serial_number=identity.serial_number,
        mac_address=identity.mac_address,
        ip_address=reading.ip_address,
        port=reading.port,
        snmp_version=reading.snmp_version,
        first_seen=reading.read_at,
        last_seen=reading.read_at,
    )
