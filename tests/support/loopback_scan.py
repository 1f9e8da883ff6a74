"""A scan of loopback addresses into an open store, in this process; the readers are the test's."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from agent.context.office import now
from agent.core.model.access import Endpoint, Secret
from agent.edge import udp
from agent.edge.snmp.ask import ask
from agent.jobs.report import close_without_letter
from agent.jobs.scan import Order, ScanAdapters, scan
from tests.support.loopback import OWN_PORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.edge.snmp.readers import Readers
    from agent.edge.store import Store
    from agent.jobs.discover import Event

_IDS = count()


def scan_loopback(
    targets: tuple[str, ...],
    store: Store,
    readers: Readers,
    watch: Callable[[Event, int], None] = lambda _event, _addresses: None,
) -> tuple[frozenset[Endpoint], int]:
    """Scan once, as `meters scan --no-send` does; return who was read, and the datagrams of it all."""
    adapters = ScanAdapters(
        interfaces=tuple,
        resolve=lambda _: (),
        sweep=udp.sweep,
        readers=readers,
        ask=ask,
        now=now,
        new_id=lambda: f"p-{next(_IDS)}",
        new_request_id=lambda: 1_000,
    )
    order = Order(targets, (), OWN_PORT, (Secret("public"),), (), timeout=0.5)
    finished = scan(order, adapters, store, watch)
    close_without_letter(finished, store)
    homes = {device.id: Endpoint(device.ip_address, device.port) for device in store.readings.devices()}
    read = frozenset(homes[device_id] for device_id in finished.summary["read"])
    return read, finished.summary["scan"]["datagrams_sent"]
