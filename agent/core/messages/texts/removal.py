"""Removing what this program left behind for one user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, ngettext
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

OPTION = "remove the settings, data, passwords and start entries of this user"
YES_OPTION = "remove without asking"
HEADING = "This will be removed for good:"
QUESTION = "Remove all of it? [y/N] "
KEPT = "Nothing was removed."
AT_SIGN_IN = "the start of the icon at sign-in"
DAILY_LOOP = "the start of the daily loop at sign-in ('meters watch --install')"
NOTHING = "There is nothing to remove for this user."
DONE = "Removed. The program itself stays: delete it, or uninstall it."
UNKNOWN_AGENT = (
    "The database can't be read, so passwords in the keyring may stay. Their names begin with 'Meters Agent'."
)


# Errors: what happened, and what to do about it.
ICON_RUNS = ErrorKind(
    "Meters Agent is running, so nothing was removed.",
    "Choose Quit in the menu of its icon, then try again.",
)
NOBODY_AGREED = ErrorKind(
    "Nothing was removed: nobody can be asked here.",
    "To remove all of it without a question: 'meters remove --yes'.",
)
NOT_REMOVED = ErrorKind(
    "{path} can't be removed completely: {reason}.",
    "Close programs that use it, then try again.",
)


def letters(count: int) -> str:
    """Return how many reports would never be sent."""
    return ngettext(
        "{count} report has not been sent yet. It will be lost:",
        "{count} reports have not been sent yet. They will be lost:",
        count,
    )


def letter(run_number: int, when: datetime) -> str:
    """Return one report that would be lost."""
    return gettext("report {run_number} of {moment}", run_number=run_number, moment=moment(when))


def files(count: int, folder: str) -> str:
    """Return how many files of a folder go."""
    return ngettext("{count} file in {folder}", "{count} files in {folder}", count, folder=folder)


def secret(name: str, agent_id: str) -> str:
    """Return one entry of the keyring."""
    return gettext('"{name}" in the keyring (Meters Agent {agent_id})', name=name, agent_id=agent_id)


def others(names: Sequence[str], folder: str) -> str:
    """Return what stays in the folder."""
    return gettext(
        "Not made by Meters Agent and kept in {folder}: {names}", folder=folder, names=", ".join(names)
    )
