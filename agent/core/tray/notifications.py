"""What the icon notifies of, and only once: conditions and stopped printers at once, all else once a day."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from agent.core.conditions.text import key_of, sentence_of
from agent.core.messages import printers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.core.office_status.status import Status

CONDITION = "condition "  # before the keys of conditions
_LEVEL = re.compile(r"\d+(?=\s?%)")  # a tray's number stays: it is another tray


@dataclass(frozen=True, slots=True)
class Memory:
    """What was told and when, and what the last two rounds saw; each thing by its key.

    `round` tells rounds apart: it is when the newest of them was.
    """

    told_at: datetime | None = None
    told: tuple[str, ...] = ()
    round: datetime | None = None
    seen: tuple[str, ...] = ()
    seen_before: tuple[str, ...] = ()


def remember_round(status: Status, memory: Memory, last_run: datetime | None) -> Memory:
    """Return the memory after a look: what a new round saw, and without what is mended."""
    present = tuple(_things(status))
    if last_run != memory.round:
        memory = replace(memory, round=last_run, seen=present, seen_before=memory.seen)
    present += tuple(_conditions(status))
    return replace(memory, told=tuple(key for key in memory.told if key in present))


def alarms_of(status: Status, memory: Memory) -> tuple[tuple[str, ...], Memory]:
    """Return the conditions that were not told yet, a sentence each, and the memory afterwards."""
    conditions = _conditions(status)
    new = tuple(key for key in conditions if key not in memory.told)
    return tuple(conditions[key] for key in new), replace(memory, told=(*memory.told, *new))


def _conditions(status: Status) -> Mapping[str, str]:
    return {CONDITION + key_of(one): sentence_of(one, "icon") for one in status.conditions}


def notification_of(status: Status, memory: Memory, now: datetime) -> tuple[tuple[str, ...], Memory]:
    """Return the notification of now, nothing on most days, and the memory afterwards.

    What is empty, full or stopped is told at once and first. Jams and open covers are told from their second
    round on: most are gone by then.
    """
    things = _things(status)
    new = {
        key: thing
        for key, thing in things.items()
        if key not in memory.told and (not thing.passes or key in memory.seen_before)
    }
    is_told_today = memory.told_at and memory.told_at.astimezone(now.tzinfo).date() == now.date()
    if not new or (is_told_today and not any(thing.is_worst for thing in new.values())):
        return (), memory
    most_urgent = sorted(new.values(), key=lambda thing: not thing.is_worst)
    return tuple(thing.sentence for thing in most_urgent), replace(
        memory, told_at=now, told=(*memory.told, *new)
    )


def device_of(status: Status, sentences: Sequence[str]) -> str:
    """Return the id of the printer that a notification begins with, empty where it is about none."""
    first = sentences[0] if sentences else None
    about = (n for n in status.needs if any(f"{n.printer}: {said}" == first for said in n.sentences))
    return next((need.device_id or "" for need in about), "")


@dataclass(frozen=True, slots=True)
class _Thing:
    """What one printer needs, in a sentence."""

    sentence: str
    is_worst: bool
    passes: bool


def _things(status: Status) -> Mapping[str, _Thing]:
    """Return the needs of printers, by a key that stays while a level falls."""
    return {
        f"{need.device_id or need.printer}: {_LEVEL.sub('#', sentence)}": _Thing(
            f"{need.printer}: {sentence}", sentence in need.worst, sentence in need.passing
        )
        for need in status.needs
        for sentence in need.sentences
        if sentence not in printers.READ_STATUS.values()
    }


def memory_to_text(memory: Memory) -> str:
    """Return the memory as JSON."""
    return json.dumps(asdict(memory), default=datetime.isoformat)


def memory_of_text(text: str) -> Memory:
    """Return the memory of its JSON."""
    kept = json.loads(text)
    return Memory(
        _time(kept["told_at"]),
        tuple(kept["told"]),
        _time(kept["round"]),
        tuple(kept["seen"]),
        tuple(kept["seen_before"]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
