"""All that portal and digest can show has a name in each language; several people are spoken to at once."""

import re
import threading
from datetime import date
from pathlib import Path

import pytest

import cloud
from agent.core.messages import current_language, days, speaking
from cloud.core import messages
from cloud.core.messages import LANGUAGES
from cloud.core.portal.fleet import COLUMNS
from cloud.core.portal.office import SUPPLY_KINDS
from cloud.core.portal.person import DEEDS, ROLES
from cloud.core.portal.row import STATES
from cloud.core.portal.today import ORDER

CLOUD = Path(next(iter(cloud.__path__)))
TEMPLATES = (*sorted((CLOUD / "portal").rglob("*.html")), CLOUD / "core" / "digest" / "page.html")
USED = re.compile(r"\b(?:m\.(\w+)|said)\.([A-Za-z_]\w*)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_can_be_shown_has_a_name(language: str) -> None:
    with speaking(language):
        assert set(messages.fleet.NAMES) == set(COLUMNS)
        assert set(messages.fleet.STATES) == set(STATES)
        assert set(messages.today.KINDS) == set(ORDER)
        assert set(messages.decisions.DEEDS) == set(DEEDS)
        assert set(messages.offices.KINDS) == set(SUPPLY_KINDS)
        assert set(messages.frame.ROLES) == set(ROLES)


def test_the_templates_ask_for_nothing_that_is_not_there() -> None:
    asked = {pair for path in TEMPLATES for pair in USED.findall(path.read_text("utf-8"))}

    assert len(asked) > 150
    assert [
        (file, name) for file, name in sorted(asked) if not hasattr(getattr(messages, file or "digest"), name)
    ] == []


def test_two_people_are_spoken_to_at_once() -> None:
    met, heard = threading.Barrier(2, timeout=30), {}

    def hear(language: str) -> None:
        with speaking(language):
            met.wait()
            heard[language] = (current_language(), days.month_and_year(date(2026, 3, 1)), messages.log.TITLE)
            met.wait()

    threads = [threading.Thread(target=hear, args=(one,)) for one in ("en", "de")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert heard == {"en": ("en", "March 2026", "Log"), "de": ("de", "März 2026", "Protokoll")}
    with pytest.raises(ValueError, match="no sentences"), speaking("xx"):
        pass
