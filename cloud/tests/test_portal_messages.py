"""The portal speaks two languages with the same sentences, and more than one person at a time."""

from __future__ import annotations

import re
import threading
from datetime import date
from pathlib import Path

import pytest

from agent.core.messages import current_language, days, speaking
from cloud.core.portal.fleet import COLUMNS
from cloud.core.portal.office import SUPPLY_KINDS
from cloud.core.portal.person import DEEDS, ROLES
from cloud.core.portal.row import STATES
from cloud.core.portal.today import ORDER
from cloud.core.refused_mail import REASONS
from cloud.portal import messages
from cloud.portal.messages import messages_in

PLACE = Path(messages.__file__).parent
FILES = sorted(path.stem for path in (PLACE / "en").glob("*.py") if path.stem != "__init__")
USED = re.compile(r"\bm\.(\w+)\.(\w+)")


def names(language: str, file: str) -> set[str]:
    """Return the names that a file of sentences has for pages."""
    found = vars(getattr(messages_in(language), file))
    imported = {"annotations", "TYPE_CHECKING", "Any", "Mapping", "Callable", "date"}
    own = {"count", "days", "flags", "printers", "messages"}
    return {name for name in found if not name.startswith("_")} - imported - own


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_names(file: str) -> None:
    assert names("de", file) == names("en", file)


@pytest.mark.parametrize("file", FILES)
def test_a_table_of_names_has_the_same_keys_in_both(file: str) -> None:
    english, german = (vars(getattr(messages_in(one), file)) for one in ("en", "de"))
    tables = [name for name in names("en", file) if isinstance(english[name], dict) and name != "REFUSALS"]

    assert {name: list(german[name]) for name in tables} == {name: list(english[name]) for name in tables}


@pytest.mark.parametrize("language", ["en", "de"])
def test_all_that_can_be_shown_has_a_name(language: str) -> None:
    said = messages_in(language)

    assert set(said.fleet.NAMES) == set(COLUMNS)
    assert set(said.fleet.STATES) == set(STATES)
    assert set(said.today.KINDS) == set(ORDER)
    assert set(said.decisions.DEEDS) == set(DEEDS)
    assert set(said.offices.KINDS) == set(SUPPLY_KINDS)
    assert set(said.frame.ROLES) == set(ROLES)
    assert language == "en" or set(said.findings.REFUSALS) == set(REASONS)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_templates_ask_for_nothing_that_is_not_there(language: str) -> None:
    said = messages_in(language)
    asked = {
        pair
        for path in (PLACE.parent / "templates").iterdir()
        for pair in USED.findall(path.read_text("utf-8"))
    }

    assert len(asked) > 100
    assert [pair for pair in asked if not hasattr(getattr(said, pair[0]), pair[1])] == []


def test_two_people_are_spoken_to_at_once() -> None:
    met, heard = threading.Barrier(2, timeout=30), {}

    def hear(language: str) -> None:
        with speaking(language):
            met.wait()
            heard[language] = (current_language(), days.month_and_year(date(2026, 3, 1)))
            met.wait()

    threads = [threading.Thread(target=hear, args=(one,)) for one in ("en", "de")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert heard == {"en": ("en", "March 2026"), "de": ("de", "März 2026")}
    with pytest.raises(ValueError, match="no sentences"), speaking("xx"):
        pass
