"""The rights to ask: communities and SNMPv3 users of the settings, with their secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.core.messages import keyring as messages
from agent.core.model.access import NO_PRIVACY, Secret, User
from agent.core.model.errors import AgentError
from agent.core.settings import Network, SnmpUser, keyring_names

if TYPE_CHECKING:
    from agent.jobs.ports import SecretStore


@dataclass(frozen=True, slots=True)
class Rights:
    """With what may be asked now; `left_out` are pairs (right, why) of those that can't be used."""

    communities: tuple[Secret, ...]
    users: tuple[User, ...]
    left_out: tuple[tuple[str, AgentError], ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a scan notes: each right that is left out, why, and what to do."""
        return tuple(messages.left_out(right, error.title, error.advice) for right, error in self.left_out)


def rights_of(network: Network, secret_store: SecretStore, given: tuple[Secret, ...] = ()) -> Rights:
    """Return the rights whose secrets can be had; `given` communities stand in for those of the settings.

    Raises the secret store's AgentError, or that of a secret that nobody entered, where no right is left.
    """
    communities, users = [*given], []
    left_out: list[tuple[str, AgentError]] = []
    for text in () if given else network.communities:
        try:
            communities.append(_community(text, secret_store))
        except AgentError as error:
            left_out.append((messages.the_community(text), error))
    for row in network.users:
        try:
            users.append(_user(row, secret_store))
        except AgentError as error:
            left_out.append((messages.the_user(row.name), error))
    if left_out and not communities and not users:
        raise left_out[0][1]
    return Rights(tuple(communities), tuple(users), tuple(left_out))


def users_of(network: Network, secret_store: SecretStore) -> tuple[User, ...]:
    """Return the SNMPv3 users with their passphrases; AgentError where the keyring lacks one."""
    return tuple(_user(row, secret_store) for row in network.users)


def _community(text: str, secret_store: SecretStore) -> Secret:
    if not text.startswith(keyring_names.KEYRING):
        return Secret(text)
    return _needed(keyring_names.community(text.removeprefix(keyring_names.KEYRING)), secret_store)


def _user(row: SnmpUser, secret_store: SecretStore) -> User:
    private = row.privacy != NO_PRIVACY
    return User(
        name=row.name,
        auth_protocol=row.auth,
        auth_passphrase=_needed(keyring_names.v3_auth(row.name), secret_store),
        privacy_protocol=row.privacy if private else "AES",
        privacy_passphrase=_needed(keyring_names.v3_privacy(row.name), secret_store) if private else None,
        context=row.context,
    )


def _needed(name: str, secret_store: SecretStore) -> Secret:
    secret = secret_store.get(name)
    if secret is None:
        raise AgentError(messages.NO_SECRET, {"name": name})
    return secret
