"""Scans, one after the other, of an office whose rogues crash net-snmp or hang it; run as a child process."""

from __future__ import annotations

import json
import logging
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent.context.office import now
from agent.core.model.access import Endpoint, Secret
from agent.core.snmp_codec.message import Version
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import udp
from agent.edge.snmp.ask import ask
from agent.edge.snmp.readers import FORKED
from agent.edge.store import Store
from agent.jobs.report import close_without_letter, report_without_letter
from agent.jobs.scan import Order, ScanAdapters, scan
from tests.support.crashing_rogues import ANSWERS, USER, Crashing, never_in_time
from tests.support.hostile_office import SENDER
from tests.support.loopback import OWN_PORT
from tests.support.own_readers import own_readers
from tests.support.printer_walks import honest_walk
from tests.support.rogue import rogues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.edge.snmp.readers import Readers

NETWORK = "127.77.2"
TIMEOUT = 0.3  # seconds, the base wait of each question
MARGIN = 5.0  # seconds beyond what a question may take: beside much other load a reader is held up for two
POSITIONS = (0, 1, 2, 4)
SCANS = ("first", "second", "mended", "mended again", "mended for good")
HONEST = (
    *((number, frozenset({"2c"})) for number in (1, 2, 3)),
    *((number, frozenset({"1"})) for number in (4, 5)),
    *((number, frozenset({"3"})) for number in (6, 7)),
)


class Heard(logging.Handler):
    """The lines that the program wrote to its log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(record.getMessage())


def cast() -> dict[str, Crashing]:
    """Return a rogue for each answer, version and position in the conversation, by name."""
    parts = [(v, name, how, at) for v in Version for name, how in ANSWERS.items() for at in POSITIONS]
    parts += [(Version.V3, "late", never_in_time, at) for at in POSITIONS]
    return {
        f"{version.name} {name} {at}": Crashing(
            Endpoint(f"{NETWORK}.{number}", OWN_PORT),
            honest_walk(f"CRASH{number:03}".encode()),
            lambda _: (),
            version=version,
            how=how,
            since=at,
            answers_get=version is Version.V1,
        )
        for number, (version, name, how, at) in enumerate(parts, 10)
    }


def honest() -> Iterator[SimulatedAgent]:
    """Yield the printers that every scan has to read completely."""
    for number, versions in HONEST:
        walk = honest_walk(b"HONEST%02d" % number)
        user = USER if "3" in versions else None
        yield SimulatedAgent(walk, Endpoint(f"{NETWORK}.{number}", OWN_PORT), versions=versions, user=user)


def scan_once(store: Store, readers: Readers, number: int) -> dict[str, Any]:
    """Scan the office once; return its report, what stands, how long it took and what was logged."""
    ids, began, heard = count(), time.monotonic(), Heard()
    tools = ScanAdapters(
        interfaces=tuple,
        resolve=lambda _: (),
        sweep=udp.sweep,
        readers=readers,
        ask=ask,
        now=now,
        new_id=lambda: f"p-{number}-{next(ids)}",
        new_request_id=lambda: 1_000 * number,
    )
    order = Order((f"{NETWORK}.0/25",), (), OWN_PORT, (Secret("public"),), (USER,), TIMEOUT)
    logging.getLogger("agent").addHandler(heard)
    finished = scan(order, tools, store, lambda _event, _addresses: None)
    logging.getLogger("agent").removeHandler(heard)
    close_without_letter(finished, store)
    report = report_without_letter(finished.summary, store, SENDER, "r-1")
    return {
        "report": report,
        "conditions": {one.subject: dict(one.facts) for one in store.conditions.standing()},
        "seconds": time.monotonic() - began,
        "log": heard.lines,
    }


def main(engine: str, folder: Path) -> None:
    """Scan for as long as rogues are rogues, and then until they have been honest three times."""
    rogue_devices = cast()
    shown: dict[str, Any] = {}
    with rogues(rogue_devices.values()), serve(honest()), Store.open(folder / "agent.db", now()) as store:
        store.agents.identity("machine", "agent-1", now())
        for number, name in enumerate(SCANS, 1):
            for rogue in rogue_devices.values():
                rogue.asked = -1_000_000 if name.startswith("mended") else 0
            # Each scan is a process in real life; here its readers are, which is what remembers anything.
            with own_readers(replace(FORKED, engine=engine, margin=MARGIN)) as readers:
                shown[name] = scan_once(store, readers, number)
    maps = Path("/proc/self/maps")
    shown["loaded"] = [name for name in ("easysnmp", "ezsnmp") if name in sys.modules]
    shown["mapped"] = "netsnmp" in maps.read_text() if maps.exists() else False
    sys.stdout.write(json.dumps(shown))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
