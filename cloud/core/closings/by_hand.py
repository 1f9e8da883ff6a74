"""What a person read of a panel, and a board that was changed: from a form to an item, and back."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings import item_keys
from cloud.core.closings.counted import KINDS, CountedReading, Counts, Hand
from cloud.core.closings.pages_since import BoardSwap
from cloud.core.proof import utc
from cloud.core.time_zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.decisions import Word
    from cloud.core.item_types import Item

UNIT = "impressions"  # a count of sheets or of metres is no billing counter
MOST = 10**12  # of a counter: prtMarkerLifeCount has 31 bits, a few makers' own more


def counts_of(form: Mapping[str, str], begins: str = "") -> Counts:
    """Return the counts of a form's fields, those of KINDS after `begins`; ProblemDetails names a bad one."""
    counts = {kind: _count(f"{begins}{kind}", form.get(f"{begins}{kind}", "")) for kind in KINDS}
    if counts["total"] is None:
        raise ProblemDetails(400, f"{begins}total", f"{begins}total is missing.")
    parts = (counts["monochrome"] or 0) + (counts["full_color"] or 0)
    if parts > counts["total"]:
        raise ProblemDetails(400, f"{begins}total", "Mono and colour are more than the total.")
    return counts


def check_unit(form: Mapping[str, str]) -> None:
    """Raise ProblemDetails (400) for a count of another unit."""
    unit = form.get("unit", UNIT)
    if unit != UNIT:
        raise ProblemDetails(400, "unit", f"A billing counter counts {UNIT}, not {unit[:20]}.")


class Panel(NamedTuple):
    """What a panel showed at a moment."""

    at: datetime
    counts: Counts


def check_between(counts: Counts, before: Panel | None, after: Panel | None) -> None:
    """Raise ProblemDetails (400) for a count below an earlier one of the same board, or above a later."""
    for kind, value in counts.items():
        low, high = (panel.counts.get(kind) if panel else None for panel in (before, after))
        if value is not None and before and low is not None and value < low:
            raise ProblemDetails(
                400, kind, f"{kind} is {value}, and was {low} on {before.at:%Y-%m-%d} already."
            )
        if value is not None and after and high is not None and value > high:
            raise ProblemDetails(
                400, kind, f"{kind} is {value}, and was {high} on {after.at:%Y-%m-%d} still."
            )


def neighbours(
    end: datetime, readings: Iterable[CountedReading], swaps: Iterable[BoardSwap]
) -> tuple[Panel | None, Panel | None]:
    """Return the panels next to a moment: the last before `end`, the first from then on; of one board."""
    shown = [Panel(one.read_at, one.counts) for one in readings]
    boards = list(swaps)
    before = [*shown, *(Panel(swap.at, swap.after) for swap in boards)]
    after = [*shown, *(Panel(swap.at, swap.before) for swap in boards)]
    return (
        max((one for one in before if one.at < end), key=lambda one: one.at, default=None),
        min((one for one in after if one.at >= end), key=lambda one: one.at, default=None),
    )


def manual_item(  # noqa: PLR0913, PLR0917 (each is another thing)
    dealer: str, device: str, last: CountedReading, day: date, counts: Counts, word: Word
) -> Item:
    """Return a person's reading as an item; `last` says which device it is of."""
    return {
        **item_keys.manual_key(dealer, device, day.isoformat())._asdict(),
        "kind": "manual",
        "dealer": dealer,
        "device": device,
        "site": last.site,
        "day": day.isoformat(),
        "by": word.who,
        "at": utc(word.when),
        "why": word.why,
        "serial_number": last.serial_number,
        "manufacturer": last.manufacturer,
        "model": last.model,
        **counts,
    }


def reading_of(item: Item, zone: str) -> CountedReading:
    """Return a person's reading; it is taken to be of noon in the office's zone."""
    noon = datetime.combine(date.fromisoformat(item["day"]), time(12), zone_of(zone))
    return CountedReading(
        device=item["device"],
        site=item["site"],
        read_at=noon,
        counts={kind: item.get(kind) for kind in KINDS},
        serial_number=item.get("serial_number"),
        manufacturer=item.get("manufacturer"),
        model=item.get("model"),
        hand=Hand(item["by"], item["at"], item["why"]),
    )


def swap_item(  # noqa: PLR0913, PLR0917 (each is another thing)
    dealer: str, device: str, site: str, at: datetime, before: Counts, after: Counts, word: Word
) -> Item:
    """Return a change of a board as an item: what the old panel showed last, the new one first."""
    return {
        **item_keys.swap_key(dealer, device, utc(at))._asdict(),
        "kind": "swap",
        "dealer": dealer,
        "device": device,
        "site": site,
        "at": utc(at),
        "by": word.who,
        "why": word.why,
        **{f"before_{kind}": value for kind, value in before.items()},
        **{f"after_{kind}": value for kind, value in after.items()},
    }


def swap_of(item: Item) -> BoardSwap:
    """Return the change of a board that an item holds."""
    before, after = ({kind: item.get(f"{side}_{kind}") for kind in KINDS} for side in ("before", "after"))
    return BoardSwap(datetime.fromisoformat(item["at"]), before, after, item["by"], item["why"])


def _count(name: str, text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text) <= MOST):
        raise ProblemDetails(400, name, f"{name} is a whole number from 0 on.")
    return int(text)
