"""A whole scan among rogue devices, with everything real but the printers; also run as a child process."""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from agent.context.office import now
from agent.core.mail.letter import text
from agent.core.model.access import Endpoint, Secret
from agent.core.report_builder.report import Sender
from agent.core.reporting.meters_csv import csv_of
from agent.demo.simulator import SimulatedAgent, serve
from agent.edge import udp
from agent.edge.snmp.ask import ask
from agent.edge.store import Store
from agent.jobs.report import close_without_letter, report_without_letter
from agent.jobs.scan import SCAN_DEADLINE, Order, ScanAdapters, scan
from agent.ui.mail_page import render_mail_page
from agent.ui.page import render_page
from agent.ui.terminal import printers_table
from tests.support.loopback import OWN_PORT as PORT
from tests.support.own_readers import own_readers
from tests.support.printer_walks import honest_walk, with_numbers, with_texts
from tests.support.rogue import Heard, Rogue, Said, rogues
from tests.support.rogue_parts import PARTS, drip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.core.model.walk import Walk
    from agent.edge.snmp.readers import Readers
    from tests.support.documents import Document

NETWORK = "127.77.1"
TIMEOUT = 0.15  # seconds, the base wait of each question
DEADLINE = 6.0  # seconds for one device; an honest one takes a tenth of one
SENDER = Sender("north", "North", "agent-1", "0", "test", None)
FORGED = b"Hall\r\n-- data --\r\nRUN_NUMBER = 99\x1b[2J\0\xc3\x28\xed\xa0\x80<script>alert(1)</script>"
HUGE = 2**64 - 1

HONEST = {1: b"EX8K000417", 2: b"EX8K000418"}


def everybody() -> dict[str, Rogue]:
    """Return a rogue for each part, by its name."""
    walks: dict[str, Walk] = {
        "forged": with_texts(b"FORGED01", FORGED),
        "huge": with_numbers(b"HUGE0001", HUGE),
    }
    parts = {**PARTS, "forged": PARTS["honest"], "huge": PARTS["honest"], "drip": drip(TIMEOUT * 0.9)}
    del parts["honest"]
    return {
        name: Rogue(_place(number), walks.get(name, honest_walk(f"ROGUE{number:03}".encode())), part)
        for number, (name, part) in enumerate(parts.items(), 3)
    }


def _place(number: int) -> Endpoint:
    return Endpoint(f"{NETWORK}.{number}", PORT)


def honest_printers() -> list[SimulatedAgent]:
    """Return the two printers that every scan has to read completely."""
    return [SimulatedAgent(honest_walk(serial), _place(number)) for number, serial in HONEST.items()]


def scan_among(
    cast: Iterable[Rogue],
    folder: Path,
    targets: Sequence[str],
    readers: Readers,
    seconds: float = SCAN_DEADLINE,
) -> Document:
    """Scan the targets once with a store in `folder` and return the report, made into every form."""
    ids = count()
    tools = ScanAdapters(
        interfaces=tuple,
        resolve=lambda _: (),
        sweep=udp.sweep,
        readers=readers,
        ask=partial(ask, deadline=DEADLINE),
        now=now,
        new_id=lambda: f"p-{next(ids)}",
        new_request_id=lambda: 1_000,
        seconds=seconds,
    )
    order = Order(tuple(targets), (), PORT, (Secret("public"),), (), TIMEOUT)
    with rogues(cast), serve(honest_printers()), Store.open(folder / "agent.db", now()) as store:
        store.agents.identity("machine", "agent-1", now())
        finished = scan(order, tools, store, lambda _event, _addresses: None)
        close_without_letter(finished, store)
        report = report_without_letter(finished.summary, store, SENDER, "r-1")
        past = store.readings.past(now() - timedelta(days=1))
    for _ in (text(report, signed=False), csv_of(report), render_page(report, past), printers_table(report)):
        pass
    render_mail_page(report, past, None, False)
    return report


def mutated(honest: bytes, chance: random.Random) -> bytes:
    """Return a datagram near an honest one: octets changed, cut, doubled, put in; or mere noise."""
    octets = bytearray(honest)
    kind = chance.randrange(6)
    if kind == 0:
        return chance.randbytes(chance.randrange(0, 200))
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(octets))
        if kind == 1:
            octets[place] = chance.randrange(256)
        elif kind == 2:
            octets[place] ^= 1 << chance.randrange(8)
        elif kind == 3:
            octets[place:place] = chance.randbytes(chance.randrange(1, 9))
        elif kind == 4 and len(octets) > 20:
            del octets[place : place + chance.randrange(1, 9)]
        else:
            octets[place] = chance.choice((0, 0x7F, 0x80, 0x84, 0xFF))
    return bytes(octets)


def fuzzing(seed: int) -> list[Rogue]:
    """Return rogues that answer with mutated datagrams, then, so that the read goes on, an honest one."""

    def part(heard: Heard, chance: random.Random) -> list[Said]:
        strange = [Said(mutated(heard.honest, chance)) for _ in range(3)]
        return [*strange, Said(heard.honest)] if chance.random() < 0.7 else strange

    chance = random.Random(seed)  # noqa: S311 (datagrams to try, no secrets)
    return [
        Rogue(_place(number), honest_walk(b"FUZZ%04d" % number), partial(part, chance=chance))
        for number in range(3, 15)
    ]


def peak_memory() -> int:
    """Return the most memory that this process ever had, in KiB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 (not on Windows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(cast: list[Rogue], folder: Path) -> None:
    """Scan among the cast; print the report, how long it took and by how many KiB memory grew."""
    began, memory = time.monotonic(), peak_memory()
    with own_readers() as readers:  # first: the rogues have threads
        report = scan_among(cast, folder, [f"{NETWORK}.0/27"], readers)
    told = {"report": report, "seconds": time.monotonic() - began, "growth": peak_memory() - memory}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    seed = sys.argv[1]
    main(list(everybody().values()) if seed == "everybody" else fuzzing(int(seed)), Path(sys.argv[2]))
