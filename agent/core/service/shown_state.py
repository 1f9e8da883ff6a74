"""What the service shows to the users of its computer: a file that it writes and they read."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.core.conditions.kinds import Condition, ConditionKind
from agent.core.messages import current_language
from agent.core.model.ages import is_within
from agent.core.office_status.status import Status
from agent.core.schedule.tasks import ScheduleState
from agent.core.settings import DEFAULTS
from agent.core.tray.state import TrayState, of_output, to_line

STATE_FILE, PAGE_FILE = "state.json", "report.html"
WRITTEN_EVERY = timedelta(minutes=5)  # also where nothing changed
SILENT_AFTER = timedelta(minutes=15)
LARGEST = 200_000  # octets
_LONGEST_KEY = 100  # characters


@dataclass(frozen=True, slots=True)
class ShownState:
    """How things stood `at` a moment; `public_key` (base64) signed the last report, None before the first."""

    at: datetime
    public_key: str | None
    tray_state: TrayState


def text_of(shown: ShownState) -> str:
    """Return the file's text: a line about the service, then the tray's state as its child says it."""
    head = {"at": shown.at.isoformat(), "public_key": shown.public_key}
    return f"{json.dumps(head)}\n{to_line(shown.tray_state)}\n"


def of_text(text: str) -> ShownState | None:
    """Return the state of its file's text; None where no service has written that, whatever it is."""
    head, _, rest = text.partition("\n")
    tray_state = of_output(rest)
    try:
        document = json.loads(head)
        at, public_key = datetime.fromisoformat(document["at"]), document["public_key"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if at.tzinfo is None or tray_state is None or not _is_key(public_key):
        return None
    return ShownState(at, public_key, tray_state)


def _is_key(value: object) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= _LONGEST_KEY)


def unusable(reason: str, now: datetime) -> TrayState:
    """Return the state of a service whose settings can't be used: nothing else is known of it."""
    condition = Condition(ConditionKind.SETTINGS_UNUSABLE, "", now, {"reason": reason})
    nothing = Status(None, 0, (), None, False, (), (), None, None, conditions=(condition,))
    idle = ScheduleState(timedelta(0), DEFAULTS.schedule, None, None, 0, ())
    return TrayState(nothing, idle, None, "", is_first_run=False, language=current_language())


def seen_by_user(shown: ShownState, now: datetime) -> TrayState:
    """Return the state as a user's icon shows it: nothing is begun there, and a silent service is trouble."""
    state = shown.tray_state
    status = state.status
    if not is_within(shown.at, now, SILENT_AFTER):
        silent = Condition(ConditionKind.SERVICE_SILENT, "", shown.at, {})
        status = replace(status, conditions=(silent, *status.conditions), running=None)
    return replace(
        state,
        status=status,
        schedule_state=replace(state.schedule_state, is_held=True),
        of_service=True,
    )
