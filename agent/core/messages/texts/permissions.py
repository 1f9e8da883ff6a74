"""Folders and files of the agent that somebody else could change."""

from __future__ import annotations

from agent.core.messages.catalogue import gettext


def folder_of_another(folder: str) -> str:
    """Return that a folder belongs to another user."""
    return gettext("The folder {folder} belongs to another user, who could change its files.", folder=folder)


def folder_open_to_all(folder: str) -> str:
    """Return that others may write into a folder."""
    return gettext(
        "Other users can write to the folder {folder} and could change settings and reports.", folder=folder
    )


def close_folder(folder: str) -> str:
    """Return how a folder is closed to others."""
    return gettext(
        "Remove their write permission ('chmod go-w {folder}'), or choose another folder with --data.",
        folder=folder,
    )


def file_of_another(file: str) -> str:
    """Return that a file belongs to another user."""
    return gettext("The file {file} belongs to another user, who could change it.", file=file)


def file_open_to_all(file: str) -> str:
    """Return that others may write into a file."""
    return gettext(
        "Other users can write to the file {file} and could change settings and reports.", file=file
    )


def close_file(file: str) -> str:
    """Return how a file is closed to others."""
    return gettext("Check its content, then remove their write permission ('chmod go-w {file}').", file=file)
