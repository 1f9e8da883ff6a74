"""Supplies in made-up offices, looked at until they are empty: what the forecast is tried on.

Nothing here comes from the program but the shape of a reading. A cartridge loses percent by pages,
coverage and luck; a gauge shows what such gauges show; people change cartridges late, in time, or much
too early, and some of the new ones hold more or less. The truth is when this gauge would first show 0,
had nobody changed the cartridge before.
"""
# Dice for made-up offices are no secrets.
# ruff: noqa: S311

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from agent.core.history.past import PastReading, PastSupply
from agent.core.model.printer import LifeCount
from tests.support.made_patterns import PATTERNS

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST_DAYS, MOST_DAYS = 20, 101  # how long an office was watched before it is asked
PATIENCE = 1500  # days after which a cartridge that is still not empty is given up
DAY = timedelta(1)


def exact(_: Random, left: float) -> int:
    """Show whole percent."""
    return math.ceil(left)


def noisy(dice: Random, left: float) -> int:
    """Show whole percent, now and then one beside the truth."""
    return min(100, max(0, math.ceil(left) + dice.choice((0, 0, 0, -1, 1)))) if left > 0 else 0


def tens(_: Random, left: float) -> int:
    """Show steps of ten percent, rounded up."""
    return 10 * math.ceil(left / 10)


def tens_rounded(_: Random, left: float) -> int:
    """Show steps of ten percent, rounded to the nearest."""
    return 10 * math.floor(left / 10 + 0.5)


def twenties(_: Random, left: float) -> int:
    """Show steps of twenty percent, rounded up."""
    return 20 * math.ceil(left / 20)


GAUGES = {
    "whole percent": exact,
    "one beside": noisy,
    "tens": tens,
    "tens, rounded": tens_rounded,
    "twenties": twenties,
}
_OFTEN = (8, 4, 2, 1, 1)  # how often each of the gauges is met


@dataclass(frozen=True, slots=True)
class Case:
    """What a forecaster sees, and when the gauge came to 0 (None: not within PATIENCE)."""

    pattern: str
    gauge: str
    readings: tuple[PastReading, ...]
    emptied: date | None


@dataclass(slots=True)
class Office:
    """One printer with one toner, and the people around it."""

    dice: Random
    day: date
    printing: Iterator[int]
    gauge: str
    lasts: float  # pages of a full cartridge
    left: float  # percent
    tells_serial: bool
    early: bool  # somebody changes at about 30 percent
    workdays_only: bool  # the agent runs Monday to Friday
    away: range  # days, as ordinals, on which its computer is off
    count: int = 10_000
    cartridge: int = 1
    waiting: int = field(default=-1)  # days that an empty cartridge still stands there

    def runs(self) -> bool:
        """Say whether the agent reads today."""
        return self.day.toordinal() not in self.away and not (self.workdays_only and self.day.weekday() >= 5)

    def read(self) -> PastReading:
        """Return the morning's reading."""
        shown = GAUGES[self.gauge](self.dice, max(0.0, self.left))
        serial = f"C{self.cartridge}" if self.tells_serial else None
        at = datetime.combine(self.day, time(7, self.dice.randrange(30, 50)), UTC)
        toner = PastSupply(1, "toner", "black", None, serial, shown)
        return PastReading(at, ((1, LifeCount(self.count, "impressions")),), (toner,), None)

    def print_a_day(self) -> None:
        """Print what the day brings: letters take little, pictures much."""
        pages = next(self.printing)
        self.count += pages
        if pages:
            self.left -= pages * self.dice.lognormvariate(0, 0.25) * 100 / self.lasts
        self.day += DAY

    def look_after_the_toner(self) -> None:
        """Change the cartridge: some days after it is empty, or when it is low and somebody is eager."""
        if self.left <= 0 and self.waiting < 0:
            self.waiting = self.dice.choice((0, 0, 1, 1, 2, 4))
        if self.waiting == 0 or (self.early and self.left < 32):
            self.left, self.cartridge = 100.0, self.cartridge + 1
            self.lasts *= (
                self.dice.choice((0.5, 2.0)) if self.dice.random() < 0.06 else self.dice.gauss(1, 0.04)
            )
        self.waiting = max(-1, self.waiting - 1)


def an_office(dice: Random, pattern: str) -> Office:
    """Throw an office of a pattern."""
    day = date(2024, 1, 1) + timedelta(dice.randrange(730))
    # How much it prints decides which printer was bought for it: one whose toner lasts weeks or months.
    seed = dice.random()
    trial = PATTERNS[pattern](Random(seed), day)
    usual = sum(next(trial) for _ in range(365)) / 365
    printing = PATTERNS[pattern](Random(seed), day)
    absent = dice.randrange(60) + day.toordinal()
    return Office(
        dice,
        day,
        printing,
        gauge=dice.choices(list(GAUGES), _OFTEN)[0],
        lasts=max(300.0, usual * dice.uniform(35, 260)),
        left=dice.uniform(15, 100),
        tells_serial=dice.random() < 0.4,
        early=dice.random() < 0.2,
        workdays_only=dice.random() < 0.5,
        away=range(absent, absent + dice.choice((0, 0, 0, 0, 3, 14))),
    )


def make_case(dice: Random, pattern: str) -> Case:
    """Watch an office for some weeks, ask on a day with toner left, and see what comes of it."""
    while True:
        office = an_office(dice, pattern)
        readings = []
        for _ in range(dice.randrange(FEWEST_DAYS, MOST_DAYS)):
            if office.runs():
                readings.append(office.read())
            office.print_a_day()
            office.look_after_the_toner()
        readings.append(office.read())
        if readings[-1].supplies[0].percent_left:
            return Case(pattern, office.gauge, tuple(readings), _emptied(office))


def _emptied(office: Office) -> date | None:
    for _ in range(PATIENCE):
        day = office.day
        office.print_a_day()
        if not office.read().supplies[0].percent_left:
            return day
    return None


def make_cases(seed: int, a_pattern: int) -> list[Case]:
    """Return so many cases of each pattern; the same for the same seed, each with dice of its own."""
    return [
        make_case(Random(f"{seed} {pattern} {number}"), pattern)
        for pattern in PATTERNS
        for number in range(a_pattern)
    ]
