"""Who is trusted: a function of the facts about an agent's signers, never of the order they came in.

A signer is an agent id with one of its public keys (in hex). The facts are the anchors (a code that its
proof won, a dealer's decision) and the successions, each proven by the old key's signature.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cloud.core.item_types import ClaimItem

LONGEST_LINE = 32  # keys of one agent, one after another


@dataclass(frozen=True, slots=True)
class Claim:
    """A signer that proved to know a code's secret, in a mail that arrived at `arrived` by our own clock."""

    agent: str
    key: str
    arrived: datetime


@dataclass(frozen=True, slots=True)
class Succession:
    """The old key said that the new key follows it; the report of `run` is the first under the new one."""

    old: str
    new: str
    run: int


@dataclass(frozen=True, slots=True)
class Binding:
    """The site that a trusted signer speaks for, and what made it so: code, confirmed or succeeded."""

    site: str
    by: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of all signers of one agent.

    `enrolled` and `confirmed` are the sites of keys that won a code, and that the dealer confirmed;
    `rejected` are keys that the dealer shut out, whatever else speaks for them. `resolved` are the runs of
    forks that the dealer decided, each with the SHA-256 of the report that counts (empty: none of them).
    """

    enrolled: Mapping[str, str]
    confirmed: Mapping[str, str]
    rejected: frozenset[str]
    successions: frozenset[Succession]
    resolved: Mapping[int, str] = field(default_factory=dict)


def claim_of(item: ClaimItem) -> Claim:
    """Return the claim of a code that an item holds."""
    return Claim(item["agent"], item["key"], datetime.fromisoformat(item["arrived"]))


def winner_of(claims: Iterable[Claim]) -> Claim | None:
    """Return the one claim that spent its code: the first that arrived, by the receiver's own clock.

    What a report says of its time decides nothing: whoever learns a code later could date a scan earlier.
    """
    return min(claims, key=lambda claim: (claim.arrived, claim.agent, claim.key), default=None)


def bindings_of(facts: Facts) -> dict[str, Binding]:
    """Return the trusted keys of an agent, each with its site."""
    bound = {key: Binding(site, "code") for key, site in facts.enrolled.items()}
    bound |= {key: Binding(site, "confirmed") for key, site in facts.confirmed.items()}
    bound = {key: binding for key, binding in bound.items() if key not in facts.rejected}
    heirs = _heirs(facts)
    for _ in range(LONGEST_LINE):
        # Two old keys may name one heir: their names decide, not the order of the facts.
        olds = sorted((old for old in bound if heirs.get(old, old) not in bound), reverse=True)
        news = {heirs[old]: Binding(bound[old].site, "succeeded") for old in olds}
        if not news:
            break
        bound |= news
    return bound


def retired_from(facts: Facts, key: str) -> int | None:
    """Return the first run that a key may no longer sign, None while it may."""
    runs = [s.run for s in facts.successions if s.old == key and s.new not in facts.rejected]
    return min(runs, default=None)


def _heirs(facts: Facts) -> dict[str, str]:
    """Return the new key of each old one; an old key that named two has none."""
    named: dict[str, set[str]] = {}
    for succession in facts.successions:
        if succession.new not in facts.rejected:
            named.setdefault(succession.old, set()).add(succession.new)
    return {old: next(iter(news)) for old, news in named.items() if len(news) == 1}
