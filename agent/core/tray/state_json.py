"""The tray's state as plain JSON values and back; what comes back is checked as if others had written it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from agent.core.conditions.kinds import RULES, Condition, ConditionKind
from agent.core.messages import LANGUAGES
from agent.core.model.records import Delivery
from agent.core.office_status.open_matters import LongSilent, StuckLetter
from agent.core.office_status.status import Status
from agent.core.report_builder.scan_record import ScanRecord
from agent.core.reporting.attention import Need
from agent.core.schedule.due import DAYS, LARGEST_DELAY
from agent.core.schedule.tasks import ScheduleState
from agent.core.settings import Schedule
from agent.core.settings.setting_types import CLOCK

if TYPE_CHECKING:
    from agent.core.tray.state import TrayState

Value = TypeVar("Value")
Document = Mapping[str, Any]

LONGEST_ID = 64  # characters of a device's id: it becomes an argument of a child
YEARS = range(2000, 2200)  # a time outside of these is none that this program ever met


def of_tray_state(tray_state: TrayState) -> dict[str, Any]:
    """Return a tray's state as values of JSON."""
    return _plain(tray_state)  # type: ignore[no-any-return] # a dataclass becomes a dict


def _plain(value: Any) -> Any:  # noqa: ANN401 (any value of a tray's state)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(part) for part in value]
    names = getattr(value, "__slots__", None)
    return {name: _plain(getattr(value, name)) for name in names} if names else value


def to_tray_state(document: Document) -> dict[str, Any]:
    """Return the fields of a tray's state; ValueError, TypeError or KeyError where the document is none."""
    language = _text(document["language"])
    if language not in LANGUAGES:
        raise ValueError(language)
    return {
        "status": _status(document["status"]),
        "schedule_state": _schedule_state(document["schedule_state"]),
        "autostart": _maybe(_flag, document["autostart"]),
        "notification": _text(document["notification"]),
        "is_first_run": _flag(document["is_first_run"]),
        "language": language,
        "alarms": _each(_text, document["alarms"]),
        "are_kept": _flag(document["are_kept"]),
        "notified_device": _device_id(document["notified_device"], may_be_empty=True),
        "of_service": _flag(document["of_service"]),
    }


def _status(document: Document) -> Status:
    return Status(
        last_scan=_maybe(_time, document["last_scan"]),
        printers=_number(document["printers"]),
        needs=_each(_need, document["needs"]),
        running=_maybe(_running, document["running"]),
        mail_configured=_flag(document["mail_configured"]),
        waiting=_each(_delivery, document["waiting"]),
        refused=_each(_delivery, document["refused"]),
        last_sent=_maybe(_time, document["last_sent"]),
        next_run=_maybe(_time, document["next_run"]),
        mail_expected=_maybe(_time, document["mail_expected"]),
        silent=_number(document["silent"]),
        more_needs=_number(document["more_needs"]),
        conditions=_each(_condition, document["conditions"]),
        stuck=_each(_stuck, document["stuck"]),
        long_silent=_each(_long_silent, document["long_silent"]),
    )


def _schedule_state(document: Document) -> ScheduleState:
    at, days = _text(document["schedule"]["at"]), _each(_text, document["schedule"]["days"])
    delay = timedelta(seconds=_seconds(document["delay"]))
    if not CLOCK.accepts(at) or not set(days) <= set(DAYS) or delay > timedelta(seconds=LARGEST_DELAY):
        raise ValueError("no schedule")
    return ScheduleState(
        delay=delay,
        schedule=Schedule(at, days),
        last_run=_maybe(_time, document["last_run"]),
        last_round=_maybe(_time, document["last_round"]),
        silent=_number(document["silent"]),
        next_tries=_each(_time, document["next_tries"]),
        silent_since=_maybe(_time, document["silent_since"]),
        is_held=_flag(document["is_held"]),
    )


def _need(document: Document) -> Need:
    return Need(
        _text(document["printer"]), _each(_text, document["sentences"]), urgent=_flag(document["urgent"])
    )


def _running(document: Document) -> ScanRecord:
    expected, read = _number(document["printers_expected"]), _number(document["printers_read"])
    return ScanRecord(_number(document["id"]), _time(document["began"]), None, expected, read, None, None)


def _delivery(document: Document) -> Delivery:
    return Delivery(
        message_id=_text(document["message_id"]),
        run_number=_number(document["run_number"]),
        queued_at=_time(document["queued_at"]),
        state=_text(document["state"]),
        attempts=_number(document["attempts"]),
        next_try_at=_time(document["next_try_at"]),
        last_error=_maybe(_text, document["last_error"]),
        redirected_to=None,
        agent_id=_text(document["agent_id"]),
    )


def _condition(document: Document) -> Condition:
    kind = ConditionKind(_text(document["kind"]))
    facts = {name: _fact(document["facts"][name]) for name in RULES[kind].facts}
    return Condition(kind, _text(document["subject"]), _time(document["since"]), facts)


def _stuck(document: Document) -> StuckLetter:
    run_number, made_at = _number(document["run_number"]), _time(document["made_at"])
    return StuckLetter(run_number, made_at, _flag(document["is_refused"]))


def _long_silent(document: Document) -> LongSilent:
    device_id = _device_id(document["device_id"])
    printer, address = _text(document["printer"]), _text(document["address"])
    return LongSilent(device_id, printer, address, _time(document["since"]))


def _device_id(value: object, *, may_be_empty: bool = False) -> str:
    """Return an id that may become an argument of a child."""
    device_id = _text(value)
    if not device_id and may_be_empty:
        return device_id
    if not device_id.isalnum() or len(device_id) > LONGEST_ID:
        raise ValueError("no id")
    return device_id


def _maybe(read: Callable[[Any], Value], value: object) -> Value | None:
    return None if value is None else read(value)


def _each(read: Callable[[Any], Value], values: object) -> tuple[Value, ...]:
    if not isinstance(values, list):
        raise TypeError("no list")
    return tuple(map(read, values))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError("no number")
    return value


def _fact(value: object) -> str | int:
    return value if isinstance(value, str) else _number(value)


def _seconds(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= LARGEST_DELAY:
        raise TypeError("no duration")
    return value


def _time(value: object) -> datetime:
    time = datetime.fromisoformat(_text(value))
    if time.tzinfo is None or time.year not in YEARS:
        raise ValueError("no time of this program")
    return time
