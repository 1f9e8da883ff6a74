"""A test email that fails speaks of itself: no report waits, whatever went wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from agent.core.messages import LANGUAGES, refusals, set_language, smtp, trial_mail
from agent.core.messages.catalogue import gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

ABOUT_REPORTS = re.compile(
    r"report (is|will|but)|the report\b|sent (again|later)|Nothing to do|If this continues"
    r"|Bericht\b(?!e)|erneut gesendet|später|Nichts zu tun|Wenn das so bleibt"
)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    set_language("en")


def failures() -> list[tuple[str, str]]:
    """Return title and advice of each failure of mail, their places unfilled."""
    kinds = (*smtp.TROUBLES.values(), *refusals.REFUSALS.values())
    return [(gettext(kind.title), gettext(kind.advice) if kind.advice else "") for kind in kinds]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_failure_of_a_test_email_speaks_of_a_report(language: str) -> None:
    set_language(language)
    said = [sentence for pair in failures() for sentence in pair]
    assert sum(bool(ABOUT_REPORTS.search(sentence)) for sentence in said) > 10  # else nothing is compared
    assert [text for text in map(trial_mail.of_test, said) if ABOUT_REPORTS.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_failure_still_says_what_happened_and_what_to_do(language: str) -> None:
    set_language(language)
    for title, advice in failures():
        for text in (trial_mail.of_test(title), trial_mail.of_test(advice)):
            assert ((text[0].isupper() or text[0] == "{"), "  " in text) == (True, False), text
