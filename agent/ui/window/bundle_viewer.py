"""The window that shows the support file, and saves it for who has seen it."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from tkinter import filedialog, ttk
from typing import TYPE_CHECKING

from agent.core.messages import doctor
from agent.core.messages import support_file as messages
from agent.core.messages import window as window_words
from agent.core.model.errors import AgentError
from agent.ui.window.save_buttons import press
from agent.ui.window.screen import put_in_the_middle, work_area
from agent.ui.window.window import new_root

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "meters-support.txt"
COLUMNS, ROWS = 90, 26  # characters of what is shown at once
LOOK_AGAIN = 500  # milliseconds
WIDTH = 560  # pixels at 100 % of a sentence that runs across the window


def open_bundle(text: str, save: Callable[[Path], None], *, is_dark: bool) -> None:
    """Show the text and return when the window is closed; `save` writes it, AgentError where that fails.

    AgentError where there is no screen.
    """
    root, look = new_root(messages.TITLE, is_dark=is_dark)
    outer = ttk.Frame(root, padding=look.px(14))
    outer.pack(fill="both", expand=True)
    hint = ttk.Label(outer, text=doctor.BUNDLE_SHOWN, wraplength=look.px(WIDTH), justify="left")
    hint.pack(fill="x", pady=(0, look.px(8)))
    bottom = ttk.Frame(outer)
    bottom.pack(side="bottom", fill="x", pady=(look.px(10), 0))
    status = ttk.Label(bottom, wraplength=look.px(WIDTH - 240), justify="left")
    status.pack(side="left", fill="x")

    def on_save() -> None:
        chosen = filedialog.asksaveasfilename(
            parent=root, title=messages.TITLE, initialfile=NAME, defaultextension=".txt"
        )
        if not chosen:
            return
        try:
            save(Path(chosen))
        except AgentError as error:
            status.configure(text=window_words.of_error(error), foreground=look.red)
        else:
            status.configure(text=doctor.saved(chosen), foreground=look.green)

    ttk.Button(bottom, text=messages.CLOSE, command=root.destroy).pack(side="right")
    keep = ttk.Button(bottom, text=messages.SAVE, command=on_save, style="Accent.TButton")
    keep.pack(side="right", padx=look.px(8))
    _show(outer, text)
    for key in ("<Return>", "<KP_Enter>"):
        root.bind_class("TButton", key, press)
    root.bind("<Escape>", lambda _: root.destroy())
    put_in_the_middle(root, look=look, area=work_area(root, look))
    root.deiconify()
    keep.focus_set()
    _stay_awake(root)
    root.mainloop()


def _stay_awake(root: tk.Tk) -> None:
    """Let Python run now and then: with nothing to draw, a signal that ends the program isn't noticed."""
    root.after(LOOK_AGAIN, lambda: _stay_awake(root))


def _show(outer: ttk.Frame, text: str) -> None:
    """Show the text to be read, searched and copied, but not changed."""
    frame = ttk.Frame(outer)
    frame.pack(fill="both", expand=True)
    shown = tk.Text(frame, width=COLUMNS, height=ROWS, wrap="word", font="TkFixedFont")
    bar = ttk.Scrollbar(frame, command=shown.yview)
    shown.configure(yscrollcommand=bar.set)
    bar.pack(side="right", fill="y")
    shown.pack(side="left", fill="both", expand=True)
    shown.insert("1.0", text)
    shown.configure(state="disabled")
