"""One TARGET as a person writes it (docs/reference/names.md): its meaning, or in words why it has none."""

import ipaddress
import re
from dataclasses import dataclass

from agent.core.discovery.address_ranges import Span, dotted
from agent.core.messages import targets as messages
from agent.core.model.errors import AgentError

_LARGEST_PORT = 65_535
_LONGEST_NAME = 253  # RFC 1035 2.3.4, without the dot at the end

_BRACKETED = re.compile(r"\[([^\[\]]*:[^\[\]]*)\](?::(.*))?")
_RANGE = re.compile(r"([\d.]+)[-\u2013](\d{1,3}|\d+\.[\d.]+)", re.ASCII)
_NO_SLASH = re.compile(r"(\d+(?:\.\d+){3})[\\_|](\d\d?)", re.ASCII)  # what stands beside the slash's key
_LENGTHS = range(8, 31)  # of networks that hold hosts
_DASHES = "\u2013"
_NUMBERS_ONLY = re.compile(r"[\d.\u2013-]+", re.ASCII)
_NAME = re.compile(r"\w([\w-]{0,61}\w)?(\.\w([\w-]{0,61}\w)?)*\.?")
_SCOPE = re.compile(r"[\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Host:
    """One host: a name to be resolved, or an IPv6 address in canonical form. Port None = every port."""

    name: str
    port: int | None

    @property
    def is_address(self) -> bool:
        """True for an IPv6 address, which nobody has to resolve."""
        return ":" in self.name


def read_target(text: str, port: int | None) -> Span | Host:
    """Read one TARGET without "!"; a port in the text wins over `port`.

    A single IPv4 address is a Span of one. Raises AgentError naming the text and what was expected.
    """
    _refuse_odd_characters(text)
    if text.count(":") > 1:
        return _ipv6_target(text, port)
    rest, colon, port_text = text.partition(":")
    if colon:
        port = _port(port_text, text)
    if match := _RANGE.fullmatch(rest):
        return _range(match[1], match[2], port, text)
    if match := _NO_SLASH.fullmatch(rest):
        raise AgentError(
            messages.A_SLASH_MEANT,
            {"text": text, "length": match[2], "network": f"{match[1]}/{match[2]}"},
        )
    if "/" in rest:
        return _network(rest, port, text)
    if _NUMBERS_ONLY.fullmatch(rest):
        return _single(rest, port, text)
    if len(rest.removesuffix(".")) <= _LONGEST_NAME and _NAME.fullmatch(rest):
        return Host(rest, port)
    raise AgentError(messages.NOT_A_TARGET, {"text": text})


def read_address(address: str, port: int | None) -> Span | Host:
    """Read one IPv4 or IPv6 address, as a name server or a person gives it. Raises AgentError."""
    if ":" in address:
        return _ipv6(address, port, address)
    return _single(address, port, address)


def _port(digits: str, text: str) -> int:
    if re.fullmatch(r"\d{1,5}", digits, re.ASCII) and 0 < int(digits) <= _LARGEST_PORT:
        return int(digits)
    raise AgentError(messages.NO_PORT, {"text": text, "largest": _LARGEST_PORT})


def _ipv4(address: str, text: str) -> int:
    try:
        return int(ipaddress.IPv4Address(address))
    except ValueError:
        raise AgentError(messages.NOT_AN_ADDRESS, {"text": text}) from None


def _single(address: str, port: int | None, text: str) -> Span:
    number = _ipv4(address, text)
    return Span(number, number, port)


def _range(start: str, end: str, port: int | None, text: str) -> Span:
    whole_end = end if "." in end else f"{start.rpartition('.')[0]}.{end}"
    first, last = _ipv4(start, text), _ipv4(whole_end, text)
    if _may_be_a_length(first, last, end):
        facts = {"text": text, "length": end, "network": f"{start}/{end}"}
        if first < last:
            facts["up_to"] = f"{dotted(first + 1)}-{end}"
            raise AgentError(messages.A_SLASH_OR_A_RANGE_MEANT, facts)
        raise AgentError(messages.A_SLASH_MEANT, facts)
    if last < first:
        raise AgentError(messages.BACKWARDS, {"text": text})
    return Span(first, last, port)


def _may_be_a_length(first: int, last: int, end: str) -> bool:
    """Return whether a range is rather a network with its length behind a dash, as 192.168.1.0-24.

    No host has the address of a network, so nobody begins a range with .0; and none runs backwards.
    """
    if not end.isdecimal() or int(end) not in _LENGTHS:
        return False
    is_network = first % (1 << 32 - int(end)) == 0
    return first & 0xFF == 0 or (last < first and is_network)


def _refuse_odd_characters(text: str) -> None:
    """Raise AgentError for what looks like an address but is written with other characters.

    Such as full-width digits and commas of an East Asian keyboard, or what a paste brought along unseen.
    Left to the name server they would be a name that nobody knows.
    """
    if text.isascii():
        return
    import unicodedata

    plain = "".join(_ascii_digit(character) for character in unicodedata.normalize("NFKC", text))
    if plain != unicodedata.normalize("NFC", text):
        raise AgentError(messages.ODD_CHARACTERS, {"text": text, "plain": plain})
    for character in text:
        if (
            not character.isascii()
            and character not in _DASHES
            and unicodedata.category(character)[0] not in "LM"
        ):
            raise AgentError(messages.ODD_CHARACTER, {"code": f"U+{ord(character):04X}"})


def _ascii_digit(character: str) -> str:
    return str(int(character)) if character.isdecimal() else character


def _network(cidr: str, port: int | None, text: str) -> Span:
    try:
        # Host bits may be set: 192.168.1.7/24 is the network of that host.
        network = ipaddress.IPv4Network(cidr, strict=False)
    except ValueError:
        raise AgentError(messages.NOT_A_NETWORK, {"text": text}) from None
    return Span(int(network.network_address), int(network.broadcast_address), port, is_network=True)


def _ipv6_target(text: str, port: int | None) -> Span | Host:
    if "/" in text:
        raise AgentError(messages.IPV6_NETWORK, {"text": text})
    if match := _BRACKETED.fullmatch(text):
        return _ipv6(match[1], port if match[2] is None else _port(match[2], text), text)
    if _may_end_in_a_port(text):
        start, _, end = text.rpartition(":")
        raise AgentError(messages.TWO_WAYS, {"text": text, "start": start, "end": end})
    return _ipv6(text, port, text)


def _may_end_in_a_port(text: str) -> bool:
    """RFC 5952 section 6: without brackets nobody can tell a last group of digits from a port."""
    start, _, end = text.rpartition(":")
    try:
        ipaddress.IPv6Address(start)
    except ValueError:
        return False
    return end.isdecimal()


def _ipv6(address: str, port: int | None, text: str) -> Span | Host:
    try:
        parsed = ipaddress.IPv6Address(address)
    except ValueError:
        raise AgentError(messages.NOT_IPV6, {"text": text}) from None
    if parsed.is_multicast or parsed.is_unspecified:
        raise AgentError(messages.NOT_ONE_HOST, {"text": text})
    if parsed.scope_id is not None and not _SCOPE.fullmatch(parsed.scope_id):
        raise AgentError(messages.NO_INTERFACE, {"text": text})
    if parsed.ipv4_mapped:
        return Span(int(parsed.ipv4_mapped), int(parsed.ipv4_mapped), port)
    return Host(str(parsed), port)
