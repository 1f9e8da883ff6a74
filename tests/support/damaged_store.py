"""A store with two waiting letters and a past, and what can happen to its file."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

from agent.core.model.records import Letter
from agent.edge.store import Store
from tests.support.documents import part
from tests.support.settled_letters import mark_sent
from tests.support.store_samples import NOW, a_device, a_reading, ask

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from agent.edge.store import Compose

PAGE = 4096
REPORT_SIZE = 30_000  # octets: a row of several overflow pages


def a_letter(name: str) -> Compose:
    """Return a compose whose report is JSON, as long as that of an office."""

    def compose(run_number: int, previous_sha256: str | None) -> Letter:
        report = {"run_number": run_number, "previous_sha256": previous_sha256, "filled": name * REPORT_SIZE}
        data = json.dumps(report).encode()
        pictures = {f"pages.{name}": name.encode() * 5000}
        return Letter(
            f"r-{name}", run_number, NOW, data, None, b"csv\r\n", "subject", "text", "<p>", pictures
        )

    return compose


def an_office(path: Path, printers: int = 30) -> None:
    """Make a store of agent-1 with three runs: the first was sent, two wait."""
    with Store.open(path, NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
        for name in ("a", "b", "c"):
            scan = store.scans.begin(NOW, printers)
            for number in range(printers):
                store.readings.save(scan, a_device(number), a_reading(number), part({"text": name * 3000}))
            store.scans.close(scan, NOW, part({}), a_letter(name), f"<{name}@example.com>")
        mark_sent(store, "<a@example.com>", NOW)


def waiting_reports(store: Store) -> dict[str, bytes]:
    """Return the reports that wait, by Message-ID."""
    letters = {
        delivery.message_id: store.letters.of_delivery(delivery.message_id)
        for delivery in store.letters.waiting()
    }
    return {message_id: letter.report for message_id, letter in letters.items() if letter}


def with_page(path: Path, number: int, content: bytes) -> None:
    """Write over one page of a closed database."""
    with path.open("r+b") as file:
        file.seek((number - 1) * PAGE)
        file.write(content)


def root_page(path: Path, name: str) -> int:
    """Return the page where a table begins."""
    ((page,),) = ask(path, f"SELECT rootpage FROM sqlite_schema WHERE name = '{name}'")  # noqa: S608 (our own name)
    assert isinstance(page, int)
    return page


def cut_off(path: Path, work: Callable[[Store], None]) -> None:
    """Leave a folder as a killed process does that worked on the store: its log is not folded in."""
    aside = path.parent.with_name("as it was")
    # Another reader's transaction keeps SQLite from folding the log in.
    with Store.open(path, NOW) as store, closing(_reader(path)):
        work(store)
        shutil.copytree(path.parent, aside)
    shutil.rmtree(path.parent)
    aside.rename(path.parent)


def _reader(path: Path) -> sqlite3.Connection:
    import sqlite3  # noqa: PLC0415 (the type above is its only other use)

    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM letters").fetchone()
    return reader


def cut(path: Path, length: int) -> None:
    """Cut the file to this length."""
    os.truncate(path, length)
