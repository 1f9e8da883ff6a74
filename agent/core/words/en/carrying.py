"""What is said when reports are written to a stick, for a person to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.words.en import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_FOLDER_ADVICE = "Plug the stick in, and name a folder that is there."
OTHERS_ADVICE = "It was left as it is, and nothing was overwritten. Name an empty folder instead."
NO_ROOM_ADVICE = "Make room on it, or take another; then call this once more: what is there already stays."
LOST_ADVICE = "Look whether the stick is still plugged in, then call this once more."
CALL_AGAIN = "What is there already is whole; the same call goes on with the rest."


def no_folder(path: str) -> str:
    """Return that a folder is not there."""
    return f"The folder {path} does not exist."


def others_there(names: Sequence[str]) -> str:
    """Return that files of these names hold something else."""
    return (
        f"Another {names[0]} is there already."
        if len(names) == 1
        else f"Others are there: {', '.join(names)}."
    )


def no_room(path: str, needed: int, free: int) -> str:
    """Return that there is too little room; both are numbers of octets."""
    return f"{path} has too little room: {_kilobytes(needed)} are needed, {_kilobytes(free)} are free."


def lost(path: str, why: str) -> str:
    """Return that a stick can't be looked at."""
    return f"{path} can't be looked at: {why}."


def carried(stem: str, *, written: int, files: int) -> str:
    """Return what became of one report."""
    if written == 0:
        return f"{stem}: all {count(files, 'file')} were there already."
    rest = f", {count(files - written, 'was', 'were')} there already" if written < files else ""
    return f"{stem}: {count(written, 'file')} written{rest}."


def unsigned(stem: str) -> str:
    """Return that a report bears no signature."""
    return f"{stem}: not signed, because the keyring of this computer could not be used when it was made."


def nothing_marked(waiting: int) -> str:
    """Return that the outbox is as it was."""
    if waiting == 0:
        return "Nothing was marked as sent."
    rest = count(waiting, "report goes", "reports go")
    return f"Nothing was marked as sent: {rest} on waiting in the outbox."


def carried_in_all(reports: int, path: str) -> str:
    """Return how many reports are on the stick now."""
    return f"{count(reports, 'report is', 'reports are')} in {path} now, ready to be carried."


def _kilobytes(octets: int) -> str:
    return f"{number(-(-octets // 1000))} kB"
