"""What is said when reports are saved to a USB stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.en import count, number

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_FOLDER_ADVICE = "Plug in the USB stick and choose an existing folder."
OTHERS_ADVICE = "Nothing was overwritten. Choose an empty folder."
NO_ROOM_ADVICE = (
    "Free up space or use another USB stick, then run the command again. Files already saved are kept."
)
LOST_ADVICE = "Check that the USB stick is still plugged in, then run the command again."
CALL_AGAIN = "Files already saved are complete. Run the command again to save the rest."


def no_folder(path: str) -> str:
    """Return that a folder is not there."""
    return f"The folder {path} does not exist."


def others_there(names: Sequence[str]) -> str:
    """Return that files of these names hold something else."""
    return (
        f"A different {names[0]} already exists there."
        if len(names) == 1
        else f"Different files already exist there: {', '.join(names)}."
    )


def no_room(path: str, needed: int, free: int) -> str:
    """Return that there is too little room; both are numbers of octets."""
    return f"Not enough space in {path}: {_kilobytes(needed)} needed, {_kilobytes(free)} free."


def lost(path: str, why: str) -> str:
    """Return that a stick can't be looked at."""
    return f"{path} can't be read: {why}."


def carried(stem: str, *, written: int, files: int) -> str:
    """Return what became of one report."""
    if written == 0:
        return f"{stem}: already saved ({count(files, 'file')})."
    rest = f", {number(files - written)} already there" if written < files else ""
    return f"{stem}: {count(written, 'file')} saved{rest}."


def unsigned(stem: str) -> str:
    """Return that a report bears no signature."""
    return f"{stem}: not signed: the keyring of this computer was not available when it was created."


def nothing_marked(waiting: int) -> str:
    """Return that the outbox is as it was."""
    if waiting == 0:
        return "Nothing was marked as sent."
    rest = count(waiting, "report is", "reports are")
    return f"Nothing was marked as sent. {rest} still waiting in the outbox."


def carried_in_all(reports: int, path: str) -> str:
    """Return how many reports are on the stick now."""
    return f"{count(reports, 'report')} saved in {path}."


def _kilobytes(octets: int) -> str:
    return f"{number(-(-octets // 1000))} kB"
