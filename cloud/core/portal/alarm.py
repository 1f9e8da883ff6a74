"""The operator's alarms as the portal tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class ActiveAlarm(NamedTuple):
    """An alarm in state ALARM: its CloudWatch name, what it means in English, since when it stands."""

    name: str
    text: str
    since: datetime


class AlarmsAnswer(NamedTuple):
    """The alarms that stand; `failure` says why they are not known, None where they are."""

    standing: tuple[ActiveAlarm, ...] = ()
    failure: str | None = None
