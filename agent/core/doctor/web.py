"""What the other ports of a silent address tell, and how SNMP is switched on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.doctor.ladder import DoctorPart, DoctorStep, Fact, Verdict
from agent.core.doctor.switch_on import BY_MAKER, maker_in

if TYPE_CHECKING:
    from collections.abc import Sequence


def web_step(
    address: str, open_ports: Sequence[int], page: bytes, known_maker: str | None = None
) -> DoctorStep:
    """Return the step of TCP 631, 443 and 80 of one address; `known_maker` is what a person says."""
    facts: dict[str, Fact] = {"address": address, "ports": ", ".join(map(str, open_ports))}
    if not open_ports:
        return DoctorStep(DoctorPart.PRINTER, "web", Verdict.WARNING, "web_silent", facts)
    maker = known_maker or maker_in(page) or ""
    row = BY_MAKER.get(maker)
    if row is None:
        return DoctorStep(DoctorPart.PRINTER, "web", Verdict.WARNING, "web_answers", facts)
    cause = "switch_on" if row.was_read else "switch_on_usually"
    facts |= {"maker": maker, "path": row.path, "source": row.source}
    return DoctorStep(DoctorPart.PRINTER, "web", Verdict.WARNING, cause, facts)


def not_asked_step(address: str) -> DoctorStep:
    """Return the step for who has not agreed to it."""
    return DoctorStep(DoctorPart.PRINTER, "web", Verdict.NOT_TRIED, "web_not_asked", {"address": address})
