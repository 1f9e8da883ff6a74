"""The demo's office as settings, its made-up past, its mail as it arrived and was signed."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.policy import SMTP
from typing import TYPE_CHECKING

from agent.core.history.matching import seen_again
from agent.core.interpretation import read_printer
from agent.core.messages import demo as demo_messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.core.model.printer import Reading
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.core.report_format.signatures import verify_report
from agent.core.settings import Settings, settings_of
from agent.demo.changed_printers import KNOWN, SUCCESSORS
from agent.demo.made_up_printers import USER_NAME
from agent.demo.past import days_before
from agent.jobs.verify import REPORT, SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from agent.core.model.access import Endpoint
    from agent.core.model.records import Device
    from agent.demo.printer_walk import DemoDevice
    from agent.edge.store import Store


@dataclass(frozen=True, slots=True)
class ArrivedMail:
    """A mail as the server took it: `raw`, its HTML text, its attachments by file name."""

    raw: bytes
    page: str
    attachments: Mapping[str, bytes]


def office_settings(endpoints: Iterable[Endpoint], mail_host: str, mail_port: int) -> Settings:
    """Return the settings of an office with these devices and a mail server that wants no login."""
    return settings_of(
        {
            "site.id": "demo",
            "site.name": demo_messages.SITE_NAME,
            "network.targets": tuple(f"{endpoint.address}:{endpoint.port}" for endpoint in endpoints),
            "network.users": ({"name": USER_NAME, "auth": "SHA", "privacy": "none", "context": ""},),
            "mail.host": mail_host,
            "mail.port": mail_port,
            "mail.security": "none",
            "mail.sender": "meters@demo.example",
            "mail.recipients": ("office@demo.example",),
        }
    )


def remember_past(store: Store, endpoints: Mapping[str, Endpoint], now: datetime) -> None:
    """Keep the made-up past of the demo's office as if this program had scanned it daily.

    `endpoints` says where each device is today, by its MAC address. A store that knows printers is
    that of an earlier demo: it has its past.
    """
    if store.readings.devices():
        return
    places = [endpoints[SUCCESSORS.get(device.mac_address, device.mac_address)] for device in KNOWN]
    office = [_reading(device, at, now) for device, at in zip(KNOWN, places, strict=True)]
    known: dict[str | None, Device] = {}
    for _, readings in days_before(office, now.date()):
        began = readings[0].read_at
        read = []
        scan_id = store.scans.begin(began, len(readings))
        for reading in readings:
            serial = reading.printer.identity.serial_number
            known[serial] = device = seen_again(known.get(serial), reading, f"demo-{serial}")
            store.readings.save(scan_id, device, reading, printer_entry(reading, device.id, ()))
            read.append(device.id)
        facts = ScanFacts(began, began, (), (), len(readings), 0, 0, ())
        store.scans.close(scan_id, began, summarize(facts, (), (), (), read))


def _reading(device: DemoDevice, at: Endpoint, now: datetime) -> Reading:
    """Return the program's reading of a device today."""
    printer = read_printer(device.walk, at.address)
    return Reading(printer, now, at.address, at.port, max(device.versions, default="2c"))


def open_mail(raw: bytes) -> ArrivedMail:
    """Return the parts of a mail; a part that is not there is empty or missing, never an error."""
    message = email.message_from_bytes(raw, policy=SMTP)
    page = message.get_body(("html",))
    attachments = {
        part.get_filename(""): part.get_payload(decode=True) for part in message.iter_attachments()
    }
    return ArrivedMail(
        raw=raw,
        page=page.get_content() if page else "",
        attachments={name: content for name, content in attachments.items() if isinstance(content, bytes)},
    )


def check_mail(mail: ArrivedMail, public_key: str) -> None:
    """Raise AgentError unless the mail's report is whole and signed by the key of `public_key` (base64)."""
    signature = mail.attachments.get(SIGNATURE, b"").decode("ascii", "replace")
    verdict = verify_report(mail.attachments.get(REPORT, b""), signature, public_key)
    if verdict.problems or not mail.page:
        raise AgentError(demo_messages.NOT_VERIFIED, code=ExitCode.NEEDS_ATTENTION)
