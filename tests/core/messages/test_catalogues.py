"""Each catalogue says all that the code says, with the same values; a language is added as a file alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from agent.core.messages.catalogue import LANGUAGES, catalogue_of
from tests.support.made_language import made_language, values_of
from tools.message_template import messages

ROOT = Path(__file__).parents[3]
LANGUAGES_FOLDER = Path("agent") / "core" / "messages" / "languages"
OTHERS = LANGUAGES[1:]
# Where a translation may take another of the values that it is given: a day in figures, a flag's own name.
CHOOSES = {"moment in a list", "short day", "short day and year", "unknown flag"}
LONGEST = 60.0  # seconds that one command of the program may take beside other load
NAME_ONLY = re.compile(r"\w+")


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_translates_every_text_and_nothing_else(language: str) -> None:
    texts = catalogue_of(language).texts.keys() - {("", "")}
    assert sorted(messages().keys() - texts) == []
    assert sorted(texts - messages().keys()) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_takes_the_same_values(language: str) -> None:
    texts = catalogue_of(language).texts
    for key, message in messages().items():
        for form in texts[key]:
            if message.context in CHOOSES:
                assert values_of(form) <= (message.values or set()), form
            elif message.plural is None:
                assert values_of(form) == values_of(message.text), form
            else:  # "one page" says its number in words
                assert {*values_of(form), "count"} == {*values_of(message.plural), "count"}, form


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_with_a_number_has_as_many_forms_as_its_language(language: str) -> None:
    catalogue = catalogue_of(language)
    forms = {catalogue.form_of(number) for number in range(200)}
    for key, message in messages().items():
        assert len(catalogue.texts[key]) == (1 if message.plural is None else len(forms)), key


def test_values_have_plain_names() -> None:
    for message in messages().values():
        for text in (message.text, message.plural or ""):
            assert all(NAME_ONLY.fullmatch(name) for name in values_of(text)), text


def test_every_value_that_a_text_has_a_place_for_is_given() -> None:
    for message in messages().values():
        if message.values is not None:
            assert values_of(message.text) | values_of(message.plural or "") <= message.values, message.text


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program with a language more, which is one file more."""
    folder = tmp_path_factory.mktemp("languages")
    shutil.copytree(ROOT / "agent", folder / "agent", ignore=shutil.ignore_patterns("__pycache__"))
    text = made_language(messages().values())
    (folder / LANGUAGES_FOLDER / "xb.po").write_text(text, encoding="utf-8")
    return folder


def said(copy: Path, *command: str, locale: str = "xb_XB.UTF-8") -> str:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONPATH": str(copy), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    return " ".join((ended.stdout + ended.stderr).split())


def test_a_language_is_added_by_one_file(copy: Path, tmp_path: Path) -> None:
    assert "<Finds network printers" in said(copy, "-m", "agent", "--help")
    data = ("-m", "agent", "--data", str(tmp_path / "data"))
    assert "<No scan has finished yet. Run: meters scan>" in said(copy, *data, "status")
    assert said(copy, *data, "settings", "set", "site.language", "xb", locale="C.UTF-8") != ""
    assert "<No scan has finished yet. Run: meters scan>" in said(copy, *data, "status", locale="C.UTF-8")


def test_numbers_days_plurals_and_names_of_a_new_language_are_its_own(copy: Path) -> None:
    code = (
        "from datetime import date;"
        "from agent.core.messages import days, language_names, printers, reports, set_language;"
        "set_language('xb');"
        "print(language_names(), days.day(date(2026, 3, 5)), reports.headline(1234, 0),"
        " reports.headline(1, 0), reports.headline(3, 0), printers.counted(5000, 'feet'))"
    )
    answer = said(copy, "-c", code)
    assert "{'en': 'English', 'de': 'Deutsch', 'xb': 'Brackish'}" in answer
    assert "<5 <March>>" in answer
    assert "<2:1_234 printers, no problems.>" in answer
    assert "<0:1 printers, no problems.>" in answer
    assert "<1:3 printers, no problems.>" in answer
    assert "<1_524 m>" in answer


def test_a_table_saved_in_a_new_language_has_a_profile(copy: Path) -> None:
    code = (
        "from agent.commands.report import profile_for_people;"
        "from agent.core.messages import set_language;"
        "print([(set_language(name), profile_for_people())[1] for name in ('en', 'de', 'xb')])"
    )
    assert "['generic', 'tabelle', 'generic']" in said(copy, "-c", code)
