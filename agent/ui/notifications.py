"""What the desktop's notification server takes (freedesktop.org, Desktop Notifications 1.2)."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOG = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
LONGEST_ASKED = 2_000  # milliseconds for what the server can do


def are_markup() -> bool:
    """Return whether this desktop would take a "<b>" in a notification for bold ("body-markup")."""
    if not sys.platform.startswith("linux"):
        return False
    known = _capabilities()
    return known is None or "body-markup" in known  # an entity that is shown as written harms nobody


@contextmanager
def none_left() -> Iterator[None]:
    """Bear with a desktop without notifications: pystray takes back the last one when it ends."""
    if not sys.platform.startswith("linux"):
        yield
        return
    from gi.repository import GLib

    try:
        yield
    except GLib.Error:
        LOG.info("this desktop shows no notifications")


def answer_clicks(icon: Any, label: str, click: Callable[[], None]) -> None:  # noqa: ANN401 (pystray has no types)
    """Let a click on a notification of pystray's icon call `click`, where the server has actions."""
    notifier = getattr(icon, "_notifier", None)
    if notifier is None or "actions" not in (_capabilities() or ()):
        return
    server = notifier._notify  # noqa: SLF001 (pystray 0.19 offers no action)

    def hear(_proxy: object, _sender: str, signal: str, parameters: Any) -> None:  # noqa: ANN401 (GLib has no types)
        # The server tells every program of every click.
        if signal == "ActionInvoked" and parameters.unpack()[0] == notifier._nid:  # noqa: SLF001 (as above)
            click()

    server.connect("g-signal", hear)
    notifier._notify = _WithAction(server, label)  # noqa: SLF001 (as above)


class _WithAction:
    """The notification server, with a default action in every notification."""

    def __init__(self, server: Any, label: str) -> None:  # noqa: ANN401 (GLib has no types)
        self._server, self._label = server, label

    def call_sync(self, method: str, parameters: Any, *rest: object) -> object:  # noqa: ANN401 (as above)
        """Call the server; pystray sends neither actions nor hints."""
        if method == "Notify":
            from gi.repository import GLib

            *before, _, hints, expires = parameters.unpack()
            actions = ["default", self._label]
            parameters = GLib.Variant("(susssasa{sv}i)", (*before, actions, hints, expires))
        return self._server.call_sync(method, parameters, *rest)


def _capabilities() -> tuple[str, ...] | None:
    """Return the server's capabilities; None where there is no answer."""
    from gi.repository import Gio, GLib

    try:
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        server = Gio.DBusProxy.new_sync(bus, 0, None, NAME, PATH, NAME, None)
        answer = server.call_sync("GetCapabilities", None, Gio.DBusCallFlags.NONE, LONGEST_ASKED, None)
    except GLib.Error:
        return None
    return tuple(answer.unpack()[0])
