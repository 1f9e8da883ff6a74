"""Targets as people write them, and the networks that this computer is in."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext, number

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
    return gettext('"{text}" is not a valid address, range, network or name.', text=text)


def no_port(text: str) -> str:
    """Return that what stands behind the colon is no port."""
    return gettext('"{text}" has no port after the colon.', text=text)


def port_advice(largest: int) -> str:
    """Return what a port is."""
    return gettext("A port is a number from 1 to {largest}, such as 161.", largest=largest)


def not_an_address(text: str) -> str:
    """Return that a text is no IPv4 address."""
    return gettext('"{text}" is not an address.', text=text)


def a_slash_meant(text: str, length: str) -> str:
    """Return the question whether a network was meant; `length` is its prefix length."""
    return gettext('"{text}": did you mean /{length}?', text=text, length=length)


def slash_advice(network: str, up_to: str | None = None) -> str:
    """Return how the network is written, and where it could be meant the range of single addresses."""
    if up_to:
        return gettext(
            "Enter {network} for the network, or {up_to} for single addresses.", network=network, up_to=up_to
        )
    return gettext("Enter {network} for the network.", network=network)


def odd_characters(text: str) -> str:
    """Return that an address is written with characters that only look like it."""
    return gettext('"{text}" contains characters that only look like those of an address.', text=text)


def odd_characters_advice(plain: str) -> str:
    """Return the address in its plain form."""
    return gettext("Enter {plain}.", plain=plain)


def odd_character(code: str) -> str:
    """Return that a target holds a character that has no place in it; it may not be seen at all."""
    return gettext(
        "The entry contains a character that is not allowed in an address or name ({code}).", code=code
    )


def backwards(text: str) -> str:
    """Return that a range ends before it begins."""
    return gettext('The range "{text}" ends before it starts.', text=text)


def not_a_network(text: str) -> str:
    """Return that a text is no CIDR network."""
    return gettext('"{text}" is not a network.', text=text)


def ipv6_network(text: str) -> str:
    """Return that an IPv6 network can't be swept."""
    return gettext('"{text}": an IPv6 network is too large to search.', text=text)


def two_ways(text: str) -> str:
    """Return that a text may be an address, or an address with a port."""
    return gettext('"{text}" can be read in two ways.', text=text)


def two_ways_advice(text: str, start: str, end: str) -> str:
    """Return how both would be written."""
    return gettext(
        "Enter [{text}] for the address, or [{start}]:{end} for port {end} of another one.",
        text=text,
        start=start,
        end=end,
    )


def not_ipv6(text: str) -> str:
    """Return that a text is no IPv6 address."""
    return gettext('"{text}" is not an IPv6 address.', text=text)


def not_one_host(text: str) -> str:
    """Return that an address belongs to nobody or to many."""
    return gettext('"{text}" is not the address of a single device.', text=text)


def no_interface(text: str) -> str:
    """Return that a scope names no interface."""
    return gettext('"{text}" has no network interface after "%".', text=text)


def too_large(text: str, size: int, most: int) -> str:
    """Return that one target has too many addresses."""
    return gettext(
        "{text} has {size} addresses; a scan searches at most {most}.",
        text=text,
        size=number(size),
        most=number(most),
    )


def no_host_has(text: str) -> str:
    """Return that a target holds addresses that no single host has."""
    return gettext('"{text}" contains addresses that no printer can have.', text=text)


def too_many(total: int, most: int) -> str:
    """Return that the targets have too many addresses together."""
    return gettext(
        "The networks have {total} addresses in total; a scan searches at most {most}.",
        total=number(total),
        most=number(most),
    )


def cut(name: str, whole: str, size: int, part: str) -> str:
    """Return that of a large network only a part is asked; `name` is the interface's."""
    return gettext(
        "{name} is in {whole} with {size} addresses. Only {part}, around this computer, is searched. "
        "To search other networks, add them in Settings.",
        name=name,
        whole=whole,
        size=number(size),
        part=part,
    )


def no_interfaces(reason: str) -> str:
    """Return that the system does not tell its networks."""
    return gettext("The networks of this computer could not be found: {reason}.", reason=reason)
