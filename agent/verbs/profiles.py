"""A dealer profile by its name: one's own in the data folder, or one that came along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.errors import AgentError
from agent.core.reporting.profile_text import read_profile
from agent.core.settings.shapes import PROFILE
from agent.core.words import profiles as words
from agent.edge import files

if TYPE_CHECKING:
    from agent.core.reporting.profiles import Profile


def open_profile(folder: files.Folder, name: str) -> Profile:
    """Return the profile; AgentError where there is none of that name, or with all that is wrong in it."""
    text = files.profile_text(folder, name) if PROFILE.accepts(name) else None
    if text is None:
        known = files.profile_names(folder)
        raise AgentError(words.unknown(name), words.choose_one_of(known, str(folder.profiles)))
    return read_profile(name, text)
