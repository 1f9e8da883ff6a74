"""The window that asks where a report is to be saved; Tk loads in its own process, never in the tray."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from agent.core.messages import saving as messages
from agent.core.model.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Sequence


def ask_where(name: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
    """Return the file that a person chooses, None where it is called off.

    `name` is proposed; `kinds` are descriptions and suffixes. AgentError where no window can open.
    """
    try:
        import tkinter as tk
        from tkinter import filedialog
    except ImportError as error:
        raise AgentError(messages.NO_WINDOW) from error
    try:
        root = tk.Tk()
    except tk.TclError as error:
        raise AgentError(messages.NO_WINDOW) from error
    root.withdraw()
    chosen = filedialog.asksaveasfilename(
        parent=root,
        title=messages.TITLE,
        initialfile=name,
        defaultextension=kinds[0][1],
        filetypes=[(description, f"*{suffix}") for description, suffix in kinds],
    )
    root.destroy()
    return Path(chosen) if chosen else None
