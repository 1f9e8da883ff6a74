"""Whom a scan asks, in which order, and for how long: known printers first and longest."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from agent.core.discovery.rate_limits import spread
from agent.core.discovery.response_times import LONGEST_TIMEOUT, NOTHING_MEASURED, ResponseTimes
from agent.core.discovery.sweep import FIRST_RUN, Probe, Step, Waits, plan_patient_steps, plan_steps
from agent.core.model.access import Endpoint
from agent.core.model.ages import is_older
from agent.core.model.retention import WAITED_FOR_SILENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from agent.core.discovery.targets import Expansion
    from agent.core.model.records import Device

KNOWN_PATIENCE = 30.0  # seconds: sleeping printers take up to 30 s to their first answer
NAMED_PATIENCE = 8.0  # for an address that somebody wrote down, but that never answered yet
MOST_NAMED = 64  # a longer list of single addresses is a range written out


@dataclass(frozen=True, slots=True)
class Patience:
    """How long silence is waited for.

    A known printer is waited for `known` seconds; `times` is what was measured of it. `is_thorough`: also
    where printers are known, who answers for the first time may be as slow as in a first run.
    """

    known: float = KNOWN_PATIENCE
    times: Mapping[Endpoint, ResponseTimes] = field(default_factory=dict)
    is_thorough: bool = False

    def wait(self, endpoint: Endpoint) -> float:
        """Return the seconds until a known printer is asked again."""
        answer = self.times.get(endpoint, NOTHING_MEASURED).answer
        return answer.timeout() if answer else LONGEST_TIMEOUT

    def waits(self, known: Iterable[Endpoint]) -> Waits:
        """Return the waits for addresses of which nothing is known, beside these known ones."""
        measured = [self.wait(endpoint) for endpoint in known]
        if self.is_thorough or not measured:
            return FIRST_RUN
        return Waits(max(measured), max(measured))


def plan_sweep(  # noqa: PLR0913 (each is one thing more that a plan depends on)
    expansion: Expansion,
    devices: Iterable[Device],
    probes: Sequence[Probe],
    *,
    ask_v3: bool,
    now: datetime,
    patience: Patience = Patience(),
) -> dict[Endpoint, tuple[Step, ...]]:
    """Return the steps of each endpoint, in the order of asking.

    Known printers outside the targets are not asked: an excluded address stays excluded.
    """
    by_number = attrgetter("sort_key")
    wanted = set(expansion.endpoints)
    versions = {
        Endpoint(device.ip_address, device.port): device.snmp_version
        for device in devices
        if not is_older(device.last_seen, now, WAITED_FOR_SILENT)
    }
    known = sorted(versions.keys() & wanted, key=by_number)
    named = expansion.named - set(known) if len(expansion.named) <= MOST_NAMED else frozenset()
    others = tuple(e for e in expansion.endpoints if e not in versions and e not in named)
    ordinary = plan_steps(probes, ask_v3=ask_v3, waits=patience.waits(known))
    return {
        **{e: plan_patient_steps(probes, patience.known, versions[e], patience.wait(e)) for e in known},
        **dict.fromkeys(sorted(named, key=by_number), plan_patient_steps(probes, NAMED_PATIENCE)),
        **dict.fromkeys(spread(others), ordinary),
    }
