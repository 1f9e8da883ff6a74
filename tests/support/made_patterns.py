"""How offices print: each pattern gives the pages of day after day, thrown with dice."""
# Dice for made-up offices are no secrets.

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    Pattern = Callable[[Random, date], Iterator[int]]  # pages of day after day, from a date on


def some(dice: Random, mean: float) -> int:
    """Return how many jobs come where `mean` are usual."""
    return max(0, round(dice.gauss(mean, math.sqrt(mean)))) if mean > 0 else 0


def pages(dice: Random, jobs_a_day: float) -> int:
    """Return the pages of a day's jobs: most are short, a few are long."""
    return sum(max(1, round(dice.lognormvariate(1.0, 1.0))) for _ in range(some(dice, jobs_a_day)))


def steady(dice: Random, day: date) -> Iterator[int]:
    """Give the pages of an office that works Monday to Friday."""
    jobs = dice.uniform(8, 60)
    while True:
        yield pages(dice, jobs if day.weekday() < 5 else 0)
        day += timedelta(1)


def bursts(dice: Random, day: date) -> Iterator[int]:
    """Give little every day, and every few weeks a mailing of many hundred pages."""
    jobs, size = dice.uniform(4, 15), dice.uniform(300, 900)
    while True:
        mailing = dice.expovariate(1 / size) if dice.random() < 0.06 else 0
        yield pages(dice, jobs if day.weekday() < 5 else 0.2) + round(mailing)
        day += timedelta(1)


def holidays(dice: Random, day: date) -> Iterator[int]:
    """Give an office that closes over Christmas and for three weeks of summer, and has free Mondays."""
    jobs, summer = dice.uniform(10, 50), dice.randrange(185, 225)
    while True:
        of_year = day.timetuple().tm_yday
        closed = of_year >= 357 or of_year <= 4 or summer <= of_year < summer + 21
        free = closed or day.weekday() >= 5 or (day.weekday() == 0 and dice.random() < 0.08)
        yield 0 if free else pages(dice, jobs)
        day += timedelta(1)


def school(dice: Random, day: date) -> Iterator[int]:
    """Give a school: terms with tests at their end, long holidays with nearly nothing."""
    jobs = dice.uniform(20, 70)
    breaks = ((1, 6), (42, 49), (88, 102), (178, 220), (280, 294), (355, 366))
    while True:
        of_year = day.timetuple().tm_yday
        off = any(begin <= of_year <= end for begin, end in breaks)
        tests = any(0 < begin - of_year <= 15 for begin, _ in breaks)
        yield pages(dice, 0.3 if off or day.weekday() >= 5 else jobs * (1.9 if tests else 1))
        day += timedelta(1)


def growing(dice: Random, day: date) -> Iterator[int]:
    """Give an office that hires, or dismisses, a little every week."""
    jobs, weekly = dice.uniform(10, 40), dice.choice((1, -1)) * dice.uniform(0.005, 0.025)
    while True:
        yield pages(dice, min(jobs, 150) if day.weekday() < 5 else 0.3)
        jobs *= (1 + weekly) ** (1 / 7)
        day += timedelta(1)


def moved(dice: Random, day: date) -> Iterator[int]:
    """Give a printer that is carried to another department every few months."""
    jobs = dice.uniform(8, 50)
    while True:
        if dice.random() < 1 / 150:
            jobs = dice.uniform(8, 50)
        yield pages(dice, jobs if day.weekday() < 5 else 0)
        day += timedelta(1)


def idle(dice: Random, day: date) -> Iterator[int]:
    """Give a printer that hardly anybody uses: some pages, then nothing for days."""
    chance, jobs = dice.uniform(0.1, 0.4), dice.uniform(3, 12)
    while True:
        yield pages(dice, jobs) if day.weekday() < 5 and dice.random() < chance else 0
        day += timedelta(1)


def shop(dice: Random, day: date) -> Iterator[int]:
    """Give a shop that is open every day, Saturdays most of all, and in December."""
    jobs = dice.uniform(10, 45)
    while True:
        busy = {5: 1.8, 6: 0.6}.get(day.weekday(), 1.0) * (1.5 if day.month == 12 else 1)
        yield pages(dice, jobs * busy)
        day += timedelta(1)


def bookkeeping(dice: Random, day: date) -> Iterator[int]:
    """Give an office that prints when the month ends."""
    jobs = dice.uniform(4, 12)
    while True:
        turn = day.day <= 3 or (day + timedelta(3)).month != day.month
        yield pages(dice, 0 if day.weekday() >= 5 else jobs * (6 if turn else 1))
        day += timedelta(1)


def projects(dice: Random, day: date) -> Iterator[int]:
    """Give busy weeks and quiet weeks, some of each in a row."""
    calm, busy = dice.uniform(4, 10), dice.uniform(25, 60)
    now = dice.random() < 0.5
    while True:
        if day.weekday() == 0 and dice.random() < 0.3:
            now = not now
        yield pages(dice, 0 if day.weekday() >= 5 else busy if now else calm)
        day += timedelta(1)


PATTERNS: dict[str, Pattern] = {
    "steady office": steady,
    "bursts of mailings": bursts,
    "closed for holidays": holidays,
    "school terms": school,
    "growing or shrinking": growing,
    "moved departments": moved,
    "hardly used": idle,
    "shop, 7 days": shop,
    "month's end": bookkeeping,
    "projects": projects,
}
