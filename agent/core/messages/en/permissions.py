"""Folders and files of the agent that somebody else could change."""

from __future__ import annotations


def folder_of_another(folder: str) -> str:
    """Return that a folder belongs to another user."""
    return f"The folder {folder} belongs to another user, who could change its files."


def folder_open_to_all(folder: str) -> str:
    """Return that others may write into a folder."""
    return f"Other users can write to the folder {folder} and could change settings and reports."


def close_folder(folder: str) -> str:
    """Return how a folder is closed to others."""
    return f"Remove their write permission ('chmod go-w {folder}'), or choose another folder with --data."


def file_of_another(file: str) -> str:
    """Return that a file belongs to another user."""
    return f"The file {file} belongs to another user, who could change it."


def file_open_to_all(file: str) -> str:
    """Return that others may write into a file."""
    return f"Other users can write to the file {file} and could change settings and reports."


def close_file(file: str) -> str:
    """Return how a file is closed to others."""
    return f"Check its content, then remove their write permission ('chmod go-w {file}')."
