"""A scan that reaches its deadline reports what it read, and names what it did not read and did not ask."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.messages import devices
from agent.core.model.access import Endpoint
from agent.core.schedule.tasks import LATER_ROUND, RUN
from agent.jobs.discover import READERS
from agent.jobs.scan import SCAN_DEADLINE
from tests.support import hostile_office
from tests.support.hostile_office import NETWORK, scan_among
from tests.support.loopback import OWN_PORT as PORT
from tests.support.loopback import needs_127_8
from tests.support.own_readers import own_readers
from tests.support.patience import PATIENCE
from tests.support.printer_walks import honest_walk
from tests.support.report_schema import flaws_of
from tests.support.rogue import Rogue
from tests.support.rogue_parts import drip

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_127_8

OTHERS = ("127.78.0.0/17", "127.78.128.0/18")
HOSTS = 2**15 - 2 + 2**14 - 2  # in them, of which nobody answers
DRIPPING = 2 * READERS - 2  # with the honest ones as many as are asked first (sweep_plan.MOST_NAMED)
SECONDS = 12.0  # of the scan: the others and the dripping tables take longer, the honest ones far less
LETTER = 1_200.0  # seconds that a letter may take to be handed in

Told = tuple[dict[str, Any], float]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Return the report of a scan that was ended, and how many seconds it took."""
    folder: Path = tmp_path_factory.mktemp("deadline")
    cast = [
        Rogue(Endpoint(f"{NETWORK}.{number}", PORT), honest_walk(b"DRIP%04d" % number), drip(0.14))
        for number in range(100, 100 + DRIPPING)
    ]
    honest = [str(agent.endpoint) for agent in hostile_office.honest_printers()]
    with own_readers() as readers:
        began = time.monotonic()
        targets = [*honest, *(str(rogue.endpoint) for rogue in cast), *OTHERS]
        return scan_among(cast, folder, targets, readers, SECONDS), time.monotonic() - began


def test_it_ends_in_time_with_a_whole_report(shown: Told) -> None:
    report, seconds = shown
    assert seconds < PATIENCE
    assert flaws_of(report) == []


def test_the_honest_printers_are_in_it(shown: Told) -> None:
    rows = {row["serial_number"]: row["read_status"] for row in shown[0]["printers"]}
    assert [rows[serial.decode()] for serial in hostile_office.HONEST.values()] == ["ok", "ok"]


def test_each_device_that_answered_and_was_not_read_is_named_with_why(shown: Told) -> None:
    report = shown[0]
    unread = {row["ip_address"] for row in report["unreadable"] if row["why"] == devices.NOT_READ_IN_TIME}
    read = {row["ip_address"] for row in (*report["printers"], *report["unreadable"])}
    dripping = {f"{NETWORK}.{number}" for number in range(100, 100 + DRIPPING)}
    assert unread
    assert unread <= dripping <= read
    (note,) = [note for note in report["scan"]["notes"] if note.endswith(f"not read: {len(unread)}.")]
    assert note == f"The scan stopped after 0 minutes. Devices found but not read: {len(unread)}."


def test_addresses_whose_turn_did_not_come_are_counted_and_not_called_silent(shown: Told) -> None:
    scan = shown[0]["scan"]
    (note,) = [note for note in scan["notes"] if "not searched" in note]
    found = re.search(r"^The scan stopped after 0 minutes\. Addresses not searched: (\d+)\.$", note)
    assert found is not None
    assert scan["addresses_asked"] + int(found[1]) == 2 + DRIPPING + HOSTS
    assert 2 + DRIPPING <= scan["addresses_asked"] < 2 + DRIPPING + HOSTS


def test_the_deadline_leaves_time_for_the_letter_before_the_process_is_ended() -> None:
    assert min(RUN.deadline, LATER_ROUND.deadline) > SCAN_DEADLINE + LETTER
