"""Of which kind a need is: a waste container fills up, all other supplies are used up."""

from __future__ import annotations

from typing import Any

import pytest

from agent.core.reporting.attention import need_of
from agent.core.reporting.fleet_table import fleet_rows
from agent.core.reporting.need_kinds import kind_of
from tests.support.made_pages import a_report, demo_entry


def supply(percent: int, kind: str = "toner") -> dict[str, Any]:
    """Return a supply of the report with this percentage left, or free in a container."""
    is_waste = kind.startswith("waste")
    return {
        "index": 1 + is_waste,
        "class": "receptacle" if is_waste else "consumable",
        "type": kind,
        "colorant": None if is_waste else "black",
        "description": None,
        "percent_left": percent,
        "level_state": "known",
    }


@pytest.mark.parametrize(
    ("supplies", "reasons", "kind", "word"),
    [
        ([supply(6, "wasteToner")], [], "almost_full", "Attention"),
        ([supply(0, "wasteInk")], [], "full", "Full"),
        ([supply(4)], [], "low", "Attention"),
        ([supply(0)], [], "empty", "Empty"),
        ([supply(4), supply(6, "wasteToner")], [], "low", "Attention"),
        ([supply(4), supply(0, "wasteToner")], [], "full", "Full"),
        ([supply(0), supply(0, "wasteToner")], [], "empty", "Empty"),
        ([], ["marker-waste-almost-full-warning"], "almost_full", "Attention"),
        ([supply(6, "wasteToner")], ["marker-waste-almost-full-warning"], "almost_full", "Attention"),
        ([supply(6, "wasteToner")], ["media-empty-warning"], "paper", "Attention"),
    ],
)
def test_a_waste_container_is_full_and_a_toner_is_low(
    supplies: list[dict[str, Any]], reasons: list[str], kind: str, word: str
) -> None:
    entry = demo_entry("Reception", supplies=supplies, state_reasons=reasons, status="idle", alerts=[])
    need = need_of(entry)
    assert need
    assert kind_of(need, entry) == kind
    assert [row.state for row in fleet_rows(a_report([entry]), {})] == [word]
