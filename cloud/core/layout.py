"""Into how many shards a dealer's lists are cut: by its size, so that a small one is read in one question.

A list (sites, signers, needs, alerts) has the newest number of shards. Readings and mails lie by day, and a
day keeps the number that held when it began: growing moves none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

OFFICES_A_SHARD = 500  # with three questions an office, 10 ms each, a shard is analysed in some 20 s
MOST_SHARDS = 1024


@dataclass(frozen=True, slots=True)
class Layout:
    """The numbers of shards, each with the first UTC day that it holds for; the first has no beginning."""

    steps: tuple[tuple[date, int], ...]

    @property
    def lists(self) -> int:
        """The number of shards of a list: the newest, and as it only grows, the greatest."""
        return self.steps[-1][1]

    def on(self, day: date) -> int:
        """Return the number of shards of a UTC day."""
        return next((count for begins, count in reversed(self.steps) if begins <= day), self.steps[0][1])

    def grown(self, shards: int, begins: date) -> Layout:
        """Return the layout with more shards from a day on; ValueError if they are no more."""
        if shards <= self.lists or begins <= self.steps[-1][0]:
            raise ValueError(f"it has {self.lists} shards already, and shards only grow from a later day on")
        return Layout((*self.steps, (begins, shards)))

    def text(self) -> str:
        """Return the layout as an item holds it: "1 2026-12-02:16"."""
        first, *more = self.steps
        return " ".join((str(first[1]), *(f"{begins.isoformat()}:{count}" for begins, count in more)))


def layout_for(offices: int) -> Layout:
    """Return the layout of a new dealer of so many offices."""
    return Layout(((date.min, shards_for(offices)),))


def shards_for(offices: int) -> int:
    """Return how many shards a dealer of so many offices needs: a power of two."""
    needed = max(1, -(-offices // OFFICES_A_SHARD))
    return min(MOST_SHARDS, 1 << (needed - 1).bit_length())


def layout_of(text: str) -> Layout:
    """Return the layout that an item holds; ValueError if there is none in it."""
    first, *more = text.split(" ")
    steps = [(date.min, int(first)), *((date.fromisoformat(s[:10]), int(s[11:])) for s in more)]
    if steps[0][1] < 1 or any(a[0] >= b[0] or a[1] >= b[1] for a, b in pairwise(steps)):
        raise ValueError(f"no layout: {text[:80]!r}")
    return Layout(tuple(steps))


FIRST = layout_for(1)  # also of what lies under no dealer
