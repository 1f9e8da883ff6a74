"""The icon beside the clock, by pystray: it draws faces and hears clicks, and never waits."""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from agent.core.messages import tray as messages
from agent.core.model.errors import AgentError
from agent.core.model.shown_text import without_markup
from agent.core.tray.actions import NOTIFIED
from agent.ui import notifications, system_gi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agent.core.tray.icon_state import IconState
    from agent.core.tray.icon_view import IconView
    from agent.core.tray.menu import MenuItem

LOG = logging.getLogger(__name__)

NAME = "meters-agent"
CHECKED = "✓"
MENU_IS_OPEN, DRAWING_FAILED = 0.1, 1.0  # seconds until another try: who opens the menu again is quick
INDICATORS = ("AppIndicator3", "AyatanaAppIndicator3")


@dataclass(slots=True)
class TrayIcon:
    """An icon of pystray and the view that it shows; any thread may call its methods."""

    _icon: Any
    _drawings: Mapping[IconState, object]
    _click: Callable[[str], None]
    _face: IconView | None = field(default=None)

    def show(self, icon_view: IconView) -> float | None:
        """Draw what differs from the view before; return in how many seconds to try again where it must wait.

        The menu stays as it is while it is open; a drawing may meet a virus scanner, or a temporary
        folder that Windows has taken away.
        """
        before = self._face
        if before == icon_view:
            return None
        if (before is None or before.icon_state != icon_view.icon_state) and not self._draw(
            icon_view.icon_state
        ):
            return DRAWING_FAILED
        if before is None or before.tooltip != icon_view.tooltip:
            self._icon.title = icon_view.tooltip
            _show_tooltip(self._icon, icon_view.tooltip)
        if before and before.menu != icon_view.menu and _menu_is_open(self._icon):
            self._face = replace(icon_view, menu=before.menu)
            return MENU_IS_OPEN
        if before is None or before.menu != icon_view.menu:
            self._icon.menu = _menu(icon_view.menu, self._click)
        self._face = icon_view
        return None

    def _draw(self, icon_state: IconState) -> bool:
        try:
            self._icon.icon = self._drawings[icon_state]
            self._icon.visible = True
        except OSError as error:
            LOG.warning("the icon could not be drawn: %s", error)
            return False
        return True

    def tell(self, text: str) -> None:
        """Show a notification as plain text, as much of it as Windows takes."""
        text = messages.fitting(text, messages.LONGEST_TOLD)
        self._icon.notify(without_markup(text) if notifications.are_markup() else text, messages.NAME)


def load_backend() -> Any:  # noqa: ANN401 (pystray has no types)
    """Return the pystray module with the backend of this desktop.

    AgentError where there is no desktop, or one that would show the icon without its menu.
    """
    if sys.platform.startswith("linux"):
        _check_linux()
    try:
        import pystray  # it opens the display when it is imported
    except ImportError as error:
        raise AgentError(messages.NO_DESKTOP) from error
    return pystray


def _check_linux() -> None:
    """Raise AgentError where GTK or the session bus is missing: pystray would hang or show no menu."""
    if not system_gi.is_there():
        raise AgentError(messages.NO_MENU)
    import gi

    try:
        gi.require_version("Gtk", "3.0")
        with _without_gl():
            from gi.repository import Gio, GLib, Gtk

            started = Gtk.init_check()[0]
    except (ValueError, ImportError) as error:
        raise AgentError(messages.NO_MENU) from error
    versions = gi.Repository.get_default().enumerate_versions
    has_indicator = any(versions(name) for name in INDICATORS)
    # pystray 0.19 itself stumbles over a GTK without one of these.
    os.environ.setdefault("PYSTRAY_BACKEND", "appindicator" if has_indicator else "gtk")
    if not started:
        raise AgentError(messages.NO_DESKTOP)
    try:
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        Gio.DBusProxy.new_sync(bus, 0, None, notifications.NAME, notifications.PATH, notifications.NAME, None)
    except GLib.Error as error:
        raise AgentError(messages.NO_SESSION_BUS) from error


@contextmanager
def _without_gl() -> Iterator[None]:
    """Let GTK start without OpenGL: the first GTK program of a screen would load it, 50 MB for nothing."""
    before = os.environ.get("GDK_GL")
    os.environ["GDK_GL"] = "disable"
    try:
        yield
    finally:
        # Not for the children: a browser may want it.
        if before is None:
            del os.environ["GDK_GL"]
        else:
            os.environ["GDK_GL"] = before


def run_icon(
    pystray: Any,  # noqa: ANN401 (pystray has no types)
    drawings: Mapping[IconState, object],
    first: IconView,
    click: Callable[[str], None],
    work: Callable[[TrayIcon], None],
) -> None:
    """Show the icon while `work` runs in a thread of its own; `click` gets the actions of the menu.

    Blocks; to be called in the main thread, as desktops demand it.
    """
    icon = pystray.Icon(NAME, drawings[first.icon_state], first.tooltip, _menu(first.menu, click))
    shown = TrayIcon(icon, drawings, click)
    mistakes: list[Exception] = []

    def set_up(_: object) -> None:
        try:
            shown.show(first)
            if sys.platform.startswith("linux"):
                notifications.answer_clicks(icon, messages.SHOW, lambda: click(NOTIFIED))
            work(shown)
        except Exception as error:  # noqa: BLE001 (a thread's would be lost: the main one raises it)
            mistakes.append(error)
        finally:
            icon.stop()

    if sys.platform == "win32":
        _mend(icon, lambda: click(NOTIFIED))
    with notifications.none_left():
        icon.run(set_up)
    if mistakes:
        raise mistakes[0]


def _mend(icon: Any, notification_clicked: Callable[[], None]) -> None:  # noqa: ANN401 (pystray has no types)
    if sys.platform == "win32":
        import ctypes

        from pystray._util import win32

        from agent.ui.windows_icon import mend

        mend(icon, win32, ctypes.windll.user32, notification_clicked)


def _menu(items: tuple[MenuItem, ...], click: Callable[[str], None]) -> Any:  # noqa: ANN401 (pystray has no types)
    from pystray import Menu  # load_backend did the work

    return Menu(*(_line(item, click) for item in items))


def _line(item: MenuItem, click: Callable[[str], None]) -> Any:  # noqa: ANN401 (pystray has no types)
    import pystray  # load_backend did the work

    if not item.label:
        return pystray.Menu.SEPARATOR
    label, checked = item.label, None
    if sys.platform.startswith("linux"):
        # GTK draws a check mark by its SVG library, which takes 9 MB and stays.
        label = f"{CHECKED} {label}" if item.checked else label
    elif item.checked is not None:
        checked = lambda _: item.checked  # noqa: E731 (pystray takes a callable or None)
    return pystray.MenuItem(
        label.replace("&", "&&") if sys.platform == "win32" else label,
        lambda *_: click(item.action) if item.enabled else None,
        checked=checked,
        default=item.default,
        enabled=item.enabled,
    )


def _show_tooltip(icon: Any, text: str) -> None:  # noqa: ANN401 (pystray has no types)
    """Show the sentence under GTK too: there pystray 0.19 gives it to screen readers alone."""
    status_icon = getattr(icon, "_status_icon", None)
    if status_icon is not None:
        from gi.repository import GLib

        GLib.idle_add(status_icon.set_tooltip_text, text)


def _menu_is_open(icon: Any) -> bool:  # noqa: ANN401 (pystray has no types)
    """Return whether the menu is shown now: a new one would close it under the person's hand."""
    if sys.platform == "win32":
        from agent.ui.open_menu import is_open

        return is_open(threading.main_thread().native_id or 0)
    handle: Any = getattr(icon, "_menu_handle", None)
    return hasattr(handle, "get_visible") and bool(handle.get_visible())
