"""The rows of one printer where an agent answers for several: a print server with two, each its own device.

Tables of the Printer MIB begin their index with hrDeviceIndex (RFC 3805). Some firmware gets that arc wrong
in a table or leaves it out, so it parts rows only where one table has several of them.
"""

from agent.core.mib import objects
from agent.core.model.walk import Oid, Walk

FLAG = "several_printers"
_MIB = len(objects.PRINTER_MIB)
_TABLE = _MIB + 2  # arcs: prtMarkerTable is PRINTER_MIB.10.2
_COLUMN = _TABLE + 2  # behind the entry
# Whoever has two of these has two printers; a second row of an alert or a tray may be a slip.
_OF_A_PRINTER = (
    objects.PRT_GENERAL_SERIAL_NUMBER[:_TABLE],
    objects.PRT_MARKER_LIFE_COUNT[:_TABLE],
    objects.PRT_MARKER_SUPPLIES_LEVEL[:_TABLE],
)
_HOST_TABLES = (objects.HR_PRINTER_STATUS, objects.HR_PRINTER_DETECTED_ERROR_STATE)


def own_rows(walk: Walk, index: int) -> tuple[Walk, bool]:
    """Return the walk without the rows of other printers, and whether there are any.

    `index` is the printer's own hrDeviceIndex; a table that does not know it keeps its first device's rows.
    """
    devices: dict[Oid, set[int]] = {}
    places = [(varbind, *_place(varbind.oid)) for varbind in walk]
    for _, table, device in places:
        if device is not None:
            devices.setdefault(table, set()).add(device)
    own = {table: index if index in found else min(found) for table, found in devices.items()}
    if all(len(found) == 1 for found in devices.values()):  # as nearly always
        return walk, False
    kept = [v for v, table, device in places if device is None or own[table] == device]
    several = any(
        len(found) > 1 for table, found in devices.items() if table in {*_OF_A_PRINTER, *_HOST_TABLES}
    )
    return Walk(kept, walk.faults), several


def _place(oid: Oid) -> tuple[Oid, int | None]:
    """Return the table of an object and its hrDeviceIndex, None where its index has none."""
    if oid[:_MIB] != objects.PRINTER_MIB:
        for column in _HOST_TABLES:
            if oid[: len(column)] == column and len(oid) > len(column):
                return column, oid[len(column)]
        return (), None
    table, row = oid[:_TABLE], oid[_COLUMN:]
    is_general = table == _OF_A_PRINTER[0]
    return table, row[0] if len(row) > 1 or (is_general and row) else None
