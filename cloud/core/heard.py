"""What a counted report says of itself: for the list of offices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cloud.core.proof import utc

if TYPE_CHECKING:
    from cloud.core.proof import Proven

_OFFSET = re.compile(r"[+-]\d\d:\d\d$")


class Heard(NamedTuple):
    """A report's `made_at` in UTC, its clock's `offset` ("+01:00"), its agent with version, its run."""

    made_at: str
    offset: str
    agent: str
    version: str
    run: int


def heard_of(proven: Proven) -> Heard:
    """Return what a report says of itself."""
    offset = _OFFSET.search(proven.content["scan"]["began"])
    version = proven.content["agent"]["version"]
    return Heard(utc(proven.made_at), offset[0] if offset else "+00:00", proven.agent, version, proven.run)
