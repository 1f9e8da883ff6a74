"""How many printers stand in which target."""

from __future__ import annotations

import pytest

from agent.core.discovery.network_counts import NetworkCount, counts_of, searched_networks
from agent.core.model.access import Endpoint
from agent.core.model.errors import AgentError

FOUND = [Endpoint(address, 161) for address in ("10.0.0.5", "10.0.0.255", "10.0.1.7", "fd00::7")]
NAMES = {"printer.lan": ["10.0.1.7"], "both.lan": ["fd00::9", "10.0.0.5"], "gone.lan": []}


def counted(*texts: str) -> list[tuple[str, int, int]]:
    networks = searched_networks(texts, 161, lambda name: NAMES[name])
    return [(count.text, count.addresses, count.printers) for count in counts_of(networks, FOUND)]


def test_each_target_has_its_addresses_and_its_printers() -> None:
    assert counted("10.0.0.0/24", "10.0.1.1-9", "10.0.1.7", "10.9.0.0/16") == [
        ("10.0.0.0/24", 254, 1),  # 10.0.0.255 is its broadcast address: nobody is asked there
        ("10.0.1.1-9", 9, 1),
        ("10.0.1.7", 1, 1),
        ("10.9.0.0/16", 65_534, 0),
    ]


def test_a_name_counts_by_its_address_and_one_without_any_counts_nothing() -> None:
    assert counted("printer.lan", "both.lan", "gone.lan") == [
        ("printer.lan", 1, 1),
        ("both.lan", 1, 1),
        ("gone.lan", 0, 0),
    ]


def test_an_ipv6_printer_is_found_by_its_address() -> None:
    assert counted("fd00::7", "[fd00::8]") == [("fd00::7", 1, 1), ("[fd00::8]", 1, 0)]


def test_a_printer_that_answers_on_two_ports_is_one() -> None:
    networks = searched_networks(["10.0.0.0/30"], 161, lambda _: [])
    twice = [Endpoint("10.0.0.1", 161), Endpoint("10.0.0.1", 1161)]
    assert counts_of(networks, twice) == (NetworkCount("10.0.0.0/30", 2, 1),)


def test_an_exclusion_is_no_network_and_what_is_no_target_raises() -> None:
    assert counted("!10.0.0.5") == []
    with pytest.raises(AgentError):
        counted("10.0.0.0/99")
