"""The machine's own networks: which of its interfaces lead to an office, and how much of it to ask."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import targets as messages

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_OWN = 22  # prefix length: 1,024 addresses, what an office of one building may have
CUT_TO = 24  # prefix length of what is asked in a larger network

_PRIVATE = tuple(ipaddress.IPv4Network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))

# What interfaces are called where no office is behind them, and why that is (messages/texts/targets.py).
# Names come from the system (tun0, "vEthernet (WSL)"), descriptions from Windows' drivers; either may fit.
_NEVER_AN_OFFICE = (
    ("vpn", r"^(tun|tap|wg|ppp|utun|ipsec|feth|gpd|cscotun)(?![a-z])"),
    ("vpn", r"^zt[0-9a-z]{8}|^(tailscale|nordlynx|proton|mullvad)"),
    ("vpn", r"vpn|wireguard|wintun|tap-windows|anyconnect|cisco secure client|fortinet|fortissl"),
    ("vpn", r"globalprotect|pangp|zerotier|tailscale|hamachi|juniper networks|pulse secure"),
    ("vpn", r"sonicwall|check ?point virtual|zscaler"),
    ("hyper_v", r"default switch|\bwsl\b"),
)
# These may be the office's all the same, where the card leads out: the card of a virtual machine, an external
# virtual switch, a bridge that the office's cable is plugged into.
_SELDOM_AN_OFFICE = (
    ("hyper_v", r"^vethernet|hyper-v"),
    ("virtual_machines", r"^(virbr|vboxnet|vmnet|vnet)\d|^bridge1\d\d$"),
    ("virtual_machines", r"virtualbox|vmware virtual ethernet|parallels"),
    ("containers", r"^(docker|br-|veth|cni|flannel|podman|lxdbr|incusbr|weave|kube-|cilium)"),
    ("containers", r"^(cali|lxc)[0-9a-f]{4}|^lxcbr\d|\bdocker\b"),
)


@dataclass(frozen=True, slots=True)
class Interface:
    """One address of the machine. `prefix` is the length of its network in bits.

    `name` is what the system shows (eth0, "vEthernet (WSL)"); `description` is the driver's on
    Windows and the name again elsewhere. `leads_out`: its card has the default route, or an address by DHCP.
    """

    name: str
    description: str
    address: str
    prefix: int
    leads_out: bool = False


@dataclass(frozen=True, slots=True)
class OwnNetworks:
    """What to ask where nobody named targets.

    `targets` are CIDR texts, each once; `left_out` are pairs (interface name, why in words);
    `cut` holds a sentence for each network too large to be asked whole.
    """

    targets: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    cut: tuple[str, ...]

    @property
    def doubtful(self) -> tuple[tuple[str, str], ...]:
        """Those of `left_out` in which printers may stand after all: a person should know of them."""
        certain = {messages.THIS_COMPUTER, messages.IPV6_TOO_LARGE, messages.NO_OTHER_HOSTS}
        return tuple((name, why) for name, why in self.left_out if why not in certain)


def own_networks(interfaces: Iterable[Interface]) -> OwnNetworks:
    """Choose from the machine's interfaces: private IPv4 networks (RFC 1918) that lead to an office.

    A network larger than a /22 is cut to the /24 around the machine's own address.
    """
    targets: dict[str, None] = {}
    left_out: dict[tuple[str, str], None] = {}
    cut: dict[str, None] = {}
    for interface in interfaces:
        if why := _why_left_out(interface):
            left_out[interface.name, why] = None
            continue
        network = _network(interface)
        if network.prefixlen < LARGEST_OWN:
            whole, network = network, _around(interface.address)
            cut[_cut_sentence(interface.name, whole, network)] = None
        targets[str(network)] = None
    return OwnNetworks(tuple(targets), tuple(left_out), tuple(cut))


def on_link(interfaces: Iterable[Interface]) -> tuple[str, ...]:
    """Return, whole and as CIDR texts, every IPv4 network that the machine reaches without a router."""
    networks = (str(_network(interface)) for interface in interfaces if ":" not in interface.address)
    return tuple(dict.fromkeys(networks))


def _why_left_out(interface: Interface) -> str | None:
    seldom = () if interface.leads_out else _SELDOM_AN_OFFICE
    for why, pattern in (*_NEVER_AN_OFFICE, *seldom):
        for called in (interface.name, interface.description):
            if re.search(pattern, called, re.IGNORECASE):
                return messages.ELSEWHERE[why]
    return _why_not_asked(ipaddress.ip_address(interface.address.partition("%")[0]), interface.prefix)


def _why_not_asked(address: ipaddress.IPv4Address | ipaddress.IPv6Address, prefix: int) -> str | None:
    if address.is_loopback:
        return messages.THIS_COMPUTER
    if isinstance(address, ipaddress.IPv6Address):
        return messages.IPV6_TOO_LARGE
    if address.is_link_local:
        return messages.LINK_LOCAL
    if not any(address in network for network in _PRIVATE):
        return messages.NOT_PRIVATE
    if prefix >= 31:  # noqa: PLR2004 (a /31 and a /32 have no room for a printer)
        return messages.NO_OTHER_HOSTS
    return None


def _network(interface: Interface) -> ipaddress.IPv4Network:
    return ipaddress.IPv4Network((interface.address, interface.prefix), strict=False)


def _around(address: str) -> ipaddress.IPv4Network:
    return ipaddress.IPv4Network((address, CUT_TO), strict=False)


def _cut_sentence(name: str, whole: ipaddress.IPv4Network, part: ipaddress.IPv4Network) -> str:
    return messages.cut(name, str(whole), whole.num_addresses, str(part))
