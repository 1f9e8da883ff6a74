"""What the last scan read, as far as the store still has it: a damaged database may have lost a part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.core.history.matching import is_gone
from agent.core.messages import commands, office_status
from agent.core.model.errors import AgentError
from agent.core.report_builder.current_printers import current_entries

if TYPE_CHECKING:
    from agent.core.model.records import Device
    from agent.core.report_builder.scan_record import ScanRecord
    from agent.core.report_format.entries import PrinterEntry
    from agent.edge.store import Store


def entries_of(closed: ScanRecord | None, store: Store) -> tuple[list[PrinterEntry], tuple[Device, ...]]:
    """Return the entries of the last closed scan, and the known devices of whose values nothing is left.

    What the store has lost is taken from the scan's report, where that is still there. Without a closed
    scan every known device is one of the latter.
    """
    known = tuple(device for device in store.readings.devices() if not is_gone(device))
    if closed is None:
        return [], known
    latest = store.readings.latest_entries()
    entries = current_entries(closed.summary, latest)
    kept = {device.id for device, _ in latest}
    read = closed.summary.get("read") or ()
    lost = {device.id: device for device in known if device.id in read and device.id not in kept}
    letter = store.letters.of_run(closed.run_number) if lost and closed.run_number is not None else None
    sent = [entry for entry in json.loads(letter.report)["printers"] if entry["id"] in lost] if letter else []
    for entry in sent:
        del lost[entry["id"]]
    return [*entries, *sent], tuple(lost.values())


def refuse_lost(closed: ScanRecord, store: Store) -> None:
    """Raise AgentError where a report made now would say that no printer was found, and there are some."""
    entries, lost = entries_of(closed, store)
    if lost and not entries:
        title = office_status.known_printers(len(lost), max(device.last_seen for device in lost))
        raise AgentError(commands.PRINTERS_LOST, {"title": title})
