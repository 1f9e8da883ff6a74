"""The decisions about closings: a day frozen, a panel read by hand, a changed board, an office asked."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from cloud.core import keys
from cloud.core.answers.problem import ProblemDetails
from cloud.core.closings import item_keys
from cloud.core.closings.by_hand import (
    check_between,
    check_unit,
    counts_of,
    manual_item,
    neighbours,
    reading_of,
    swap_item,
    swap_of,
)
from cloud.core.closings.closing_file import Heading
from cloud.core.closings.counted import end_of, of_item
from cloud.core.layout import FIRST
from cloud.core.proof import YEARS, utc
from cloud.core.time_zones import zone_of
from cloud.jobs import dealing, judging
from cloud.jobs.closings.ask_meters import ask
from cloud.jobs.closings.freeze import NOT_SIGNED, freeze
from cloud.jobs.closings.preview import offices_of
from cloud.jobs.dealers import layout_of_dealer
from cloud.jobs.portal.asked import Asked, Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cloud.core.closings.by_hand import Panel
    from cloud.core.closings.counted import CountedReading

_COUNTS = ("total", "monochrome", "full_color", "large")


def _closing(asked: Asked) -> dict[str, str]:
    about = asked.needs("closed_on")
    day_of("closed_on", about["closed_on"])
    more = {name: asked.request.about.get(name, "") for name in ("site", "replaces")}
    return about | {name: value for name, value in more.items() if value}


def _freeze(asked: Asked, about: dict[str, str]) -> str:
    if asked.archive.signer is None:
        raise NOT_SIGNED
    heading = Heading(
        dealer=asked.dealer,
        closed_on=day_of("closed_on", about["closed_on"]),
        site=about.get("site", ""),
        made_at=asked.word.when,
        made_by=asked.word.who,
        replaces=about.get("replaces", ""),
    )
    head = freeze(asked.archive.table, asked.archive.signer, heading, asked.word.why)
    dealing.log(asked.archive.table, "close", asked.dealer, asked.word, **about)
    return f"frozen {head.sha256}"


def _by_hand(asked: Asked) -> dict[str, str]:
    """Return the facts that are logged of a reading by hand; ProblemDetails (400) where it can't be one."""
    about = asked.needs("device", "day", "total")
    _reasoned(asked)
    site, zone = _office_of(asked, about["device"])
    check_unit(asked.request.about)
    counts, day = counts_of(asked.request.about), day_of("day", about["day"])
    if day > asked.word.when.astimezone(zone_of(zone)).date():
        raise ProblemDetails(400, "day", "This day has not begun yet.")
    others = [one for one in _hands(asked, about["device"], zone) if one.read_at.date() != day]
    check_between(counts, *_neighbours(asked, about["device"], end_of(day, zone), others))
    return _with_counts(asked, about, _COUNTS) | {"site": site}


def _keep_by_hand(asked: Asked, about: dict[str, str]) -> str:
    table = asked.archive.table
    last = of_item(judging.latest_or_error(table, asked.dealer, about["device"]))
    item = manual_item(
        asked.dealer, about["device"], last, day_of("day", about["day"]), counts_of(about), asked.word
    )
    dealing.log(table, "read_by_hand", asked.dealer, asked.word, **about)
    table.put(item)
    return "entered"


def _board(asked: Asked) -> dict[str, str]:
    """Return the facts that are logged of a changed board; ProblemDetails (400) for bad counters."""
    names = [f"{side}_{kind}" for side in ("before", "after") for kind in _COUNTS]
    about = asked.needs("device", "at", "before_total", "after_total")
    _reasoned(asked)
    site, zone = _office_of(asked, about["device"])
    at = _moment(about["at"], zone)
    if at > asked.word.when:
        raise ProblemDetails(400, "at", "This moment is still to come.")
    before, after = (counts_of(asked.request.about, f"{side}_") for side in ("before", "after"))
    earlier, later = _neighbours(asked, about["device"], at, list(_hands(asked, about["device"], zone)))
    check_between(before, earlier, None)
    check_between(after, None, later)
    return _with_counts(asked, about, names) | {"site": site, "at": utc(at)}


def _keep_board(asked: Asked, about: dict[str, str]) -> str:
    before, after = (counts_of(about, f"{side}_") for side in ("before", "after"))
    at = datetime.fromisoformat(about["at"])
    item = swap_item(asked.dealer, about["device"], about["site"], at, before, after, asked.word)
    dealing.log(asked.archive.table, "swap_board", asked.dealer, asked.word, **about)
    asked.archive.table.put(item)
    return "recorded"


def _asked_office(asked: Asked) -> dict[str, str]:
    about = asked.needs("site", "closed_on")
    day_of("closed_on", about["closed_on"])
    dealing.site_or_error(asked.archive.table, asked.dealer, about["site"])
    return about


def _ask(asked: Asked, about: dict[str, str]) -> str:
    table = asked.archive.table
    ask(table, asked.dealer, about["site"], day_of("closed_on", about["closed_on"]), asked.word)
    dealing.log(table, "ask_meters", asked.dealer, asked.word, **about)
    return "queued"


def day_of(name: str, text: str) -> date:
    """Return a day; ProblemDetails (400) if a text is none."""
    with suppress(ValueError):  # no day: refused below
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
        if day.year in YEARS:
            return day
    raise ProblemDetails(400, name, f"{name} is a day such as 2026-11-30.")


def _moment(text: str, zone: str) -> datetime:
    """Return a moment in an office's zone, or in the one that it names."""
    with suppress(ValueError):  # no moment: refused below
        found = datetime.fromisoformat(text)
        if found.year in YEARS:
            return found if found.tzinfo else found.replace(tzinfo=zone_of(zone))
    raise ProblemDetails(400, "at", "at is a moment such as 2026-11-30T14:05.")


def _office_of(asked: Asked, device: str) -> tuple[str, str]:
    """Return a device's office and its zone; LookupError for a device that the dealer has not."""
    table = asked.archive.table
    site = judging.latest_or_error(table, asked.dealer, device)["site"]
    layout = layout_of_dealer(table, asked.dealer) or FIRST
    return site, offices_of(table, asked.dealer, layout).zone(site)


def _neighbours(
    asked: Asked, device: str, end: datetime, by_hand: list[CountedReading]
) -> tuple[Panel | None, Panel | None]:
    """Return the panels next to a moment, whoever read them: the last before it, the first after."""
    table, partition = asked.archive.table, keys.device_partition(asked.dealer, device)
    before = table.query(partition, between=("reading#", f"reading#{utc(end)}"), newest_first=True, limit=1)
    after = table.query(partition, between=(f"reading#{utc(end)}", "reading#~"), limit=1)
    swaps = table.query(*item_keys.swap_key(asked.dealer, device, ""))
    return neighbours(end, [*map(of_item, before), *map(of_item, after), *by_hand], map(swap_of, swaps))


def _hands(asked: Asked, device: str, zone: str) -> Iterator[CountedReading]:
    found = asked.archive.table.query(*item_keys.manual_key(asked.dealer, device, ""))
    return (reading_of(item, zone) for item in found)


def _with_counts(asked: Asked, about: dict[str, str], names: Iterable[str]) -> dict[str, str]:
    given = {name: asked.request.about.get(name, "").strip() for name in names}
    return about | {name: value for name, value in given.items() if value}


def _reasoned(asked: Asked) -> None:
    if not asked.word.why:
        raise ProblemDetails(400, "why", "Say why.")


CLOSINGS: dict[str, Deed] = {
    "close": Deed(_closing, _freeze),
    "read_by_hand": Deed(_by_hand, _keep_by_hand),
    "swap_board": Deed(_board, _keep_board),
    "ask_meters": Deed(_asked_office, _ask),
}
