"""What a printer says of itself, and what is worth knowing of its past."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.reporting.shown import shortened
from agent.core.words import flags

if TYPE_CHECKING:
    from agent.core.records import Entry

_MOST = 12  # lines of each kind: an alert table can be long and says the same again


def display_of(entry: Entry) -> tuple[str, ...]:
    """Return the lines of its panel, prtConsoleDisplayBufferText."""
    return tuple(map(shortened, entry.get("console") or ()))[:_MOST]


def alerts_of(entry: Entry) -> tuple[str, ...]:
    """Return what its alert table says in its own words, each once; alerts of no trouble are left out."""
    told = (
        shortened(alert["description"])
        for alert in entry.get("alerts") or ()
        if alert.get("reason") and alert.get("description")
    )
    return tuple(dict.fromkeys(told))[:_MOST]


def notes_of(entry: Entry) -> tuple[str, ...]:
    """Return its events as sentences, then the flags that no event tells of."""
    events = entry.get("events") or ()
    told = {event["flag"] for event in events}
    sentences = (
        *(
            flags.event(
                event["flag"],
                datetime.fromisoformat(event["since"]).date(),
                event.get("what"),
                event.get("before"),
                event.get("after"),
            )
            for event in events
        ),
        *(flags.flag(name) for name in entry.get("flags") or () if name not in told),
    )
    return tuple(shortened(sentence) for sentence in dict.fromkeys(sentences))
