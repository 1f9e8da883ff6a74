"""The words of the window that saves a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Bericht speichern"
NO_WINDOW = "Das Fenster kann hier nicht geöffnet werden."
NO_WINDOW_ADVICE = (
    "Geben Sie stattdessen die Datei an: 'meters report --html FILE', --csv, --json oder --text."
)
KINDS = (
    ("Seite für den Browser", ".html"),
    ("Tabelle für die Tabellenkalkulation", ".csv"),
    ("Bericht mit Signatur, für den Empfänger", ".json"),
    ("Textdatei", ".txt"),
)


def saved(path: str) -> str:
    """Return where the report is now."""
    return f"Bericht gespeichert: {path}"


def end_it_in(suffixes: Sequence[str]) -> str:
    """Return the endings that there are."""
    return f"Mögliche Endungen: {', '.join(suffixes)}"


def unknown_kind(suffix: str) -> str:
    """Return that a file name has an ending that no form of the report has."""
    if suffix:
        return f"Ein Bericht kann nicht als {suffix} gespeichert werden."
    return "Der Dateiname hat keine Endung."
