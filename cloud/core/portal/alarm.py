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


class SendingAnswer(NamedTuple):
    """Whether AWS lets the account mail verified addresses alone (SES's sandbox); `failure` as above."""

    in_sandbox: bool = False
    failure: str | None = None


class ServiceState(NamedTuple):
    """What the operator is told of the receiver's AWS account."""

    alarms: AlarmsAnswer = AlarmsAnswer()
    sending: SendingAnswer = SendingAnswer()
