"""The pages of the portal, as the files of `pages` state them: address, right, title.

A page is found by standing there. Which right it needs is checked by `guard`, and once more by the job asked.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response

    from cloud.core.portal.person import Person
    from cloud.portal.visit import Visit

FOLDER = "cloud.portal.pages"


class Page(NamedTuple):
    """What is drawn at an address for those who have a right of core/portal/person.

    One with a `title` stands in the navigation, the smallest `place` first; the title is asked for in the
    reader's language.
    """

    path: str
    right: str
    draw: Callable[[Visit], Response]
    method: str = "GET"
    title: Callable[[], str] | None = None
    place: int = 0


@cache
def all_pages() -> tuple[Page, ...]:
    """Return the pages of all files of the folder."""
    names = sorted(module.name for module in iter_modules(import_module(FOLDER).__path__, f"{FOLDER}."))
    return tuple(page for name in names for page in import_module(name).PAGES)


def navigation(person: Person) -> dict[str, str]:
    """Return the titles of the pages that a person may open, by address."""
    pages = sorted(all_pages(), key=lambda page: page.place)
    return {page.path: page.title() for page in pages if page.title and person.may(page.right)}
