"""What only a person can bring to an end: which lines the icon's menu has for it, and what a click starts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import set_language
from agent.core.model.records import Delivery
from agent.core.office_status.open_matters import (
    MOST_MATTERS,
    LongSilent,
    StuckLetter,
    long_silent,
    stuck_deliveries,
)
from agent.core.tray.actions import task_of
from agent.core.tray.menu import MenuContext, menu_of
from agent.core.tray.state import of_output, to_line
from tests.jobs.test_tray_loop import CALM, STATUS
from tests.support.store_samples import DAY, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.office_status.status import Status
    from tests.support.documents import Document

AT_REST = ["show", "scan", "report", "save", "settings", "steps", "about", "quit"]
STUCK = (StuckLetter(7, NOW, is_refused=False), StuckLetter(9, NOW + DAY, is_refused=True))
SILENT = (
    LongSilent("a1b2c3d4", "Hall, HP LaserJet", "", NOW),
    LongSilent("e5f6a7b8", "Attic, Kyocera", "10.0.0.9", NOW + DAY),
)
WITH_BOTH = replace(STATUS, stuck=STUCK, long_silent=SILENT)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Leave English behind."""
    yield
    set_language("en")


def a_delivery(run: int, days: int = 0, error: str | None = "550", state: str = "waiting") -> Delivery:
    return Delivery(f"<{run}.{days}>", run, NOW + days * DAY, state, 1, NOW, error, None)


def an_entry(number: int, read_status: str = "missing", **changes: str) -> Document:
    read_at = (NOW - number * DAY).isoformat()
    named = {"location": "Hall", "host_name": None, "manufacturer": "HP", "model": "LaserJet"}
    entry = {"id": f"id{number}", "ip_address": f"10.0.0.{number}", "read_status": read_status}
    return {**entry, "read_at": read_at, **named, **changes}


def runs(waiting: list[Delivery], refused: list[Delivery]) -> list[int]:
    return [delivery.run_number for delivery in stuck_deliveries(waiting, refused)]


def test_what_waits_without_a_failure_is_not_stuck() -> None:
    assert runs([a_delivery(1, error=None)], []) == []
    assert runs([a_delivery(1, error=None), a_delivery(2)], []) == [2]


def test_the_oldest_that_failed_come_first_and_are_few() -> None:
    refused = [a_delivery(2, 2, state="refused"), a_delivery(1, 1, None, "refused")]
    assert runs([a_delivery(3, 3)], refused) == [1, 2, 3]
    assert runs([a_delivery(run, run) for run in range(4, 90)], []) == [4, 5, 6]


@pytest.mark.parametrize("error", ["451", None])
def test_of_two_runs_with_one_number_only_that_is_offered_which_the_command_would_end(
    error: str | None,
) -> None:
    former, present = a_delivery(3, 0), replace(a_delivery(3, 5, error), agent_id="present")
    found = stuck_deliveries([former, present], [])
    assert found == ((present,) if error else ())


def test_a_printer_is_long_silent_only_where_it_was_asked_in_vain_and_is_missing() -> None:
    entries = [an_entry(8), an_entry(9, location="Attic"), an_entry(5, "stale"), an_entry(1, "ok")]
    found = long_silent(entries, {"id9", "id5"})
    assert found == (LongSilent("id9", "Attic, HP LaserJet", "", NOW - 9 * DAY),)


def test_a_printer_that_is_called_as_one_that_is_there_is_named_with_its_address() -> None:
    (found,) = long_silent([an_entry(1, "ok"), an_entry(9)], {"id9"})
    assert (found.printer, found.address) == ("Hall, HP LaserJet", "10.0.0.9")


def test_the_longest_silent_come_first_are_few_and_told_apart() -> None:
    entries = [an_entry(number) for number in range(8, 60)] + [an_entry(61, location="Attic")]
    found = long_silent(entries, {entry["id"] for entry in entries})
    assert [one.device_id for one in found] == ["id61", "id59", "id58"]
    assert [one.address for one in found] == ["", "10.0.0.59", "10.0.0.58"]


def test_a_name_of_several_lines_stands_on_one() -> None:
    (found,) = long_silent([an_entry(8, location="Hall\nQuit\t1")], {"id8"})
    assert found.printer == "Hall Quit 1, HP LaserJet"


def lines(status: Status) -> dict[str, str]:
    """Return the labels of the lines that can be clicked, by action."""
    menu = menu_of(status, "x", MenuContext())
    return {item.action: item.label for item in menu if item.action and item.enabled}


def test_the_menu_has_no_such_lines_while_nothing_is_open() -> None:
    assert list(lines(STATUS)) == AT_REST
    waits = replace(STATUS, waiting=(a_delivery(1, error=None),), silent=3)
    assert menu_of(waits, "x", MenuContext()) == menu_of(STATUS, "x", MenuContext())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            {
                "cancel 7": "Cancel the waiting report of 22 November, 08:15",
                "cancel 9": "Cancel the rejected report of 23 November, 08:15",
                "mail": "Send waiting reports to another address…",
                "retire a1b2c3d4": "Retire Hall, HP LaserJet (no response since 22 November)",
                "retire e5f6a7b8": "Retire Attic, Kyocera, 10.0.0.9 (no response since 23 November)",
            },
        ),
        (
            "de",
            {
                "cancel 7": "Wartenden Bericht vom 22. November, 08:15 Uhr, abbrechen",
                "cancel 9": "Abgelehnten Bericht vom 23. November, 08:15 Uhr, abbrechen",
                "mail": "Wartende Berichte an eine andere Adresse senden…",
                "retire a1b2c3d4": "Hall, HP LaserJet ausmustern (nicht erreichbar seit 22. November)",
                "retire e5f6a7b8": "Attic, Kyocera, 10.0.0.9 ausmustern (nicht erreichbar seit 23. November)",
            },
        ),
    ],
)
def test_what_is_open_has_a_line_each(language: str, said: dict[str, str]) -> None:
    set_language(language)
    shown = lines(WITH_BOTH)
    assert list(shown) == [*AT_REST[:3], "again", *AT_REST[3:4], *said, *AT_REST[4:]]
    assert {action: label for action, label in shown.items() if action in said} == said


def test_each_kind_has_its_lines_alone() -> None:
    assert set(lines(replace(STATUS, stuck=STUCK))) - set(AT_REST) == {
        "cancel 7",
        "cancel 9",
        "mail",
        "again",
    }
    assert set(lines(replace(STATUS, long_silent=SILENT[:1]))) - set(AT_REST) == {"retire a1b2c3d4"}


def test_a_long_name_leaves_the_date_in_its_line() -> None:
    status = replace(STATUS, long_silent=(replace(SILENT[0], printer="\U0001f5a8" * 99),))
    label = lines(status)["retire a1b2c3d4"]
    assert label.endswith("… (no response since 22 November)")
    assert len(label) < 100


@pytest.mark.parametrize(
    ("action", "command"),
    [
        ("cancel 7", ("send", "--cancel=7")),
        ("retire a1b2c3d4", ("device", "a1b2c3d4", "retire")),
        ("mail", ("settings", "--page", "mail")),
        ("again", ("send", "--again")),
    ],
)
def test_a_line_starts_the_command_of_its_name(action: str, command: tuple[str, ...]) -> None:
    assert task_of(action).command == command


def test_only_few_lines_reach_the_tray() -> None:
    many = replace(STATUS, stuck=STUCK * 50, long_silent=SILENT * 50)
    seen = of_output(to_line(replace(CALM, status=many)))
    assert seen is not None
    assert (len(seen.status.stuck), len(seen.status.long_silent)) == (MOST_MATTERS, MOST_MATTERS)
    assert seen.status.stuck[:2] == STUCK


@pytest.mark.parametrize("device_id", ["", "--data", "a b", "a" * 65, "../x"])
def test_an_id_that_is_none_reaches_no_command(device_id: str) -> None:
    strange = replace(STATUS, long_silent=(replace(SILENT[0], device_id=device_id),))
    assert of_output(to_line(replace(CALM, status=strange))) is None
