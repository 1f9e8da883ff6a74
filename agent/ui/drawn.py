"""Drawings as bytes: what pystray wants of an image, without Pillow's eight megabytes in the tray."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from agent.core.tray.icon_state import IconState

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing as the file that the desktop takes: a PNG, or on Windows an ICO of several sizes."""

    content: bytes

    def save(self, file: IO[bytes], format: str) -> None:  # noqa: A002 (Pillow's name, which pystray uses)
        """Write the file; `format` is what the desktop asks for, and what it was drawn for."""
        del format
        file.write(self.content)


def to_line(drawings: Mapping[IconState, bytes]) -> str:
    """Return the drawings as one line of JSON."""
    return json.dumps(
        {icon_state.value: base64.b64encode(content).decode() for icon_state, content in drawings.items()}
    )


def as_image(drawing: Drawn) -> object:
    """Return the drawing as Pillow's image, for a desktop whose backend works on pixels (macOS)."""
    from PIL import Image

    return Image.open(io.BytesIO(drawing.content))


def of_output(output: str) -> Mapping[IconState, Drawn]:
    """Return the drawings in the last line of what a child said; ValueError where it is something else."""
    lines = output.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        raise ValueError("no drawings")
    document = json.loads(lines[-1])
    return {IconState(icon_state): Drawn(base64.b64decode(text)) for icon_state, text in document.items()}
