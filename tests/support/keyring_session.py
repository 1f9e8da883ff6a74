"""Commands in a session of their own, with a real Secret Service that is unlocked."""

from __future__ import annotations

import shutil

import pytest

_UNLOCKED = 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"'
SESSION = ("dbus-run-session", "--", "bash", "-c", _UNLOCKED, "bash")

needs_secret_service = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
