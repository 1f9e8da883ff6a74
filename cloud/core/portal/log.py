"""The log of decisions: append-only; nobody's right reaches an entry that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One decision: who, when, what, why, and about what (site, device, agent, key, run, code_id, ...).

    `who` is empty of an erasure: that is kept without a name.
    """

    when: datetime
    what: str
    who: str
    why: str
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some entries, the newest first, and the cursor of the next page (None on the last)."""

    entries: tuple[LogEntry, ...]
    next: str | None
