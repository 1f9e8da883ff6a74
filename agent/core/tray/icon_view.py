"""All that the icon shows, in one value: drawn anew only where it differs from the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import tray as words
from agent.core.tray.icon_state import Mood, mood_of, tooltip_of, without_commands
from agent.core.tray.menu import MenuItem, Place, menu_of

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.reporting.status import Status


@dataclass(frozen=True, slots=True)
class Face:
    """The icon's state, its sentence and its menu."""

    mood: Mood
    tooltip: str
    menu: tuple[MenuItem, ...]


def first_face() -> Face:
    """Return what is shown before anything is known."""
    return Face(Mood.OK, words.STARTING, menu_of(None, words.STARTING, Place()))


def face_of(status: Status, now: datetime, place: Place) -> Face:
    """Return what the icon shows."""
    tooltip = tooltip_of(status, now)
    return Face(mood_of(status, now), tooltip, menu_of(status, tooltip, place))


def face_in_trouble(before: Face, sentence: str) -> Face:
    """Return the face where nothing can be known: the settings are wrong, the store can't be opened."""
    tooltip = words.clipped(without_commands(sentence) or words.UNKNOWN)
    menu = (MenuItem(tooltip, "settings"), *before.menu[1:])
    return Face(Mood.TROUBLE, tooltip, menu)
