"""What pystray 0.19 leaves undone on Windows: a late taskbar, small icons, log-off, clicks, menus."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES, PAUSE = 60, 1.0  # times, seconds: after a log-on the taskbar of a slow computer may need a minute
_MAY_THE_SESSION_END = 0x0011  # WM_QUERYENDSESSION; what pystray does not know it answers with no
_NOTIFICATION_CLICKED = 0x0405  # NIN_BALLOONUSERCLICK (shellapi.h), the lParam of the icon's own message
_SMALL_ICON = 49  # SM_CXSMICON: how large icons beside the clock are


def mend(icon: Any, win32: Any, user32: Any, notification_clicked: Callable[[], None]) -> None:  # noqa: ANN401 (pystray and ctypes have no types)
    """Mend an icon of pystray's Windows backend before it runs; `win32` is pystray's own module of calls."""
    icon._message_handlers[_MAY_THE_SESSION_END] = lambda *_: 1  # noqa: SLF001 (there is no other way)
    hear = icon._message_handlers[win32.WM_NOTIFY]  # noqa: SLF001 (as above)

    def hear_click(wparam: int, lparam: int) -> object:
        if lparam != _NOTIFICATION_CLICKED:
            return hear(wparam, lparam)
        notification_clicked()
        return 0

    icon._message_handlers[win32.WM_NOTIFY] = hear_click  # noqa: SLF001 (as above)
    win32.Shell_NotifyIcon = insisting(win32.Shell_NotifyIcon, win32.NIM_ADD, win32.NIM_MODIFY, time.sleep)
    load, wanted = win32.LoadImage, user32.GetSystemMetrics(_SMALL_ICON)

    def load_small(module: object, name: str, kind: int, _width: int, _height: int, flags: int) -> object:
        return load(module, name, kind, wanted, wanted, flags & ~win32.LR_DEFAULTSIZE)

    win32.LoadImage = load_small
    icon._update_menu = menu_changer(icon, win32.DestroyMenu)  # noqa: SLF001 (as above)


def menu_changer(icon: Any, destroy_menu: Callable[[object], object]) -> Callable[[], None]:  # noqa: ANN401 (pystray has no types)
    """Return the call that gives the icon a new menu, from any thread, and later destroys the old one.

    The icon's thread may be about to open the menu that it has found: destroyed under its hands, or before
    the new one is there as pystray does it, nothing would open.
    """
    replaced: list[object] = []

    def change() -> None:
        old: tuple[object, object] | None = getattr(icon, "_menu_handle", None)  # pystray sets it late
        items: list[object] = []
        made = icon._create_menu(icon.menu, items)  # noqa: SLF001 (there is no other way)
        icon._menu_handle = (made, items) if made else None  # noqa: SLF001 (as above)
        while replaced:
            destroy_menu(replaced.pop())
        if old:
            replaced.append(old[0])

    return change


def insisting(
    notify: Callable[[int, object], int], add: int, modify: int, sleep: Callable[[float], None]
) -> Callable[[int, object], int]:
    """Return Shell_NotifyIcon that adds an icon again until the taskbar has it.

    It says no while the taskbar starts, or is slow to answer: then the icon may be there all the same,
    and can be changed.
    """

    def call(action: int, data: object) -> int:
        done = notify(action, data)
        for _ in range(TRIES if action == add else 0):
            if done:
                break
            sleep(PAUSE)
            done = notify(modify, data) or notify(add, data)
        return done

    return call
