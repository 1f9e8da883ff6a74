"""Each flag in a sentence: what was seen, from what to what, and since when."""

from __future__ import annotations

from datetime import date

import pytest

from agent.core.messages import flags
from agent.core.reporting.card.notes import notes_of
from tests.support.documents import part

DAY = date(2026, 5, 3)
MAC, OTHER_MAC = "02:00:5e:10:00:07", "02:00:5e:10:00:08"


@pytest.mark.parametrize(
    ("name", "what", "before", "after", "sentence"),
    [
        (
            *("counter_reset", "life_count", 120_345, 12),
            "Its lifetime count (engine) fell from 120,345 to 12 on 3 May 2026: it was reset.",
        ),
        (
            *("counter_wrap", "impressions.full_color", 999_990, 40),
            (
                "Its counter of impressions, full color went from 999,990 to 40 on 3 May 2026:"
                " it reached its maximum and restarted."
            ),
        ),
        (
            *("counter_jump", "markers.2.life_count", 500, 900_000),
            (
                "Its lifetime count (engine 2) rose from 500 to 900,000 on 3 May 2026,"
                " more than this printer can print. Check before billing."
            ),
        ),
        (
            *("board_swapped", "serial_number", "S1", "S2"),
            (
                "It replaced the printer with the serial number S1 on 3 May 2026: the main board, or"
                " the printer behind the network card, was replaced."
            ),
        ),
        (
            *("board_swapped", "mac_address", MAC, OTHER_MAC),
            f"Its network card was replaced on 3 May 2026: {MAC} before, {OTHER_MAC} after.",
        ),
        (
            *("board_swapped", "copy.total", 70, 2),
            "Its counter of copy, total fell from 70 to 2 on 3 May 2026, when its network card was replaced.",
        ),
        (
            *("ip_moved", "ip_address", "10.0.0.7", "10.0.0.8"),
            "Its address changed from 10.0.0.7 to 10.0.0.8 on 3 May 2026.",
        ),
        (
            *("duplicate", "ip_address", "10.0.0.7", "10.0.0.8"),
            "It has responded at 10.0.0.7 and at 10.0.0.8 since 3 May 2026 and is counted once.",
        ),
        (*("new_device", "serial_number", None, "S1"), "It was seen for the first time on 3 May 2026."),
        (*("missing", "ip_address", "10.0.0.7", None), "No response since 3 May 2026."),
        (
            *("new_flag", "toner_kind", None, 7),
            "3 May 2026: New flag (toner kind): nothing before, 7 after.",
        ),
    ],
)
def test_an_event_says_what_was_seen_and_since_when(
    name: str, what: str, before: object, after: object, sentence: str
) -> None:
    assert flags.event(name, DAY, what, before, after) == sentence


def test_what_passed_says_so() -> None:
    said = flags.event("counter_reset", DAY, "life_count", 500, 12, date(2026, 5, 4))
    assert said.endswith("it was reset. It was a reading error, correct again since 4 May 2026.")
    said = flags.event("board_swapped", DAY, "serial_number", "S1", "S2", date(2026, 5, 4))
    assert said.endswith("was replaced. Both printers have responded again since 4 May 2026.")


def test_a_supply_that_was_changed_early_is_told_once() -> None:
    at = "2026-11-03T08:30:00+01:00"
    change = {"event": "premature_change", "at": at, "supply_index": 1, "type": "toner", "colorant": "cyan"}
    event = {"flag": "premature_change", "since": at, "what": "supplies.1.percent_left", "until": None}
    entry = {
        "supply_events": [change | {"percent_before": 40, "percent_after": 100}],
        "events": [event | {"before": 40, "after": 100}],
        "flags": ["premature_change"],
    }
    (note,) = notes_of(part(entry))
    assert note == "3 November 2026: cyan toner replaced with 40% left."
