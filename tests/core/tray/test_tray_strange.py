"""Whatever a child of the tray says: the loop lives, and goes on scanning; what it needs is small."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.model.records import Delivery
from agent.core.office_status.open_matters import LongSilent, StuckLetter
from agent.core.reporting.attention import Need
from agent.core.tray.actions import task_of
from agent.core.tray.icon_state import IconState
from agent.core.tray.state import LARGEST_LINE, of_output, to_line
from tests.jobs.test_tray_loop import CALM, SCHEDULE_STATE, STATUS, World
from tests.support.made_month import Ended
from tests.support.store_samples import NOW

LONG = "\u202e<b>\U0001f5a8" * 2_000
DUE = replace(CALM, schedule_state=replace(SCHEDULE_STATE, last_run=None))
MANY = replace(
    CALM,
    status=replace(
        STATUS,
        needs=tuple(Need(f"{n}{LONG}", (LONG,) * 255, urgent=True) for n in range(60)),
        waiting=(Delivery(LONG, 1, NOW, "waiting", 9, NOW, LONG, LONG, LONG, frozenset({LONG})),) * 90,
        conditions=tuple(
            Condition(ConditionKind.RECIPIENT_REFUSED, f"{n}{LONG}", NOW, {"reason": LONG}) for n in range(50)
        ),
        networks_left_out=((LONG, LONG),) * 50,
        stuck=(StuckLetter(7, NOW, is_refused=True),) * 90,
        long_silent=(LongSilent("a1b2" * 8, LONG, LONG, NOW),) * 60,
    ),
    schedule_state=replace(SCHEDULE_STATE, next_tries=(NOW,) * 900),
    notification=LONG,
    alarms=(LONG,) * 300,
)


def test_what_the_icon_needs_is_small_whatever_the_devices_say() -> None:
    line = to_line(MANY)
    assert len(line) <= LARGEST_LINE
    seen = of_output(line)
    assert seen is not None
    assert len(seen.status.needs) + seen.status.more_needs == 60
    assert to_line(seen) == line


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
SHALLOW = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=8), SCALARS, max_size=3)
json_values = (
    SHALLOW | st.lists(SHALLOW, max_size=3) | st.dictionaries(st.text(max_size=8), SHALLOW, max_size=3)
)
STRANGE: tuple[object, ...] = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2026-11-22T08:15:00",
    "99:99",
    "",
    -1,
    10**30,
    float("nan"),
    1e308,
    True,
    {},
    [[]],
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 (JSON)
    """Return the path of every value of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for name, part in inner for place in places(part, (*path, name)))]


PLACES = places(json.loads(to_line(MANY)))


def mutated(path: tuple[Any, ...], value: object, *, is_gone: bool) -> str:
    """Return the tray's state of a busy office with one value of it replaced, or gone."""
    if not path:
        return json.dumps(value)
    document = json.loads(to_line(MANY))
    place = document
    for name in path[:-1]:
        place = place[name]
    if is_gone:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(document)


def lives_through(said: str) -> None:
    """Let a look say this and the next one that a run is due; AssertionError where none is started."""
    world = World()
    tray = world.tray()
    world.written += 1
    tray.tick()
    world.end(tray, "look", Ended(output=said))
    for name in [name for name in tray.children.running if name != "look"]:
        world.end(tray, name, Ended(0))
    tray.children.tried.clear()
    if "look" not in tray.children.running:
        world.written += 1
        tray.tick()
    world.end(tray, "look", Ended(output=to_line(DUE)))
    assert "scan" in tray.children.running


@settings(max_examples=400)
@given(st.sampled_from(PLACES), json_values | st.sampled_from(STRANGE), st.booleans())
def test_one_value_of_a_standing_that_is_another_ends_nothing(
    path: tuple[Any, ...], value: object, is_gone: bool
) -> None:
    lives_through(mutated(path, value, is_gone=is_gone))


@settings(max_examples=300)
@given(st.text() | st.binary().map(lambda raw: raw.decode(errors="replace")) | json_values.map(json.dumps))
def test_any_output_of_a_look_ends_nothing(said: str) -> None:
    lives_through(said)
    lives_through("{" + said)


@pytest.mark.parametrize("said", ["{" * 100_000, '{"a":' * 100_000, "{\x00}", "{" + "9" * 9_999])
def test_deep_and_long_output_ends_nothing(said: str) -> None:
    lives_through(said)


def test_a_line_that_is_cut_anywhere_ends_nothing() -> None:
    line = to_line(MANY)
    for cut in random.Random(7).sample(range(len(line)), 100):  # noqa: S311 (no secret)
        lives_through(line[:cut])
        lives_through("{" + line[cut:])


@pytest.mark.parametrize(
    "action",
    [
        "scan",
        "report",
        "again",
        "mail",
        "settings",
        "steps",
        "set_up",
        "show",
        "about",
        "save",
        "cancel 7",
        "retire a1b2",
    ],
)
@pytest.mark.parametrize("code", [None, -9, 0, 1, 2, 3, 4, 130, 255, 3221225477, -(10**9)])
def test_any_end_of_any_child_ends_nothing(action: str, code: int | None) -> None:
    world = World()
    tray = world.tray()
    tray.click(action)
    tray.wait(0)
    world.end(tray, task_of(action).name, Ended(code, output="\x00\u202e<b>" * 1000))
    assert world.looks == 2


def test_while_looks_fail_the_scan_itself_looks_whether_it_is_due_at_the_ordinary_pace() -> None:
    world = World()
    tray = world.tray()
    for minutes in range(0, 60, 5):
        world.time = NOW + timedelta(minutes=minutes)
        world.written += 1
        tray.tick()
        world.end(tray, "look", Ended(-11, output="{"))
        if "scan" in tray.children.running:
            world.end(tray, "scan", Ended(0))
            world.end(tray, "look", Ended(-11, output="{"))
    assert world.commands == ["scan --scheduled"] * 6
    assert world.shows(IconState.TROUBLE)
