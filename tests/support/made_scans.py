"""An office whose printers are scanned for real on made-up days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from agent.commands.scan import make_adapters
from agent.core.mib import objects
from agent.core.model.access import Endpoint, Secret
from agent.core.report_builder.report import Sender
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge.store import Store
from agent.jobs.report import close_without_letter, report_without_letter
from agent.jobs.scan import Order, scan
from tests.support.loopback import OWN_PORT
from tests.support.made_printers import OFFICE_PRINTER, made, merged
from tests.support.own_readers import own_readers
from tests.support.report_schema import flaws_of
from tests.support.store_samples import DAY, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.core.model.walk import Walk
    from tests.support.documents import Document

SENDER = Sender("north", "North", "agent-1", "1.0", "Linux", None)
ONE, OTHER = Endpoint("127.81.0.7", OWN_PORT), Endpoint("127.81.0.8", OWN_PORT)
SERIAL, MAC, MODEL = "EX8K000417", "02:00:5e:10:00:07", "ColorWorks 500"


def printer(count: int, serial: str = SERIAL, mac: str = MAC, model: str = MODEL) -> Walk:
    """Return the office's printer with this life count, serial number, MAC address and model."""
    return merged(
        OFFICE_PRINTER,
        made(
            {
                (objects.PRT_MARKER_LIFE_COUNT, (1, 1)): count,
                (objects.PRT_GENERAL_SERIAL_NUMBER, (1,)): serial.encode(),
                (objects.HR_DEVICE_DESCR, (1,)): f"Examplar {model}".encode(),
                (objects.PRT_GENERAL_PRINTER_NAME, (1,)): model.encode(),
                (objects.IF_PHYS_ADDRESS, (2,)): bytes.fromhex(mac.replace(":", "")),
            }
        ),
    )


@dataclass
class Office:
    """A store, and a calendar."""

    store: Store

    def scan(self, day: int, *agents: SimulatedAgent) -> Document:
        """Scan these printers on a day after NOW, and return the report."""
        with own_readers() as readers, serve(agents) as served:
            tools = replace(make_adapters(readers), now=lambda: NOW + day * DAY)
            targets = tuple(str(agent.endpoint) for agent in served)
            order = Order(targets, (), OWN_PORT, (Secret("public"),), (), 1.0)
            finished = scan(order, tools, self.store, lambda *_: None)
        close_without_letter(finished, self.store)
        report = report_without_letter(finished.summary, self.store, SENDER, f"r{day}")
        assert flaws_of(report) == []
        return report

    def read(self, day: int, walk: Walk, place: Endpoint = ONE) -> Document:
        """Scan one printer, and return its entry."""
        (entry,) = self.scan(day, SimulatedAgent(walk, place))["printers"]
        return dict(entry)


@pytest.fixture(name="scanned")
def scanned_office(tmp_path: Path) -> Iterator[Office]:
    with Store.open(tmp_path / "agent.db", NOW) as store:
        yield Office(store)
