"""Targets as people write them, and the networks that this computer is in."""

from agent.core.messages.catalogue import gettext, number
from agent.core.messages.error_kinds import ErrorKind

# Why a network of this computer is not searched; the first four by the kinds of core/discovery/networks.py.
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


# Errors: what happened, and what to do about it.
A_SLASH_MEANT = ErrorKind(
    '"{text}": did you mean /{length}?',
    "Enter {network} for the network.",
)
A_SLASH_OR_A_RANGE_MEANT = ErrorKind(
    '"{text}": did you mean /{length}?',
    "Enter {network} for the network, or {up_to} for single addresses.",
)
NO_INTERFACES = ErrorKind(
    "The networks of this computer could not be found: {reason}.",
    "Enter the networks in Settings.",
)
NOT_A_TARGET = ErrorKind(
    '"{text}" is not a valid address, range, network or name.',
    "Enter 192.168.1.10, 192.168.1.10-60, 192.168.1.0/24, printer.office.lan or [2001:db8::1].",
)
NO_PORT = ErrorKind(
    '"{text}" has no port after the colon.',
    "A port is a number from 1 to {largest}, such as 161.",
)
BACKWARDS = ErrorKind(
    'The range "{text}" ends before it starts.',
    "Enter the lower address first, such as 192.168.1.10-60.",
)
ODD_CHARACTERS = ErrorKind(
    '"{text}" contains characters that only look like those of an address.',
    "Enter {plain}.",
)
IPV6_NETWORK = ErrorKind(
    '"{text}": an IPv6 network is too large to search.',
    "Enter its printers one by one, such as [2001:db8::1].",
)
TWO_WAYS = ErrorKind(
    '"{text}" can be read in two ways.',
    "Enter [{text}] for the address, or [{start}]:{end} for port {end} of another one.",
)
NOT_ONE_HOST = ErrorKind(
    '"{text}" is not the address of a single device.',
    "Enter the printer's own address.",
)
NO_INTERFACE = ErrorKind(
    '"{text}" has no network interface after "%".',
    "For example: [fe80::1%eth0].",
)
NOT_AN_ADDRESS = ErrorKind(
    '"{text}" is not an address.',
    "Enter four numbers from 0 to 255 without leading zeros, such as 192.168.1.10.",
)
ODD_CHARACTER = ErrorKind(
    "The entry contains a character that is not allowed in an address or name ({code}).",
    "Delete it and enter it again. Separate several with commas.",
)
NOT_A_NETWORK = ErrorKind(
    '"{text}" is not a network.',
    "Enter its address and a prefix length from 0 to 32, such as 192.168.1.0/24.",
)
NOT_IPV6 = ErrorKind(
    '"{text}" is not an IPv6 address.',
    "For example: [2001:db8::1].",
)
TOO_LARGE = ErrorKind(
    "{text} has {size:n} addresses; a scan searches at most {most:n}.",
    "Enter the networks of your printers, such as 10.0.1.0/24.",
)
NO_HOST_HAS = ErrorKind(
    '"{text}" contains addresses that no printer can have.',
    "Enter addresses from 1.0.0.0 to 223.255.255.255; those above are for multicast and broadcast.",
)
TOO_MANY = ErrorKind(
    "The networks have {total:n} addresses in total; a scan searches at most {most:n}.",
    "Remove networks that have no printers.",
)


def too_large(text: str, size: int, most: int) -> str:
    """Return that one target has too many addresses."""
    return gettext(
        "{text} has {size} addresses; a scan searches at most {most}.",
        text=text,
        size=number(size),
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
