"""Targets as people write them, and the networks that this computer is in."""

from __future__ import annotations

from agent.core.words.en import number

NOT_A_TARGET_ADVICE = (
    "Write 192.168.1.10, 192.168.1.10-60, 192.168.1.0/24, printer.office.lan or [2001:db8::1]."
)
NOT_AN_ADDRESS_ADVICE = "Write four numbers from 0 to 255 without zeros in front, such as 192.168.1.10."
TYPE_IT_ANEW = "Delete it and type it anew, with commas between several."
BACKWARDS_ADVICE = "Write the lower address first, such as 192.168.1.10-60."
NOT_A_NETWORK_ADVICE = "Write its address and a length from 0 to 32, such as 192.168.1.0/24."
IPV6_NETWORK_ADVICE = "Name the printers in it one by one, such as [2001:db8::1]."
NOT_IPV6_ADVICE = "Write it such as [2001:db8::1]."
NOT_ONE_HOST_ADVICE = "Name the printer's own address."
NO_INTERFACE_ADVICE = "Write it such as [fe80::1%eth0]."
TOO_LARGE_ADVICE = "Name the networks that printers stand in, such as 10.0.1.0/24."
NO_HOST_HAS_ADVICE = (
    "Name addresses from 1.0.0.0 to 223.255.255.255; those above are for multicast and broadcast."
)
TOO_MANY_ADVICE = "Leave out the networks that no printer stands in."
NO_INTERFACES_ADVICE = "Name the targets in the settings."

# Why a network of this computer is not asked; the first four by the kinds of core/places/networks.py.
ELSEWHERE = {
    "vpn": "a VPN: no office network",
    "hyper_v": "WSL or Hyper-V: no office network",
    "virtual_machines": "virtual machines: no office network",
    "containers": "containers: no office network",
}
THIS_COMPUTER = "this computer itself"
IPV6_TOO_LARGE = "IPv6: its network is too large to be asked; name printers one by one"
LINK_LOCAL = "it got no address from the network (169.254.0.0/16)"
NOT_PRIVATE = "not a private network: name it as a target if printers stand there"
NO_OTHER_HOSTS = "its network has no other hosts"


def not_a_target(text: str) -> str:
    """Return that a text is no target at all."""
    return f'"{text}" is not a target.'


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
    return f"Write {network} for the network{f', or {up_to} for single addresses' if up_to else ''}."


def odd_characters(text: str) -> str:
    """Return that an address is written with characters that only look like it."""
    return f'"{text}" has digits or signs in another form than an address has.'


def odd_characters_advice(plain: str) -> str:
    """Return the address in its plain form."""
    return f"Write {plain}."


def odd_character(code: str) -> str:
    """Return that a target holds a character that has no place in it; it may not be seen at all."""
    return f"The target holds a character that is none of an address or name ({code})."


def backwards(text: str) -> str:
    """Return that a range ends before it begins."""
    return f'"{text}" runs backwards.'


def not_a_network(text: str) -> str:
    """Return that a text is no CIDR network."""
    return f'"{text}" is not a network.'


def ipv6_network(text: str) -> str:
    """Return that an IPv6 network can't be swept."""
    return f'"{text}": an IPv6 network has too many addresses to ask them all.'


def two_ways(text: str) -> str:
    """Return that a text may be an address, or an address with a port."""
    return f'"{text}" can be read in two ways.'


def two_ways_advice(text: str, start: str, end: str) -> str:
    """Return how both would be written."""
    return f"Write [{text}] for the address, or [{start}]:{end} for port {end} of another one."


def not_ipv6(text: str) -> str:
    """Return that a text is no IPv6 address."""
    return f'"{text}" is not an IPv6 address.'


def not_one_host(text: str) -> str:
    """Return that an address belongs to nobody or to many."""
    return f'"{text}" is no address of a single host.'


def no_interface(text: str) -> str:
    """Return that a scope names no interface."""
    return f'"{text}" names no interface after "%".'


def too_large(text: str, size: int, most: int) -> str:
    """Return that one target has too many addresses."""
    return f"{text} has {number(size)} addresses; one scan asks at most {number(most)}."


def no_host_has(text: str) -> str:
    """Return that a target holds addresses that no single host has."""
    return f'"{text}" holds addresses that no printer can have.'


def too_many(total: int, most: int) -> str:
    """Return that the targets have too many addresses together."""
    return f"The targets have {number(total)} addresses together; one scan asks at most {number(most)}."


def cut(name: str, whole: str, size: int, part: str) -> str:
    """Return that of a large network only a part is asked; `name` is the interface's."""
    return (
        f"{name} is in {whole} with {number(size)} addresses; only {part}, around this computer, is asked. "
        "Name other networks as targets if printers stand there."
    )


def no_interfaces(reason: str) -> str:
    """Return that the system does not tell its networks."""
    return f"The system does not say which networks this computer is in: {reason}."
