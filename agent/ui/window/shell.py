"""The parts of the window around its pages, and the question before changes are lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import unsaved
from agent.core.messages import window as messages
from agent.ui.window.dialog import Dialog

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable
    from tkinter import ttk

    from agent.ui.window.theme import Look


@dataclass(frozen=True, slots=True)
class Shell:
    """The window, what stands `above` its pages, these, the sentence at the bottom and the three buttons."""

    root: tk.Tk
    look: Look
    above: ttk.Frame
    notebook: ttk.Notebook
    status: ttk.Label
    save: ttk.Button
    cancel: ttk.Button
    apply: ttk.Button

    def show_text(self, text: str, *, is_wrong: bool = True) -> None:
        """Say something at the bottom of the window."""
        self.status.configure(text=text, foreground=self.look.red if is_wrong else self.look.grey)

    def turn_to(self, page: str) -> None:
        """Bring a page to the front."""
        self.notebook.select(list(messages.PAGES).index(page))  # type: ignore[no-untyped-call] # ttk's own is untyped


def ask_unsaved(root: tk.Tk, look: Look, save: Callable[[], None], discard: Callable[[], None]) -> None:
    """Ask what becomes of changes that are not saved; without an answer the window stays."""
    dialog = Dialog(root, unsaved.TITLE, look)
    dialog.sentence(unsaved.QUESTION)
    chosen: list[Callable[[], None]] = []

    def choose(action: Callable[[], None]) -> None:
        chosen.append(action)
        dialog.close()

    dialog.buttons(
        unsaved.SAVE,
        lambda: choose(save),
        unsaved.KEEP_EDITING,
        other=(unsaved.DISCARD, lambda: choose(discard)),
    )
    dialog.wait()
    for action in chosen:
        action()
