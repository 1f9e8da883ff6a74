"""The SNMP agent of net-snmp, started on a loopback port for as long as a test needs it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.model.access import Access, Endpoint, Secret, User
from agent.core.model.walk import Oid, Tag
from tests.support.patience import PATIENCE
from tests.support.scripted_agent import integer, tlv, varbind

if TYPE_CHECKING:
    from collections.abc import Iterator

SNMPD = shutil.which("snmpd", path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin")))
COMMUNITY = "public"
START_SECONDS = PATIENCE

ALL_OCTETS: Oid = (1, 3, 6, 1, 4, 1, 55555, 1, 1, 0)
EMPTY_STRING: Oid = (1, 3, 6, 1, 4, 1, 55555, 1, 2, 0)
MISLEADING_TEXT: Oid = (1, 3, 6, 1, 4, 1, 55555, 1, 3, 0)
NEGATIVE_NUMBER: Oid = (1, 3, 6, 1, 4, 1, 55555, 1, 4, 0)
HIGHEST_COUNTER: Oid = (1, 3, 6, 1, 4, 1, 55555, 1, 5, 0)

_AUTH, _PRIVACY = Secret("authentication"), Secret("privacy, as well")
USERS = {
    "noAuthNoPriv": User("anybody"),
    "authNoPriv": User("reader", "SHA", _AUTH),
    "authPriv": User("private", "SHA", _AUTH, "AES", _PRIVACY),
    "authPriv SHA-256": User("modern", "SHA-256", _AUTH, "AES", _PRIVACY),
    "authPriv MD5 DES": User("old", "MD5", _AUTH, "DES", _PRIVACY),
    # net-snmp remembers a user's key, so the one whose passphrase is mistyped is used for nothing else.
    "mistyped": User("mistyped", "SHA", _AUTH),
}

V1 = Access("1", Secret(COMMUNITY))
V2C = Access("2c", Secret(COMMUNITY))


@dataclass(frozen=True, slots=True)
class RealSnmpd:
    """Where the agent answers; `ipv6` is None on a machine without ::1."""

    endpoint: Endpoint
    ipv6: Endpoint | None


@contextmanager
def real_snmpd() -> Iterator[RealSnmpd]:
    """Run snmpd while the block runs: v1 and v2c for COMMUNITY, v3 for USERS, some objects of ours."""
    with tempfile.TemporaryDirectory(prefix="meters-snmpd-") as folder:
        running = _free_port()
        process = _start(Path(folder), running)
        try:
            _wait_until_it_answers(process, running.endpoint)
            yield running
        finally:
            process.terminate()
            process.wait()


def _free_port() -> RealSnmpd:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ipv6 = None
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        probe.bind(("::1", port))
        ipv6 = Endpoint("::1", port)
    return RealSnmpd(Endpoint("127.0.0.1", port), ipv6)


def _start(folder: Path, running: RealSnmpd) -> subprocess.Popen[bytes]:
    assert SNMPD is not None
    configuration = folder / "snmpd.conf"
    configuration.write_text(_configuration(), encoding="ascii")
    environment = dict.fromkeys(("SNMPCONFPATH", "SNMP_PERSISTENT_DIR", "MIBDIRS"), str(folder))
    listen = [f"udp:127.0.0.1:{running.endpoint.port}"]
    if running.ipv6 is not None:
        listen.append(f"udp6:[::1]:{running.endpoint.port}")
    return subprocess.Popen(
        [SNMPD, "-f", "-Ln", "-C", "-c", str(configuration), *listen],
        env=os.environ | environment | {"MIBS": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _configuration() -> str:
    lines = [f"rocommunity {COMMUNITY} default", f"rocommunity6 {COMMUNITY} default"]
    for user in USERS.values():
        lines.append(_create(user))
        lines.append(f"rouser {user.name} {user.security_level.removesuffix('NoPriv').lower()}")
    for oid, kind, value in (
        (ALL_OCTETS, "octet_str", f"0x{bytes(range(256)).hex()}"),
        (EMPTY_STRING, "octet_str", '""'),
        (MISLEADING_TEXT, "octet_str", '"No Such Object = 7"'),
        (NEGATIVE_NUMBER, "integer", "-3"),
        (HIGHEST_COUNTER, "counter", str(2**32 - 1)),
    ):
        lines.append(f"override {'.'.join(map(str, oid))} {kind} {value}")
    return "\n".join((*lines, ""))


def _create(user: User) -> str:
    words = ["createUser", user.name]
    if user.auth_passphrase is not None:
        words += [user.auth_protocol, f'"{user.auth_passphrase.reveal()}"']
    if user.privacy_passphrase is not None:
        words += [user.privacy_protocol, f'"{user.privacy_passphrase.reveal()}"']
    return " ".join(words)


def _wait_until_it_answers(process: subprocess.Popen[bytes], endpoint: Endpoint) -> None:
    question = integer(1) + integer(0) + integer(0) + tlv(0x30, varbind(HIGHEST_COUNTER, tlv(Tag.NULL, b"")))
    message = integer(1) + tlv(Tag.OCTET_STRING, COMMUNITY.encode()) + tlv(0xA0, question)
    until = time.monotonic() + START_SECONDS
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(0.1)
        asking.connect((endpoint.address, endpoint.port))
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(TimeoutError, ConnectionRefusedError):
                asking.send(tlv(0x30, message))
                asking.recv(65_535)
                return
            time.sleep(0.02)
    raise AssertionError("snmpd did not answer")
