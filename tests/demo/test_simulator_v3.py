"""Simulated printers, asked by net-snmp's own tools over every version, and SNMPv3's time window."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.model.access import Endpoint, Secret, User
from agent.core.model.walk import Oid, Tag, Varbind, Walk
from agent.core.snmp_codec.message import Pdu, PduKind, Version, encode_pdu
from agent.core.snmp_codec.message_v3 import (
    Flag,
    V3Message,
    blank_digest,
    decode_scoped,
    decode_v3,
    encode_scoped,
    encode_v3,
)
from agent.core.snmp_codec.usm import is_authentic, message_digest, user_key
from agent.demo.responder import View
from agent.demo.responder_v3 import Engine, UsmStat
from agent.demo.simulator import SimulatedAgent, serve
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

needs_net_snmp = pytest.mark.skipif(
    shutil.which("snmpbulkwalk") is None, reason="net-snmp's tools are not installed"
)

ANYWHERE = Endpoint("127.0.0.1", 0)
SYS_DESCR = (1, 3, 6, 1, 2, 1, 1, 1, 0)
COLUMN = (1, 3, 6, 1, 4, 1, 9, 1)
OCTETS_64 = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6, 1)  # ifHCInOctets.1
ROWS = 60
WALK = Walk(
    [
        Varbind(SYS_DESCR, Tag.OCTET_STRING, b"Laser 3000"),
        Varbind(OCTETS_64, Tag.COUNTER64, 2**63),
        *(Varbind((*COLUMN, row), Tag.OCTET_STRING, b"toner" * 8) for row in range(1, ROWS + 1)),
        Varbind((*COLUMN, ROWS + 1), Tag.OCTET_STRING, b"*" * 1500),
        Varbind((1, 3, 6, 1, 4, 1, 9, 2, 0), Tag.INTEGER, -3),
    ]
)
USER = User("bob", "SHA", Secret("maplesyrup"))
ALL_VERSIONS = SimulatedAgent(WALK, ANYWHERE, versions=frozenset({"1", "2c", "3"}), user=USER)
BOB = ("-v3", "-u", "bob", "-l", "authNoPriv", "-a", "SHA", "-A", "maplesyrup")


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("boots", "engine_time", "name"),
    [
        (1, 1000, SYS_DESCR),
        (1, 850, SYS_DESCR),
        (1, 1150, SYS_DESCR),
        (1, 849, UsmStat.NOT_IN_TIME_WINDOWS.oid),
        (1, 1151, UsmStat.NOT_IN_TIME_WINDOWS.oid),
        (2, 1000, UsmStat.NOT_IN_TIME_WINDOWS.oid),
        (0, 1000, UsmStat.NOT_IN_TIME_WINDOWS.oid),
    ],
)
def test_a_v3_question_counts_for_150_seconds(boots: int, engine_time: int, name: Oid) -> None:
    engine = Engine(b"engine", USER, View(WALK, Version.V2C), largest=1472)
    scoped = encode_scoped(
        b"engine", b"", encode_pdu(Pdu(PduKind.GET, 7, varbinds=(Varbind(SYS_DESCR, Tag.NULL, None),)))
    )
    flags = Flag.AUTHENTICATED | Flag.REPORTABLE
    blank = V3Message(5, flags, b"engine", boots, engine_time, b"bob", bytes(12), b"", scoped)
    key = user_key(USER, b"engine")
    answer = engine.answer(
        encode_v3(replace(blank, digest=message_digest("SHA", key, encode_v3(blank)))), 1000
    )
    assert answer is not None
    shown = decode_v3(answer)
    assert (shown.message_id, shown.flags, shown.engine_boots, shown.engine_time) == (
        5,
        Flag.AUTHENTICATED,
        1,
        1000,
    )
    assert is_authentic("SHA", key, blank_digest(answer), shown.digest)
    assert decode_scoped(shown.data).pdu.varbinds[0].oid == name


def net_snmp(home: Path, tool: str, *arguments: str) -> str:
    """Run one of net-snmp's tools, away from the machine's own SNMP settings; return what it said."""
    environment = {**os.environ, "MIBS": "", "SNMPCONFPATH": str(home), "SNMP_PERSISTENT_DIR": str(home)}
    call = [tool, "-On", "-t", "1", "-r", "1", *arguments]
    done = subprocess.run(
        call, capture_output=True, text=True, env=environment, timeout=PATIENCE, check=False
    )
    return done.stdout + done.stderr


@needs_net_snmp
@pytest.mark.parametrize("protocol", ["MD5", "SHA", "SHA-256", "SHA-512"])
def test_net_snmp_walks_it_over_v3(tmp_path: Path, protocol: str) -> None:
    user = User("bob", protocol, Secret("maplesyrup"))
    agent = SimulatedAgent(WALK, ANYWHERE, versions=frozenset({"3"}), user=user)
    with serve([agent]) as (served,):
        access = ("-v3", "-u", "bob", "-l", "authNoPriv", "-a", protocol, "-A", "maplesyrup")
        said = net_snmp(tmp_path, "snmpbulkwalk", *access, str(served.endpoint), ".1.3.6.1.4.1.9.1")
        assert said.count(" = STRING: ") == ROWS  # the row after them is longer than one datagram
        assert "tooBig" in said


@needs_net_snmp
@pytest.mark.parametrize(
    ("tool", "access"),
    [("snmpwalk", ("-v1", "-c", "public")), ("snmpwalk", ("-v2c", "-c", "public")), ("snmpbulkwalk", BOB)],
)
def test_net_snmp_walks_it_to_the_end(tmp_path: Path, tool: str, access: tuple[str, ...]) -> None:
    small = Walk(varbind for varbind in WALK if varbind.oid[-1] != ROWS + 1)
    agent = SimulatedAgent(small, ANYWHERE, versions=frozenset({"1", "2c", "3"}), user=USER)
    with serve([agent]) as (served,):
        said = net_snmp(tmp_path, tool, *access, str(served.endpoint), ".1.3")
    assert said.count(" = ") == len(small) + (0 if "-v2c" in access or "-v3" in access else -1) + (
        "No more" in said
    )
    assert ".1.3.6.1.4.1.9.2.0 = INTEGER: -3" in said


@needs_net_snmp
@pytest.mark.parametrize(
    ("access", "shown"),
    [
        (BOB, 'STRING: "Laser 3000"'),
        ((*BOB, "-Z", "1,9"), 'STRING: "Laser 3000"'),  # boots and time of another life: Report, then in step
        ((*BOB, "-A", "maplesyruq"), "Authentication failure"),
        ((*BOB, "-u", "eve"), "Unknown user name"),
        ((*BOB, "-l", "noAuthNoPriv"), "authorizationError"),
        ((*BOB, "-l", "authPriv", "-x", "AES", "-X", "maplesyrup"), "Unsupported security level"),
        ((*BOB, "-n", "tray"), "Bad context"),
        (("-v2c", "-c", "wrong", "-r", "0", "-t", "0.2"), "Timeout"),
    ],
)
def test_net_snmp_is_told_what_is_wrong(tmp_path: Path, access: tuple[str, ...], shown: str) -> None:
    with serve([ALL_VERSIONS]) as (served,):
        assert shown in net_snmp(tmp_path, "snmpget", *access, str(served.endpoint), ".1.3.6.1.2.1.1.1.0")


@needs_net_snmp
@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
def test_net_snmp_reads_it_over_ipv6(tmp_path: Path) -> None:
    with serve([SimulatedAgent(WALK, Endpoint("::1", 0))]) as (served,):
        said = net_snmp(
            tmp_path, "snmpget", "-v2c", "-c", "public", f"udp6:{served.endpoint}", ".1.3.6.1.2.1.1.1.0"
        )
    assert 'STRING: "Laser 3000"' in said
