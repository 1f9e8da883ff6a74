"""Targets as people write them, and the networks that this computer is in."""

from __future__ import annotations

from agent.core.messages.en import number

NOT_A_TARGET_ADVICE = (
    "Enter 192.168.1.10, 192.168.1.10-60, 192.168.1.0/24, printer.office.lan or [2001:db8::1]."
)
NOT_AN_ADDRESS_ADVICE = "Enter four numbers from 0 to 255 without leading zeros, such as 192.168.1.10."
TYPE_IT_ANEW = "Delete it and enter it again. Separate several with commas."
BACKWARDS_ADVICE = "Enter the lower address first, such as 192.168.1.10-60."
NOT_A_NETWORK_ADVICE = "Enter its address and a prefix length from 0 to 32, such as 192.168.1.0/24."
IPV6_NETWORK_ADVICE = "Enter its printers one by one, such as [2001:db8::1]."
NOT_IPV6_ADVICE = "For example: [2001:db8::1]."
NOT_ONE_HOST_ADVICE = "Enter the printer's own address."
NO_INTERFACE_ADVICE = "For example: [fe80::1%eth0]."
TOO_LARGE_ADVICE = "Enter the networks of your printers, such as 10.0.1.0/24."
NO_HOST_HAS_ADVICE = (
    "Enter addresses from 1.0.0.0 to 223.255.255.255; those above are for multicast and broadcast."
)
TOO_MANY_ADVICE = "Remove networks that have no printers."
NO_INTERFACES_ADVICE = "Enter the networks in Settings."

# Why a network of this computer is not searched; the first four by the kinds of core/places/networks.py.
ELSEWHERE = {
    "vpn": "VPN, not an office network",
    "hyper_v": "WSL or Hyper-V, not an office network",
    "virtual_machines": "virtual machines, not an office network",
    "containers": "containers, not an office network",
}
THIS_COMPUTER = "this computer itself"
IPV6_TOO_LARGE = "IPv6 network, too large to search; enter printers one by one"
LINK_LOCAL = "no address from the network (169.254.0.0/16)"
NOT_PRIVATE = "not a private network; to search it, add it in Settings"
NO_OTHER_HOSTS = "no other devices in this network"


def not_a_target(text: str) -> str:
    """Return that a text is no target at all."""
    return f'"{text}" is not a valid address, range, network or name.'


def no_port(text: str) -> str:
    """Return that what stands behind the colon is no port."""
    return f'"{text}" has no port after the colon.'


def port_advice(largest: int) -> str:
    """Return what a port is."""
    return f"A port is a number from 1 to {largest}, such as 161."


def not_an_address(text: str) -> str:
    """Return that a text is no IPv4 address."""
    return f'"{text}" is not an address.'


def a_slash_meant(text: str, length: str) -> str:
    """Return the question whether a network was meant; `length` is its prefix length."""
    return f'"{text}": did you mean /{length}?'


def slash_advice(network: str, up_to: str | None = None) -> str:
    """Return how the network is written, and where it could be meant the range of single addresses."""
    return f"Enter {network} for the network{f', or {up_to} for single addresses' if up_to else ''}."


def odd_characters(text: str) -> str:
    """Return that an address is written with characters that only look like it."""
    return f'"{text}" contains characters that only look like those of an address.'


def odd_characters_advice(plain: str) -> str:
    """Return the address in its plain form."""
    return f"Enter {plain}."


def odd_character(code: str) -> str:
    """Return that a target holds a character that has no place in it; it may not be seen at all."""
    return f"The entry contains a character that is not allowed in an address or name ({code})."


def backwards(text: str) -> str:
    """Return that a range ends before it begins."""
    return f'The range "{text}" ends before it starts.'


def not_a_network(text: str) -> str:
    """Return that a text is no CIDR network."""
    return f'"{text}" is not a network.'


def ipv6_network(text: str) -> str:
    """Return that an IPv6 network can't be swept."""
    return f'"{text}": an IPv6 network is too large to search.'


def two_ways(text: str) -> str:
    """Return that a text may be an address, or an address with a port."""
    return f'"{text}" can be read in two ways.'


def two_ways_advice(text: str, start: str, end: str) -> str:
    """Return how both would be written."""
    return f"Enter [{text}] for the address, or [{start}]:{end} for port {end} of another one."


def not_ipv6(text: str) -> str:
    """Return that a text is no IPv6 address."""
    return f'"{text}" is not an IPv6 address.'


def not_one_host(text: str) -> str:
    """Return that an address belongs to nobody or to many."""
    return f'"{text}" is not the address of a single device.'


def no_interface(text: str) -> str:
    """Return that a scope names no interface."""
    return f'"{text}" has no network interface after "%".'


def too_large(text: str, size: int, most: int) -> str:
    """Return that one target has too many addresses."""
    return f"{text} has {number(size)} addresses; a scan searches at most {number(most)}."


def no_host_has(text: str) -> str:
    """Return that a target holds addresses that no single host has."""
    return f'"{text}" contains addresses that no printer can have.'


def too_many(total: int, most: int) -> str:
    """Return that the targets have too many addresses together."""
    return f"The networks have {number(total)} addresses in total; a scan searches at most {number(most)}."


def cut(name: str, whole: str, size: int, part: str) -> str:
    """Return that of a large network only a part is asked; `name` is the interface's."""
    return (
        f"{name} is in {whole} with {number(size)} addresses. Only {part}, "
        "around this computer, is searched. "
        "To search other networks, add them in Settings."
    )


def no_interfaces(reason: str) -> str:
    """Return that the system does not tell its networks."""
    return f"The networks of this computer could not be found: {reason}."
