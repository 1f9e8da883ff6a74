"""Who is told how the receiver itself is: administrators of the operator's own dealer, and nobody else.

An alarm is about all dealers together. Another dealer could mend none of them, and would learn from them how
the others fare; what is wrong with its own digest or webhook stands on its Today anyhow.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cloud.core.portal.alarm import AlarmsAnswer, SendingAnswer, ServiceState
from cloud.core.portal.person import ADMIN, Person

if TYPE_CHECKING:
    from collections.abc import Callable


ASKED_EVERY = timedelta(minutes=1)  # CloudWatch answers an account nine times a second, SES once


class OperatorAlarms:
    """What AWS said a minute ago at most; `dealer` is the operator's own, "" where it has none."""

    def __init__(
        self, dealer: str, ask: Callable[[], AlarmsAnswer], ask_sending: Callable[[], SendingAnswer]
    ) -> None:
        """Ask nothing yet."""
        self.dealer, self._ask, self._ask_sending = dealer, ask, ask_sending
        self._known: tuple[datetime, ServiceState] | None = None

    def told_to(self, person: Person, now: datetime) -> ServiceState:
        """Return the state that a person may see: none, unless it is of the operator."""
        if not self.dealer or (person.dealer, person.role) != (self.dealer, ADMIN):
            return ServiceState()
        if self._known is None or now - self._known[0] >= ASKED_EVERY:
            self._known = now, ServiceState(self._ask(), self._ask_sending())
        return self._known[1]
