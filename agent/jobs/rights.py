"""The rights to ask: communities and SNMPv3 users of the settings, with their secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.core import keyring_names
from agent.core.access import Secret, User
from agent.core.errors import AgentError
from agent.core.words import keyring as words

if TYPE_CHECKING:
    from agent.core.settings import Network, SnmpUser
    from agent.edge.vault import Vault

KEYRING = "keyring:"


def communities_of(network: Network, vault: Vault) -> tuple[Secret, ...]:
    """Return the communities in their order; AgentError where the keyring lacks one."""
    return tuple(
        _needed(keyring_names.community(text.removeprefix(KEYRING)), vault)
        if text.startswith(KEYRING)
        else Secret(text)
        for text in network.communities
    )


def users_of(network: Network, vault: Vault) -> tuple[User, ...]:
    """Return the SNMPv3 users with their passphrases; AgentError where the keyring lacks one."""
    return tuple(_user(row, vault) for row in network.users)


def _user(row: SnmpUser, vault: Vault) -> User:
    private = row.privacy != "none"
    return User(
        name=row.name,
        auth_protocol=row.auth,
        auth_passphrase=_needed(keyring_names.v3_auth(row.name), vault),
        privacy_protocol=row.privacy if private else "AES",
        privacy_passphrase=_needed(keyring_names.v3_privacy(row.name), vault) if private else None,
        context=row.context,
    )


def _needed(name: str, vault: Vault) -> Secret:
    secret = vault.get(name)
    if secret is None:
        raise AgentError(words.no_secret(name), words.enter(name))
    return secret
