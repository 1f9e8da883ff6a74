"""What changed since the report before: what needs attention anew, what still does, what is fixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.messages import mail
from agent.core.reporting.attention import LOW_PERCENT, READING, Trouble, supply_thing, troubles_of
from agent.core.reporting.printer_names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.core.report_format.entries import PrinterEntry
    from agent.core.report_format.report import Report


@dataclass(frozen=True, slots=True)
class Changes:
    """Two neighbouring reports of one office side by side.

    `new` are the ids of the printers that need attention with something that the report before did not
    tell, or that has become worse since, each with those sentences; `fixed` are printers by their names.
    `began` is when the scan of the report before began. The numbers count sentences.
    """

    began: datetime
    new: Mapping[str, tuple[str, ...]]
    fixed: tuple[tuple[str, tuple[str, ...]], ...]
    number_new: int
    number_still: int
    number_fixed: int


def changes_of(report: Report, before: Report) -> Changes:
    """Return the changes from the report `before` to this one.

    Nothing is called fixed that this report does not know: not of a printer that was not read, or not
    wholly, nor of one that is no longer in it.
    """
    earlier = {entry["id"]: entry for entry in before["printers"]}
    new: dict[str, tuple[str, ...]] = {}
    fixed = []
    still = 0
    for entry, name in zip(report["printers"], names_of(report["printers"]), strict=True):
        then = earlier.get(entry["id"])
        old_troubles = troubles_of(then) if then else ()
        sentences = tuple(dict.fromkeys(_new(troubles_of(entry), old_troubles)))
        if sentences:
            new[entry["id"]] = sentences
        still += len({trouble.sentence for trouble in troubles_of(entry)} - {*sentences})
        over = tuple(dict.fromkeys(_fixed(entry, old_troubles)))
        if over:
            fixed.append((name.full, over))
    return Changes(
        began=datetime.fromisoformat(before["scan"]["began"]),
        new=new,
        fixed=tuple(fixed),
        number_new=sum(map(len, new.values())),
        number_still=still,
        number_fixed=sum(len(over) for _, over in fixed),
    )


def _new(now: tuple[Trouble, ...], old_troubles: tuple[Trouble, ...]) -> Iterator[str]:
    worst = {trouble.thing: False for trouble in old_troubles}
    worst |= {trouble.thing: True for trouble in old_troubles if trouble.is_worst}
    for trouble in now:
        if trouble.thing not in worst or (trouble.is_worst and not worst[trouble.thing]):
            yield trouble.sentence


def _fixed(entry: PrinterEntry, old_troubles: tuple[Trouble, ...]) -> Iterator[str]:
    if entry["read_status"] != "ok":
        return
    now = {trouble.thing for trouble in troubles_of(entry)}
    filled = {supply_thing(s) for s in entry["supplies"] if (s["percent_left"] or 0) > LOW_PERCENT}
    supplies = {thing for trouble in old_troubles if (thing := trouble.thing).startswith("supply ")}
    for trouble in old_troubles:
        if trouble.thing == READING:
            yield mail.READ_AGAIN
        elif trouble.thing not in now and (trouble.thing not in supplies or trouble.thing in filled):
            yield trouble.sentence
