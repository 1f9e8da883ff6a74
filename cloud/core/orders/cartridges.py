"""What a device's past tells of one of its supplies: changes, pages since the last one, pages as usual."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from agent.core.history.counts import meter_of
from agent.core.history.entry_past import PREMATURE_FROM
from agent.core.history.levels import changes_of, levels_of
from cloud.core.orders.order import Held, place_name
from cloud.core.portal.device_story import pages_between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from agent.core.history.past import PastReading

LEAST_PERCENT = 60  # of its usual pages, else an order is held


class CartridgePast(NamedTuple):
    """One supply's past: when it was changed, pages since then, median pages of the cartridges before.

    A number is None where nobody can know it: no change was seen, or a counter fell or was not read.
    """

    changes: tuple[datetime, ...] = ()
    printed: int | None = None
    usual: int | None = None

    @property
    def held(self) -> Held | None:
        """Why an order has to wait for a person's look, None where it need not."""
        if self.printed is None or not self.usual or 100 * self.printed >= LEAST_PERCENT * self.usual:
            return None
        return Held(self.printed, self.usual)

    def changed_after(self, moment: datetime) -> datetime | None:
        """Return when it was first changed after a moment."""
        return next((change for change in self.changes if change > moment), None)


UNKNOWN = CartridgePast()  # of a supply that was never measured


def cartridge_pasts(readings: Sequence[PastReading]) -> Mapping[str, CartridgePast]:
    """Return the past of each supply of a device, by its place, from readings in the order of time.

    A cartridge that was changed early gave fewer pages than it had: it says nothing of what is usual.
    """
    meter, pasts = meter_of(readings), {}
    for (kind, colorant, index), levels in levels_of(readings).items():
        changes = changes_of(levels)
        whole = [
            pages_between(meter, before.at, change.at)
            for before, change in pairwise(changes)
            if change.before < PREMATURE_FROM
        ]
        known = [pages for pages in whole if pages]
        pasts[place_name(index, kind, colorant)] = CartridgePast(
            changes=tuple(change.at for change in changes),
            printed=pages_between(meter, changes[-1].at, levels[-1].at) if changes else None,
            usual=round(median(known)) if known else None,
        )
    return pasts
