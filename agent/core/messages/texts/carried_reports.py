"""What is said when reports are saved to a USB stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext, number

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
    return gettext("The folder {path} does not exist.", path=path)


def others_there(names: Sequence[str]) -> str:
    """Return that files of these names hold something else."""
    if len(names) == 1:
        return gettext("A different {name} already exists there.", name=names[0])
    return gettext("Different files already exist there: {names}.", names=", ".join(names))


def no_room(path: str, needed: int, free: int) -> str:
    """Return that there is too little room; both are numbers of octets."""
    return gettext(
        "Not enough space in {path}: {needed} needed, {free} free.",
        path=path,
        needed=_kilobytes(needed),
        free=_kilobytes(free),
    )


def lost(path: str, why: str) -> str:
    """Return that a stick can't be looked at."""
    return gettext("{path} can't be read: {why}.", path=path, why=why)


def carried(stem: str, *, written: int, files: int) -> str:
    """Return what became of one report."""
    if written == 0:
        return ngettext(
            "{stem}: already saved ({count} file).",
            "{stem}: already saved ({count} files).",
            files,
            stem=stem,
        )
    if written >= files:
        return ngettext("{stem}: {count} file saved.", "{stem}: {count} files saved.", written, stem=stem)
    rest = ngettext("{count} already there", "{count} already there", files - written)
    return ngettext(
        "{stem}: {count} file saved, {rest}.",
        "{stem}: {count} files saved, {rest}.",
        written,
        stem=stem,
        rest=rest,
    )


def unsigned(stem: str) -> str:
    """Return that a report bears no signature."""
    return gettext(
        "{stem}: not signed: the keyring of this computer was not available when it was created.", stem=stem
    )


def nothing_marked(waiting: int) -> str:
    """Return that the outbox is as it was."""
    if waiting == 0:
        return gettext("Nothing was marked as sent.")
    return ngettext(
        "Nothing was marked as sent. {count} report is still waiting in the outbox.",
        "Nothing was marked as sent. {count} reports are still waiting in the outbox.",
        waiting,
    )


def carried_in_all(reports: int, path: str) -> str:
    """Return how many reports are on the stick now."""
    return ngettext("{count} report saved in {path}.", "{count} reports saved in {path}.", reports, path=path)


def _kilobytes(octets: int) -> str:
    return gettext("{octets} kB", octets=number(-(-octets // 1000)))
