"""The portal's pages are found by their folder, and its navigation holds those that a person may open."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.core.messages import speaking
from cloud.core.portal.person import ADMIN, DEEDS, READER, VIEWS, Person
from cloud.portal import pages
from cloud.portal.routes import all_pages, navigation

FOLDER = Path(next(iter(pages.__path__)))


def test_each_file_of_the_folder_states_a_page_and_each_template_belongs_to_one() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    drawn = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))

    assert {page.draw.__module__.rpartition(".")[2] for page in all_pages()} == files
    assert [path.name for path in FOLDER.glob("*.html") if f'"{path.name}"' not in drawn] == []


def test_no_two_pages_claim_an_address_and_each_right_is_one_of_the_matrix() -> None:
    addresses = [page.path for page in all_pages()]

    assert sorted(set(addresses)) == sorted(addresses)
    assert {page.right for page in all_pages()} <= {*VIEWS, *DEEDS}


@pytest.mark.parametrize(
    ("role", "language", "first", "last"),
    [
        (READER, "en", ["Today", "Fleet", "Offices"], "Log"),
        (ADMIN, "en", ["Today", "Fleet", "Offices"], "Notifications"),
        (ADMIN, "de", ["Heute", "Geräte", "Büros"], "Benachrichtigungen"),
    ],
)
def test_the_navigation_is_what_a_person_may_open_in_that_order(
    role: str, language: str, first: list[str], last: str
) -> None:
    with speaking(language):
        titles = list(navigation(Person("acme", "somebody", role)).values())

    assert (titles[:3], titles[-1]) == (first, last)


def test_who_has_no_role_has_no_navigation() -> None:
    assert navigation(Person("acme", "somebody", "none")) == {}
