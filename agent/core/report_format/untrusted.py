"""Fields of a report that anybody may have written: what is not there as it should be is None or empty."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_OCTETS = 16_000_000  # of a report: that of 500 printers has 6 million
MOST_SIGNS = 1_000_000  # of JSON's own: a value takes up to 250 octets of memory, whatever it says
_SIGNS = (b"[", b"{", b",", b":")


def content_of(report: bytes) -> dict[str, Any]:
    """Return the JSON object in `report`, empty if there is none or it is larger or deeper than a report."""
    if len(report) > MOST_OCTETS or sum(map(report.count, _SIGNS)) > MOST_SIGNS:
        return {}
    try:
        content = json.loads(report.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def object_of(content: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the object of this name, empty if there is none."""
    value = content.get(name)
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str | None:
    """Return a text, None for anything else."""
    return value if isinstance(value, str) else None


def number_of(value: object) -> int | None:
    """Return a whole number from 1 on, None for anything else."""
    # In Python True is an int, in JSON it is none.
    return value if type(value) is int and value >= 1 else None


def octets_of(text: str) -> bytes | None:
    """Return the octets of a text in base64, None where it is none."""
    try:
        return base64.b64decode(text.strip(), validate=True)
    except ValueError:
        return None
