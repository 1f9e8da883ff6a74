"""What the window asks before changes are lost."""

APPLY = "Apply"
APPLIED = "Saved."
TITLE = "Save changes?"
QUESTION = "Your changes aren't saved yet."
SAVE, DISCARD, KEEP_EDITING = "Save", "Don't save", "Cancel"
