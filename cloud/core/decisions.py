"""What a person decided, as one value: who, when, why, about what. The log of a dealer is made of them.

It is kept until its dealer or its site is erased. The erasure itself is kept without a name of anybody.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cloud.core import keys
from cloud.core.proof import utc

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    Item = dict[str, Any]

LONGEST = 1000  # characters of a name or a reason
_OF_ERASURE = ("site", "agent", "key", "device")  # by these an erased site finds what was decided of it


class Word(NamedTuple):
    """A person's word: whose, when (aware), and for what reason."""

    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a dealer's part; `about` names what it is about: site, agent, key, run, device, ..."""

    what: str
    dealer: str
    word: Word
    about: Mapping[str, str]


def decision_item(decision: Decision) -> Item:
    """Return a decision as an item of the dealer's log, and of its site's where it has one."""
    about = json.dumps(decision.about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    when = utc(decision.word.when)
    mark = sha256(f"{decision.what}#{decision.word.who}#{about}".encode("utf-8", "replace")).hexdigest()[:12]
    site = decision.about.get("site")
    of_site = (
        {"site_key": keys.site_key(decision.dealer, site).pk, "site_order": f"decision#{when}#{mark}"}
        if site
        else {}
    )
    return {
        **keys.decision_key(decision.dealer, f"{when} {mark}")._asdict(),
        **of_site,
        **{name: decision.about[name] for name in _OF_ERASURE if name in decision.about},
        "kind": "decision",
        "dealer": decision.dealer,
        "what": decision.what,
        "who": decision.word.who[:LONGEST],
        "when": when,
        "why": decision.word.why[:LONGEST],
        "about": about,
    }


def erasure_item(dealer: str, what: str, when: datetime, counts: Mapping[str, int]) -> Item:
    """Return the note of an erasure: what kind and how much, and no name of anybody or anything."""
    counted = json.dumps(counts, sort_keys=True, separators=(",", ":"))
    mark = sha256(f"{what}#{counted}".encode()).hexdigest()[:12]
    return {
        **keys.decision_key(dealer, f"{utc(when)} {mark}")._asdict(),
        "kind": "decision",
        "dealer": dealer,
        "what": what,
        "when": utc(when),
        "about": counted,
    }
