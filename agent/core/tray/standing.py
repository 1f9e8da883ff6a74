"""What the icon has to know, as one line of JSON: a child reads settings and store, the icon stays small."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from agent.core.errands import Situation
from agent.core.records import Delivery, ScanRecord
from agent.core.reporting.attention import Need
from agent.core.settings import Schedule
from agent.core.status import Status
from agent.core.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand, what is due, and what the office wants of the icon.

    `autostart` is None where nobody has saved settings yet. `notice` holds the sentences to tell
    now. `is_first_run` is True where nothing was ever set or collected. `language` is that of the
    sentences: somebody may have chosen another one since the icon was started.
    """

    status: Status
    situation: Situation
    autostart: bool | None
    notice: tuple[str, ...]
    is_first_run: bool
    language: str = LANGUAGES[0]


def to_line(standing: Standing) -> str:
    """Return one line of JSON; times are ISO 8601 with offset, durations seconds."""
    return json.dumps(asdict(standing), default=_plain)


def of_output(output: str) -> Standing | None:
    """Return the standing in what a child said; None where its last line is none."""
    lines = output.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return None
    document = json.loads(lines[-1])
    return Standing(
        status=_status(document["status"]),
        situation=_situation(document["situation"]),
        autostart=document["autostart"],
        notice=tuple(document["notice"]),
        is_first_run=document["is_first_run"],
        language=document["language"],
    )


def _plain(value: datetime | timedelta) -> str | float:
    return value.isoformat() if isinstance(value, datetime) else value.total_seconds()


def _status(document: dict[str, Any]) -> Status:
    running = document["running"]
    changed = {
        **_times(document, "last_scan", "last_sent", "next_run", "mail_expected"),
        "needs": tuple(Need(n["printer"], tuple(n["sentences"]), n["urgent"]) for n in document["needs"]),
        "running": ScanRecord(**running | _times(running, "began", "ended")) if running else None,
        "waiting": tuple(map(_delivery, document["waiting"])),
        "refused": tuple(map(_delivery, document["refused"])),
    }
    return Status(**document | changed)


def _delivery(document: dict[str, Any]) -> Delivery:
    recipients = document["recipients"]
    changed = {
        **_times(document, "queued_at", "next_try_at"),
        "recipients": tuple(recipients) if recipients is not None else None,
    }
    return Delivery(**document | changed)


def _situation(document: dict[str, Any]) -> Situation:
    schedule = document["schedule"]
    changed = {
        **_times(document, "last_run", "last_round"),
        "delay": timedelta(seconds=document["delay"]),
        "schedule": Schedule(schedule["at"], tuple(schedule["days"])),
        "next_tries": tuple(map(datetime.fromisoformat, document["next_tries"])),
    }
    return Situation(**document | changed)


def _times(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: datetime.fromisoformat(document[name]) if document[name] else None for name in names}
