"""What the window of the support file says."""

OPEN = "Save a support file…"
TITLE = "Support file"
SAVE = "Save…"
CLOSE = "Close"
