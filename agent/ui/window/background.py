"""Long work beside the window: in a thread, its end told in the window's own one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self, TypeVar

from agent.core.errors import AgentError

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable
    from types import TracebackType

Result = TypeVar("Result")
LOOK_AGAIN = 40  # milliseconds


class _Outcome:
    """Carries an exception from the thread where it was raised to the window's."""

    error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        self.error = error
        return True


def in_background(
    widget: tk.Misc,
    work: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[AgentError], None],
) -> None:
    """Do `work` in a thread; then `done` or, where it raised AgentError, `failed`, in the window's thread.

    Nothing is told any more once the widget is gone. Any other exception is raised in the window's thread.
    """
    outcome, results = _Outcome(), list[Result]()

    def run() -> None:
        with outcome:
            results.append(work())

    # A daemon: a server that does not answer must not keep a closed window's process alive.
    thread = threading.Thread(target=run, name="window work", daemon=True)
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
            done(results[0])

    widget.after(LOOK_AGAIN, look)
