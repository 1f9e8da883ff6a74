"""What a device that accepts the credentials shows: whether a printer, serial number, counters, supplies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.doctor.ladder import DoctorPart, DoctorStep, Fact, Verdict, plain_statement
from agent.core.messages import devices
from agent.core.model.printer import PLACEHOLDER_SERIAL, Counters, Printer, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator


def reading_steps(reading: Reading) -> Iterator[DoctorStep]:
    """Yield the steps of a device that was read."""
    printer = reading.printer
    identity = printer.identity
    name = " ".join(part for part in (identity.manufacturer, identity.model) if part) or "?"
    if reading.read_status == "ok":
        yield _step("device", Verdict.OK, "is_printer", {"name": name})
    else:
        yield _step("device", Verdict.WARNING, "read_partly", {"name": name})
    yield _serial(printer)
    yield _counters(printer)
    yield _supplies(printer)


def unreadable_step(why: str, advice: str | None) -> DoctorStep:
    """Return the step of a device that answers and can't be read, in the words of the scan."""
    if advice is None:
        return DoctorStep(DoctorPart.PRINTER, "device", Verdict.FAILED, "not_a_printer", {"what": why})
    said = plain_statement(why, advice, dict(devices.IN_WINDOW).get(advice))
    return DoctorStep(DoctorPart.PRINTER, "device", Verdict.FAILED, "unreadable", {}, said)


def _serial(printer: Printer) -> DoctorStep:
    identity = printer.identity
    if not identity.serial_number:
        cause = PLACEHOLDER_SERIAL if PLACEHOLDER_SERIAL in printer.flags else "no_serial"
        return _step("serial", Verdict.WARNING, cause, {})
    source = identity.serial_number_source or "?"
    return _step("serial", Verdict.OK, "serial_found", {"serial": identity.serial_number, "object": source})


def _counters(printer: Printer) -> DoctorStep:
    counters, life = printer.counters, printer.life_count
    total = _total(counters)
    if counters is not None and total is not None:
        facts: dict[str, Fact] = {"total": total, "object": counters.source}
        return _step("counters", Verdict.OK, "counters_found", facts)
    if life is not None:
        facts = {"total": life.value, "unit": life.unit or "?", "object": "prtMarkerLifeCount"}
        return _step("counters", Verdict.WARNING, "engine_only", facts)
    return _step("counters", Verdict.WARNING, "no_counters", {"object": "prtMarkerLifeCount"})


def _total(counters: Counters | None) -> int | None:
    if counters is None:
        return None
    seen = counters.impressions
    parts = (seen.monochrome, seen.full_color)
    summed = sum(part for part in parts if part is not None) if any(p is not None for p in parts) else None
    return seen.total if seen.total is not None else summed


def _supplies(printer: Printer) -> DoctorStep:
    facts: dict[str, Fact] = {
        "count": len(printer.supplies),
        "measured": sum(supply.level.state == "measured" for supply in printer.supplies),
        "object": "prtMarkerSuppliesLevel",
    }
    if not printer.supplies:
        return _step("supplies", Verdict.WARNING, "no_supplies", facts)
    if not facts["measured"]:
        return _step("supplies", Verdict.WARNING, "no_levels", facts)
    return _step("supplies", Verdict.OK, "supplies_found", facts)


def _step(name: str, verdict: Verdict, cause: str, facts: dict[str, Fact]) -> DoctorStep:
    return DoctorStep(DoctorPart.PRINTER, name, verdict, cause, facts)
