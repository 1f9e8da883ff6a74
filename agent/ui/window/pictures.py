"""Boxes, rings and switches for large screens: sv_ttk has pictures of one size, in room of one width."""

from __future__ import annotations

from tkinter import ttk
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import tkinter as tk

QUARTERS = 4  # pictures are enlarged in steps of a quarter
GAP = 6  # pixels at 100 % between a picture and its words

# The names of sv_ttk's pictures where chosen and where not; what follows by state.
_PICTURES = {
    "TCheckbutton": ("check-", "check-unsel-"),
    "TRadiobutton": ("radio-", "radio-unsel-"),
    "Switch.TCheckbutton": ("switch-", "switch-off-"),
}
_STATES = (
    ("selected", "disabled", "dis"),
    ("disabled", "dis"),
    ("selected", "active", "hover"),
    ("selected", "focus", "focus"),
    ("selected", "rest"),
    ("active", "hover"),
    ("focus", "focus"),
    ("rest",),
)


def enlarge_pictures(root: tk.Tk, scale: float, *, is_dark: bool) -> None:
    """Draw them as large as the rest; `scale` is 1.0 at 100 %. Once for each window."""
    theme = "sv_dark" if is_dark else "sv_light"
    parts = root.tk.splitlist(root.tk.call("array", "get", f"ttk::theme::{theme}::I"))
    names = list(map(str, parts))
    images = dict(zip(names[::2], names[1::2], strict=True))
    for widget, (on, off) in _PICTURES.items():
        states = [(state, images[(on if "selected" in state else off) + part]) for *state, part in _STATES]
        for image in {image for _, image in states}:
            _enlarge(root, image, round(scale * QUARTERS))
        *others, (_, rest) = states
        _lay_out(ttk.Style(root), widget, rest, [(*state, image) for state, image in others])


def _lay_out(style: Any, widget: str, rest: str, others: list[tuple[str, ...]]) -> None:  # noqa: ANN401 (its types fit no variable list)
    element = f"Large.{widget}.indicator"
    style.element_create(element, "image", rest, *others, sticky="w")
    # The words are the class's own: "Switch." is a style of the class TCheckbutton.
    words = f"{widget.rpartition('.')[2].removeprefix('T')}.label"
    parts: Any = [(element, {"side": "left"}), (words, {"side": "right", "expand": True})]
    padding = words.replace("label", "padding")
    style.layout(widget, [(padding, {"sticky": "nswe", "children": parts})])


def _enlarge(root: tk.Tk, image: str, quarters: int) -> None:
    """Put a larger picture in the place of an image, with the gap at its right."""
    large, fitting = root.tk.call("image", "create", "photo"), root.tk.call("image", "create", "photo")
    root.tk.call(large, "copy", image, "-zoom", quarters)
    root.tk.call(fitting, "copy", large, "-subsample", QUARTERS)
    width, height = (root.tk.call("image", side, fitting) for side in ("width", "height"))
    root.tk.call(image, "configure", "-width", width + GAP * quarters // QUARTERS, "-height", height)
    root.tk.call(image, "blank")
    root.tk.call(image, "copy", fitting)
    root.tk.call("image", "delete", large, fitting)
