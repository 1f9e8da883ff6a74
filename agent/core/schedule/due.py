"""When a run is due: from the schedule and the last recorded run, never from a timer.

So sleep, daylight saving time and a missed morning need no special case: the run is late, not lost.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from agent.core.model.ages import is_ahead, is_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.core.settings import Schedule

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LARGEST_DELAY = 600  # seconds: offices of one dealer do not all mail in the same second
LATER_ROUNDS = (timedelta(hours=2), timedelta(hours=5))  # after a run, for the printers that slept in it

# A run that heard nobody keeps its letter back so long, as it is tried again: the network may come yet.
HELD_FOR = timedelta(hours=3)


def delay_of(agent_id: str) -> timedelta:
    """Return how long this agent waits after the scheduled time: always the same, 0 to 10 minutes."""
    import hashlib

    digest = hashlib.sha256(agent_id.encode()).digest()
    return timedelta(seconds=int.from_bytes(digest[:4], "big") % LARGEST_DELAY)


def is_due(schedule: Schedule, last_run: datetime | None, now: datetime, delay: timedelta) -> bool:
    """Return whether a run should begin now: the last scheduled time is over and has had no run.

    Both are compared as the clock on the wall showed them, each with the offset of its own moment:
    `now` has today's offset only, which would shift yesterday's 08:30 where the clocks were changed.
    """
    if last_run is None or is_ahead(last_run, now):
        return True
    latest = next(_times(schedule, now - delay, step=-1), None)
    return latest is not None and _on_the_wall(last_run) < _on_the_wall(latest)


def next_run(
    schedule: Schedule, last_run: datetime | None, now: datetime, delay: timedelta
) -> datetime | None:
    """Return when the next run begins; `now` if one is due, None if no day is chosen."""
    if is_due(schedule, last_run, now, delay):
        return now
    upcoming = next(_times(schedule, now - delay, step=1), None)
    return upcoming + delay if upcoming else None


def later_round_is_due(last_run: datetime | None, last_round: datetime | None, now: datetime) -> bool:
    """Return whether printers that slept in the last run should be asked again now.

    That is at LATER_ROUNDS after the run, on the same day only: the next day has a run of its own.
    A round that was missed is made up once. `last_round` is the end of the last run or later round.
    """
    if last_run is None or last_round is None or _on_the_wall(last_run).date() != now.date():
        return False
    over = [last_run + wait for wait in LATER_ROUNDS if last_run + wait <= now]
    return bool(over) and (last_round < over[-1] or is_ahead(last_round, now))


def letter_is_held(silent_since: datetime | None, now: datetime) -> bool:
    """Return whether a run that heard nobody keeps its letter back; `silent_since` is when the first did."""
    return silent_since is None or is_within(silent_since, now, HELD_FOR)


def mail_expected(schedule: Schedule, last_sent: datetime) -> datetime | None:
    """Return the first scheduled time after the last accepted mail; None if no day is chosen."""
    return next(_times(schedule, last_sent, step=1), None)


def _on_the_wall(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _times(schedule: Schedule, now: datetime, step: int) -> Iterator[datetime]:
    """Yield the scheduled times before (step -1) or after (step 1) now, the nearest first."""
    hour, minute = map(int, schedule.at.split(":"))
    for days in range(8):
        day = (now + timedelta(days=step * days)).date()
        moment = datetime.combine(day, time(hour, minute), now.tzinfo)
        on_time = moment <= now if step < 0 else moment > now
        if DAYS[day.weekday()] in schedule.days and on_time:
            yield moment
