"""What a click of the menu starts: each a child of the tray, so that the icon never waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from agent.core.errands import RUN, SEND, Errand

if TYPE_CHECKING:
    from collections.abc import Mapping

AT_ONCE = timedelta(0)
SHORT = 60.0  # seconds
AS_LONG_AS_A_PERSON_LIKES = 7 * 86_400.0

COLLECT = replace(RUN, verb=("scan",))  # a person's click: due or not, and its letter is not kept back
LOOK = Errand("look", ("status", "--tray"), SHORT, AT_ONCE)
SHOW = Errand("show", ("report", "--open"), SHORT, AT_ONCE)
SAVE = Errand("save", ("report", "--save"), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
AGAIN = Errand(SEND.name, ("send", "--again"), SEND.deadline, AT_ONCE)
SETTINGS = Errand("settings", ("settings",), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
MAIL_PAGE = Errand("settings", ("settings", "--page", "mail"), AS_LONG_AS_A_PERSON_LIKES, AT_ONCE)
ABOUT = Errand("about", ("about", "--open"), SHORT, AT_ONCE)

CLICKED = {"scan": COLLECT, "show": SHOW, "save": SAVE, "again": AGAIN, "settings": SETTINGS, "about": ABOUT}


def look_with(ended: Mapping[str, str]) -> Errand:
    """Return the look that also keeps how tasks ended, by their names, as bad_end() says it."""
    handed = tuple(f"--ended={name}={end}" for name, end in ended.items())
    return replace(LOOK, verb=(*LOOK.verb, *handed))


def set_autostart(*, on: bool) -> Errand:
    """Return what writes the check mark into the settings; the tray does what stands there."""
    verb = ("settings", "set", "tray.autostart", "true" if on else "false")
    return Errand("autostart", verb, SHORT, AT_ONCE)
