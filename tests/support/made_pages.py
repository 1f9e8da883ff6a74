"""Reports and pasts for tests of the page: offices of any size, as the program reads them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from agent.core.history.past import PastReading, PastSupply
from agent.core.interpretation import read_printer
from agent.core.model.printer import Reading
from agent.core.model.records import Device
from agent.core.report_builder.printer_entry import printer_entry
from agent.core.report_builder.report import Link, Sender, build_report
from agent.core.report_builder.summary import ScanFacts, summarize
from agent.demo.made_up_printers import OFFICE
from agent.demo.past import days_before
from tests.support.documents import Document, part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.core.history.past import Past
    from agent.demo.printer_walk import DemoDevice

# Names that somebody could give to a printer or an office to get more than a name into a page.
HOSTILE = (
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)' x='",
    "</title></style></bdi></svg><img src=x onerror=alert(1)>",
    "=cmd()|'/c calc'!A0",
    "{{ 7 * 7 }}{% for x in y %}",
    "&lt;b&gt; &amp;amp; &#x3c;i&#x3e;",
    "]]> <!-- --> <![CDATA[",
    "\u202edrawer \u2066isolated \u200fmark",
    "مكتب الاستقبال",
    "🖨️👩‍💻🏳️‍🌈" * 20,
    "W" * 10_000,
    "one word after the other " * 400,
    "bell\x07 escape\x1b[2J nul\x00 line\r\nline",
)
BEGAN = datetime(2026, 11, 23, 8, 30, tzinfo=timezone(timedelta(hours=1)))
SENDER = Sender("hill", "Hill Street office", "agent-1", "1.0", "test", None)


def a_reading(device: DemoDevice, at: datetime = BEGAN, address: str = "192.0.2.7") -> Reading:
    """Return the program's reading of a device of the demo."""
    return Reading(read_printer(device.walk, address), at, address, 161, "2c")


def demo_entry(place: str, /, **changes: Any) -> Document:  # noqa: ANN401 (any value of meters.json)
    """Return the entry of the demo's printer at this place, with changes."""
    device = next(device for device in OFFICE if device.location == place)
    return printer_entry(a_reading(device), f"id-{device.host_name}", ()) | changes


def a_report(entries: Iterable[Document], past: Past | None = None, site: str = SENDER.site_name) -> Document:
    """Return a whole report of these printers, with what their past adds."""
    facts = ScanFacts(BEGAN, BEGAN, (), (), 0, 12, 11, ())
    known = [(_device(entry), entry) for entry in entries]
    summary = summarize(facts, (), (), (), [device.id for device, _ in known])
    report = build_report(Link("r-1", 7), SENDER, summary, known, past or {})
    return {**report, "site": {"id": "hill", "name": site, "enrolment": None}}


def _device(entry: Document) -> Device:
    return Device(entry["id"], None, None, None, "192.0.2.7", 161, "2c", BEGAN, BEGAN)


def demo_past() -> Past:
    """Return the demo's made-up past by the ids that demo_entry gives."""
    past: dict[str, list[PastReading]] = {}
    for _, readings in days_before([a_reading(d) for d in OFFICE if d.printer], BEGAN.date()):
        for reading in readings:
            past.setdefault(f"id-{reading.printer.identity.host_name}", []).append(past_reading(reading))
    return past


def past_reading(reading: Reading) -> PastReading:
    """Return the part that the store would give back of a reading."""
    return PastReading(
        read_at=reading.read_at,
        life_counts=tuple((m.index, m.life_count) for m in reading.printer.markers if m.life_count),
        supplies=tuple(
            PastSupply(s.index, s.type, s.colorant, s.part_number, s.serial_number, s.level.percent_left)
            for s in reading.printer.supplies
        ),
        counters=part({}),
    )


def large_office(printers: int) -> tuple[Document, Past]:
    """Return a report of that many printers, each with the past of one of the demo's."""
    models = [demo_entry(device.location) for device in OFFICE if device.printer]
    past = demo_past()
    entries, pasts = [], {}
    for number in range(printers):
        model = models[number % len(models)]
        name = f"{model['id']}-{number}"
        entries.append(model | {"id": name, "location": f"{model['location']} {number}"})
        pasts[name] = past[model["id"]]
    return a_report(entries, pasts), pasts
