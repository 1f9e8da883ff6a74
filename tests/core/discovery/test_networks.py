"""The machine's own networks: what is asked when nobody named a target, and what is left alone."""

from __future__ import annotations

import ipaddress
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from agent.core.discovery.networks import Interface, on_link, own_networks
from agent.core.discovery.targets import expand, parse_targets
from agent.edge import lan
from tests.support.network_namespace import UNSHARE, is_possible


@pytest.mark.parametrize(
    ("name", "description", "why"),
    [
        ("tun0", "tun0", "VPN"),
        ("wg-office", "wg-office", "VPN"),
        ("utun4", "utun4", "VPN"),
        ("ztabcdef12", "ztabcdef12", "VPN"),
        ("Ethernet 3", "Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter", "VPN"),
        ("Ethernet 4", "Fortinet SSL VPN Virtual Ethernet Adapter", "VPN"),
        ("Ethernet 5", "PANGP Virtual Ethernet Adapter Secure", "VPN"),
        ("LAN-Verbindung", "TAP-Windows Adapter V9", "VPN"),
        ("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", "WSL or Hyper-V"),
        ("VMware Network Adapter VMnet8", "VMware Virtual Ethernet Adapter for VMnet8", "virtual machines"),
        ("virbr0", "virbr0", "virtual machines"),
        ("docker0", "docker0", "containers"),
        ("br-1a2b3c4d5e6f", "br-1a2b3c4d5e6f", "containers"),
        ("cali0a1b2c3d", "cali0a1b2c3d", "containers"),
    ],
)
def test_interfaces_without_an_office_behind_them_are_left_out(name: str, description: str, why: str) -> None:
    own = own_networks([Interface(name, description, "172.17.0.1", 24)])
    assert own.targets == ()
    assert own.left_out == ((name, f"{why}, not an office network"),)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Ethernet", "Microsoft Hyper-V Network Adapter"),  # in a virtual machine
        ("vEthernet (External)", "Hyper-V Virtual Ethernet Adapter"),  # a host behind its external switch
        ("br-lan", "br-lan"),  # the office's cable is plugged into it
        ("vmnet0", "vmnet0"),
    ],
)
def test_a_card_that_leads_out_is_the_offices_whatever_it_is_called(name: str, description: str) -> None:
    card = Interface(name, description, "192.168.7.20", 24)
    assert own_networks([card]).targets == ()
    assert own_networks([replace(card, leads_out=True)]).targets == ("192.168.7.0/24",)


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("tun0", "tun0"),
        ("Ethernet 3", "WireGuard Tunnel"),
        ("vEthernet (Default Switch)", "Hyper-V Virtual Ethernet Adapter"),
        ("vEthernet (WSL (Hyper-V firewall))", "Hyper-V Virtual Ethernet Adapter"),
    ],
)
def test_a_vpn_and_the_switches_of_windows_itself_are_no_office_whatever_they_lead_to(
    name: str, description: str
) -> None:
    own = own_networks([Interface(name, description, "172.20.0.2", 24, leads_out=True)])
    assert own.targets == ()
    assert own.doubtful == own.left_out


def test_this_computer_itself_and_ipv6_are_left_out_without_a_word() -> None:
    own = own_networks([Interface("lo", "lo", "127.0.0.1", 8), Interface("eth0", "eth0", "fe80::1", 64)])
    assert (len(own.left_out), own.doubtful) == (2, ())


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("eth0", "eth0"),
        ("br0", "br0"),
        ("California LAN", "Intel(R) Ethernet Connection I219-LM"),
        ("WLAN", "Intel(R) Wi-Fi 6 AX201 160MHz"),
        ("Tunnel", "Realtek PCIe GbE Family Controller"),
    ],
)
def test_a_real_interface_is_asked(name: str, description: str) -> None:
    assert own_networks([Interface(name, description, "192.168.7.20", 24)]).targets == ("192.168.7.0/24",)


@pytest.mark.parametrize(
    ("address", "prefix", "why"),
    [
        ("127.0.0.1", 8, "this computer"),
        ("::1", 128, "this computer"),
        ("fe80::1%3", 64, "IPv6"),
        ("169.254.7.7", 16, "no address"),
        ("203.0.113.7", 24, "not a private network"),
        ("100.64.0.7", 24, "not a private network"),
        ("10.0.0.7", 32, "no other devices in this network"),
    ],
)
def test_addresses_that_no_office_network_has_are_left_out(address: str, prefix: int, why: str) -> None:
    own = own_networks([Interface("eth0", "eth0", address, prefix)])
    assert own.targets == ()
    assert why in own.left_out[0][1]


def test_a_large_network_is_cut_around_this_computer_and_says_so() -> None:
    own = own_networks([Interface("eth0", "eth0", "10.20.30.40", 16)])
    assert own.targets == ("10.20.30.0/24",)
    (shown,) = own.cut
    assert shown == (
        "eth0 is in 10.20.0.0/16 with 65,536 addresses. Only 10.20.30.0/24, around this computer, "
        "is searched. To search other networks, add them in Settings."
    )


def test_a_network_of_1024_addresses_is_asked_whole_and_cable_and_wifi_together_once() -> None:
    own = own_networks([Interface(name, name, "10.0.3.7", 22) for name in ("eth0", "wlan0")])
    assert (own.targets, own.left_out, own.cut) == (("10.0.0.0/22",), (), ())


def test_on_link_networks_are_whole() -> None:
    found = on_link([Interface("eth0", "eth0", "10.20.30.40", 16), Interface("eth0", "eth0", "fe80::1", 64)])
    assert found == ("10.20.0.0/16",)


def test_this_machine_has_a_loopback_interface_and_its_own_networks_are_targets() -> None:
    interfaces = lan.interfaces()
    assert any(ipaddress.ip_address(one.address.partition("%")[0]).is_loopback for one in interfaces)
    expand(parse_targets(own_networks(interfaces).targets, 161), {})


def test_names_are_resolved_and_bad_ones_have_no_address() -> None:
    assert set(lan.resolve("localhost")) <= {"127.0.0.1", "::1"}
    assert lan.resolve("localhost")
    assert lan.resolve("x" * 64 + ".lan") == ()


CARDS = """
set -e
ip link add "vEthernet-net" type veth peer name plug
ip link set plug up
ip link set "vEthernet-net" up
ip addr add 192.168.7.20/24 dev "vEthernet-net" valid_lft 3600 preferred_lft 3600
ip link add docker0 type bridge
ip link set docker0 up
ip addr add 172.17.0.1/16 dev docker0
ip link add br-lan type bridge
ip link set br-lan up
ip addr add 10.3.0.2/24 dev br-lan
ip route add default via 10.3.0.1
exec "$0" -c '
from agent.core.discovery.networks import own_networks
from agent.edge import lan
own = own_networks(lan.interfaces())
print(*sorted(own.targets), *own.doubtful)
'
"""


@pytest.mark.skipif(not is_possible(), reason="needs network namespaces (unshare, ip)")
def test_linux_says_which_cards_have_the_default_route_or_a_leased_address() -> None:
    ended = subprocess.run(
        [*UNSHARE, "sh", "-c", CARDS, sys.executable],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert ended.stdout.split("(")[0].split() == ["10.3.0.0/24", "192.168.7.0/24"]
    assert "('docker0', 'containers, not an office network')" in ended.stdout
