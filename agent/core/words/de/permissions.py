"""Folders and files of the agent that somebody else could change."""

from __future__ import annotations


def folder_of_another(folder: str) -> str:
    """Return that a folder belongs to another user."""
    return f"Der Ordner {folder} gehört einem anderen Benutzer; der könnte ändern, was darin liegt."


def folder_open_to_all(folder: str) -> str:
    """Return that others may write into a folder."""
    return f"Andere dürfen in den Ordner {folder} schreiben: Sie könnten Einstellungen und Berichte ändern."


def close_folder(folder: str) -> str:
    """Return how a folder is closed to others."""
    return (
        f"Nehmen Sie ihnen das Recht dazu ('chmod go-w {folder}'), oder wählen Sie mit --data einen anderen "
        "Ordner."
    )


def file_of_another(file: str) -> str:
    """Return that a file belongs to another user."""
    return f"Die Datei {file} gehört einem anderen Benutzer; der könnte ändern, was darin steht."


def file_open_to_all(file: str) -> str:
    """Return that others may write into a file."""
    return f"Andere dürfen in die Datei {file} schreiben: Sie könnten Einstellungen und Berichte ändern."


def close_file(file: str) -> str:
    """Return how a file is closed to others."""
    return (
        "Prüfen Sie, ob darin noch steht, was Sie wollen, und nehmen Sie den anderen dann das Recht dazu "
        f"('chmod go-w {file}')."
    )
