"""The settings window, and somebody who writes down what can be seen of it; run as a program.

The window, its events and its drawing are the program's own. Each time that something comes into view, moves
or gets the focus, one line of JSON says where everything is.
"""

from __future__ import annotations

import json
import sys
import tkinter as tk
from tkinter import font, ttk
from typing import Any

FIELDS = (ttk.Entry, ttk.Combobox, ttk.Button, ttk.Checkbutton, ttk.Radiobutton, ttk.Treeview)
AROUND, LETTERS = 8, 14  # pixels at 100 %: beside a button's word, and of its letters
EDGE = 3  # pixels of a button's edge
OFTEN = 200  # milliseconds
Box = tuple[int, int, int, int]


def watch(root: tk.Tk) -> None:
    """Write down what can be seen, now and whenever that changes."""
    pending: list[str] = []
    last: list[str] = []

    def soon(_: object) -> None:
        if not pending:
            pending.append(root.after_idle(note))

    def note() -> None:
        pending.clear()
        seen = json.dumps(_seen(root))
        if last != [seen]:
            last[:] = [seen]
            print(seen, flush=True)  # noqa: T201 (this is what it is for)

    def again() -> None:
        note()  # a sentence may change where its room is kept
        root.after(OFTEN, again)

    for event in ("<FocusIn>", "<Configure>", "<Map>"):
        root.bind_all(event, soon, add=True)
    soon(None)
    again()


def _seen(root: tk.Tk) -> dict[str, Any]:
    focus = root.tk.call("focus")
    return {
        "focus": str(focus),
        "windows": {str(window): _box(window) for window in _windows(root)},
        "bars": [_box(bar) for bar in _all(root) if isinstance(bar, ttk.Scrollbar) and _is_of_a_page(bar)],
        "texts": [text for window in _windows(root) for widget in _all(window) for text in _said(widget)],
        "cut": [text for window in _windows(root) for widget in _all(window) for text in _cut(widget)],
        "values": [box.get() for box in _all(root) if isinstance(box, ttk.Combobox)],
        "fields": {
            str(widget): {"text": _text(widget), "box": _box(widget), "whole": _is_whole(widget)}
            for window in _windows(root)
            for widget in _all(window)
            if isinstance(widget, FIELDS) and widget.winfo_viewable() and not _is_off(widget)
        },
    }


def _windows(root: tk.Tk) -> list[tk.Misc]:
    above = [child for child in root.winfo_children() if isinstance(child, tk.Toplevel)]
    return [window for window in (root, *above) if window.winfo_viewable()]


def _all(widget: tk.Misc) -> list[tk.Misc]:
    below = [child for child in widget.winfo_children() if not isinstance(child, tk.Toplevel)]
    return [*below, *(one for child in below for one in _all(child))]


def _cut(widget: tk.Misc) -> list[str]:
    """Return the text of a button that is too narrow for it."""
    if not isinstance(widget, ttk.Button) or not widget.winfo_viewable():
        return []
    letters = font.nametofont("SunValleyBodyFont", root=widget)
    sides = 2 * (AROUND * abs(int(letters.cget("size"))) // LETTERS + EDGE)
    text = str(widget.cget("text"))
    return [text] if letters.measure(text) + sides > widget.winfo_width() else []


def _said(widget: tk.Misc) -> list[str]:
    """Return the text of a sentence or a list, as far as it is on the page in front."""
    if not widget.winfo_viewable():
        return []
    if isinstance(widget, ttk.Treeview):
        return [str(widget.item(line, "text")) for line in widget.get_children()]
    return [str(widget.cget("text"))] if isinstance(widget, ttk.Label) else []


def _is_off(widget: ttk.Widget) -> bool:
    return widget.instate(["disabled"])


def _is_of_a_page(bar: ttk.Scrollbar) -> bool:
    return bool(bar.winfo_viewable()) and not isinstance(bar.master, ttk.Treeview)


def _text(widget: ttk.Widget) -> str:
    return str(widget.cget("text")) if isinstance(widget, ttk.Button) else ""


def _box(widget: tk.Misc) -> Box:
    x, y = widget.winfo_rootx(), widget.winfo_rooty()
    return x, y, x + widget.winfo_width(), y + widget.winfo_height()


def _is_whole(widget: tk.Misc) -> bool:
    """Return whether all of it is in view: within everything that it stands in, and on the screen."""
    left, top, right, bottom = _box(widget)
    above: tk.Misc | None = widget.master
    boxes = [(0, 0, widget.winfo_screenwidth(), widget.winfo_screenheight())]
    while above is not None:
        boxes.append(_box(above))
        above = None if isinstance(above, tk.Tk | tk.Toplevel) else above.master
    return all(left >= box[0] and top >= box[1] and right <= box[2] and bottom <= box[3] for box in boxes)


def main() -> int:
    """Show the window, watched."""
    loop = tk.Tk.mainloop

    def watched(root: tk.Tk, n: int = 0) -> None:
        watch(root)
        loop(root, n)

    tk.Tk.mainloop = watched  # type: ignore[method-assign,assignment] # the one door into the window
    from agent.__main__ import main as run  # noqa: PLC0415 (after the door is watched)

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
