"""What a printer says of itself, and what is worth knowing of its past."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.history.entry_past import PREMATURE
from agent.core.messages import flags, page
from agent.core.model.shown_text import shortened
from agent.core.reporting.attention import supply_name

if TYPE_CHECKING:
    from agent.core.model.records import Entry

_MOST = 12  # lines of each kind: an alert table can be long and says the same again


def display_of(entry: Entry) -> tuple[str, ...]:
    """Return the lines of its panel, prtConsoleDisplayBufferText."""
    return tuple(map(shortened, entry.get("console") or ()))[:_MOST]


def alerts_of(entry: Entry) -> tuple[str, ...]:
    """Return the texts of its alert table in its own words, each once; alerts of no trouble are left out."""
    told = (
        shortened(alert["description"])
        for alert in entry.get("alerts") or ()
        if alert.get("reason") and alert.get("description")
    )
    return tuple(dict.fromkeys(told))[:_MOST]


def notes_of(entry: Entry) -> tuple[str, ...]:
    """Return its events as sentences, then the flags that none of them tells of."""
    # A supply that was changed early has a sentence of its own.
    events = [event for event in entry.get("events") or () if event["flag"] != PREMATURE]
    early = [event for event in entry.get("supply_events") or () if event["event"] == PREMATURE]
    told = {event["flag"] for event in events} | {event["event"] for event in early}
    sentences = (
        *map(_event, events),
        *map(_changed_early, early),
        *(flags.flag(name) for name in entry.get("flags") or () if name not in told),
    )
    return tuple(shortened(sentence) for sentence in dict.fromkeys(sentences))


def _event(event: Entry) -> str:
    since = datetime.fromisoformat(event["since"]).date()
    until = datetime.fromisoformat(event["until"]).date() if event.get("until") else None
    what, before, after = (event.get(name) for name in ("what", "before", "after"))
    return flags.event(event["flag"], since, what, before, after, until)


def _changed_early(event: Entry) -> str:
    # Of the supply an event has no more than its name needs; a receptacle is emptied, not changed early.
    name = supply_name({"class": None, "description": None, **event})
    return page.changed_early(name, datetime.fromisoformat(event["at"]).date(), event["percent_before"])
