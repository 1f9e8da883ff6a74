"""What came in for a closed day after its closing was frozen: told, and the closing stays."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cloud.jobs.closings.frozen import file_bytes
from cloud.jobs.closings.preview import preview

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cloud.core.closings.heads import ClosingHead
    from cloud.core.closings.line import ClosingLine
    from cloud.core.portal.person import Person
    from cloud.edge.table import Table


class LateReading(NamedTuple):
    """A device whose reading would be another one today; `frozen` and `now` are its totals."""

    device: str
    serial_number: str | None
    read_at: datetime
    frozen: int | None
    now: int | None


def late_readings(table: Table, person: Person, head: ClosingHead, now: datetime) -> list[LateReading]:
    """Return the readings of a closed day that its closing does not have."""
    document = json.loads(file_bytes(table, head))
    frozen = {one["device"]: one for one in document["devices"]}
    found = preview(table, person, head.closed_on, head.site, now)
    late = (_late(frozen.get(line.device), line) for line in found.lines)
    return [one for one in late if one is not None]


def _late(frozen: Mapping[str, Any] | None, line: ClosingLine) -> LateReading | None:
    reading = line.reading
    if reading is None:
        return None
    read_at = frozen["reading"]["read_at"] if frozen else None
    if read_at is not None and reading.read_at <= datetime.fromisoformat(read_at):
        return None
    total = ((frozen or {}).get("impressions") or {}).get("total")
    return LateReading(line.device, reading.serial_number, reading.read_at, total, reading.counts["total"])
