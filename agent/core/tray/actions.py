"""What a click of the menu starts: each a child of the tray, so that the icon never waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent.core.schedule.tasks import RUN, SEND, Task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.core.doctor.why import DoctorPlace

AT_ONCE = timedelta(0)
SHORT = 60.0  # seconds
AS_LONG_AS_A_PERSON_LIKES = 7 * 86_400.0

READ = replace(
    RUN, command=("scan", "--no-send")
)  # a person's look at the printers: no letter, no run number
REPORT = replace(RUN, command=("scan",))  # due or not, and its letter is not kept back
LOOK = Task("look", ("status", "--tray"), SHORT, AT_ONCE)
SHOW = Task("show", ("report", "--open"), SHORT, AT_ONCE)
SAVE = Task("save", ("report", "--save"), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
AGAIN = Task(SEND.name, ("send", "--again"), SEND.deadline, AT_ONCE)
SETTINGS = Task("settings", ("settings",), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
MAIL_PAGE = Task("settings", ("settings", "--page", "mail"), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
FIRST_STEPS = Task("settings", ("settings", "--first-run"), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
SET_UP_MAIL = replace(FIRST_STEPS, command=(*FIRST_STEPS.command, "--page", "mail"))
WHY = Task("why", ("doctor", "--window"), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
ABOUT = Task("about", ("about", "--open"), SHORT, AT_ONCE)

_CLICKED = {
    "scan": READ,
    "report": REPORT,
    "show": SHOW,
    "save": SAVE,
    "again": AGAIN,
    "mail": MAIL_PAGE,
    "settings": SETTINGS,
    "steps": FIRST_STEPS,
    "set_up": SET_UP_MAIL,
    "why": WHY,
    "about": ABOUT,
}
# What the icon asks of a service.
ASK = Task("ask", ("service", "ask"), SHORT, AT_ONCE)
_ASKED = {"scan": "collect", "again": "send"}
NOTIFIED = "notified"  # a click on the notification that was shown last
# What is written around the run or the device that a line of the menu is about.
_OF_A_SUBJECT = {"cancel": ("send", "--cancel={}"), "retire": ("device", "{}", "retire")}
_MARK = " "  # between an action and its subject
ANSWERED = frozenset(
    {AGAIN.name, ASK.name, *_OF_A_SUBJECT}
)  # who clicks hears what the child says, however it ended


def action_on(action: str, subject: str | int) -> str:
    """Return the action of a line that is about one run, or one device by its id."""
    return f"{action}{_MARK}{subject}"


def why_action(place: DoctorPlace) -> str:
    """Return the action of a line that opens the doctor at this place."""
    return _MARK.join((WHY.name, *place.arguments))


def task_of(action: str, *, of_service: bool = False) -> Task:
    """Return the task that a click on the line with this action starts; a service is asked to do it."""
    if of_service and action in _ASKED:
        return replace(ASK, command=(*ASK.command, _ASKED[action]))
    name, _, subject = action.partition(_MARK)
    if name in _OF_A_SUBJECT:
        return Task(name, tuple(part.format(subject) for part in _OF_A_SUBJECT[name]), SHORT, AT_ONCE)
    if name == WHY.name and subject:
        return replace(WHY, command=(*WHY.command, *subject.split(_MARK)))
    return _CLICKED[action]


def show_at(device_id: str) -> Task:
    """Return the task that shows the printers, at the one of this id where there is one."""
    return replace(SHOW, command=(*SHOW.command, f"--at={device_id}")) if device_id else SHOW


def look_with(ended: Mapping[str, str]) -> Task:
    """Return the look that also keeps how tasks ended, by their names, as bad_end() says it."""
    handed = tuple(f"--ended={name}={end}" for name, end in ended.items())
    return replace(LOOK, command=(*LOOK.command, *handed))
