"""Whom a scan asks, in which order, and for how long: known printers first and longest."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from agent.core.discovery.rate_limits import spread
from agent.core.discovery.sweep import Probe, Step, plan_patient_steps, plan_steps
from agent.core.model.access import Endpoint
from agent.core.model.ages import is_older
from agent.core.model.retention import WAITED_FOR_SILENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from agent.core.discovery.targets import Expansion
    from agent.core.model.records import Device

KNOWN_PATIENCE = 30.0  # seconds: sleeping printers take up to 30 s to their first answer
NAMED_PATIENCE = 8.0  # for an address that somebody wrote down, but that never answered yet
MOST_NAMED = 64  # a longer list of single addresses is a range written out


def plan_sweep(  # noqa: PLR0913 (each is one thing more that a plan depends on)
    expansion: Expansion,
    devices: Iterable[Device],
    probes: Sequence[Probe],
    *,
    ask_v3: bool,
    now: datetime,
    known_patience: float = KNOWN_PATIENCE,
) -> dict[Endpoint, tuple[Step, ...]]:
    """Return the steps of each endpoint, in the order of asking.

    Known printers outside the targets are not asked: an excluded address stays excluded. They are waited
    for `known_patience` seconds.
    """
    by_number = attrgetter("sort_key")
    wanted = set(expansion.endpoints)
    known = {
        Endpoint(device.ip_address, device.port)
        for device in devices
        if not is_older(device.last_seen, now, WAITED_FOR_SILENT)
    } & wanted
    named = expansion.named - known if len(expansion.named) <= MOST_NAMED else frozenset()
    others = tuple(e for e in expansion.endpoints if e not in known and e not in named)
    ordinary = plan_steps(probes, ask_v3=ask_v3)
    return {
        **dict.fromkeys(sorted(known, key=by_number), plan_patient_steps(probes, known_patience)),
        **dict.fromkeys(sorted(named, key=by_number), plan_patient_steps(probes, NAMED_PATIENCE)),
        **dict.fromkeys(spread(others), ordinary),
    }
