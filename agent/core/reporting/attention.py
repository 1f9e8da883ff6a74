"""What needs a hand: the sentences that an office reads first, the most urgent at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.core.words import printers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.records import Entry

LOW_PERCENT = 10  # a supply at or below is worth a word
# PrtAlertGroupTC -> the table of meters.json that holds the group's rows by prtAlertGroupIndex.
_TABLE_OF_GROUP = {"input": "input_trays", "output": "output_bins", "cover": "covers"}


@dataclass(frozen=True, slots=True)
class Need:
    """One printer that needs a hand, and everything that it needs.

    `urgent` is one that can't print; `only_silent` one of which nothing is known but that it was not
    read, or not wholly. `device_id` is the printer's id in meters.json.
    """

    printer: str
    sentences: tuple[str, ...]
    urgent: bool
    only_silent: bool = False
    device_id: str | None = None


def needs_of(report: Mapping[str, Any]) -> tuple[Need, ...]:
    """Return the printers that need a hand: those that can't print, those that soon can't, the silent."""
    needs = [need for entry in report["printers"] if (need := need_of(entry))]
    return tuple(sorted(needs, key=lambda need: (not need.urgent, need.only_silent, need.printer)))


def need_of(entry: Entry) -> Need | None:
    """Return what one printer needs, None if nothing."""
    supplies = [(s, sentence) for s in entry["supplies"] if (sentence := _supply_sentence(s))]
    covered = {_ground(s) for s, _ in supplies}
    reasons = [
        reason
        for reason in entry["state_reasons"]
        if not reason.endswith("-report") and _stem(reason) not in covered
    ]
    sentences = [
        *(printers.reason(r, _places(entry, r)) for r in reasons),
        *(sentence for _, sentence in supplies),
    ]
    only_silent = not sentences
    if printers.READ_STATUS[entry["read_status"]]:
        sentences.append(printers.READ_STATUS[entry["read_status"]])
    if not sentences:
        return None
    empty = any(s["percent_left"] == 0 and s["class"] == "consumed" for s, _ in supplies)
    urgent = empty or any(r.endswith("-error") for r in entry["state_reasons"])
    return Need(printer_name(entry), tuple(dict.fromkeys(sentences)), urgent, only_silent, entry.get("id"))


def printer_name(entry: Entry) -> str:
    """Return how an office calls a printer: where it stands, its maker, its model."""
    return f"{place_of(entry)}, {model_of(entry)}"


def place_of(entry: Entry) -> str:
    """Return where a printer stands; where nobody wrote that down, its name in the network or its address."""
    return str(entry["location"] or entry["host_name"] or entry["ip_address"])


def model_of(entry: Entry) -> str:
    """Return a printer's maker and model."""
    known = " ".join(part for part in (entry["manufacturer"], entry["model"]) if part)
    return known or printers.SOME_PRINTER


def supply_name(supply: Entry) -> str:
    """Return a supply in plain words: "black toner", "waste toner container", else its description."""
    kind = printers.SUPPLY_TYPES.get(supply["type"] or "")
    if kind is None:
        return str(supply["description"] or printers.SOME_SUPPLY)
    if supply["colorant"] and supply["class"] != "receptacle":
        return f"{supply['colorant']} {kind}"
    return kind


def _supply_sentence(supply: Entry) -> str | None:
    percent = supply["percent_left"]
    if percent is None or percent > LOW_PERCENT:
        return None
    return printers.supply_at(supply_name(supply), percent, fills_up=supply["class"] == "receptacle")


def _places(entry: Entry, reason: str) -> tuple[str, ...]:
    """Return the names of the trays, bins and covers whose alerts gave this reason."""
    told = {
        (alert["group"], alert["group_index"])
        for alert in entry.get("alerts", ())
        if _stem(alert["reason"] or "") == _stem(reason)
    }
    names = (
        row.get("name") or row.get("description")
        for group, table in _TABLE_OF_GROUP.items()
        for row in entry.get(table, ())
        if (group, row["index"]) in told
    )
    return tuple(name for name in names if name)


def _ground(supply: Entry) -> str:
    """Return the IPP keyword that says of the whole printer what this supply says of itself."""
    toner = printers.SUPPLY_TYPES.get(supply["type"] or "") == "toner"
    if supply["class"] == "receptacle":
        return "marker-waste-full" if supply["percent_left"] == 0 else "marker-waste-almost-full"
    stem = "toner" if toner else "marker-supply"
    return f"{stem}-empty" if supply["percent_left"] == 0 else f"{stem}-low"


def _stem(reason: str) -> str:
    return reason.removesuffix("-error").removesuffix("-warning")
