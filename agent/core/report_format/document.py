"""The report as a file, meters.json: its kind and version, and its bytes."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "meters-report/1"


def report_bytes(report: Mapping[str, object]) -> bytes:
    """Return the bytes of meters.json: they are what is signed and chained."""
    text = io.StringIO()
    # json.dumps would hold every comma of a large office as a string of its own before it joins them.
    json.dump(report, text, ensure_ascii=False, indent=1)
    # A lone surrogate has no UTF-8 form; no printer's text holds one, but a report never fails for it.
    return f"{text.getvalue()}\n".encode(errors="replace")
