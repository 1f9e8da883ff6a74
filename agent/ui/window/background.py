"""Long work beside the window: in a thread, its end told in the window's own one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from agent.core.model.errors import AgentError
from agent.core.model.outcome import CallOutcome

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

Result = TypeVar("Result")
LOOK_AGAIN = 40  # milliseconds


def in_background(
    widget: tk.Misc,
    work: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[AgentError], None],
) -> None:
    """Do `work` in a thread; then `done` or, where it raised AgentError, `failed`, in the window's thread.

    Nothing is told any more once the widget is gone. Any other exception is raised in the window's thread.
    """
    outcome = CallOutcome[Result]()
    # A daemon: a server that does not answer must not keep a closed window's process alive.
    thread = threading.Thread(target=outcome.of, args=(work,), name="window work", daemon=True)
    thread.start()

    def look() -> None:
        if not widget.winfo_exists():
            return
        if thread.is_alive():
            widget.after(LOOK_AGAIN, look)
        elif isinstance(outcome.error, AgentError):
            failed(outcome.error)
        elif outcome.error is not None:
            raise outcome.error
        else:
            done(outcome.result)

    widget.after(LOOK_AGAIN, look)
