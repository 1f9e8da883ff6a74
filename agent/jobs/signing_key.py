"""The signing key through its life: made, used, changed, lost. Whatever step is cut off, the next run heals.

A key lies in the keyring, the store remembers which one signed last. A rotation puts the next key
under a second name, and the store learns of it with the letter that it signs first; only then it takes
the first name. A lost key begins a new chain under a new id, and the store becomes that agent with the
first letter of it: until then everything stays as it was.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.core.messages import signing_key as messages
from agent.core.model.access import Secret
from agent.core.model.errors import AgentError
from agent.core.report_format.signatures import (
    key_change,
    new_signing_key,
    public_key_of,
    seed_of,
    sha256_of,
)
from agent.core.report_format.succession import SIGNING_KEY_LOST, LetterSigner, follows_of
from agent.core.settings.keyring_names import NEXT_SIGNING_KEY, SIGNING_KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from agent.core.model.records import Letter
    from agent.core.report_format.report import FollowsEntry, KeyChangeEntry
    from agent.edge.store import AgentIdentity, Store
    from agent.jobs.ports import SecretStore

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The outside world of a key. `secret_names` are what an agent with a new id takes over."""

    secret_store_of: Callable[[str], SecretStore]
    secret_names: tuple[str, ...]
    random_octets: Callable[[int], bytes]
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Signing:
    """With what the next letter is signed, as whom, and what a person should know of it.

    `seed` is None where a new chain begins unsigned, because no keyring is usable.
    """

    seed: bytes | None
    signer: LetterSigner
    notes: tuple[str, ...] = ()


def prepare(keyring: Keyring, store: Store, identity: AgentIdentity) -> Signing | None:
    """Return with what the next letter is signed, a key made at the first call; None without a keyring.

    Called before any transaction opens, because a keyring may keep us waiting. A keyring that is
    locked or absent says nothing of the key: the letter goes unsigned and the chain goes on, unless that
    is in doubt for another reason: then the new chain begins unsigned.
    """
    try:
        return _prepare(keyring, store, identity)
    except AgentError as error:
        LOG.warning("the report goes unsigned: %s", error.title)
    if identity.doubt is None:
        return None
    agent_id = store.agents.next_agent_id(keyring.new_id())
    return Signing(None, LetterSigner(agent_id, None, None, identity.doubt), (_note_of(identity.doubt),))


def seed_outside_the_chain(
    keyring: Keyring, store: Store, identity: AgentIdentity, now: datetime
) -> bytes | None:
    """Return the key for a report that no letter carries; None where the keyring gives none that is known.

    It is made and remembered where there is none yet. To change it and to begin anew is a letter's.
    """
    known = identity.public_key
    try:
        secret_store = keyring.secret_store_of(identity.agent_id)
        kept = settle(secret_store, known)
        if kept is None and known is None:
            kept = _new_key(secret_store, SIGNING_KEY, keyring)
    except AgentError as error:
        LOG.warning("the report goes unsigned: %s", error.title)
        return None
    if kept is None or known not in {None, public_key_of(kept)}:
        LOG.warning("the report goes unsigned: the signing key is lost, the next letter begins anew")
        return None
    if known is None:
        store.agents.sign_as(LetterSigner(identity.agent_id, public_key_of(kept)), now)
    return kept


def settle(secret_store: SecretStore, public_key: str | None) -> bytes | None:
    """Return the key that signs now, None where there is none; end a rotation whose first letter is queued.

    The next key becomes the key then. A store that can't be written keeps it under its second name, where
    it is found the next time, too. Raises AgentError where the store can't be read.
    """
    coming = _seed(secret_store, NEXT_SIGNING_KEY)
    if coming is None or public_key_of(coming) != public_key:
        return _seed(secret_store, SIGNING_KEY)
    try:
        secret_store.set(SIGNING_KEY, Secret(new_signing_key(coming)))
        secret_store.delete(NEXT_SIGNING_KEY)
    except AgentError as error:
        LOG.info("the key stays under its second name: %s", error.title)
    return coming


def signed_by(identity: AgentIdentity, signing: Signing | None) -> AgentIdentity:
    """Return the agent as it signs its next letter; as it is where the letter goes unsigned."""
    if signing is None:
        return identity
    who = signing.signer
    return replace(
        identity,
        agent_id=who.agent_id,
        public_key=who.public_key,
        key_change=who.key_change,
        follows=who.follows,
        doubt=None,
    )


def end_rotation(keyring: Keyring, signing: Signing | None) -> None:
    """Settle the key of a letter that is queued; what the keyring refuses now, the next run settles."""
    try:
        if signing is not None:
            settle(keyring.secret_store_of(signing.signer.agent_id), signing.signer.public_key)
    except AgentError as error:
        LOG.warning("the next key waits under its second name: %s", error.title)


def begin_rotation(keyring: Keyring, identity: AgentIdentity) -> str:
    """Make the next key, or find the one made before, and return its public key in base64.

    Called where no run is at work. AgentError where there is no key yet that could vouch for it.
    """
    if identity.public_key is None:
        raise AgentError(messages.NO_KEY_YET)
    secret_store = keyring.secret_store_of(identity.agent_id)
    kept = settle(secret_store, identity.public_key)
    if kept is None or public_key_of(kept) != identity.public_key:
        raise AgentError(messages.KEY_LOST)
    coming = _coming(secret_store, kept) or _new_key(secret_store, NEXT_SIGNING_KEY, keyring)
    return public_key_of(coming)


def next_public_key(secret_store: SecretStore, identity: AgentIdentity) -> str | None:
    """Return the key (base64) that the next report will change to, None if it stays. Raises AgentError."""
    coming = _seed(secret_store, NEXT_SIGNING_KEY)
    public_key = None if coming is None else public_key_of(coming)
    return None if public_key == identity.public_key else public_key


def _prepare(keyring: Keyring, store: Store, identity: AgentIdentity) -> Signing:
    secret_store = keyring.secret_store_of(identity.agent_id)
    kept = settle(secret_store, identity.public_key)
    if identity.doubt is not None:
        return _begin_anew(keyring, store, identity, identity.doubt)
    last = store.letters.last()
    chained = last is not None and identity.public_key is not None
    if kept is None and not chained:
        kept = _new_key(secret_store, SIGNING_KEY, keyring)
    if kept is None or (chained and public_key_of(kept) != identity.public_key):
        return _begin_anew(keyring, store, identity, _end_of(identity, last))
    coming = _coming(secret_store, kept)
    if coming is not None and last is not None and chained:
        return _change_key(kept, coming, identity, last)
    signer = LetterSigner(identity.agent_id, public_key_of(kept), identity.key_change, identity.follows)
    return Signing(kept, signer)


def _change_key(kept: bytes, coming: bytes, identity: AgentIdentity, last: Letter) -> Signing:
    """Let the old key vouch for the next one; every report says so until the key changes again."""
    public_key = public_key_of(coming)
    word = key_change(kept, identity.agent_id, public_key)
    change: KeyChangeEntry = {**word, "run_number": last.run_number + 1}
    return Signing(coming, LetterSigner(identity.agent_id, public_key, change, identity.follows))


def _end_of(identity: AgentIdentity, last: Letter | None) -> FollowsEntry:
    """Return the statement of the next chain about this one, whose key is lost."""
    if last is None:
        raise LookupError("a key can't be lost before a letter was signed")
    return follows_of(identity.agent_id, last.run_number, sha256_of(last.report), SIGNING_KEY_LOST)


def _note_of(follows: FollowsEntry) -> str:
    return messages.chain_begun_anew(follows["id"], follows["last_run_number"], follows["reason"])


def _begin_anew(keyring: Keyring, store: Store, identity: AgentIdentity, follows: FollowsEntry) -> Signing:
    """Take the secrets over to a new id; the old ones stay where they are until it has begun."""
    old = keyring.secret_store_of(identity.agent_id)
    agent_id = store.agents.next_agent_id(keyring.new_id())
    new = keyring.secret_store_of(agent_id)
    for name in keyring.secret_names:
        secret = old.get(name)
        if secret not in {None, new.get(name)}:  # a service has its secrets under each id
            new.set(name, secret)
    seed = _seed(new, SIGNING_KEY) or _new_key(new, SIGNING_KEY, keyring)
    LOG.warning("%s: agent %s follows %s", follows["reason"], agent_id, identity.agent_id)
    return Signing(seed, LetterSigner(agent_id, public_key_of(seed), None, follows), (_note_of(follows),))


def _seed(secret_store: SecretStore, name: str) -> bytes | None:
    """Return the key of this name; a damaged entry is none."""
    kept = secret_store.get(name)
    try:
        return None if kept is None else seed_of(kept.reveal())
    except ValueError:
        LOG.warning("the keyring's entry %s is damaged", name)
        return None


def _coming(secret_store: SecretStore, kept: bytes) -> bytes | None:
    """Return the key that is to follow `kept`, None where none is."""
    coming = _seed(secret_store, NEXT_SIGNING_KEY)
    return None if coming == kept else coming


def _new_key(secret_store: SecretStore, name: str, keyring: Keyring) -> bytes:
    seed = keyring.random_octets(32)
    secret_store.set(name, Secret(new_signing_key(seed)))
    return seed
