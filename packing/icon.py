"""python -m packing.icon: the icon's files in assets/, from the drawing that the tray shows."""

from __future__ import annotations

from pathlib import Path

from agent.core.tray.icon_state import IconState
from agent.ui.icon import draw, ico_of, png_of
from agent.ui.icon_sizes import SIZES

ASSETS = Path(__file__).parents[1] / "assets"
LARGE = (128, 256)  # in the Explorer's larger views


def main() -> None:
    """Write a Windows icon of nine sizes, and one large PNG."""
    images = [draw(IconState.OK, size, dark=None) for size in (*SIZES, *LARGE)]
    (ASSETS / "meters.ico").write_bytes(ico_of(images))
    (ASSETS / "meters.png").write_bytes(png_of(images[-1]))


if __name__ == "__main__":
    main()
