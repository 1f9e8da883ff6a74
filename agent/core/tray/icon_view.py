"""All that the icon shows, in one value: drawn anew only where it differs from the one before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import tray as messages
from agent.core.tray.icon_state import IconState, icon_state_of, tooltip_of
from agent.core.tray.menu import MenuContext, MenuItem, menu_of

if TYPE_CHECKING:
    from datetime import datetime

    from agent.core.office_status.status import Status


@dataclass(frozen=True, slots=True)
class IconView:
    """The icon's state, its sentence and its menu."""

    icon_state: IconState
    tooltip: str
    menu: tuple[MenuItem, ...]


def first_icon_view() -> IconView:
    """Return the view before anything is known."""
    return IconView(IconState.OK, messages.STARTING, menu_of(None, messages.STARTING, MenuContext()))


def icon_view_of(status: Status, now: datetime, place: MenuContext) -> IconView:
    """Return the view of the icon."""
    tooltip = tooltip_of(status, now)
    return IconView(icon_state_of(status, now), tooltip, menu_of(status, tooltip, place))


def icon_view_in_trouble(before: IconView, sentence: str) -> IconView:
    """Return the icon where nothing can be known: the settings are wrong, the store can't be opened."""
    tooltip = messages.clipped(sentence or messages.UNKNOWN)
    menu = (MenuItem(tooltip, "settings"), *before.menu[1:])
    return IconView(IconState.TROUBLE, tooltip, menu)
