"""meters icon: the tray's child that draws. Pillow leaves with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.model.exit_codes import ExitCode
from agent.core.tray.icon_state import IconState
from agent.ui.drawn import to_line
from agent.ui.icon import draw, ico_of, png_of

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print every state as one line of JSON: a Windows icon of all sizes, or a PNG of the first."""
    dark = {"dark": True, "light": False, "unknown": None}[arguments.bar]
    drawings = {}
    for icon_state in IconState:
        images = [draw(icon_state, size, dark=dark) for size in arguments.sizes]
        drawings[icon_state] = ico_of(images) if arguments.ico else png_of(images[0])
    print(to_line(drawings))
    return ExitCode.FINE
