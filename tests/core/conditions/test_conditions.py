"""Conditions: recorded where they are met, standing until they are mended, told in every language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from agent.core.conditions.kinds import LONGEST_FACT, RULES, Condition, ConditionKind
from agent.core.conditions.text import advice_of, title_of
from agent.core.messages import LANGUAGES, conditions, set_language
from agent.edge.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
REFUSED = ConditionKind.RECIPIENT_REFUSED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "agent.db", NOW) as opened:
        yield opened


def test_what_is_wrong_stands_until_it_is_mended(store: Store) -> None:
    store.conditions.record(REFUSED, "dealer@example.org", {"reason": "no such user"}, NOW)
    store.conditions.record(ConditionKind.DISK_FULL, "/data", {}, NOW)
    assert store.conditions.standing() == (
        Condition(REFUSED, "dealer@example.org", NOW, {"reason": "no such user"}),
        Condition(ConditionKind.DISK_FULL, "/data", NOW, {}),
    )
    store.conditions.clear(REFUSED, "dealer@example.org", LATER)
    assert [c.kind for c in store.conditions.standing()] == [ConditionKind.DISK_FULL]


def test_it_stands_in_a_store_that_is_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "agent.db", NOW) as first:
        first.conditions.record(ConditionKind.DISK_FULL, "/data", {}, NOW)
    with Store.open(tmp_path / "agent.db", LATER) as second:
        assert second.conditions.standing() == (Condition(ConditionKind.DISK_FULL, "/data", NOW, {}),)


def test_met_again_it_keeps_its_beginning_and_renews_its_facts(store: Store) -> None:
    store.conditions.record(REFUSED, "a@example.org", {"reason": "first"}, NOW)
    store.conditions.record(REFUSED, "a@example.org", {"reason": "second"}, LATER)
    assert store.conditions.standing() == (Condition(REFUSED, "a@example.org", NOW, {"reason": "second"}),)


def test_after_it_was_mended_it_begins_anew(store: Store) -> None:
    store.conditions.record(REFUSED, "a@example.org", {"reason": "first"}, NOW)
    store.conditions.clear(REFUSED, "a@example.org", NOW)
    store.conditions.record(REFUSED, "a@example.org", {"reason": "first"}, LATER)
    assert [c.since for c in store.conditions.standing()] == [LATER]


def test_replaced_are_only_those_of_the_kind(store: Store) -> None:
    store.conditions.record(ConditionKind.DISK_FULL, "/data", {}, NOW)
    store.conditions.record(REFUSED, "mended@example.org", {"reason": "x"}, NOW)
    store.conditions.record(REFUSED, "still@example.org", {"reason": "x"}, NOW)
    found = {"still@example.org": {"reason": "y"}, "new@example.org": {"reason": "z"}}
    store.conditions.replace(REFUSED, found, LATER)
    standing = {(c.subject, c.since) for c in store.conditions.standing()}
    assert standing == {("/data", NOW), ("still@example.org", NOW), ("new@example.org", LATER)}


def test_facts_are_those_of_the_kind_and_bounded(store: Store) -> None:
    with pytest.raises(ValueError, match="has the facts"):
        store.conditions.record(REFUSED, "a@example.org", {"why": "x"}, NOW)
    store.conditions.record(REFUSED, "a@example.org", {"reason": "x" * 9_999}, NOW)
    assert len(str(store.conditions.standing()[0].facts["reason"])) == LONGEST_FACT


def test_a_kind_of_a_newer_program_is_passed_over(store: Store) -> None:
    store.conditions.record(ConditionKind.DISK_FULL, "/data", {}, NOW)
    with store.conditions.write() as connection:
        connection.execute("UPDATE conditions SET kind = 'of_tomorrow'")
    assert store.conditions.standing() == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ConditionKind)
def test_each_kind_is_told_in_each_language(kind: ConditionKind, language: str) -> None:
    set_language(language)
    try:
        templates = conditions.TITLES[kind] + conditions.ADVICE[kind]
        met = Condition(kind, "subject", NOW, dict.fromkeys(RULES[kind].facts, "fact"))
        reported = [title_of(met), advice_of(met)]
    finally:
        set_language("en")
    asked = {name for _, name, _, _ in Formatter().parse(templates) if name}
    assert asked <= {"subject", *RULES[kind].facts}
    assert all(reported)


def test_braces_of_a_server_are_its_own() -> None:
    met = Condition(REFUSED, "{subject.__class__}", NOW, {"reason": "{0} {reason}"})
    assert title_of(met) == "The mail server doesn't accept email for {subject.__class__}."
    assert "{0} {reason}" in advice_of(met)


@pytest.mark.parametrize(
    ("language", "written"), [("en", "{0.day} {0:%B %Y, %H:%M}"), ("de", "{0:%d.%m.%Y %H:%M}")]
)
def test_a_moment_is_told_as_people_write_it(language: str, written: str) -> None:
    shown, later = NOW + timedelta(days=1000), NOW
    met = Condition(ConditionKind.CLOCK_WRONG, shown.isoformat(), NOW, {"clock": later.isoformat()})
    set_language(language)
    try:
        title = title_of(met)
    finally:
        set_language("en")
    for moment in (shown, later):
        assert written.format(moment.astimezone()) in title
    assert "T" not in title.replace("The", "")
    assert "+00:00" not in title


def test_what_only_looks_like_a_moment_is_told_as_it_is() -> None:
    met = Condition(REFUSED, "2026-02-31T25:00:00+00:00", NOW, {"reason": "2026-02-01"})
    assert "2026-02-31T25:00:00+00:00" in title_of(met)


def test_a_moment_that_no_zone_has_is_told_as_it_is() -> None:
    met = Condition(REFUSED, "0001-01-01T00:00:00+14:00", NOW, {"reason": "9999-12-31T23:59:59-12:00"})
    assert "0001-01-01T00:00:00+14:00" in title_of(met)
