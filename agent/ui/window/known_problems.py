"""What is known to be wrong, above the pages: one line until somebody opens it, and "Why?" behind each."""

from __future__ import annotations

from functools import partial
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.conditions.text import advice_of, most_urgent, title_of
from agent.core.doctor.why import DoctorPlace, place_of
from agent.core.messages import doctor_window as messages
from agent.ui.window.folded_part import Folded
from agent.ui.window.scrolling import Scrolled

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable, Sequence

    from agent.core.conditions.kinds import Condition
    from agent.ui.window.theme import Look

MOST = 104  # pixels at 100 % of the open list: two conditions; the rest scrolls
WIDTH = 590  # pixels at 100 % of the list
TEXT = 460  # pixels at 100 % of a sentence beside its button


def show(
    above: ttk.Frame, look: Look, conditions: Sequence[Condition], open_doctor: Callable[[DoctorPlace], None]
) -> None:
    """Put the line into the frame above the pages; nothing where nothing is wrong."""
    if not conditions:
        return
    scrolled = Scrolled(above, look, most=look.px(MOST))
    for condition in most_urgent(conditions):
        _add(scrolled.frame, look, condition, partial(open_doctor, place_of(condition)))
    scrolled.frame.update_idletasks()
    scrolled.fit(look.px(WIDTH))
    above.columnconfigure(0, weight=1)
    scrolled.outer.grid(row=1, sticky="ew", pady=(0, look.px(8)))
    folded = Folded(above, messages.known_problems(len(conditions)), (scrolled.outer,), lambda: False)
    folded.line.grid(row=0, sticky="w", pady=(0, look.px(4)))
    scrolled.outer.lift()  # it follows its line for the Tab key
    folded.show(is_open=False)


def _add(frame: tk.Misc, look: Look, condition: Condition, explain: Callable[[], None]) -> None:
    row = ttk.Frame(frame)
    row.pack(fill="x", pady=look.px(3))
    ttk.Button(row, text=messages.WHY, command=explain).pack(side="right", anchor="n", padx=look.px(8))
    texts = ttk.Frame(row)
    texts.pack(side="left", fill="x")
    title = ttk.Label(texts, text=title_of(condition))
    advice = ttk.Label(
        texts, text=advice_of(condition, "window"), style="Caption.TLabel", foreground=look.grey
    )
    for line in (title, advice):
        line.configure(wraplength=look.px(TEXT), justify="left")
        line.pack(anchor="w")
