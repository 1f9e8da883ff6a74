"""Whole scans with excluded addresses: none of them hears a single question."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.commands.scan import make_adapters
from agent.core.discovery.networks import Interface
from agent.core.discovery.sweep import Tally
from agent.core.model.access import Secret
from agent.edge.store import Store
from agent.jobs.scan import Finished, Order, scan
from tests.support.command_line import PORT, validated
from tests.support.loopback import needs_127_8, silent_listeners
from tests.support.own_readers import own_readers
from tests.support.store_samples import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from agent.core.model.access import Endpoint
    from tests.support.command_line import Program

OWN_NETWORK = Interface("eth0", "eth0", "192.168.1.77", 30)


@needs_127_8
@pytest.mark.parametrize("between", [" ", ", ", ";"])
def test_an_item_with_several_exclusions_spares_each_of_them(program: Program, between: str) -> None:
    excluded = between.join(["127.84.1.1", "127.84.1.2"])
    program.settings(f"[network]\nport = {PORT}\nexclude = [{json.dumps(excluded)}]\n")
    with silent_listeners(["127.84.1.1", "127.84.1.2"]) as listeners:
        report = validated(program.run("scan", "127.84.1.0/30", "127.84.1.5", "--json", "-").stdout)
        for listener in listeners:
            with pytest.raises(BlockingIOError):
                listener.recv(2_000)
    assert (report["scan"]["addresses_asked"], report["unreadable"]) == (1, [])


@pytest.mark.parametrize(
    ("targets", "exclude", "asked"),
    [
        ((), (), ["192.168.1.77", "192.168.1.78"]),
        (("!192.168.1.77",), (), ["192.168.1.78"]),
        (("! 192.168.1.77",), ("192.168.1.70 192.168.1.78",), []),
        (("!192.168.1.77", "192.168.1.76/30"), (), ["192.168.1.78"]),
        (("!192.168.1.77 10.0.0.7",), (), ["10.0.0.7"]),
    ],
)
def test_exclusions_alone_mean_the_own_networks_without_them(
    targets: tuple[str, ...], exclude: tuple[str, ...], asked: list[str], tmp_path: Path
) -> None:
    found, finished = swept(Order(targets, exclude, 161, (Secret("public"),), (), 1.0), tmp_path)
    assert found == asked
    assert finished.summary["scan"]["addresses_asked"] == len(asked)


def swept(order: Order, folder: Path) -> tuple[list[str], Finished]:
    """Scan beside an office's network with a sweep that sends nothing; return whom it should have asked."""
    found: list[str] = []

    def sweep(steps: Mapping[Endpoint, Any], *_: object) -> Iterator[Tally]:
        found.extend(endpoint.address for endpoint in steps)
        yield Tally(0, 0, 0, 0)

    with own_readers() as readers, Store.open(folder / "agent.db", NOW) as store:
        tools = replace(make_adapters(readers), interfaces=lambda: [OWN_NETWORK], sweep=sweep)
        return found, scan(order, tools, store, lambda *_: None)
