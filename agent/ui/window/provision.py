"""The window that shows settings somebody prepared, and asks once whether they are to be used."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING

from agent.core.messages import deployment as messages
from agent.ui.window.screen import put_in_the_middle, work_area
from agent.ui.window.scrolling import Scrolled
from agent.ui.window.window import new_root

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 520  # pixels at 100 % of a line


def ask(introduction: str, rows: Sequence[tuple[str, str]], *, is_dark: bool) -> bool | None:
    """Show settings as pairs of a label and a value; return the answer, None where it is put off.

    No key says yes before somebody has gone to that button. AgentError where there is no screen.
    """
    root, look = new_root(messages.TITLE, is_dark=is_dark)
    answer: list[bool] = []

    def choose(is_used: bool) -> None:
        answer.append(is_used)
        root.destroy()

    outer = ttk.Frame(root, padding=look.px(20))
    outer.pack(fill="both", expand=True)
    below = ttk.Frame(outer)
    scrolled = Scrolled(outer, look)  # before the buttons for the Tab key
    below.pack(side="bottom", fill="x", pady=(look.px(16), 0))
    scrolled.outer.pack(fill="both", expand=True)
    for text in (introduction, "\n".join(f"{label}: {value}" for label, value in rows), messages.LATER):
        line = ttk.Label(scrolled.frame, text=text, wraplength=look.px(WIDTH), justify="left")
        line.pack(anchor="w", pady=look.px(6))
    ttk.Label(below, text=messages.QUESTION, style="Strong.TLabel").pack(side="left")
    use = ttk.Button(below, text=messages.USE, command=lambda: choose(is_used=True))
    use.pack(side="right")
    refuse = ttk.Button(
        below, text=messages.REFUSE, style="Accent.TButton", command=lambda: choose(is_used=False)
    )
    refuse.pack(side="right", padx=look.px(8))
    root.bind("<Escape>", lambda _: root.destroy())
    scrolled.fit(look.px(WIDTH) + scrolled.bar_width)
    put_in_the_middle(root, look=look, area=work_area(root, look))
    root.deiconify()
    refuse.focus_set()
    root.mainloop()
    return answer[0] if answer else None
