"""A person's groups in the user pool as claims of an access token: whose the person is, what it may."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cloud.core.keys import DEALER_NAME, UNADDRESSED

if TYPE_CHECKING:
    from collections.abc import Iterable

CLAIMS = ("dealer", "role")  # a group is CLAIM:NAME
_NAMES = {"dealer": re.compile(DEALER_NAME), "role": re.compile("[a-z][a-z-]{0,38}")}


def claims_of(groups: Iterable[str]) -> dict[str, str]:
    """Return the claims that groups stand for; other groups stand for none.

    Raises ValueError for a second dealer or role: a person has one of each, else no answer would be safe. So
    does a name that none has, as a slip of the operator's.
    """
    claims: dict[str, str] = {}
    for group in sorted(set(groups)):
        claim, colon, name = group.partition(":")
        if not colon or claim not in CLAIMS:
            continue
        if name == UNADDRESSED or not _NAMES[claim].fullmatch(name):
            raise ValueError(f"no {claim} is called {name!r}")
        if claim in claims:
            raise ValueError(f"one person, two groups of {claim}: {claims[claim]} and {name}")
        claims[claim] = name
    return claims
