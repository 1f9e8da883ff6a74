"""A dealer profile by its name, one's own or one that came along; what is wrong with the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.context.folder import now
from agent.core.conditions.kinds import ConditionKind
from agent.core.messages import profiles as messages
from agent.core.model.errors import AgentError
from agent.core.settings.setting_types import PROFILE
from agent.edge import files
from agent.jobs.conditions import keep

if TYPE_CHECKING:
    from agent.context.office import Office
    from agent.core.reporting.profiles import Profile
    from agent.core.settings.layers import Layers
    from agent.edge.store import Store


def open_profile(folder: files.Folder, name: str) -> Profile:
    """Return the profile; AgentError where there is none of that name, or with all that is wrong in it."""
    text = files.profile_text(folder, name) if PROFILE.accepts(name) else None
    if text is None:
        known = files.profile_names(folder)
        raise AgentError(
            messages.UNKNOWN,
            {"name": ascii(name)[1:-1][:60], "names": known, "folder": str(folder.profiles)},
        )
    from agent.core.settings.profile_text import read_profile

    return read_profile(name, text)


def profile_of_mail(office: Office, store: Store) -> tuple[Profile | None, str]:
    """Return the profile that mails carry a table of, None where there is none, and why it can't be used.

    One that is wanted and can't be used is kept as a condition, which the next letter tells.
    """
    profile, why = profile_or_reason(office)
    facts = {office.settings.mail.profile: {"reason": why}} if why else {}
    keep(store, {ConditionKind.PROFILE_MISSING: facts}, now())
    return profile, why


def settings_flaw(folder: files.Folder, layers: Layers) -> AgentError | None:
    """Return the flaw that `meters settings check` names in settings that can still be used, else None."""
    from agent.core.settings.check import check, refusal
    from agent.core.settings.toml_text import parse

    text = files.read_text(folder.settings) or ""
    settings, problems = check(parse(text), text, layers)
    if problems:
        return refusal(problems)
    try:
        if settings.mail.profile:
            open_profile(folder, settings.mail.profile)
    except AgentError as error:
        return error
    return None


def profile_or_reason(office: Office) -> tuple[Profile | None, str]:
    """Return the same as profile_of_mail, and keep nothing."""
    name = office.settings.mail.profile
    try:
        return (open_profile(office.folder, name) if name else None), ""
    except AgentError as error:
        return None, f"{error.title} {error.advice}"
