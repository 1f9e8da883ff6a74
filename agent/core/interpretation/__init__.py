"""Walk -> Printer: from here on nobody knows OIDs, -2 or character sets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.core.discovery.do_not_poll import FLAG
from agent.core.interpretation.counters import read_counters
from agent.core.interpretation.device_rows import FLAG as SEVERAL
from agent.core.interpretation.device_rows import own_rows
from agent.core.interpretation.identity import read_identity
from agent.core.interpretation.paper import read_covers, read_input_trays, read_output_bins
from agent.core.interpretation.printer_status import (
    read_alerts,
    read_console,
    read_detected_errors,
    read_status,
    reasons_of_console,
)
from agent.core.interpretation.private_levels import low_toner, with_private_levels
from agent.core.interpretation.private_objects import VendorReading, read_private
from agent.core.interpretation.supplies import first_life_count, read_markers, read_supplies
from agent.core.interpretation.texts import Texts
from agent.core.mib.state_reasons import merge_reasons, reasons_of_errors
from agent.core.model.printer import Printer, Supply
from agent.core.polling.first_answers import device_index

if TYPE_CHECKING:
    from agent.core.model.walk import Walk

# Faults of a conversation that mean: this device does not follow the protocol.
_NONSENSE = {"nonsense", "non_increasing", "endless_table"}


def read_printer(walk: Walk, address: str) -> Printer:
    """Return everything that the walk of one printer tells, by the standard MIBs and its maker's rows.

    `address` is where the printer was asked: it decides which interface's MAC address is its own.
    """
    index = device_index(walk)
    walk, has_several = own_rows(walk, index)
    texts = Texts(walk, index)
    private = read_private(walk, texts)
    identity, identity_flags = read_identity(walk, index, address, texts, private)
    vendor = private.vendor
    supplies, supply_flags = read_supplies(walk, texts, vendor.part_colours)
    markers = read_markers(walk, is_zero_unread=vendor.is_zero_life_unread) or (
        (private.marker,) if private.marker else ()
    )
    counters, counter_flags = read_counters(walk, private.vendors, first_life_count(markers))
    printer = Printer(
        identity=identity,
        status=read_status(walk, index),
        detected_errors=read_detected_errors(walk, index),
        console=tuple(dict.fromkeys((*read_console(texts), *private.console))),
        markers=markers,
        counters=counters,
        supplies=with_private_levels(supplies, private, identity.model),
        input_trays=read_input_trays(walk, texts),
        output_bins=read_output_bins(walk, texts),
        covers=read_covers(walk, texts),
        alerts=read_alerts(walk, texts),
    )
    several = (SEVERAL,) if has_several else ()
    flags = (*identity_flags, *supply_flags, *counter_flags, *_flags_of_answers(walk, texts), *several)
    reasons = _state_reasons(printer, supplies, private)
    return replace(printer, state_reasons=reasons, flags=flags)


def _state_reasons(printer: Printer, supplies: tuple[Supply, ...], private: VendorReading) -> tuple[str, ...]:
    """Return the state reasons of error bits, alerts, panel and the maker's levels, each once."""
    return merge_reasons(
        reasons_of_errors(printer.detected_errors),
        [alert.reason for alert in printer.alerts if alert.reason],
        reasons_of_console(printer.console),
        low_toner(supplies, private, printer.identity.model),
    )


def _flags_of_answers(walk: Walk, texts: Texts) -> tuple[str, ...]:
    """Return the flags of how the device answered; all its texts must have been read before."""
    flags = {
        "charset_guessed": texts.guessed,
        "nonsense_answers": bool(_NONSENSE.intersection(walk.faults)),
        FLAG: FLAG in walk.faults,
    }
    return tuple(flag for flag, is_raised in flags.items() if is_raised)
