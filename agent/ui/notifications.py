"""What the desktop's notification server takes (freedesktop.org, Desktop Notifications 1.2)."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
LONGEST_ASKED = 2_000  # milliseconds for what the server can do


def are_markup() -> bool:
    """Return whether this desktop would take a "<b>" in a notification for bold ("body-markup")."""
    if not sys.platform.startswith("linux"):
        return False
    from gi.repository import Gio, GLib  # noqa: PLC0415 (GTK's, where the backend is)

    try:
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        server = Gio.DBusProxy.new_sync(bus, 0, None, NAME, PATH, NAME, None)
        answer = server.call_sync("GetCapabilities", None, Gio.DBusCallFlags.NONE, LONGEST_ASKED, None)
    except GLib.Error:
        return True  # an entity that is shown as it was written harms nobody
    return "body-markup" in answer.unpack()[0]


@contextmanager
def none_left() -> Iterator[None]:
    """Bear with a desktop without notifications: pystray takes back the last one when it ends."""
    if not sys.platform.startswith("linux"):
        yield
        return
    from gi.repository import GLib  # noqa: PLC0415 (as above)

    try:
        yield
    except GLib.Error:
        LOG.info("this desktop shows no notifications")
