"""What the printer says of its state: status, error bits, alerts, panel (RFC 2790, RFC 3805)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.mib import enumerations, objects
from agent.core.mib.enumerations import label
from agent.core.mib.state_reasons import reason_of_alert
from agent.core.model.printer import Alert

if TYPE_CHECKING:
    from agent.core.interpretation.texts import Texts
    from agent.core.model.walk import Walk


def read_status(walk: Walk, index: int) -> str:
    """Return hrPrinterStatus: idle, printing, warmup, other or unknown."""
    rows = walk.integers(objects.HR_PRINTER_STATUS)
    return label(enumerations.PRINTER_STATUS, rows.get((index,))) or "unknown"


def read_detected_errors(walk: Walk, index: int) -> tuple[str, ...]:
    """Return the names of the bits in hrPrinterDetectedErrorState (0, 1 or 2 octets, RFC 2790).

    Bit 0 is the most significant bit of the first octet.
    """
    octets = walk.octets(objects.HR_PRINTER_DETECTED_ERROR_STATE).get((index,), b"")
    return tuple(
        name
        for bit, name in enumerate(enumerations.DETECTED_ERRORS)
        if bit // 8 < len(octets) and octets[bit // 8] & (0x80 >> bit % 8)
    )


def read_console(texts: Texts) -> tuple[str, ...]:
    """Return the lines of the panel that hold any text."""
    return tuple(texts.console(objects.PRT_CONSOLE_DISPLAY_BUFFER_TEXT))


def read_alerts(walk: Walk, texts: Texts) -> tuple[Alert, ...]:
    """Return every row of prtAlertTable, pseudo alerts too: their reason is None."""
    severity = walk.integers(objects.PRT_ALERT_SEVERITY_LEVEL)
    training = walk.integers(objects.PRT_ALERT_TRAINING_LEVEL)
    group = walk.integers(objects.PRT_ALERT_GROUP)
    group_index = walk.integers(objects.PRT_ALERT_GROUP_INDEX)
    location = walk.integers(objects.PRT_ALERT_LOCATION)
    code = walk.integers(objects.PRT_ALERT_CODE)
    descriptions = texts.column(objects.PRT_ALERT_DESCRIPTION)
    return tuple(
        Alert(
            severity=label(enumerations.ALERT_SEVERITY, severity.get(row)),
            training_level=label(enumerations.ALERT_TRAINING_LEVEL, training.get(row)),
            group=label(enumerations.ALERT_GROUP, group.get(row)),
            group_index=group_index.get(row),
            location=location.get(row),
            code=label(enumerations.ALERT_CODE, code.get(row)),
            description=descriptions.get(row),
            reason=reason_of_alert(code.get(row), severity.get(row), group.get(row)),
        )
        for row in sorted({*severity, *code, *descriptions})
        if row
    )
