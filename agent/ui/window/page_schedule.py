"""The page Schedule: when the daily run begins."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import window as messages
from agent.core.settings.fields import WEEK
from agent.core.settings.form import items_of
from agent.ui.window.background import in_background
from agent.ui.window.form import Shown
from agent.ui.window.rows import FormPage, caption_below, label, next_row, place, text_row

if TYPE_CHECKING:
    from collections.abc import Callable


def fill(page: FormPage) -> tk.Widget:
    """Put the fields on the page and return the first."""
    first = text_row(page, "schedule.at", messages.CLOCK_HINT, width=8)
    _days(page)
    _next_run(page)
    return first


def _days(page: FormPage) -> None:
    row = next_row(page)
    label(page, messages.LABELS["schedule.days"], row)
    boxes = ttk.Frame(page.frame)
    place(page, boxes, row)
    show_text = caption_below(page, page.hint("schedule.days"), row)
    value = page.form.value("schedule.days")
    chosen = items_of(value)
    ticks = {day: tk.BooleanVar(page.frame, day in chosen) for day in WEEK}
    touched = [False]  # as in the file until somebody ticks a box, in its order and with its mistakes

    def on_tick() -> None:
        touched[0] = True
        page.form.left("schedule.days")

    ticked = [
        ttk.Checkbutton(boxes, text=messages.DAYS[day], variable=tick, command=on_tick)
        for day, tick in ticks.items()
    ]
    for box in ticked:
        box.pack(side="left", padx=(0, page.look.px(4)))

    def read() -> object:
        return [day for day, tick in ticks.items() if tick.get()] if touched[0] else value

    page.form.add("schedule.days", Shown(page.name, read, show_text, ticked[0], frame=boxes))


def _next_run(page: FormPage) -> None:
    row = next_row(page)
    line = ttk.Label(page.frame, style="Strong.TLabel")
    line.grid(row=row, column=1, sticky="w", pady=(page.look.px(14), 0))

    asked: list[object] = [None]  # the settings of the last question: an earlier one may be answered later

    def show() -> None:
        is_known = page.form.are_right("schedule.at", "schedule.days")
        settings = page.form.settings()
        asked[0] = settings

        def tell(sentence: str) -> None:
            if asked[0] is settings:
                line.configure(text=sentence)

        if not is_known:
            tell("")
            return
        work: Callable[[], str] = lambda: page.form.adapters.next_run(settings)  # noqa: E731 (typed here)
        in_background(line, work, tell, lambda error: tell(messages.of_error(error)))

    page.form.listeners.append(show)
