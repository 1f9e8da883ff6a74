"""How long ago a stored moment was: the one place that judges it, as a clock may have been wrong meanwhile.

A moment that was stored while the clock was ahead lies in the future once the clock is right; so does every
moment while the clock is behind. Nobody knows how long ago it was, and it never counts as recent.
"""

from datetime import datetime, timedelta

# Two systems of one computer may leave its clock an hour off until the network corrects it (RTC in local
# time); less than anything that this program reckons with in hours.
CLOCK_ERROR = timedelta(hours=1)
# A run, its later rounds and what is sent after them are one day's work, under one clock.
ONE_DAYS_WORK = timedelta(hours=12)
# An office reports once a day. Here and at the receiver its report is late two hours after the next one
# was expected, and missing after three days.
REPORT_LATE_AFTER = timedelta(hours=26)
REPORT_MISSING_AFTER = timedelta(days=3)


def is_ahead(stored: datetime, now: datetime) -> bool:
    """Return whether a stored moment lies in the future, by more than a clock is off now and then."""
    return stored - now > CLOCK_ERROR


def age_of(stored: datetime, now: datetime) -> timedelta | None:
    """Return how long ago a moment was; None where it lies in the future, so that nobody knows."""
    return None if is_ahead(stored, now) else max(now - stored, timedelta(0))


def is_within(stored: datetime, now: datetime, longest: timedelta) -> bool:
    """Return whether a moment is known to be no longer ago than that."""
    age = age_of(stored, now)
    return age is not None and age <= longest


def is_within_run(stored: datetime, began: datetime, longest: timedelta) -> bool:
    """Return the result of is_within at a run that began then; a later round's is of this day."""
    return is_within(stored, max(began, min(stored, began + ONE_DAYS_WORK)), longest)


def is_older(stored: datetime, now: datetime, longest: timedelta) -> bool:
    """Return whether a moment is known to be longer ago than that."""
    age = age_of(stored, now)
    return age is not None and age > longest


def has_come(planned: datetime, now: datetime, longest_wait: timedelta) -> bool:
    """Return whether it is time for what was planned, also where nobody plans so far ahead."""
    return planned <= now or planned - now > longest_wait + CLOCK_ERROR
