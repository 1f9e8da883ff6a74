"""What the window of the support file says."""

from __future__ import annotations

OPEN = "Save a support file…"
TITLE = "Support file"
SAVE = "Save…"
CLOSE = "Close"
