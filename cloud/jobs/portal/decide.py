"""A person's decision carried out: right checked, the last decision compared, logged, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cloud.core.portal.decision import Decided, Request
    from cloud.core.portal.person import Person
    from cloud.jobs.past import Archive


def decide(archive: Archive, person: Person, request: Request, now: datetime, random: bytes = b"") -> Decided:
    """Carry out a decision; `random` are 34 bytes, for issue_code.

    Raises Problem: 403 where the role has no right, 400 where something is missing or wrong, 404 where what
    it is about is not there, Conflict (409) where somebody decided since the person looked. The same request
    sent twice is done once.
    """
    raise NotImplementedError
