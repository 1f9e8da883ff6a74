"""Who is told of the operator's alarms: administrators of the operator's own dealer, and nobody else.

An alarm is about all dealers together. Another dealer could mend none of them, and would learn from them how
the others fare; what is wrong with its own digest or webhook stands on its Today anyhow.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cloud.core.portal.alarm import AlarmsAnswer
from cloud.core.portal.person import ADMIN, Person

if TYPE_CHECKING:
    from collections.abc import Callable


ASKED_EVERY = timedelta(minutes=1)  # CloudWatch answers an account's questions nine times a second


class OperatorAlarms:
    """The alarms as they were a minute ago at most; `dealer` is the operator's own, "" where it has none."""

    def __init__(self, dealer: str, ask: Callable[[], AlarmsAnswer]) -> None:
        """Ask nothing yet."""
        self.dealer, self._ask = dealer, ask
        self._known: tuple[datetime, AlarmsAnswer] | None = None

    def told_to(self, person: Person, now: datetime) -> AlarmsAnswer:
        """Return the alarms that a person may see: none, unless it is of the operator."""
        if not self.dealer or (person.dealer, person.role) != (self.dealer, ADMIN):
            return AlarmsAnswer()
        if self._known is None or now - self._known[0] >= ASKED_EVERY:
            self._known = now, self._ask()
        return self._known[1]
