"""A process may die at any moment: what it had saved is there, and the file is sound."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from agent.edge.store import Store
from tests.support.documents import part
from tests.support.store_samples import NOW, a_device, a_reading, ask, composed

ROOT = Path(__file__).parents[3]
KILLS = 16
READINGS_A_SCAN = 40


def save_for_ever(path: Path, name: str) -> None:
    """Save readings of one scan after the other; say each number once it is saved."""
    with Store.open(path, NOW) as store:
        store.agents.identity("machine", "agent-1", NOW)
        for round_number in count():
            scan = store.scans.begin(NOW, READINGS_A_SCAN)
            for number in range(READINGS_A_SCAN):
                device = a_device(number + 1)
                store.readings.save(
                    scan, device, a_reading(number + 1), part({"id": device.id, "text": "x" * 2000})
                )
                os.write(1, f"{scan} {number + 1}\n".encode())
            message_id = f"<{name}-{round_number}-{scan}>"
            store.scans.close(scan, NOW, part({"closed": True}), composed(message_id.encode()), message_id)


def child(path: Path, name: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, __file__, str(path), name], stdout=subprocess.PIPE, env=environment
    )


def killed_after(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """Kill the child that long after its first word, and return what it said."""
    assert process.stdout is not None
    with process:
        said = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        said += process.stdout.read()
    assert process.returncode != 0
    return said


def promised(said: bytes) -> tuple[int, int]:
    """Return the scan and the printers of the last whole line that the child could still say."""
    scan, printers = said[: said.rindex(b"\n")].splitlines()[-1].split()
    return int(scan), int(printers)


def check_soundness(path: Path) -> None:
    assert ask(path, "PRAGMA quick_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
    miscounted = """
        SELECT id FROM scans WHERE printers_read != (
            SELECT count(*) FROM readings r WHERE r.scan_id = scans.id
            AND 1 = (SELECT count(*) FROM documents WHERE reading_id = r.id)
            AND 1 = (SELECT count(*) FROM life_counts WHERE reading_id = r.id)
            AND 3 = (SELECT count(*) FROM supplies WHERE reading_id = r.id)
            AND 1 = (SELECT count(*) FROM alerts WHERE reading_id = r.id))
    """
    assert ask(path, miscounted) == []
    assert ask(path, "SELECT id FROM scans WHERE (ended IS NULL) != (letter_id IS NULL)") == []
    assert ask(path, "SELECT count(*), max(run_number) FROM letters") in (
        [(0, None)],
        ask(path, "SELECT count(*), count(*) FROM deliveries"),
    )


def test_a_process_killed_while_it_saves_loses_at_most_the_printer_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    chance = random.Random(20261122)  # noqa: S311 (moments to kill at, no secrets)
    for _ in range(KILLS):
        scan_id, printers = promised(killed_after(child(path, "solo"), chance.uniform(0, 0.25)))
        with Store.open(path, NOW) as store:
            last = store.scans.last()
        assert last is not None
        assert store.set_aside is None
        # What was said was saved; one more may have been, just before it could be said.
        if last.id == scan_id:
            assert last.printers_read in (printers, printers + 1)
        else:
            assert (last.id, printers) == (scan_id + 1, READINGS_A_SCAN)
            assert last.printers_read in (0, 1)
        check_soundness(path)


def test_two_processes_that_begin_and_write_at_once_keep_both(tmp_path: Path) -> None:
    path = tmp_path / "agent.db"
    both = [child(path, "left"), child(path, "right")]
    said = [killed_after(process, 0.6) for process in both]
    check_soundness(path)
    for scan_id, printers in map(promised, said):
        ((stored,),) = ask(path, f"SELECT printers_read FROM scans WHERE id = {scan_id}")  # noqa: S608 (a number)
        assert stored in (printers, printers + 1)
    run_numbers = ask(path, "SELECT run_number FROM letters ORDER BY id")
    assert run_numbers == [(number + 1,) for number in range(len(run_numbers))]
    assert len(run_numbers) > 1


if __name__ == "__main__":
    save_for_ever(Path(sys.argv[1]), sys.argv[2])
