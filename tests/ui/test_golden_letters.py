"""The letters of an empty office, a first day, silent printers and sixty printers, in both languages."""

from __future__ import annotations

import re

import pytest

from agent.core.messages import fleet, page, set_language
from tests.support.golden_letters import FOLDER, NAMES, letter_of


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_the_golden_one(name: str) -> None:
    plain, html = letter_of(name)
    assert (FOLDER / f"{name}.txt").read_text("utf-8") == plain
    assert (FOLDER / f"{name}.html").read_text("utf-8") == html


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_letter_of_an_empty_office_says_what_was_searched_and_what_to_do(language: str) -> None:
    parts = letter_of(f"empty.{language}")
    set_language(language)
    causes, next_step = fleet.CAUSES, fleet.NEXT_STEP
    set_language("en")
    for part in parts:
        assert "192.168.50.0/24 (254 " in part
        assert all(cause in part for cause in causes)
        assert next_step in part.replace("&gt;", ">")


def test_the_first_letter_says_once_that_history_comes_later() -> None:
    _, html = letter_of("first-day.en")
    assert html.count(fleet.FIRST_DAYS) == 1
    assert page.NO_DATE["not_enough_data"] not in html
    assert page.USE_NOT_KNOWN not in html


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_names_a_command_or_sets_a_capital_in_the_middle_of_a_line(name: str) -> None:
    plain, _ = letter_of(name)
    assert "meters " not in plain
    sentences = re.findall(r"^- [^:]+: [^:]+: (.+)$", plain, re.MULTILINE)
    if name.endswith(".en"):
        assert [one for one in sentences if re.match(r"(No|Not|Low|Level)\b", one)] == []


def test_sixty_printers_make_a_letter_of_at_most_a_hundred_kilobytes() -> None:
    assert max(len(letter_of(f"sixty.{language}")[1].encode()) for language in ("en", "de")) < 100_000


def teardown_module() -> None:
    """Speak English again, whatever failed."""
    set_language("en")
