"""The drawing: five states that shape alone tells apart, crisp at every size, as PNG and as ICO."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from agent.core.tray.icon_state import IconState
from agent.ui.icon import draw, ico_of, png_of
from agent.ui.icon_sizes import SIZES

ASSETS = Path(__file__).parents[2] / "assets"
CLEARLY = 40  # of 255: a difference that an eye sees


def grey(icon_state: IconState, size: int, *, dark: bool | None, ground: int) -> list[int]:
    """Return the brightness of every pixel on a bar of this brightness: the icon without its colours."""
    image = draw(icon_state, size, dark=dark)
    bar = Image.new("RGBA", image.size, (ground, ground, ground, 255))
    return list(Image.alpha_composite(bar, image).convert("L").tobytes())


def at_size(icon: Image.Image, size: int) -> bytes:
    """Return the pixels that a Windows icon has for one size."""
    icon.size = (size, size)  # type: ignore[misc] # Pillow's way to choose one, for this format alone
    return icon.convert("RGBA").tobytes()


@pytest.mark.parametrize(("dark", "ground"), [(True, 30), (False, 235), (None, 30), (None, 235)])
@pytest.mark.parametrize("size", [16, 24, 64])
def test_states_differ_without_colour_on_every_bar(size: int, dark: bool | None, ground: int) -> None:
    shown = {icon_state: grey(icon_state, size, dark=dark, ground=ground) for icon_state in IconState}
    for one, other in combinations(IconState, 2):
        differing = sum(abs(a - b) > CLEARLY for a, b in zip(shown[one], shown[other], strict=True))
        assert differing > size * size * 0.08, (one, other)


@pytest.mark.parametrize(("dark", "ground"), [(True, 30), (False, 235), (None, 30), (None, 235)])
def test_the_printer_stands_out_from_the_bar(dark: bool | None, ground: int) -> None:
    seen = sum(abs(value - ground) > CLEARLY for value in grey(IconState.OK, 16, dark=dark, ground=ground))
    assert seen > 16 * 16 * 0.25


@pytest.mark.parametrize("size", [16, 32, 48, 64])
def test_the_edges_of_the_printer_are_crisp(size: int) -> None:
    alpha = draw(IconState.OK, size, dark=False).getchannel("A").tobytes()
    assert sum(0 < value < 255 for value in alpha) <= size  # nothing but its four round corners


def test_the_windows_icon_holds_each_size_as_it_was_drawn() -> None:
    images = [draw(IconState.TROUBLE, size, dark=False) for size in SIZES]
    with Image.open(io.BytesIO(ico_of(images)), formats=["ICO"]) as icon:
        assert icon.info["sizes"] == {(size, size) for size in SIZES}
        for image in images:
            assert at_size(icon, image.width) == image.tobytes()


def test_the_files_in_assets_are_this_drawing() -> None:
    with Image.open(ASSETS / "meters.png") as kept:
        assert kept.convert("RGBA").tobytes() == draw(IconState.OK, 256, dark=None).tobytes()
    with Image.open(ASSETS / "meters.ico") as icon:
        assert sorted(icon.info["sizes"]) == [(size, size) for size in (*SIZES, 128, 256)]
        for size in (*SIZES, 128, 256):
            assert at_size(icon, size) == draw(IconState.OK, size, dark=None).tobytes()
    assert png_of(draw(IconState.OK, 16, dark=None)).startswith(b"\x89PNG")
