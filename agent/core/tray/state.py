"""What the icon has to know, as one line of JSON: a child reads settings and store, the icon stays small.

The line is bounded, however many printers there are and whatever they say: the icon shows one sentence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from agent.core.conditions.text import most_urgent
from agent.core.messages import LANGUAGES
from agent.core.office_status.open_matters import MOST_MATTERS, LongSilent
from agent.core.reporting.attention import Need
from agent.core.tray import state_json

if TYPE_CHECKING:
    from agent.core.conditions.kinds import Condition
    from agent.core.model.records import Delivery
    from agent.core.office_status.status import Status
    from agent.core.schedule.tasks import ScheduleState

LARGEST_LINE = 100_000  # characters, where each is escaped as two surrogates; a few thousand on most days
LONGEST_TEXT = 255  # characters: no notification is longer
MOST_NEEDS, MOST_SENTENCES = 3, 3
MOST_CONDITIONS = 4


@dataclass(frozen=True, slots=True)
class TrayState:
    """How things stand, what is due, and what the office wants of the icon.

    `autostart` is None where nobody has saved settings yet. `notification` is a text to tell now, empty on
    most days, and `notified_device` the id of the printer that it begins with; `alarms` are conditions that
    were not told yet. `are_kept`: what was handed on of ended tasks is in the store. `is_first_run` is True
    where nothing was ever set or collected. `language` is that of the sentences: somebody may have chosen
    another one since the icon was started. `of_service`: a service of the computer does the work, and the
    icon shows its state and asks it.
    """

    status: Status
    schedule_state: ScheduleState
    autostart: bool | None
    notification: str
    is_first_run: bool
    language: str = LANGUAGES[0]
    alarms: tuple[str, ...] = ()
    are_kept: bool = True
    notified_device: str = ""
    of_service: bool = False


def bounded(tray_state: TrayState) -> TrayState:
    """Return the tray's state with no more than an icon can show."""
    status, schedule_state = tray_state.status, tray_state.schedule_state
    shown = status.needs[:MOST_NEEDS]
    return replace(
        tray_state,
        status=replace(
            status,
            needs=tuple(map(_short_need, shown)),
            more_needs=status.more_needs + len(status.needs) - len(shown),
            running=replace(status.running, closed_with=None) if status.running else None,
            waiting=tuple(map(_short_delivery, _oldest(status.waiting))),
            refused=tuple(map(_short_delivery, _oldest(status.refused))),
            conditions=tuple(map(_short_condition, most_urgent(status.conditions)[:MOST_CONDITIONS])),
            networks_left_out=(),
            unreadable=(),
            stuck=status.stuck[:MOST_MATTERS],
            long_silent=tuple(map(_short_long_silent, status.long_silent[:MOST_MATTERS])),
        ),
        schedule_state=replace(schedule_state, next_tries=tuple(sorted(schedule_state.next_tries)[:1])),
        notification=_short(tray_state.notification),
        alarms=tuple(map(_short, tray_state.alarms[:MOST_CONDITIONS])),
    )


def _oldest(deliveries: tuple[Delivery, ...]) -> tuple[Delivery, ...]:
    return tuple(sorted(deliveries, key=lambda delivery: delivery.queued_at)[:1])


def _short(text: str) -> str:
    return text[:LONGEST_TEXT]


def _short_need(need: Need) -> Need:
    sentences = tuple(map(_short, need.sentences[:MOST_SENTENCES]))
    return Need(_short(need.printer), sentences, need.urgent)


def _short_long_silent(one: LongSilent) -> LongSilent:
    return replace(one, printer=_short(one.printer), address=_short(one.address))


def _short_delivery(delivery: Delivery) -> Delivery:
    reason = _short(delivery.last_error) if delivery.last_error else None
    return replace(
        delivery,
        message_id=_short(delivery.message_id),
        last_error=reason,
        redirected_to=None,
        sent_to=frozenset(),
        refused_by=frozenset(),
    )


def _short_condition(condition: Condition) -> Condition:
    facts = {
        name: _short(value) if isinstance(value, str) else value for name, value in condition.facts.items()
    }
    return replace(condition, subject=_short(condition.subject), facts=facts)


def to_line(tray_state: TrayState) -> str:
    """Return one line of JSON, at most LARGEST_LINE characters; times are ISO 8601, durations seconds."""
    return json.dumps(state_json.of_tray_state(bounded(tray_state)))


def of_output(output: str) -> TrayState | None:
    """Return the tray's state in what a child said; None where its last line is none, whatever it is."""
    lines = output.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return None
    try:
        document: dict[str, Any] = json.loads(lines[-1])
        return TrayState(**state_json.to_tray_state(document))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
