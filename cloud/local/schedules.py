"""EventBridge here: a day passes, and each schedule of the template calls its function at its time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cloud.local.stack import Stack

EACH_MINUTE = "rate(1 minute)"
_DAILY = re.compile(r"cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)")


def schedules_of(stack: Stack) -> Iterator[tuple[time, str]]:
    """Yield the time of day (UTC) of each schedule with the function that it calls.

    What is called each minute is called once, at the end of the day. Raises ValueError for any other
    expression than these two: no other is in use.
    """
    for wired in stack.functions.values():
        for event in wired.events.values():
            if event["Type"] == "Schedule":
                expression = event["Properties"]["Schedule"]
                if expression == EACH_MINUTE:
                    yield time(23, 59, tzinfo=UTC), wired.name
                    continue
                found = _DAILY.fullmatch(expression)
                if found is None:
                    raise ValueError(f"not a daily schedule: {expression}")
                yield time(int(found[2]), int(found[1]), tzinfo=UTC), wired.name


def pass_day(stack: Stack, day: date) -> None:
    """Let a day pass: every schedule calls, and what that puts into queues is done."""
    for at, function in sorted(schedules_of(stack)):
        call_at(stack, function, datetime.combine(day, at))


def call_at(stack: Stack, function: str, moment: datetime) -> None:
    """Call a function as EventBridge does at a moment (aware), then empty the queues."""
    stack.call(function, {"source": "aws.events", "time": moment.isoformat(timespec="seconds")})
    while stack.poll():
        pass
