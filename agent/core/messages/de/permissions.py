"""Folders and files of the agent that somebody else could change."""

from __future__ import annotations


def folder_of_another(folder: str) -> str:
    """Return that a folder belongs to another user."""
    return f"Der Ordner {folder} gehört einem anderen Benutzer, der seine Dateien ändern könnte."


def folder_open_to_all(folder: str) -> str:
    """Return that others may write into a folder."""
    return (
        f"Andere Benutzer dürfen in den Ordner {folder} schreiben und könnten "
        "Einstellungen und Berichte ändern."
    )


def close_folder(folder: str) -> str:
    """Return how a folder is closed to others."""
    return (
        f"Entziehen Sie ihnen das Schreibrecht ('chmod go-w {folder}') oder "
        "wählen Sie mit --data einen anderen "
        "Ordner."
    )


def file_of_another(file: str) -> str:
    """Return that a file belongs to another user."""
    return f"Die Datei {file} gehört einem anderen Benutzer, der sie ändern könnte."


def file_open_to_all(file: str) -> str:
    """Return that others may write into a file."""
    return (
        f"Andere Benutzer dürfen in die Datei {file} schreiben und könnten Einstellungen und Berichte ändern."
    )


def close_file(file: str) -> str:
    """Return how a file is closed to others."""
    return (
        f"Prüfen Sie ihren Inhalt und entziehen Sie den anderen dann das Schreibrecht ('chmod go-w {file}')."
    )
