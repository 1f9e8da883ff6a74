"""meters device: what a person says of the printers that are known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import ConditionKind
from agent.edge.store import Store
from agent.jobs.report import close_without_letter
from agent.jobs.scan import Finished
from tests.support.command_line import Program
from tests.support.documents import part
from tests.support.store_samples import DAY, NOW, a_device, a_reading

if TYPE_CHECKING:
    from pathlib import Path

    from agent.core.model.records import Device

ONE = replace(a_device(1), model="HL-1", manufacturer="Brother")
# Two that call themselves as a printer that is known for longer.
FORMER = replace(a_device(2), id="aaaa0002", serial_number="SAME", first_seen=NOW - 90 * DAY)
PRESENT = replace(FORMER, id="bbbb0003", ip_address="10.0.0.3", first_seen=NOW)
OTHER = replace(FORMER, id="cccc0004", ip_address="10.0.0.4", first_seen=NOW)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return a program whose store knows these devices; the last scan missed the first."""
    (tmp_path / "data").mkdir(mode=0o700)
    with Store.open(tmp_path / "data" / "agent.db", NOW) as store:
        for day, device in enumerate((ONE, FORMER, PRESENT, OTHER), start=-4):
            scan_id = store.scans.begin(NOW + day * DAY, 1)
            keep(store, scan_id, device, day)
        close_without_letter(Finished(scan_id, NOW, part(missed(ONE))), store)
        facts = {"addresses": "10.0.0.3, 10.0.0.4", "device_id": FORMER.id}
        store.conditions.record(ConditionKind.HISTORY_DISPUTED, "SAME", facts, NOW)
    return Program(tmp_path / "data")


def keep(store: Store, scan_id: int, device: Device, day: int) -> None:
    reading = replace(a_reading(1, NOW + day * DAY, 1000 + day), ip_address=device.ip_address)
    entry = {"id": device.id, "read_at": (NOW + day * DAY).isoformat(), "count": 1000 + day}
    store.readings.save(scan_id, device, reading, part(entry))


def missed(device: Device) -> dict[str, object]:
    row = {"id": device.id, "last_seen": NOW.isoformat(), "ip_address": device.ip_address}
    scan = {"began": NOW.isoformat(), "ended": NOW.isoformat(), "notes": []}
    return {"scan": scan, "silent_known": [row], "unreadable": [], "left_out": [], "retired": []}


def devices(program: Program) -> dict[str, Device]:
    with Store.open(program.data / "agent.db", NOW) as store:
        return {device.id: device for device in store.readings.devices()}


def test_it_lists_who_is_known(program: Program) -> None:
    ended = program.run("device")
    assert ended.code == 0
    first, *_ = ended.stdout.decode().splitlines()
    assert first == "aaaa0002  Brother, SAME, 10.0.0.2, last read 22 November 2026, 08:15"
    assert "d1  Brother HL-1, S1, 10.0.0.1" in ended.stdout.decode()


@pytest.mark.parametrize("name", ["S1", "s1", "10.0.0.1"])
def test_who_is_retired_is_missed_no_more_at_once(program: Program, name: str) -> None:
    ended = program.run("device", name, "retire")
    assert (ended.code, ended.stderr) == (0, b"")
    assert ended.stdout.decode() == (
        "The printer with the serial number S1 at 10.0.0.1 is retired. "
        "It is no longer reported as not responding.\n"
    )
    assert devices(program)["d1"].retired_at is not None
    assert "retired: d1" in program.run("device").stdout.decode()
    program.run("device", name, "unretire")
    assert devices(program)["d1"].retired_at is None


def test_the_one_that_goes_on_has_the_whole_history_under_its_old_id(program: Program) -> None:
    ended = program.run("device", "10.0.0.3", "continue")
    assert ended.code == 0, ended.stderr
    known = devices(program)
    assert set(known) == {"d1", "aaaa0002", "cccc0004"}
    assert (known["aaaa0002"].ip_address, known["aaaa0002"].first_seen) == ("10.0.0.3", FORMER.first_seen)
    with Store.open(program.data / "agent.db", NOW) as store:
        counts = [reading.life_counts[0][1].value for reading in store.readings.counts_of("aaaa0002", 9)]
        assert counts == [997, 998]
        latest = {device.id: entry for device, entry in store.readings.latest_entries()}
        assert latest["aaaa0002"]["id"] == "aaaa0002"
        assert store.conditions.standing() == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("SAME", "retire"), "Several printers match SAME."),
        (("nobody", "retire"), "No known printer matches nobody."),
        (("", "retire"), "No known printer matches ."),
        (("d", "retire"), "No known printer matches d."),
        (("S1", "continue"), "No other printer has the same identity as the one at 10.0.0.1."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(program: Program, arguments: tuple[str, ...], said: str) -> None:
    before = devices(program)
    ended = program.run("device", *arguments)
    assert ended.code == 2
    assert said in ended.stderr.decode()
    assert devices(program) == before
