"""meters key: the key that reports are signed with; meters key rotate: let a new one follow it."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from agent.context.office import new_id, open_folder, open_store, tell
from agent.core.messages import signing_key as messages
from agent.core.model.errors import AgentError
from agent.core.model.exit_codes import ExitCode
from agent.edge.lock import hold
from agent.edge.secret_store import secret_store_of
from agent.jobs.signing_key import Keyring, begin_rotation, next_public_key

if TYPE_CHECKING:
    from argparse import Namespace

    from agent.edge.files import Folder
    from agent.edge.store import AgentIdentity


def run(arguments: Namespace) -> int:
    """Show the key, or make the next one; the next report changes to it."""
    folder = open_folder(arguments)
    if arguments.action == "rotate":
        return _rotate(folder)
    with open_store(folder) as (_, identity):
        _show(identity)
    return ExitCode.FINE


def _rotate(folder: Folder) -> int:
    with hold(folder.lock), open_store(folder) as (_, identity):
        keyring = Keyring(secret_store_of, (), secrets.token_bytes, new_id)
        print(messages.next_key(begin_rotation(keyring, identity)))
        print(messages.ROTATION_NEXT)
    return ExitCode.FINE


def _show(identity: AgentIdentity) -> None:
    if identity.public_key is None:
        raise AgentError(messages.NO_KEY_YET)
    print(messages.public_key(identity.public_key))
    if identity.key_since:
        print(messages.since(identity.key_since))
    if identity.key_change:
        print(messages.before(identity.key_change["previous_public_key"]))
    if identity.follows:
        former = identity.follows
        print(messages.follows(former["id"], former["last_run_number"], former["reason"]))
    try:
        coming = next_public_key(secret_store_of(identity.agent_id), identity)
    except AgentError as error:
        tell(f"{messages.NO_KEYRING} {error}")
    else:
        if coming:
            print(messages.next_key(coming))
