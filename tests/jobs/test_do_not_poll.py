"""A printer that crashes of SNMP, in two whole scans: identified in the first, left alone in the second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.discovery.do_not_poll import FLAG
from agent.core.mib import objects
from agent.core.model.access import Endpoint
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.command_line import validated
from tests.support.loopback import needs_127_8
from tests.support.made_makers import device
from tests.support.made_printers import OFFICE_PRINTER, merged, without

if TYPE_CHECKING:
    from tests.support.command_line import Program

FRAGILE = merged(
    without(OFFICE_PRINTER, (*objects.IF_PHYS_ADDRESS, 1)),
    device("11.2.3.9.1", {}, device="hp LaserJet 9040"),
)


@needs_127_8
def test_a_printer_that_crashes_is_asked_in_one_scan_alone(program: Program) -> None:
    with serve([SimulatedAgent(FRAGILE, Endpoint("127.79.3.1", 0))]) as (agent,):
        target = str(agent.endpoint)
        (row,) = validated(program.run("scan", target, "--json", "-").stdout)["printers"]
        again = program.run("scan", target, "--json", "-")
    assert (row["flags"], row["serial_number"]) == ([FLAG, "new_device"], "EX8K000417")
    assert row["read_status"] == "partial"
    report = validated(again.stdout)
    assert again.code == 1
    assert (report["scan"]["addresses_asked"], report["scan"]["datagrams_sent"]) == (0, 0)
    assert [(row["ip_address"], "crashes" in row["why"]) for row in report["unreadable"]] == [
        ("127.79.3.1", True)
    ]
