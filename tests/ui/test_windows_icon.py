"""What the icon does on Windows beyond pystray: stand-ins for Windows' calls, which answer as it does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from agent.core.tray.icon_view import first_icon_view
from agent.ui.tray import DRAWING_FAILED, TrayIcon
from agent.ui.windows_icon import PAUSE, TRIES, insisting, mend, menu_changer

if TYPE_CHECKING:
    from collections.abc import Callable

ADD, MODIFY, DELETE = 0, 1, 2
DEFAULT_SIZE, FROM_FILE = 0x40, 0x10
MAY_THE_SESSION_END = 0x11
OF_THE_ICON = 0x40B  # pystray's own message
LEFT_BUTTON_UP, RIGHT_BUTTON_UP, NOTIFICATION_CLICKED = 0x202, 0x205, 0x405  # as winuser.h and shellapi.h


class Taskbar:
    """A taskbar that refuses so many times; where it adds an icon without saying so, `is_there` is set."""

    def __init__(self, refusals: int, *, is_there: bool = False) -> None:
        self.refusals, self.is_there = refusals, is_there
        self.heard: list[int] = []
        self.slept: list[float] = []

    def notify(self, action: int, _data: object) -> int:
        """Answer as Shell_NotifyIcon does."""
        self.heard.append(action)
        if action == ADD and self.refusals:
            self.refusals -= 1
            return 0
        return int(action != MODIFY or self.is_there)


def test_a_taskbar_that_is_not_ready_is_asked_again() -> None:
    taskbar = Taskbar(2)
    assert insisting(taskbar.notify, ADD, MODIFY, taskbar.slept.append)(ADD, None)
    assert taskbar.heard == [ADD, MODIFY, ADD, MODIFY, ADD]
    assert taskbar.slept == [PAUSE, PAUSE]


def test_an_icon_that_is_there_after_all_is_not_added_twice() -> None:
    taskbar = Taskbar(1, is_there=True)
    assert insisting(taskbar.notify, ADD, MODIFY, taskbar.slept.append)(ADD, None)
    assert taskbar.heard == [ADD, MODIFY]


def test_without_any_taskbar_it_gives_up() -> None:
    taskbar = Taskbar(10**6)
    assert not insisting(taskbar.notify, ADD, MODIFY, taskbar.slept.append)(ADD, None)
    assert len(taskbar.slept) == TRIES


@pytest.mark.parametrize("action", [MODIFY, DELETE])
def test_anything_else_is_said_once(action: int) -> None:
    taskbar = Taskbar(0)
    insisting(taskbar.notify, ADD, MODIFY, taskbar.slept.append)(action, None)
    assert (taskbar.heard, taskbar.slept) == ([action], [])


def test_the_session_may_end_and_icons_are_as_small_as_the_others() -> None:
    loaded: list[tuple[object, ...]] = []
    heard_of_menus: list[object] = []
    win32 = SimpleNamespace(
        Shell_NotifyIcon=Taskbar(0).notify,
        WM_NOTIFY=OF_THE_ICON,
        NIM_ADD=ADD,
        NIM_MODIFY=MODIFY,
        LR_DEFAULTSIZE=DEFAULT_SIZE,
        LoadImage=lambda *arguments: loaded.append(arguments),
        DestroyMenu=heard_of_menus.append,
    )
    heard: list[object] = []
    handlers: dict[int, Callable[..., object]] = {OF_THE_ICON: lambda _, message: heard.append(message)}
    icon = SimpleNamespace(_message_handlers=handlers, menu="menu")
    metrics = SimpleNamespace(GetSystemMetrics={49: 24}.__getitem__)
    mend(icon, win32, metrics, lambda: heard.append("clicked"))
    assert handlers[MAY_THE_SESSION_END](0, 0) == 1
    win32.LoadImage(None, "face.ico", 1, 0, 0, DEFAULT_SIZE | FROM_FILE)
    for message in (LEFT_BUTTON_UP, NOTIFICATION_CLICKED, RIGHT_BUTTON_UP):
        handlers[OF_THE_ICON](0, message)
    assert heard == [LEFT_BUTTON_UP, "clicked", RIGHT_BUTTON_UP]
    assert loaded == [(None, "face.ico", 1, 24, 24, FROM_FILE)]
    inside = vars(icon)
    inside["_create_menu"] = lambda menu, _: f"handle of {menu}"
    inside["_update_menu"]()
    assert (inside["_menu_handle"], heard_of_menus) == (("handle of menu", []), [])


def test_a_menu_that_may_be_about_to_open_is_there_until_the_change_after_the_next() -> None:
    destroyed: list[object] = []
    seen_while_made: list[object] = []
    icon = SimpleNamespace(menu=1)
    inside = vars(icon)

    def create(menu: object, items: list[object]) -> object:
        seen_while_made.append(inside.get("_menu_handle"))
        items.append(f"item of {menu}")
        return menu

    inside["_create_menu"] = create
    change = menu_changer(icon, destroyed.append)
    for menu in (1, 2, 3):
        icon.menu = menu
        change()
    assert seen_while_made == [None, (1, ["item of 1"]), (2, ["item of 2"])]
    assert (inside["_menu_handle"], destroyed) == ((3, ["item of 3"]), [1])
    icon.menu = None
    change()
    assert (inside["_menu_handle"], destroyed) == (None, [1, 2])


def unsteady(drawn: list[object]) -> Any:  # noqa: ANN401 (pystray has no types)
    """Return pystray's icon without a desktop, where a virus scanner holds the first drawing."""
    import pystray  # noqa: PLC0415 (its backend is chosen by the test)

    class Unsteady(pystray.Icon):  # type: ignore[misc] # pystray has no types
        def _update_icon(self) -> None:
            if not drawn:
                drawn.append("held")
                raise PermissionError(13, "used by another process")
            drawn.append(self.icon)
            self._icon_valid = True

        def _show(self) -> None:
            """Be shown, where nobody sees it."""

        _hide = _update_title = _update_menu = _show

    return Unsteady("test")


def test_a_drawing_that_fails_is_drawn_again_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSTRAY_BACKEND", "dummy")
    drawn: list[object] = []
    icon, icon_view = unsteady(drawn), first_icon_view()
    shown = TrayIcon(icon, {icon_view.icon_state: "a drawing"}, print)
    assert shown.show(icon_view) == DRAWING_FAILED
    assert not icon.visible
    assert shown.show(icon_view) is None
    assert (drawn, icon.visible, icon.title) == (["held", "a drawing"], True, icon_view.tooltip)
