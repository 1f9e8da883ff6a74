"""A decision that is asked for, and how one is carried out."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.answers.problem import ProblemDetails

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cloud.core.decisions import Word
    from cloud.core.portal.decision import Request
    from cloud.jobs.backlog import Archive


class Asked(NamedTuple):
    """A decision that is asked for: with what it is done, of which dealer, by whose word."""

    archive: Archive
    dealer: str
    word: Word
    request: Request
    random: bytes

    def needs(self, *names: str) -> dict[str, str]:
        """Return the request's values under these names; ProblemDetails (400) names a missing one."""
        missing = [name for name in names if not self.request.about.get(name)]
        if missing:
            raise ProblemDetails(400, missing[0], f"{missing[0]} is missing.")
        return {name: self.request.about[name] for name in names}


class Deed(NamedTuple):
    """How a decision is prepared (what is logged of it), done (what is so now), and what it shows once."""

    prepare: Callable[[Asked], dict[str, str]]
    do: Callable[[Asked, dict[str, str]], str]
    told: Callable[[Asked, dict[str, str]], Mapping[str, str]] = lambda _, __: {}


def mark_of(form: object) -> str:
    """Return a mark that tells two forms of one person apart, and says nothing of their content."""
    return sha256(repr(form).encode("utf-8", "replace")).hexdigest()[:12]
