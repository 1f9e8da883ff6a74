"""What needs attention: the sentences that an office reads first, the most urgent at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import printers
from agent.core.model.printer import NAMELESS
from agent.core.model.shown_text import shortened
from agent.core.model.supply_groups import TONER
from agent.core.reporting.printer_names import model_of, names_of, place_of, printer_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.core.report_format.entries import PrinterEntry, SupplyEntry
    from agent.core.report_format.report import Report


__all__ = ["model_of", "place_of", "printer_name"]  # names stand in a module of their own

LOW_PERCENT = 10  # a supply at or below is worth a word
STOPPED = frozenset({"stopped", "offline"})  # as a status
_PASSING = ("-jam", "-open", "-opened")  # who stands at the printer mends these at once
READING = "reading"  # the thing of a printer that was not read, or not wholly
# How far it has come with a thing that an IPP keyword is about.
_DEGREES = ("-almost-full", "-full", "-low", "-empty", "-near-eol", "-life-over")


@dataclass(frozen=True, slots=True)
class Need:
    """One printer that needs attention, and everything that it needs.

    `urgent` is one that says itself that it has stopped; `only_silent` one of which nothing is known but
    that it was not read, or not wholly. `worst` are the sentences of what is empty, full or stopped,
    `passing` those of what is mostly over in a minute. `device_id` is the printer's id in meters.json.
    """

    printer: str
    sentences: tuple[str, ...]
    urgent: bool
    only_silent: bool = False
    device_id: str | None = None
    worst: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """One sentence of a need. `thing` is what it is about, the same from report to report.

    `is_worst` tells empty from low, full from almost full; `passes` is what is mostly over in a minute.
    """

    sentence: str
    thing: str
    is_worst: bool
    passes: bool = False


def needs_of(report: Report) -> tuple[Need, ...]:
    """Return the printers that need attention: those that can't print, those that soon can't, the silent."""
    return needs_of_printers(report["printers"])


def needs_of_printers(entries: Sequence[PrinterEntry]) -> tuple[Need, ...]:
    """Return the needs of entries that are in no report yet."""
    needs = [
        need
        for entry, name in zip(entries, names_of(entries), strict=True)
        if (need := need_of(entry, name.full))
    ]
    return tuple(sorted(needs, key=_place_in_line))


def need_of(entry: PrinterEntry, name: str | None = None) -> Need | None:
    """Return the need of one printer, None if nothing; `name` is what its report calls it."""
    troubles = troubles_of(entry)
    if not troubles:
        return None
    # A drum or a colour at 0 % usually prints on: only what the printer itself says is a stop.
    urgent = any(r.endswith("-error") for r in entry["state_reasons"]) or entry.get("status") in STOPPED
    only_silent = all(trouble.thing == READING for trouble in troubles)
    sentences = tuple(dict.fromkeys(trouble.sentence for trouble in troubles))
    return Need(
        name or printer_name(entry),
        sentences,
        urgent,
        only_silent,
        entry.get("id"),
        worst=tuple(trouble.sentence for trouble in troubles if trouble.is_worst),
        passing=tuple(trouble.sentence for trouble in troubles if trouble.passes),
    )


def _place_in_line(need: Need) -> tuple[bool, bool, bool, str]:
    return not need.urgent, not need.worst, need.only_silent, need.printer


def troubles_of(entry: PrinterEntry) -> tuple[Trouble, ...]:
    """Return everything that one printer needs, each sentence with what it is about."""
    supplies = [(s, sentence) for s in entry["supplies"] if (sentence := _supply_sentence(s))]
    covered = {_ground(s) for s, _ in supplies}
    reasons = [
        reason
        for reason in entry["state_reasons"]
        if not reason.endswith("-report") and _stem(reason) not in covered
    ]
    silent = printers.READ_STATUS[entry["read_status"]]
    return (
        *(trouble for reason in reasons for trouble in _of_reason(entry, reason)),
        *(Trouble(sentence, supply_thing(s), s["percent_left"] == 0) for s, sentence in supplies),
        *((Trouble(silent, READING, is_worst=False),) if silent else ()),
    )


def _of_reason(entry: PrinterEntry, reason: str) -> Iterator[Trouble]:
    """Yield what one reason says; of a fault that no keyword names, what its alerts say instead."""
    is_worst = reason.endswith("-error")
    described = _descriptions(entry) if _stem(reason) == NAMELESS else ()
    for text in described:
        yield Trouble(printers.reported(text), f"{NAMELESS} {text}", is_worst)
    if not described:
        sentence = printers.reason(reason, _places(entry, reason))
        yield Trouble(sentence, _family(reason), is_worst, _stem(reason).endswith(_PASSING))


def _descriptions(entry: PrinterEntry) -> tuple[str, ...]:
    """Return in what words of its own a printer tells the faults that no keyword names."""
    texts = (
        " ".join((alert.get("description") or "").split()).rstrip(".")
        for alert in entry.get("alerts") or ()
        if _stem(alert.get("reason") or "") == NAMELESS
    )
    return tuple(dict.fromkeys(shortened(text) for text in texts if text))


def supply_thing(supply: SupplyEntry) -> str:
    """Return the key of a supply's trouble: the same in every report of its printer."""
    return f"supply {supply['index']} {supply.get('type')} {supply.get('colorant')}"


def supply_name(supply: SupplyEntry) -> str:
    """Return a supply in plain words: "black toner", "waste toner container", else its description."""
    colorant = None if supply["class"] == "receptacle" else supply["colorant"]
    return printers.supply(supply["type"], colorant, supply.get("description"))


def _supply_sentence(supply: SupplyEntry) -> str | None:
    percent = supply["percent_left"]
    if percent is None or percent > LOW_PERCENT:
        return None
    return printers.supply_at(supply_name(supply), percent, fills_up=supply["class"] == "receptacle")


def _places(entry: PrinterEntry, reason: str) -> tuple[str, ...]:
    """Return the names of the trays, bins and covers whose alerts gave this reason.

    prtAlertGroup (PrtAlertGroupTC) names the table, prtAlertGroupIndex the row in it.
    """
    alerts = {
        (alert.get("group"), alert.get("group_index"))
        for alert in entry.get("alerts") or ()
        if _stem(alert.get("reason") or "") == _stem(reason)
    }
    names = (
        *(tray["name"] for tray in entry.get("input_trays") or () if ("input", tray["index"]) in alerts),
        *(one["name"] for one in entry.get("output_bins") or () if ("output", one["index"]) in alerts),
        *(cover["description"] for cover in entry.get("covers") or () if ("cover", cover["index"]) in alerts),
    )
    return tuple(name for name in names if name)


def _ground(supply: SupplyEntry) -> str:
    """Return the IPP keyword that says of the whole printer what this supply says of itself."""
    if supply["class"] == "receptacle":
        return "marker-waste-full" if supply["percent_left"] == 0 else "marker-waste-almost-full"
    stem = "toner" if supply["type"] in TONER else "marker-supply"
    return f"{stem}-empty" if supply["percent_left"] == 0 else f"{stem}-low"


def _stem(reason: str) -> str:
    return reason.removesuffix("-error").removesuffix("-warning")


def _family(reason: str) -> str:
    """Return the thing that an IPP keyword is about: media-low and media-empty are about the same."""
    stem = _stem(reason)
    return next((stem.removesuffix(end) for end in _DEGREES if stem.endswith(end)), stem)
