"""When a letter that could not leave is tried again."""

from datetime import datetime, timedelta

WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)

# Where trying again changes nothing until a person mends it, and where each try may count as a failed login.
WAITS_FOR_A_PERSON = (timedelta(hours=1), timedelta(hours=4), timedelta(hours=12))


def next_try(attempts: int, now: datetime, *, needs_a_person: bool = False) -> datetime:
    """Return when to try again after `attempts` failed ones (1 = the first): 5 minutes up to 12 hours.

    Where the server refused for good it is an hour at first.
    """
    waits = WAITS_FOR_A_PERSON if needs_a_person else WAITS
    return now + waits[min(max(attempts, 1), len(waits)) - 1]
