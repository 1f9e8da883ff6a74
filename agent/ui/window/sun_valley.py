"""sv_ttk's theme as this window takes it: one of its two colours, and fields that few strokes draw.

Tk fills a field with the middle of its picture, again and again, and sv_ttk's pictures are 20 to 50 pixels
wide: the frame of a page takes 250 strokes, each with a look at what lies below. Pictures that look the
same and are wide enough take ten.
"""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tkinter as tk
    from collections.abc import Callable

WIDTH, HEIGHT = 256, 128  # pixels of a wide picture: one or two fill a field, a few a page
FIELDS = {
    "AccentButton.button",
    "Button.button",
    "Combobox.field",
    "Entry.field",
    "Notebook.border",
    "Notebook.tab",
    "Treeview.field",
}
# While the theme is read, what would make an element is done here; all else goes where it went.
_STEP_BETWEEN = """
rename ::ttk::style ::ttk::own_style
proc ::ttk::style args {
  if {[lrange $args 0 1] eq {element create}} { return [create_element {*}[lrange $args 2 end]] }
  uplevel 1 [linsert $args 0 ::ttk::own_style]
}
"""
_STEP_BACK = "rename ::ttk::style {}; rename ::ttk::own_style ::ttk::style; rename create_element {}"


def use_theme(root: tk.Tk, *, is_dark: bool) -> None:
    """Put sv_ttk's theme on all windows of this root; once for each."""
    import sv_ttk  # after the screen is known to be there

    script = Path(sv_ttk.__file__).with_name("sv.tcl")
    color, other = ("dark", "light") if is_dark else ("light", "dark")
    both = script.read_text("utf-8")
    wide = cache(partial(_wide, root.tk.call))
    root.tk.createcommand("create_element", partial(_create_element, root.tk, wide))
    root.tk.eval(_STEP_BETWEEN)
    root.tk.call("info", "script", str(script))  # by which it finds the files beside it
    root.tk.eval(both.replace(f"source [file join [file dirname [info script]] theme {other}.tcl]", ""))
    root.tk.call("info", "script", "")
    root.tk.eval(_STEP_BACK)
    ttk.Style(root).theme_use(f"sun-valley-{color}")


def _create_element(  # the arguments of Tk's command of that name
    interpreter: Any,  # noqa: ANN401 (Tk's own, whose type has no name)
    wide: Callable[[str, int], str],
    name: str,
    kind: str,
    pictures: str,
    *options: str,
) -> None:
    """Make an element as asked, with wide pictures where it is a field: no larger than before by itself."""
    call, parts = interpreter.call, interpreter.splitlist(pictures)
    if name in FIELDS:
        border = int(options[options.index("-border") + 1])
        width, height = (call("image", side, parts[0]) for side in ("width", "height"))
        # One picture, then pairs of a state and its picture.
        parts = [word if number % 2 else wide(word, border) for number, word in enumerate(parts)]
        options = ("-width", width, "-height", height, *options)
    call("ttk::own_style", "element", "create", name, kind, tuple(parts), *options)


def _wide(call: Callable[..., Any], picture: str, border: int) -> str:
    """Return a picture with the edges of this one, `border` pixels each, and its middle over and over."""
    width, height = call("image", "width", picture), call("image", "height", picture)
    row = call("image", "create", "photo", "-width", WIDTH, "-height", height)
    for (begin, end), (to_begin, to_end) in zip(_parts(width, border), _parts(WIDTH, border), strict=True):
        call(row, "copy", picture, "-from", begin, 0, end, height, "-to", to_begin, 0, to_end, height)
    whole: str = call("image", "create", "photo", "-width", WIDTH, "-height", HEIGHT)
    for (begin, end), (to_begin, to_end) in zip(_parts(height, border), _parts(HEIGHT, border), strict=True):
        call(whole, "copy", row, "-from", 0, begin, WIDTH, end, "-to", 0, to_begin, WIDTH, to_end)
    call("image", "delete", row)
    return whole


def _parts(length: int, border: int) -> tuple[tuple[int, int], ...]:
    """Return where edge, middle and edge begin and end."""
    return (0, border), (border, length - border), (length - border, length)
