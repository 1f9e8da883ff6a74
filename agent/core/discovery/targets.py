"""All TARGETs together: what they cover, how much that is, and the endpoints they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

from agent.core.discovery.address_ranges import Span, asked, dotted
from agent.core.discovery.target_text import Host, read_address, read_target
from agent.core.messages import targets as messages
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LARGEST_SWEEP = 65_536  # addresses in one scan: a whole /16

_FIRST_HOST = 1 << 24  # 1.0.0.0: all of 0.0.0.0/8 means "this host" (RFC 1122 3.2.1.3)
_AFTER_LAST_HOST = 224 << 24  # 224.0.0.0 and up: multicast, reserved, broadcast (RFC 1112, RFC 919)

_SEPARATORS = re.compile(r"[\s,;]+")
_SPACED_DASH = re.compile(r"\s+[-\u2013]\s+")
_SPACED_EXCLUSION = re.compile(r"!\s+")


@dataclass(frozen=True, slots=True)
class Targets:
    """What was written: where to look, and what to leave alone. A single IPv4 address is a Span of one."""

    spans: tuple[Span, ...]
    hosts: tuple[Host, ...]
    excluded_spans: tuple[Span, ...]
    excluded_hosts: tuple[Host, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """The endpoints to ask, each once, in the order of their addresses, exclusions left out.

    `named` are those given one by one, by address or name: a silent one among them is worth a word.
    `unresolved` are the names without a usable address, an excluded one with its "!".
    """

    endpoints: tuple[Endpoint, ...]
    named: frozenset[Endpoint]
    unresolved: tuple[str, ...]


def parse_targets(texts: Sequence[str], default_port: int) -> Targets:
    """Read TARGETs, each text holding one or several; where no port is written it is `default_port`.

    Raises AgentError (code 2) for a text that is no target, for addresses no host can have, and for
    more than LARGEST_SWEEP addresses; sizes are computed, nothing is expanded for them.
    """
    wanted: list[Span | Host] = []
    excluded: list[Span | Host] = []
    for text in split_targets(texts):
        if text.startswith("!"):
            excluded.append(read_target(text[1:], None))
        else:
            target = read_target(text, default_port)
            _check(target, text)
            wanted.append(target)
    targets = Targets(_spans(wanted), _hosts(wanted), _spans(excluded), _hosts(excluded))
    _check_total(targets)
    return targets


def names(targets: Targets) -> tuple[str, ...]:
    """Return the names that have to be resolved before `expand`, excluded ones too."""
    hosts = targets.hosts + targets.excluded_hosts
    return tuple(dict.fromkeys(host.name for host in hosts if not host.is_address))


def expand(targets: Targets, resolved: Mapping[str, Sequence[str]]) -> Expansion:
    """Turn targets into endpoints; `resolved` holds the addresses of each of `names(targets)`."""
    hosts, unresolved = _settled(targets.hosts, resolved)
    excluded, not_excluded = _settled(targets.excluded_hosts, resolved)
    spans = targets.spans + _spans(hosts)
    holes = targets.excluded_spans + _spans(excluded)
    ipv6 = _ipv6_endpoints(_hosts(hosts), _hosts(excluded))
    singles = [span for span in spans if span.size == 1]
    return Expansion(
        endpoints=(*_ipv4_endpoints(spans, holes), *ipv6),
        named=frozenset((*_ipv4_endpoints(singles, holes), *ipv6)),
        unresolved=(*unresolved, *(f"!{name}" for name in not_excluded)),
    )


def is_excluded(targets: Targets, address: str, port: int) -> bool:
    """Return whether an exclusion of these targets is about this address; names are not resolved for it."""
    if ":" in address:
        hosts = {(host.name, host.port) for host in targets.excluded_hosts}
        return any((address.partition("%")[0], wanted) in hosts for wanted in (None, port))
    number = int(IPv4Address(address))
    return any(
        span.first <= number <= span.last and span.port in {None, port} for span in targets.excluded_spans
    )


def split_targets(texts: Iterable[str]) -> list[str]:
    """Return the single TARGETs of texts that each hold one or several, an excluded one with its "!"."""
    found: list[str] = []
    for text in texts:
        joined = _SPACED_EXCLUSION.sub("!", _SPACED_DASH.sub("-", text))
        found += [part for part in _SEPARATORS.split(joined) if part]
    return found


def _spans(targets: Iterable[Span | Host]) -> tuple[Span, ...]:
    return tuple(target for target in targets if isinstance(target, Span))


def _hosts(targets: Iterable[Span | Host]) -> tuple[Host, ...]:
    return tuple(target for target in targets if isinstance(target, Host))


def _no_host_has(target: Span | Host) -> bool:
    return isinstance(target, Span) and (target.first < _FIRST_HOST or target.last >= _AFTER_LAST_HOST)


def _check(target: Span | Host, text: str) -> None:
    if isinstance(target, Span) and target.size > LARGEST_SWEEP:
        raise AgentError(messages.TOO_LARGE, {"text": text, "size": target.size, "most": LARGEST_SWEEP})
    if _no_host_has(target):
        raise AgentError(messages.NO_HOST_HAS, {"text": text})


def _check_total(targets: Targets) -> None:
    runs = [run for found in asked(targets.spans, targets.excluded_spans).values() for run in found]
    total = sum(last - first + 1 for first, last in runs) + len(targets.hosts)
    if total > LARGEST_SWEEP:
        raise AgentError(messages.TOO_MANY, {"total": total, "most": LARGEST_SWEEP})


def _settled(
    hosts: Iterable[Host], resolved: Mapping[str, Sequence[str]]
) -> tuple[list[Span | Host], tuple[str, ...]]:
    """Put addresses in place of names; also return the names that have none."""
    settled: list[Span | Host] = []
    unresolved: list[str] = []
    for host in hosts:
        found = [host] if host.is_address else _addresses(host, resolved.get(host.name, ()))
        settled += found
        if not found:
            unresolved.append(host.name)
    return settled, tuple(dict.fromkeys(unresolved))


def _addresses(host: Host, addresses: Sequence[str]) -> Sequence[Span | Host]:
    found = []
    for address in addresses:
        try:
            found.append(read_address(address, host.port))
        except AgentError:
            # Name servers answer 0.0.0.0 or :: for a name they block: no printer has that.
            continue
    usable = [target for target in found if not _no_host_has(target)]
    # A name with IPv4 and IPv6 addresses is one device: by one family it is asked once.
    return _spans(usable) or _hosts(usable)


def _ipv4_endpoints(spans: Iterable[Span], holes: Iterable[Span]) -> list[Endpoint]:
    runs = asked(spans, holes).items()
    numbers = [(n, port) for port, found in runs for first, last in found for n in range(first, last + 1)]
    return [Endpoint(dotted(number), port) for number, port in sorted(numbers)]


def _ipv6_endpoints(hosts: Iterable[Host], excluded: Iterable[Host]) -> list[Endpoint]:
    """Leave out the excluded ones; one excluded without a scope (%eth0) is so on every interface."""
    holes = {(hole.name, hole.port) for hole in excluded}
    kept = {
        Endpoint(host.name, host.port)
        for host in hosts
        if host.port is not None
        and holes.isdisjoint(
            (name, port) for name in (host.name, host.name.partition("%")[0]) for port in (None, host.port)
        )
    }
    return sorted(kept, key=lambda endpoint: (endpoint.sort_key, endpoint.address))
