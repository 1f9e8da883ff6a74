"""A printer's supplies as lines with a bar, a past and a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from agent.core.messages import page, printers
from agent.core.model.shown_text import shortened
from agent.core.reporting.attention import LOW_PERCENT, supply_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.history.series import Days, SupplyKey
    from agent.core.report_format.entries import SupplyEntry

# prtMarkerColorantValue (RFC 3805) whose colour a screen can show; all others are drawn in grey.
_DRAWN = frozenset({"black", "cyan", "magenta", "yellow"})
_NEUTRAL = "other"


@dataclass(frozen=True, slots=True)
class SupplyLine:
    """One supply. `colour` is black, cyan, magenta, yellow or other; `percent` as drawn_percent() has it.

    `past` holds percent_left by day, None = not known; it is empty where nothing is known.
    """

    name: str
    colour: str
    percent: int | None
    is_low: bool
    level: str
    runs_out: str
    past: Days
    past_text: str


def supply_lines(
    supplies: Sequence[SupplyEntry], levels: Mapping[SupplyKey, Days], today: date
) -> tuple[SupplyLine, ...]:
    """Return a line for each supply in the printer's own order."""
    return tuple(
        _line(s, levels.get((s["index"], s["type"], s.get("colorant")), ()), today) for s in supplies
    )


def level_text(supply: SupplyEntry) -> str:
    """Return the level in words: "62%", "92% full", "not empty"."""
    if supply["percent_left"] is None:
        return printers.LEVEL_STATES[supply["level_state"]]
    return printers.left(supply["percent_left"], fills_up=supply["class"] == "receptacle")


def drawn_percent(supply: SupplyEntry) -> int | None:
    """Return the value of a supply's bar, as level_text() says: what is left, or how full a receptacle is."""
    left: int | None = supply["percent_left"]
    return 100 - left if left is not None and supply["class"] == "receptacle" else left


def colour_of(supply: SupplyEntry) -> str:
    """Return the colour to draw a supply in: black, cyan, magenta, yellow, or other."""
    colour = supply["colorant"]
    return colour if colour in _DRAWN and supply["class"] != "receptacle" else _NEUTRAL


def _line(supply: SupplyEntry, past: Days, today: date) -> SupplyLine:
    name = shortened(supply_name(supply))
    percent: int | None = supply["percent_left"]
    waste = supply["class"] == "receptacle"
    known = [level for level in past if level is not None]
    return SupplyLine(
        name=name,
        colour=colour_of(supply),
        percent=drawn_percent(supply),
        is_low=percent is not None and percent <= LOW_PERCENT,
        level=level_text(supply),
        runs_out=_runs_out(supply, today, waste=waste) if percent else "",
        past=past if known else (),
        past_text=page.level_then(name, known[0], known[-1], past.count(None)) if known else "",
    )


def _runs_out(supply: SupplyEntry, today: date, *, waste: bool) -> str:
    empties = supply.get("empties")
    if not empties:
        return page.NO_DATE.get(supply.get("empties_note") or "not_enough_data", "")
    likely, earliest, latest = (
        date.fromisoformat(empties[name]) for name in ("likely", "earliest", "latest")
    )
    return page.runs_out(likely, earliest, latest, today, fills_up=waste)
