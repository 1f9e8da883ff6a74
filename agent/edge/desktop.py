"""The person's desktop: how it opens a folder or a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from agent.core.messages import disk as messages
from agent.core.messages import system_errors
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from pathlib import Path


def open_path(path: Path) -> None:
    """Open a folder or a text in the program that the person has for it; AgentError where that fails."""
    try:
        if sys.platform == "win32":
            _forget_our_libraries()
            os.startfile(path)  # noqa: S606 (the person's own program for it is what is wanted)
            return
        opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if opener is None:
            raise AgentError(messages.NOTHING_OPENS, {"path": str(path)})
        subprocess.Popen(
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise AgentError(
            messages.NOT_SHOWN, {"path": str(path), "reason": system_errors.reason_of(error)}
        ) from error


def _forget_our_libraries() -> None:
    """Let the program that is opened look for its libraries where it always does, not in our folder."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetDllDirectoryW(None)


def open_page(page: Path) -> None:
    """Show a page of ours in the browser; AgentError where Windows has no program for it."""
    if sys.platform == "win32":
        # Windows finds no file by a URL that writes an umlaut of the path as %C3%BC.
        open_path(page)
        return
    import webbrowser

    webbrowser.open(page.as_uri())
