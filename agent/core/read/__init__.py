"""Walk -> Printer: from here on nobody knows OIDs, -2 or character sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.asking.harvest import device_index
from agent.core.printer import Printer
from agent.core.read.identity import read_identity
from agent.core.read.paper import read_covers, read_input_trays, read_output_bins
from agent.core.read.status import (
    read_alerts,
    read_console,
    read_detected_errors,
    read_status,
)
from agent.core.read.supplies import read_markers, read_supplies
from agent.core.read.texts import Texts
from agent.core.reasons import merge_reasons, reasons_of_errors

if TYPE_CHECKING:
    from agent.core.walk import Walk

# Faults of a conversation that mean: this device does not follow the protocol.
_NONSENSE = {"nonsense", "non_increasing", "endless_table"}


def read_printer(walk: Walk, address: str) -> Printer:
    """Return everything that the walk of one printer tells by the standard MIBs.

    `address` is where the printer was asked: it decides which interface's MAC address is its own.
    """
    index = device_index(walk)
    texts = Texts(walk, index)
    identity, identity_flags = read_identity(walk, index, address, texts)
    supplies, supply_flags = read_supplies(walk, texts)
    alerts = read_alerts(walk, texts)
    errors = read_detected_errors(walk, index)
    return Printer(
        identity=identity,
        status=read_status(walk, index),
        detected_errors=errors,
        state_reasons=merge_reasons(reasons_of_errors(errors), [a.reason for a in alerts if a.reason]),
        console=read_console(texts),
        markers=read_markers(walk),
        supplies=supplies,
        input_trays=read_input_trays(walk, texts),
        output_bins=read_output_bins(walk, texts),
        covers=read_covers(walk, texts),
        alerts=alerts,
        flags=(
            *identity_flags,
            *supply_flags,
            *(("charset_guessed",) if texts.guessed else ()),
            *(("nonsense_answers",) if _NONSENSE.intersection(walk.faults) else ()),
        ),
    )
