"""Why a value that counts doesn't agree: every difference of the score has its row here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.score_expectations import Expectation


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that stays, and why; `source` is who expects something else than we read."""

    recording: str
    name: str
    source: str
    why: str


DIFFERENCES = (
    Difference(
        "librenms__jetdirect_m130nw",
        "model",
        "librenms",
        "the peer has the name of the series, hrDeviceDescr (and the oracle) that of the device",
    ),
)


def explanation_of(expected: Expectation) -> str | None:
    """Return why an expectation isn't met; None if no row says so."""
    asked = (expected.recording, expected.name, expected.source)
    return next((row.why for row in DIFFERENCES if (row.recording, row.name, row.source) == asked), None)
