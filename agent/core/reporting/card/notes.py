"""What a printer says of itself, and what is worth knowing of its past."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.history.entry_past import PREMATURE
from agent.core.messages import flags, page, printers
from agent.core.model.shown_text import shortened

if TYPE_CHECKING:
    from agent.core.report_format.entries import EventEntry, PrinterEntry, SupplyEventEntry

_MOST = 12  # lines of each kind: an alert table can be long and says the same again


def display_of(entry: PrinterEntry) -> tuple[str, ...]:
    """Return the lines of its panel, prtConsoleDisplayBufferText."""
    return tuple(map(shortened, entry.get("console") or ()))[:_MOST]


def alerts_of(entry: PrinterEntry) -> tuple[str, ...]:
    """Return the texts of its alert table in its own words, each once; alerts of no trouble are left out."""
    noted = (
        shortened(description)
        for alert in entry.get("alerts") or ()
        if alert.get("reason") and (description := alert.get("description"))
    )
    return tuple(dict.fromkeys(noted))[:_MOST]


def notes_of(entry: PrinterEntry) -> tuple[str, ...]:
    """Return its events as sentences, then the flags that none of them tells of."""
    # A supply that was changed early has a sentence of its own.
    events = [event for event in entry.get("events") or () if event["flag"] != PREMATURE]
    early = [event for event in entry.get("supply_events") or () if event["event"] == PREMATURE]
    noted = {event["flag"] for event in events} | {event["event"] for event in early}
    sentences = (
        *map(_event, events),
        *map(_changed_early, early),
        *(flags.flag(name) for name in entry.get("flags") or () if name not in noted),
    )
    return tuple(shortened(sentence) for sentence in dict.fromkeys(sentences))


def _event(event: EventEntry) -> str:
    since = datetime.fromisoformat(event["since"]).date()
    ended = event.get("until")
    until = datetime.fromisoformat(ended).date() if ended else None
    return flags.event(event["flag"], since, event["what"], event["before"], event["after"], until)


def _changed_early(event: SupplyEventEntry) -> str:
    name = printers.supply(event["type"], event["colorant"], None)
    return page.changed_early(name, datetime.fromisoformat(event["at"]).date(), event["percent_before"])
