"""The words of the window that saves a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Bericht speichern"
NO_WINDOW = "Hier lässt sich kein Fenster öffnen."
NO_WINDOW_ADVICE = "Nennen Sie stattdessen die Datei: 'meters report --html FILE', --csv, --json oder --text."
KINDS = (
    ("Seite für den Browser", ".html"),
    ("Tabelle für die Tabellenkalkulation", ".csv"),
    ("Bericht mit Signatur, für den Empfänger", ".json"),
    ("Textdatei", ".txt"),
)


def saved(path: str) -> str:
    """Return where the report is now."""
    return f"Der Bericht ist gespeichert: {path}"


def end_it_in(suffixes: Sequence[str]) -> str:
    """Return the endings that there are."""
    return f"Möglich sind die Endungen {', '.join(suffixes)}."


def unknown_kind(suffix: str) -> str:
    """Return that a file name has an ending that no form of the report has."""
    if suffix:
        return f"Als {suffix} lässt sich ein Bericht nicht speichern."
    return "Der Dateiname hat keine Endung."
