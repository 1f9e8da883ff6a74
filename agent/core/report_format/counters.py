"""Counters of a printer as meters.json writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.model.printer import Counters, FunctionCount, Impressions, LifeCount
    from agent.core.report_format.entries import (
        CountersEntry,
        FunctionEntry,
        ImpressionsEntry,
        LifeCountEntry,
    )

    Counts = TypeVar("Counts", bound=Mapping[str, object])


NO_IMPRESSIONS: ImpressionsEntry = {
    "total": None,
    "monochrome": None,
    "full_color": None,
    "single_color": None,
    "two_color": None,
    "highlight": None,
    "two_sided": None,
    "large": None,
}


def life_count_entry(life: LifeCount | None) -> LifeCountEntry | None:
    """Return `life_count` of a printer or a marker."""
    return {"value": life.value, "unit": life.unit} if life else None


def counters_entry(counters: Counters | None) -> CountersEntry:
    """Return the billing counters; None where a printer has none of a function at all."""
    if counters is None:
        return {
            "impressions": None,
            "print": None,
            "copy": None,
            "fax": None,
            "scan": None,
            "counters_source": "standard",
        }
    return {
        "impressions": _if_any(_impressions(counters.impressions)),
        "print": _if_any(_function(counters.print)),
        "copy": _if_any(_function(counters.copy)),
        "fax": _if_any(_function(counters.fax)),
        "scan": None if counters.scan.total is None else {"total": counters.scan.total},
        "counters_source": counters.source,
    }


def _impressions(counts: Impressions) -> ImpressionsEntry:
    return {
        "total": counts.total,
        "monochrome": counts.monochrome,
        "full_color": counts.full_color,
        "single_color": counts.single_color,
        "two_color": counts.two_color,
        "highlight": counts.highlight,
        "two_sided": counts.two_sided,
        "large": counts.large,
    }


def _function(counts: FunctionCount) -> FunctionEntry:
    return {"total": counts.total, "monochrome": counts.monochrome, "full_color": counts.full_color}


def _if_any(counts: Counts) -> Counts | None:
    return counts if any(count is not None for count in counts.values()) else None
