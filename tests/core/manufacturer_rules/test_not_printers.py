"""What answers SNMP and is no printer is told apart, with the reason."""

from __future__ import annotations

import pytest

from agent.core.messages.texts.devices import not_a_printer
from agent.core.model.walk import Tag, Varbind, Walk, parse_oid
from agent.core.polling.first_answers import is_printer, other_kind

SYS_DESCR, SYS_OBJECT_ID = parse_oid("1.3.6.1.2.1.1.1.0"), parse_oid("1.3.6.1.2.1.1.2.0")
PRINT_QUEUE = Varbind(parse_oid("1.3.6.1.2.1.25.3.5.1.1.7"), Tag.INTEGER, 3)  # hrPrinterStatus
LIFE_COUNT = Varbind(parse_oid("1.3.6.1.2.1.43.10.2.1.4.1.1"), Tag.COUNTER32, 7)
HOST, ROUTER = 72, 78  # sysServices

WINDOWS = (
    "Hardware: Intel64 Family 6 - Software: Windows Version 10.0 (Build 20348)",
    "1.3.6.1.4.1.311.1.1.3.1.2",
)
LINUX = ("Linux files 6.1.0-18-amd64 x86_64", "1.3.6.1.4.1.8072.3.2.10")


def device(sys_descr: str, sys_object_id: str, *more: Varbind) -> Walk:
    return Walk(
        [
            Varbind(SYS_DESCR, Tag.OCTET_STRING, sys_descr.encode()),
            Varbind(SYS_OBJECT_ID, Tag.OBJECT_IDENTIFIER, parse_oid(sys_object_id)),
            *more,
        ]
    )


@pytest.mark.parametrize(
    ("sys_descr", "sys_object_id", "services", "reason"),
    [
        (*WINDOWS, HOST, "Not a printer: computer"),
        (*LINUX, HOST, "Not a printer: computer"),
        (*LINUX, ROUTER, "Not a printer: router, switch or access point"),
        ("Linux DiskStation 4.4", "1.3.6.1.4.1.6574.1", HOST, "Not a printer: network storage (NAS)"),
        ("Linux TS-453", "1.3.6.1.4.1.24681.2.1", HOST, "Not a printer: network storage (NAS)"),
        ("APC Web/SNMP Management Card", "1.3.6.1.4.1.318.1.3.27", HOST, "Not a printer: power supply (UPS)"),
        ("VMware ESXi 8.0.2 build-22380479", "1.3.6.1.4.1.6876.4.1", HOST, "Not a printer: computer"),
        (
            "pfSense fw.office.lan 2.7 FreeBSD 14",
            "1.3.6.1.4.1.12325.1.1.2.1.1",
            ROUTER,
            "Not a printer: router, switch or access point",
        ),
        (
            "Acme 8-port Print Server",
            "1.3.6.1.4.1.99999.1",
            HOST,
            "Not a printer: print server that shows no printer data",
        ),
        ("10/100 USB Scan Server", "1.3.6.1.4.1.99999.1", HOST, "Not a printer: scanner"),
        ("Acme Switch 24", "1.3.6.1.4.1.99999.2", 2, "Not a printer: router, switch or access point"),
        ("thing", "1.3.6.1.4.1.99999.3", HOST, "Not a printer"),
    ],
)
def test_the_reason_says_what_it_is(sys_descr: str, sys_object_id: str, services: int, reason: str) -> None:
    walk = device(sys_descr, sys_object_id)
    assert not is_printer(walk)
    assert not_a_printer(other_kind(walk), services) == reason


@pytest.mark.parametrize("computer", [WINDOWS, LINUX])
def test_a_computer_with_print_queues_is_no_printer(computer: tuple[str, str]) -> None:
    assert not is_printer(device(*computer, PRINT_QUEUE))


@pytest.mark.parametrize("computer", [WINDOWS, LINUX])
def test_a_printer_that_runs_a_known_system_is_one_by_its_printer_mib(computer: tuple[str, str]) -> None:
    assert is_printer(device(*computer, PRINT_QUEUE, LIFE_COUNT))


def test_a_row_of_printers_is_enough_where_nothing_says_otherwise() -> None:
    assert is_printer(device("thing", "1.3.6.1.4.1.99999.3", PRINT_QUEUE))
