"""What is said when reports are saved to a USB stick."""

from agent.core.messages.catalogue import BySystem, gettext, ngettext
from agent.core.messages.error_kinds import ErrorKind

_UNSIGNED = BySystem(
    "{stem}: not signed: the keyring of this computer was not available when it was created.",
    windows="{stem}: not signed: Windows Credential Manager was not available when it was created.",
    macos="{stem}: not signed: the keychain of this computer was not available when it was created.",
)
CALL_AGAIN = "Files already saved are complete. Run the command again to save the rest."


# Errors: what happened, and what to do about it.
ANOTHER_THERE = ErrorKind(
    "A different {names} already exists there.",
    "Nothing was overwritten. Choose an empty folder.",
)
OTHERS_THERE = ErrorKind(
    "Different files already exist there: {names}.",
    "Nothing was overwritten. Choose an empty folder.",
)
NO_ROOM = ErrorKind(
    "Not enough space in {path}: {needed:n} kB needed, {free:n} kB free.",
    "Free up space or use another USB stick, then run the command again. Files already saved are kept.",
)
NO_FOLDER = ErrorKind(
    "The folder {path} does not exist.",
    "Plug in the USB stick and choose an existing folder.",
)
LOST = ErrorKind(
    "{path} can't be read: {why}.",
    "Check that the USB stick is still plugged in, then run the command again.",
)


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
    return gettext(_UNSIGNED, stem=stem)


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
