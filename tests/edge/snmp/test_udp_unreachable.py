"""Where a router says that it can't reach addresses, the sweep asks slower."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from agent.edge.udp import _is_of_a_router
from tests.support.network_namespace import UNSHARE, is_possible

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells of ICMP errors")

HOST_UNREACHABLE, PORT_UNREACHABLE, PROHIBITED, ICMP, LOCAL = 1, 3, 13, 2, 1


def icmp_error(sender: str, code: int, origin: int = ICMP, kind: int = 3) -> bytes:
    """Return an ICMP error as the kernel tells it: struct sock_extended_err and its sender (ip(7))."""
    error = struct.pack("=IBBBBII", 113, origin, kind, code, 0, 0, 0)
    return error + struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(sender))


@pytest.mark.parametrize(
    ("octets", "is_a_routers"),
    [
        (icmp_error("192.0.2.1", HOST_UNREACHABLE), True),
        (icmp_error("192.0.2.1", PROHIBITED), True),
        (icmp_error("192.0.2.7", PORT_UNREACHABLE), False),
        (icmp_error("127.0.0.1", HOST_UNREACHABLE), False),  # our own ARP found nobody
        (icmp_error("192.0.2.1", 0, kind=11), False),  # time exceeded
        (icmp_error("192.0.2.1", HOST_UNREACHABLE, origin=LOCAL), False),
        (icmp_error("192.0.2.1", HOST_UNREACHABLE)[:20], False),
        (b"", False),
    ],
)
def test_a_closed_port_and_our_own_arp_are_no_router(octets: bytes, is_a_routers: bool) -> None:
    assert _is_of_a_router(octets) is is_a_routers


# A router in a namespace of its own: 10.97.0.0/16 ends there in silence, 10.98.0.0/16 with an ICMP error.
SCRIPT = """
import subprocess, sys, time
from ipaddress import IPv4Network
from agent.core.discovery.rate_limits import Pace
from agent.core.discovery.sweep import Step, make_probes
from agent.core.model.access import Endpoint, Secret
from agent.edge import udp

def ip(*words):
    subprocess.run(["ip", *words], check=True)

router = subprocess.Popen(["unshare", "--net", "sleep", "600"])
def inside(*words):
    subprocess.run(["nsenter", f"--net=/proc/{router.pid}/ns/net", *words], check=True)

try:
    while subprocess.run(["readlink", f"/proc/{router.pid}/ns/net"], capture_output=True).stdout == \\
        subprocess.run(["readlink", "/proc/self/ns/net"], capture_output=True).stdout:
        time.sleep(0.05)
    ip("link", "add", "here", "type", "veth", "peer", "name", "there")
    ip("link", "set", "there", "netns", str(router.pid))
    ip("address", "add", "10.99.0.1/30", "dev", "here")
    ip("link", "set", "here", "up")
    inside("ip", "address", "add", "10.99.0.2/30", "dev", "there")
    inside("ip", "link", "set", "there", "up")
    inside("sysctl", "-q", "net.ipv4.ip_forward=1")
    inside("ip", "route", "add", "blackhole", "10.97.0.0/16")
    inside("ip", "route", "add", "unreachable", "10.98.0.0/16")
    ip("route", "add", "10.96.0.0/14", "via", "10.99.0.2")
    probes = make_probes((Secret("public"),), 1)
    for network in ("10.97.0.0/21", "10.98.0.0/21"):
        steps = (Step(0.0, probes[:1]), Step(0.1))
        targets = dict.fromkeys([Endpoint(str(one)) for one in IPv4Network(network).hosts()], steps)
        began = time.monotonic()
        *_, tally = udp.sweep(targets, probes, Pace(2_000, 1))
        print(tally.datagrams_sent, time.monotonic() - began)
finally:
    router.kill()
"""


@pytest.mark.skipif(not is_possible(), reason="no network namespaces here")
def test_where_a_router_gives_up_on_addresses_the_sweep_asks_slower_and_still_all() -> None:
    ran = subprocess.run(
        [*UNSHARE, sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    (silent, quick), (unreachable, slow) = (map(float, line.split()) for line in ran.stdout.splitlines())
    assert silent == unreachable == 2_046
    assert slow > 1.5 * quick  # one second at half the pace and the rest at a quarter is over twice as long
