"""The signing key: where it is, when it changes, what happens when it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core.messages.catalogue import gettext, translated
from agent.core.messages.error_kinds import ErrorKind
from agent.core.messages.numbers import moment as written

if TYPE_CHECKING:
    from datetime import datetime

ROTATION_NEXT = "The next report introduces it, confirmed by the previous key. Until then nothing changes."
KEY_CHANGED = "New signing key from this report on, confirmed by the previous key."
NO_KEYRING = "A pending key change can't be checked:"


_ENDED, _WHICH_ENDED = "The former chain ended", "which ended"
# By agent.follows.reason.
_WHY_ANEW = {
    "signing_key_lost": "The signing key was lost",
    "machine_changed": "The data folder came from another computer",
    "database_damaged": "The database was damaged",
}
_WHOSE = {
    "signing_key_lost": "whose signing key was lost",
    "machine_changed": "which was another computer's",
    "database_damaged": "whose database was damaged",
}


# Errors: what happened, and what to do about it.
NO_KEY_YET = ErrorKind(
    "No report has been signed on this computer yet.",
    "The key is created with the first report after email is set up: 'meters scan'.",
)
KEY_LOST = ErrorKind(
    "The signing key is not in the keyring of this computer any more.",
    "The next report starts a new chain with a new key: 'meters scan'.",
)


def chain_begun_anew(agent_id: str, last_run: int | None, reason: str = "signing_key_lost") -> str:
    """Return why a new chain begins, what that means and what to do."""
    return gettext(
        "{reason}, so a new chain of reports starts here at report 1. It follows {former}. This can't be "
        "confirmed by the previous key: if you receive these reports, ask the office to confirm it, "
        "and note "
        "the new key ('meters key').",
        reason=translated(_WHY_ANEW).get(reason, gettext(_ENDED)),
        former=_former_chain(agent_id, last_run),
    )


def _former_chain(agent_id: str, last_run: int | None) -> str:
    if last_run is None:
        return gettext("agent {agent_id}", agent_id=agent_id)
    return gettext("report {last_run} of agent {agent_id}", last_run=last_run, agent_id=agent_id)


def public_key(key: str) -> str:
    """Return the key that signs now."""
    return gettext("Reports are signed (Ed25519) with the key {key}", key=key)


def since(moment: datetime) -> str:
    """Return since when."""
    return gettext("In use since {moment}.", moment=written(moment))


def next_key(key: str) -> str:
    """Return the key that will sign next."""
    return gettext("The next report changes to the key {key}", key=key)


def before(key: str) -> str:
    """Return the key that confirmed the present one."""
    return gettext("Confirmed by the previous key {key}", key=key)


def follows(agent_id: str, last_run: int | None, reason: str = "signing_key_lost") -> str:
    """Return which chain this one follows."""
    return gettext(
        "This chain follows {former}, {reason}.",
        former=_former_chain(agent_id, last_run),
        reason=translated(_WHOSE).get(reason, gettext(_WHICH_ENDED)),
    )
