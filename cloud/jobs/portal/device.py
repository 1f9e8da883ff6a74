"""One device's story, read from its own partition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.core.portal.device import DeviceDetail
    from cloud.core.portal.person import Person
    from cloud.edge.table import Table

STORY_DAYS = 400  # of readings that a page looks at: a year, and the month before it


def device_detail(table: Table, person: Person, device: str, now: datetime) -> DeviceDetail:
    """Return the story of a device; Problem (404) if the dealer has none of that name."""
    raise NotImplementedError
