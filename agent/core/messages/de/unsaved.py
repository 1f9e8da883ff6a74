"""What the window asks before changes are lost."""

from __future__ import annotations

APPLY = "Übernehmen"
APPLIED = "Gespeichert."
TITLE = "Änderungen speichern?"
QUESTION = "Ihre Änderungen sind noch nicht gespeichert."
SAVE, DISCARD, KEEP_EDITING = "Speichern", "Nicht speichern", "Abbrechen"
