"""How long to wait for an answer, learnt from earlier ones: the estimator of RFC 6298, section 2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.core.model.access import Endpoint

# Seconds. Below the floor a busy computer or a Wi-Fi that saves power looks like a loss (Linux' TCP has the
# same one); the ceiling is what is waited for a device of which nothing is known.
SHORTEST_TIMEOUT = 0.2
LONGEST_TIMEOUT = 0.5
_ALPHA, _BETA, _K = 1 / 8, 1 / 4, 4  # RFC 6298


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was measured so far, in seconds: the smoothed response time and its smoothed variation."""

    smoothed: float
    variation: float

    def timeout(self, longest: float = LONGEST_TIMEOUT) -> float:
        """Return how many seconds to wait before the question is repeated, `longest` at most."""
        return min(max(self.smoothed + _K * self.variation, SHORTEST_TIMEOUT), longest)


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """What is known of one endpoint: `answer` to a small question, `slowest` answer while it is read."""

    answer: Estimate | None = None
    slowest: Estimate | None = None


NOTHING_MEASURED = ResponseTimes()


def learn(before: Estimate | None, seconds: float | None) -> Estimate | None:
    """Return the estimate after one more response time.

    None = the question was repeated before its answer came: the timeout is backed off to twice its length.
    """
    if seconds is None:
        return before and Estimate(2 * before.smoothed, 2 * before.variation)
    if before is None:
        return Estimate(seconds, seconds / 2)
    variation = (1 - _BETA) * before.variation + _BETA * abs(before.smoothed - seconds)
    return Estimate((1 - _ALPHA) * before.smoothed + _ALPHA * seconds, variation)


def after_scan(
    before: Mapping[Endpoint, ResponseTimes],
    answered: Mapping[Endpoint, float | None],
    slowest: Mapping[Endpoint, float],
    homes: Iterable[Endpoint],
) -> dict[Endpoint, ResponseTimes]:
    """Return the response times known after a scan, those of the `homes` of known printers alone.

    `answered` are the response times to the sweep as Found has them, `slowest` those of the readings.
    """
    after: dict[Endpoint, ResponseTimes] = {}
    for home in homes:
        known = before.get(home, NOTHING_MEASURED)
        answer = learn(known.answer, answered[home]) if home in answered else known.answer
        longest = learn(known.slowest, slowest[home]) if home in slowest else known.slowest
        if answer or longest:
            after[home] = ResponseTimes(answer, longest)
    return after
